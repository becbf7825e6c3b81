import { FIRST_NAMES, VOCABULARY } from './identity/vocabulary.ts';
import { isTradeWord } from './trade-words.ts';

/** English words that a client may write with a capital in the midst of a line, or in capitals; none that somebody is often called. */
const WORDS = `late able badly fully hardly lately newly rarely safely abort aborted aborting above absolute ack across act actual actually adfs aes affinity age ahead alarm alert algorithm alias alloc allocate almost
alone along alpha already also alternate although among amount another anything append apply argument array arrive arrived ask asked assert assign assigned
async atomic attach attached attachment attachments attendee authenticated authorized await aware azure backend background backlog backoff backup bail
bandwidth bar barrier baseline basket baz become becomes been beep begins behind being beta better between beyond bind binding bit bits blob blue
boat book boolean boot bootstrap bound boundary box branch break bridge brief bring broker browser bucket buddy budget buffers bulk bunch burst button byte
bytes ca callbacks came can candidate capabilities capability capacity capture card cargo carrier carry catch category cb ceiling cell center certain cfg
chain challenge chance changed chapter char character charge chat checked checking checkpoint checksum child children choose chosen chrome chunk chunks
circuit circular cleanup clone cloud cluster cmd cob codec cold collection collector column combine comes comment commit committed compare complete
completely completing completion compose compress concurrent condition conference confirm conflict connecting connectivity consent console constant
construct consume consumer contain container contains continue continued controller conv convert cookie coordinator copied copying core correct correlation
corrupt corrupted cost could counter country couple courier cover cpu crash crc creating creation creator criteria critical crl cross css ctx currently
cursor custom cycle daemon dag dark dash datagram day days db dead dealt decide decision deck decline declined decrement decrypt dedicated deep delay
delayed delays delegate delegated deleting deliver delivering delta demand dependency depth derived description descriptor detach detect detected detection
determine developer dhcp did didn die died diff differ difference different dirty disappear discard discarded disconnect disk dispatch dispatched
dispatcher display distribution dock doesn don door double downgrade download dozen dr drain drained drop dropped dry dst dummy dump duration during dying
dynamic eager early eas east easy echo ecp edit editor effect either elapse element elements eligible else emit emitted emitting emulation encode encoded
encoder encrypt encrypted encryption enforce engaged enough ensure entity entra enum env envelope equal escalate estimate evaluate even ever every
everything exactly exceed exceeded excel exception exchanged exclusive execute executed execution executor existing expect expected expiration expire
expires expiry explicit explicitly explorer expose extended extension extra extract failback failing failover fails fair far fast fatal favorite fed feed
ferry fetch fetched fetching few field fill filled final finalize finally finish finishing fire fired fires firewall fixed flat flight flip float flow
flushed fly fn follow following foo forbidden force forced foreground forever fork form formatted forward forwarded forwarding fourth fragment frame
framework french frequency fresh friendly frozen future gamma gap garbage gate gather gave gc generate generated generation generic gets getting
give given gives go goes going gold gone gpu granted granting grants graph greater guard guess had half halt hand handing handle handles handling hang
hangs happen happened happy hard hash hasn haven he head healthy heap heartbeat heavy height hello helper hence her here heron hex hey high higher him hint
his hit hold holding holds hole hook hop hot hours how however hr hub huge ice identical identifier idp ids ignore ignored iis image immediately implicit
import important inactive inbound incoming incomplete incorrect increment index indicate indicated indicator infinite inherit initialize initialized
initializing inline inner insert inserted inside inspect instead instruction insufficient integer integrity intent interaction intermediate interrupt
interrupted interval invalidate invoke invoked io irrelevant isn isolated issue issued iteration iterator itself jitter join joined joiner js jump just jwt
keep keeping keeps kept keyboard kick kill killed knows krb label lack laid lan lane lanes language large larger latch latency latest launch launched layer
lazy ldap leader leak lease leave leaves leaving ledger less let lets lib library lies lifecycle lifetime light like limits linear lines linked listen
listener listening literal little live load loaded loader loading locale locate located locked logger logic logical longer look looked looking lookup loop
loose lorem lose loss lots low lower lying lyncserver machine made magic maintain make makes making managed mandatory many map mapped mapper mapping marked
marker mask matched matching matter maximum maybe md5 mdb mdm me meaning means media memory merge merged meta metadata metric middle midnight might
migrate migrated milliseconds mind minimal minimum minute minutes mirror mix model modern modified modify moment month most mount mouse moving mr mrs ms
msg mtu much multiple must mutex nagle naming nat native nature near nearly necessary need needed needs negative negotiated negotiation neither nested
never newer newest nic nice night nil nobody nodes noop nor north notice notifications notified notifier numeric oab obj objects observe observed observer
obsolete obtain occur occurred ocsp offer offset often oim older oldest omega omit onedrive ones onto opaque opened opening operating operations opt
optional ordinal origin orphan orphaned os others otherwise our outbound outer outgoing outside overall overdue overflow override overwrite owned pack
package packet packets paint painted pair panic parallel parameter parameters parcel parse parsed parser parsing partial partially party pass passed
passing past patch pause paused payload peek per perch perches perform performed period periodic permanent permanently permission permit persist persisted
persistence persistent pick picker pid piece ping pinned pipeline placed placeholder plain plan planned platform play please plug plugin plus pointer poll
polled polling pong popped popup portal position positive postpone postponed potential power powerpoint prack preempt prefix prepare prepared preparing
press pressure presumably prevent previous previously principal print prior priority privacy probably probe problem proceed processed processes processing
processor produce producer product production prof progress prompt proof propagate properly properties property protect protected prove provide provided
provision prune ps ptr published pulled pump purge purged purpose pushed puts qualify quality quick quit quote qux race raise raised ram ran random range
rank rate rather ratio raw rc reach reached reader reading real really reap reaper rearmed reboot rebuild recall receipt receive receiver receiving recent
recently recheck reconcile reconnect reconnected reconnecting recover recovered recreate recursion recycle red redirected redo reduce reenter refresh
refreshed refresher refs refuse region registering registration regular rehydrate reject rejecting related relation relative relay releasing relevant
reliable reload remain remaining remains remember reminder removal remove removing rename render renew renewed repair repeat repeated replace replaced
replay replica replicate replied reported repository represent requested requeue requeued required rerun resend resent reserve reserved resolve resolving
respond responded rest restarted restore restored restrict restricted resume resumed resuming retain retained retire retired retrieve retrieved retrying
reused reverse revert reverted review revoke revoked rewrite right ring ripe rollback rotate rough routed routing row rows rsa rtp rtt sad safe safety same
saml sample sanity satisfied scan scanned scheduler scheme scratch screen script sdp seal sealed secure see seed seek seems seen segment select selected
selection selector semaphore sends separate serialize serialized serializer serious setter setup seven severe sha shadow shall shape shard sharepoint
sharing sheet shelf shell shift shipped shore should shoulder shouldn shows shutdown shutting sid sight signal signaled signaling signature silence silent
silently silver similar simple simply simulate single sink situation six sixth skips slave sleeping slice slide slightly slow small smart snapshot snooze
so socket soft software solved somebody someone something sometimes soon sort sorted sound south space spanish spare spawn specific specified spent spin
splash spooling spot sql src sso ssp sspi stable stack stamp standalone standby stands star starting starts starve stash static stations stay stays steady
steal stolen stopping stores storm straight strategy stray stream strict strip strong struct structure stub stun style sub submission submitting subscribed
subscriber subscription subsequent substitute subsystem such sudden suffix suggest suitable sum supervisor supplied supply supported suppress suppressed
sure surface survive suspend suspended swap sweep sweeper swept switched symbol synced synchronous syncing tab tags tail take taken takes taking talk tally
tank teams tear teardown technical tell temporarily ten tenant term terminate terminated tests than thank their them theme themselves therefore these thing
things think third those though threshold throttle throttling through throughput throw thrown thus tick ticks tid tide tidy tight timestamp tiny toast
today together toggle told tomorrow took topic touch toward track tracked tracker tracking traffic trail transaction transferred transient transit
transition translate transmission transmit transmitted trap travel treat tree tries trigger triggered triggers trim truncate truncated ttl turn turned
twice typical uc ucma ucs ui uid umc unanswered unauthorized unbound uncertain unchanged undefined undeliverable undelivered undo unexpected unexpectedly
unhandled unique unit unless unlike unlock unlocked unpack unparked unpin unread unrecoverable unregister unresolved unsafe unsent unset unspecified
unsubscribe unsupported untouched unused unusual upgrade upgraded uploaded upon upper urgent usable usage usual usually utility validate validated
validation values variable various verb verbose verified verify very victim virtual visible visit vm void volatile volume vote voyage vpn waiter waits wake
waked wakes walk wall wan want wants warm warn wasn wastes watchdog watcher watches ways wed well went were west what whatever whether white whole whom
wide widget width wild willing wipe wired wireless wish within woke won word words worked workflow working works world worse would wouldn wrap wrapped
wrapper wrong wrote yellow yesterday yet yield zero zombie zulu abs drm gal ip msal sts ucmapi wam`;

/** Nouns of a German client, which have a capital wherever they stand, and words of other clients that it may be given at a beginning. */
const OF_OTHERS = `abbruch ablauf absender aktion aktualisierung anbieter anforderung anfrage anhang anmeldung antwort anwendung anzahl arbeit auftrag aufgabe aufruf ausgang
ausnahme basis bearbeitung benachrichtigung benutzer bereich bericht besprechung bestand betreff datei daten datenbank datum dauer dienst domain eingang einstellung element elemente empfang
entwurf ereignis ergebnis ersatz erneut fehler fehlercode fenster folge freigabe frist grenze grund gruppe intervall kalender kanal kennung kennwort konto kontakt kontakte kopie leerlauf
liste meldung minute minuten mitteilung nachricht nachrichten netz netzwerk neustart nummer nutzer objekt ordner ort paket pause person postausgang posteingang postfach problem programm
protokoll prozess puffer quelle rest richtlinie richtung rolle schritt sekunde sekunden server sitzung speicher sperre start status stelle stunde stunden suche system tag tage teil teilnehmer
termin text thema timer typ uhr uhrzeit umleitung ursache verbindung verlauf versand verschiebung versuch versuche verzeichnis vorgang vorlage wahl warteschlange wert wiederholung zahl zeit
zeitgeber zeitlimit zeitpunkt ziel zugriff zustand zustellung brouillon brouillons message messages dossier courrier erreur file attente serveur minuterie borrador borradores mensaje
bandeja salida entrada correo carpeta cola rascunho rascunhos mensagem fila pasta bozze bozza messaggio coda cartella posta concept concepten bericht wachtrij map utkast meddelande nicht`;

const USUAL: ReadonlySet<string> = new Set(`${WORDS} ${OF_OTHERS}`.split(/\s+/));

function isListed(word: string): boolean {
  return USUAL.has(word) || isTradeWord(word) || (VOCABULARY.has(word) && !FIRST_NAMES.has(word));
}

/** `keeps`, `kept's`, `queueing`: the word that is listed, with another ending. Holly and Charly are no words of a hole and a char. */
const ENDING = /(?:'s|s|es|ed|d|ing|(?<=[a-z]{5})ly|ion)$/;
const IN_SMALL = /^[a-z]/;

/** Short for terms in capitals, and names where only the first letter is one. */
const NAMES_TOO: ReadonlySet<string> = new Set(['Dag', 'Gal', 'Ip', 'Nat', 'Sid']);

/** Whether a word is one of the trade or a usual one of English, in whatever letters: nobody is meant by it. */
export function isUsualWord(word: string): boolean {
  const lower = word.toLowerCase();
  if (isListed(lower)) return !NAMES_TOO.has(word);
  const stem = lower.replace(ENDING, '');
  if (lower.endsWith('ly') && !IN_SMALL.test(word)) return false;
  return (
    stem.length > 2 &&
    stem !== lower &&
    (isListed(stem) || isListed(`${stem}e`) || isListed(stem.replace(/(.)\1$/, '$1')))
  );
}
