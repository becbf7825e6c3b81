/**
 * Words of Exchange, of SIP and HTTP, of Windows, of files and of the report itself. A name that is one of them (a user called
 * `mark`, a host called `mail`) is replaced in addresses and paths, not wherever the word stands.
 */
export const VOCABULARY: ReadonlySet<string> = new Set(
  `
  a about absent accept accepted access account accounts action active actions ad add adal address admin administrator after agent all
  allow allowed always an analysis and anonymous answer answered any app appdata application archive archiving are as at attempt attempts
  attributes audio auth authorization auto autodiscover available away back base basic be bearer because before body both bug build bundle business
  busy but by bye cached calendar call calls cancel cannot cas case causes certainty certificate change changes channel check class clean clear
  client clock close code codes collect collected com command common company component computer config configuration confirmed connect
  connection contact contacts content contested control conversation conversationhistory copy corp count create created current data
  database date dc debug decoded default deferred delete deleted delivered deny department desktop dialin diagnostics digest directory
  disable disabled discover disposition dns documents does domain done down downloads draft drafts drive due edge eight empty enable enabled
  encoding end ended endpoint english enterprise entry environment error errors etl event events evidence ews example exchange exchangeversion
  excluded exists exit expired export external fact failed failure false fault feature fields file files filter find findings first fix
  folder folders for format formats forms found four free from front full function gaps gateway general get global good got group groups
  guest has have header help hist history home host hour html http https id identity im immediate in inbox inc include info information
  initiator input install installation interface internal internet invalid invite is issues it item items its job journal junk kerberos key keys
  kind known lab last later least left legacy length level life likely limit line link list local location log logging login logon logs long
  lync lyncdiscover lyncdiscoverinternal mail mailbox mailboxes main management mapi mark master match max medium meet meeting member message
  messages method microsoft min missed missing mobile mode moderate monitor more move moved my name names negotiate net network new next no
  node noerror none normal not note notes notification notify now ntlm null number object oc of off office offline ok old on once one online
  only open operation operator option options or order org organization original other out outbox outcome outlook output owa own owner owners
  page part parts password pasted path pc pending personal phone picked place point policies policy pool port possible post presence
  present primary private process program programdata project protocol proven provider proxy public publish put query question queue quiet
  read ready reason received recipient recipients record records redirect refer reference references reg register registrar registry
  release remote removed report request requests resolved response responses restart result results rights roaming role room root route
  router rtc rule rules run saveonly save saved schema schemas scope search second seconds section security self send sendonly sent
  sentitems serial server servers service services session set settings several severity share shared ship short show sign signed since sip
  sips site size skype soap some source sources special spool spooler standard start started state states status step steps still storage
  string stuck subject subscribe success superseded support switch system table tag task team temp template test text that the then there ticket
  they this thread time timed timeout timer times title tls to token tokens tool top trace traces tracing transport true trusted two type
  types uccapi unavailable under undecoded unknown unreachable until up update uri url use used user username users utc value version
  versions via video view voice wait wanted warning warnings was way weak web webmail when where which who why will windows wire with work
  worker workgroup www x86ship x64ship x86 x64 xml year yes you your zone uccapilog winevent tracefmt tracerpt companion companions folderstatistics
  1mb bad below big blocked broken cert changekey composed cu3 defects deleteditems denied deployed design dnd duplicate exact exited
  exo federated ims invitation mfa migration mismatch msi multi oauth onprem pre presenting queued quota rejected setting shown side
  signin skew split stale stalled store symptom throttled too trust wildcard written srv
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words that people are called, too: with another word they are a name. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(['mark', 'max', 'will']);

/** Domains of accounts that every Windows has: `BUILTIN\Administrators`, `NT AUTHORITY\SYSTEM`; a pattern takes the last word. */
export const KNOWN_AUTHORITIES: ReadonlySet<string> = new Set(
  'builtin|authority|nt-authority|autorität|nt-autorität|vordefiniert|service|virtual machine|apppool|manager'.split(
    '|',
  ),
);

/** Accounts that every Windows has. */
export const KNOWN_ACCOUNTS: ReadonlySet<string> = new Set(
  'public|default|default user|all users|administrator|system|networkservice|network service|localservice|local service'.split(
    '|',
  ),
);
