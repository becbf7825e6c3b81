/** What lines say: words in small letters, numbers as `#`. */

export const NOT: RegExp =
  /\b(?:not|no|nor|neither|never|none|nothing|cannot|without|false|hardly|barely|scarcely|rarely|seldom|(?:has|have|had|was|were|is|are|did|does|could|would|should|can|wo)nt|nicht|kein(?:e[mnrs]?)?|nie|niemals|ohne|pas|jamais|sans|nunca)\b|n't\b/;
export const FAILED: RegExp =
  /\b(?:fail\w*|errors?|refus\w*|den(?:ied|ies)|reject\w*|abort\w*|undeliverable|gave up|giving up|given up|unable|could not|couldn't|cannot|unsuccessful\w*)\b/;
/** What is to come, or asked. */
export const TO_COME: RegExp =
  /\b(?:will|would|shall|should|can|could|may|might|must|is to|are to|about to|going to)\b|\bto (?:be|have)\b|\b(?:if|whether|unless|until|before)\b|\b(?:würden?|sollen?|sollte)\b|\?/;
/** What goes on, and may yet come to another end: `is being sent`, `wird gesendet`, `en cours`. */
export const GOES_ON: RegExp =
  /\b(?:being|in progress|under way|underway|gerade|werden|wird|en cours|en curso|in corso)\b/;
/** It was not done yet, and will be: no error is the last word. */
export const WAITS: RegExp =
  /\b(?:defer\w*|postpon\w*|delay\w*|later|again|yet|pending|wait\w*|await\w*|on hold|(?<!\bno |\bno more |\blast )retr(?:y|ying))\b/;
/** An error that is spoken of, and was not met. */
export const SUPPOSED: RegExp = /\b(?:if|in case|whether|unless|until|would|should|shall|may|might)\b|\?/;
/** Nobody knows what became of it: no failure is told. */
export const UNSURE: RegExp =
  /\b(?:could not|couldn't|cannot|can't|unable to|failed to)(?: be)? (?:confirm\w*|tell|determin\w*|verif\w*|ascertain\w*|find out|say|be sure|know\w*)\b|\bunconfirmed\b|\bnot (?:confirmed|verified|certain|sure|known)\b|\b(?:cannot|can't|could not|couldn't) have\b|\bcan fail\b/;
/** A number of messages: a line about all of them, and none about one. */
export const SEVERAL: RegExp =
  /(?<!\b(?:message|msg|im|oim|note|mail|item|draft|request|call|timer|id|no|nr)[ .:#=[({]{1,3})# (?:(?!(?:to|into|in|as)\b)\w+ ){0,2}(?:messages|msgs|ims|notes|mails|items|drafts|files|timers|requests|calls)\b|\bsince start\b|\bso far\b/;
export const MESSAGE: RegExp = /\b(?:messages?|msgs?|ims?|oims?|notes?|mails?)\b/;
export const EWS: RegExp = /\b(?:ews|exchange|soap|web services?|(?:create|send|update)item)\b/;
/** An operation or a disposition: what is told is told of a call, and a call that was sent may yet fail. */
export const OF_CALL: RegExp =
  /\b(?:create|send|update|move|copy|delete|get|find|sync|resolve) ?(?:items?|folder(?: ?items| ?hierarchy)?|names|attachments?)\b|\b(?:save|send) ?only\b|\bsend ?and ?save ?copy\b|\bdisposition\b/;
export const DRAFT: RegExp = /\bdrafts?\b/;
export const SPOOL: RegExp = /\bspool\w*|\.hist\b|\bhistory file/;
export const SAVED: RegExp =
  /\b(?:saved?|saving|stored?|kept|created?(?! ?items?\b)|written|wrote|left(?! (?:the |its |his |her )?(?:history |drafts|spool))|parked|put|placed|landed)\b/;
/** Drafts that a message is not, or no longer, in. */
export const NOT_THERE: RegExp =
  /\b(?:out of|outside|outside of|from|off|beyond|past|instead of|rather than|other than|besides?|skip\w*|bypass\w*|avoid\w*|left|leav\w*) (?:(?:the|its|his|her|a|\w{1,40}'s) ){0,2}drafts?\b|\b(?:skip\w*|bypass\w*|passed over|empt(?:y|ied)|sent items|outbox|inbox|deleted items|on its way|unavailable|unreachable|full|locked|missing)\b/;
export const GONE: RegExp =
  /\bleft (?:the )?(?:history )?spool\w*\W*$|\b(?:remov\w*|delet\w*|purg\w*|clear\w*|gone|dropped|discarded)\b/;
export const TIMER: RegExp = /\b(?:timers?|deadlines?|watchdogs?|timeouts?|countdowns?)\b/;
export const ENDED: RegExp =
  /\b(?:expir\w*|fired|elapsed|ran out|timed out|went off|passed|reached|is over|is up|hit)\b/;
export const BEGUN: RegExp = /\b(?:start\w*|armed|arming|set|began|begun|schedul\w*|created|running)\b/;

/** The client has done with it, and Exchange has it: a wrong guess at this would have a stuck message delivered. */
export const SURELY_SENT: RegExp =
  /\b(?:delivered|accepted)(?: successfully)? (?:by|to|via|through|over) (?:the )?(?:exchange|ews|server|mail server)\b|\b(?:sent|transmitted) by (?:the )?(?:exchange|ews|server|mail server)\b|\bsuccessfully (?:sent|delivered|transmitted)\b|\b(?:sent|delivered|transmitted) successfully\b|\b(?:delivery|transmission|sending)\b.* succeeded\b|\b(?:was|were|has been|have been) delivered\W*$/;
export const PERHAPS_SENT: RegExp =
  /\b(?:queu\w*|spool\w*|stor(?:e|es|ed|age)|drafts?|cache\w*|disk|local\w*|pending|await\w*|wait\w*|later|when|once|retr(?:y|ied|ies|ying)|again|unsent|undelivered|requests?|calls?|receipts?|tr(?:y|ies|ied|ying)|attempt\w*|almost|nearly|part(?:ly|ially)|supposed\w*|assum\w*|presum\w*|probably|perhaps|approval|moderat\w*|instead|timed out|reconnect\w*|next|soon|un(?=-)|half|lost|dropped)\b|# of #|\.hist\b|[=:] ?#/;
export const QUEUED: RegExp =
  /\b(?:enqueu\w*|queu(?:ed|es|ing))\b|\b(?:added|accepted|put|placed|taken|moved|pushed)\b.* (?:to|into|onto) (?:the |its |a |an )?(?:\w+ )?queue\b/;
/** Queued for something else than to be sent, again, or by somebody else. */
export const NOT_TO_SEND: RegExp =
  /\b(?:incoming|inbound|received|re-?queue\w*|(?:for|to(?: be)?) (?:deletion|delet\w*|removal|remov\w*|display\w*|toast|notification|retr\w+|print\w*|read\w*|log\w*|upload\w*|archiv\w*))\b|^(?!.*\b(?:to|for)\b).*\bfrom\b/;
/** It was queued before, is queued no more, or another one is: no message begins. */
export const WAS_QUEUED: RegExp =
  /\bqueued\W{0,3}(?:->|=>|→)|\bfrom queued\b|\b(?:old|prev\w*|was)(?: state)? ?[:=] ?queued\b|\bqueu\w*(?: time)? (?:for|since|during|ago) #|# (?:ms|s|secs?|seconds?|min\w*) ago\b|\b(?:purg|drop|expir|discard|cancel|evict|delet|remov|disabl|forg[eo]t|abandon)\w*|\bduplicates?\b|\b(?:again|twice|already|still|no longer)\b/;
/** What is being done with a message on its way to a folder. */
export const DOING: RegExp = /\b(?:sav|stor|keep|creat|writ|leav|park|putt?|plac|mov|copy)ing\b/;
/** Something was done with the file or the record of a message, not with the message. */
export const HANDLED: RegExp =
  /\b(?:delet\w*|remov\w*|read\w*|load\w*|open\w*|writ\w*|wrote|clean\w*|pars\w*|sav\w*|copy\w*|mov(?:e|ed|es|ing))\b/;
export const SOUGHT: RegExp = /\b(?:look\w*|search\w*|seek\w*|found|finds?|read\w*|load\w*|scan\w*|sync\w*|open\w*)\b/;
export const UNANSWERED: RegExp = /\b(?:missing|lost|wait\w*|await\w*|expect\w*|absent|pending)\b/;
/** Behind or in front of an error: it was not the last word, was met before or by something else, or harmed nothing. */
export const NOT_LAST: RegExp =
  /\bback(?:ing)?[ -]?off\b|\bback to\b|\bover to\b|\b(?:next|last|previous|earlier) (?:attempt|try|error|failure)\b|\b(?:attempts?|tries) (?:left|remaining)\b|# ?(?:\/|of) ?#|\bof #\W*$|\b(?:attempt|try|tries|retries)(?: no| nr| number)?[ .:=(]{1,2}#|\b(?:transient|temporar(?:y|ily)|soft|recover\w*|surviv\w*|ignor\w*|harmless|previously|kept|stays?|held|parked|reschedul\w*|re-?queu\w*|resubmit\w*|reconnect\w*|paus\w*|suspend\w*|passed|receipts?|presence|photo|typing|false)\b/;
/** What is told is done, and another message is next: the id behind is that of the next one. */
export const OF_NEXT: RegExp =
  /[;.,:!|-] ?(?:now|next|then)\b.{0,200}\b(?:messages?|msgs?|ims?|oims?|notes?|mails?)\b|(?<=\S ?)\b(?:now|next):? (?:the )?(?:(?:offline|instant) ){0,2}(?:message|msg|im|oim|note|mail)\b|[;!] ?(?:the )?(?:(?:offline|instant) ){0,2}(?:message|msg|im|oim|note|mail)\W*$/;
/** Asked in the order of a question, which needs no mark. */
export const ASKED: RegExp =
  /(?:^|[^\w\s])\s*(?:was|were|has|have|had|is|are|did|does|do) (?:(?:the|an?|this|that|any|of|offline|instant|delivery|sending|draft|copy|timer|exchange|ews|server|client|accept|send|take) ){0,4}(?:messages?|msgs?|ims?|oims?|notes?|mails?)\b/;
/** Words of a failure that need no error: a message of which they are told was not sent. */
export const UNDONE: RegExp =
  /\b(?:bounc\w*|discard\w*|delet\w*|cancel\w*|expir\w*|block\w*|stuck|return\w*|drop\w*|purg\w*|remov\w*|quarantin\w*|held|hold\w*|lost|lose\w*|recall\w*|withdr\w*|skip\w*|ignor\w*|stop\w*|kill\w*|suspend\w*|paus\w*|abandon\w*|miss(?:ed|es|ing)|gone|trash\w*|vanish\w*|void\w*|invalid\w*|corrupt\w*|broken?|breaks?|forbid\w*|too (?:large|big|long|many|old|late)|full|quota|exceed\w*|stale|time-?outs?|timed out|elaps\w*|ran out|runs? out|g[ai]ve[sn]? (?:up|out|back)|d(?:ied|ies|ead)|crash\w*|exception|warn\w*|problem\w*|trouble|bad|wrong\w*|throttl\w*|clos(?:ed|es)|disconnect\w*|down|forg[eo]t\w*|eras\w*|destroy\w*|overwrit\w*|wip(?:ed|es)|revert\w*|roll\w* back|back|undo\w*|un(?!til\b|ique\b|it\b|its\b|iversal\b|der\b)\w{3,}|dis(?:abled?|allow\w*|miss\w*|pos\w*|regard\w*)|declin\w*|deni\w*|deny\w*|exhaust\w*|hung|hangs?|stall\w*|freez\w*|froze\w*|ndr|non-?delivery|sav(?:ed|es)|kept|keeps?|stay\w*|remain\w*|park\w*|gescheitert|fehl\w*|abgelehnt|abgewiesen|abgebrochen|verworfen|gelöscht|unzustellbar|abgelaufen|verloren|échou\w*|échec|refusé\w*|rejeté\w*|supprimé\w*|rechazad\w*|fallid\w*)\b/;
/** Words of a message that is there yet, or of an error. */
export const LEFT_OVER: RegExp =
  /\b(?:error\w+|stuck|bounc\w*|return\w*|expir\w*|time-?outs?|timed out|elaps\w*|ran out|g[ai]ve[sn]? (?:up|back)|un(?:deliver|sen[dt])\w*|lost|held|kept|parked|stays?|remain\w*|discard\w*|drop\w*|again|re-?(?:tr(?:y|ies|ied)|send\w*|sent|queu\w*)|later|overdue)\b/;
/** Values that say that there was no error. */
export const SUCCESS: RegExp = /\bs ok\b|\bno ?error\b|\berror ?success\b/;
/** A number or a word that varies behind what is told: `expired: 0`. */
export const AS_VALUE: RegExp =
  /\b(?:expired|fired|elapsed|reached|passed|saved|stored|written|drafts?|queued|started|armed|picked up|dequeued|removed|deleted) ?[=:] ?(?:#|…)/;
/** Another one takes the place of a timer. */
export const RENEWED: RegExp = /\b(?:reset|re-?set|re-?start\w*|renew\w*|extend\w*|discard\w*|replac\w*|old|stale)\b/;
/** What stands for words that vary, of which any may be `not`. */
export const VARIES: RegExp = /…/;
/** That it was not sent: what became of it then may stand beside it. */
export const NOT_SENT: RegExp =
  /\b(?:send|sending|delivery|transmission)\b(?: attempt)? (?:has )?failed\b|\b(?:(?:could|was|is) )?not (?:be )?(?:sent|delivered)\b/g;
