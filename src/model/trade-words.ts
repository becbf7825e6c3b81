/** Words of the trade: written with a capital letter they are no names of people, and an address does not make them one. */
const WORDS = `a about accepted account active activity add added after again all an and answer any are arm armed as at attempt authentication auto
autodiscover available back batch be before begin body buffer but by cache call callback cancelled case change channel check client close closed code
completed component connect connected connection contact content context conversation conversations copy count create created credentials data date
deadline debug default deferred delete deleted delivered delivery denied dequeue dequeued deployed desktop destination detail device directory disabled
disconnected done draft drafts each elapsed email empty enabled end endpoint engine enqueue enqueued enter entry error event ews exchange exit expired
external fail failed failure fallback false federated file files finished first flag flags flush folder folders for found from full function get group
handed handler handoff has have header held hidden history host http https id idle if im ims in inbox info init initial instant interface internal into is
item items job journal key last later left level list local location lock log logged logon lost lync mail mailbox manager manual message messages method
microsoft missed missing mode module move moved name network new next no none normal not note notes notification nothing now null number object of off
office offline oim oims ok old on online only open operation or other out outbox outlook over owner parent park parked partner path peer pending picked pipe policy
pool post posted premises presence process profile protocol provider proxy public push put queue queued read ready reason received recipient recipients
record recovery refused registered rejected released remote removed reply request requests reset resource response result retried retries retry return
returned root round run running save saved saving schedule scheduled scope send sender sending sent sequence server service services session set shared
short sign signed sip size skip skipped skype sleep slot soap source spool spooled spooler stage start started state status step stop stopped storage store
stored subject submit submitted success succeeded summary switch sync system table target task temporary test text the then this thread time timed timeout
timer to token too total trace transfer transport true try trying two type unable unavailable unknown until update updated upload uri url use used user
users using valid value version wait waiting wakeup warning was watch web while will window windows with without worker write writing written yes
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december adal api dns dll dword etl guid hresult html json logs mapi ntlm oauth oof ost pst rpc rtc rtf soap ssl tcp
tgt tls tracing udp ucwa uri utc win wmi xml`;

const KNOWN: ReadonlySet<string> = new Set(WORDS.split(/\s+/));

export function isTradeWord(word: string): boolean {
  return KNOWN.has(word.toLowerCase());
}
