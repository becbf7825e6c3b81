/** Components, functions and texts of a made client trace. The wording is invented: no client trace is public. */
const PLACES = [
  ['OC_Presence', 'CPresenceStore::UpdateCategory:presencestore.cpp(412)'],
  ['OC_Contacts', 'CContactList::OnMemberChanged:contactlist.cpp(1188)'],
  ['OC_UI', 'CConversationWindow::OnLayoutChanged:conversationwindow.cpp(2203)'],
  ['OC_Search', 'CAddressBook::LookUp:addressbook.cpp(377)'],
  ['OC_Telemetry', 'CTelemetryRing::Store:telemetryring.cpp(95)'],
  ['UCCP', 'CUccSubscription::Refresh:uccsubscription.cpp(640)'],
  ['MediaStack', 'CRtpSession::OnQualityReport:rtpsession.cpp(3071)'],
  ['OC_Calendar', 'CFreeBusyCache::Merge:freebusycache.cpp(219)'],
];
const TEXTS = [
  'Enter',
  'Exit hr=0x00000000',
  '( 00000000%h ) category=state version=%n availability=3500 activity=Available from 3 endpoints',
  'member sip:colleague%n@contoso.com changed, groups=1 2 7 tagged=false, list version %n',
  '( 00000000%h ) layout done in %n us, 14 panes, dpi 120, window 0x%h',
  'look-up of %n keys took %n us, %n from cache, no change',
  'event stored, ring position %n of 65536, flags 0x%h',
  '( 00000000%h ) subscription 0x%h refreshed, next refresh in %n s, state ACTIVE',
  'loss=0.%n jitter=%n ms rtt=%n ms packets=%n ssrc=0x%h direction=both',
  'merged %n slots for colleague%n@contoso.com, granularity 15 min, stale=false',
];

/** One place and one text; with a prefix of OCSLogger they make lines of 130 to 250 characters. */
export function noiseText(random) {
  const [component, place] = random.pick(PLACES);
  const text = random
    .pick(TEXTS)
    .replace(/%[nh]/g, (hole) => (hole === '%n' ? String(random.below(9999)) : random.hex(8)));
  return { component, place, text };
}

/** A SIP NOTIFY with its headers, as a client logs one. */
export function sipLines(random) {
  const peer = `colleague${random.below(4000)}@contoso.com`;
  return [
    'NOTIFY sip:alice@contoso.com;opaque=user:epid:made;gruu SIP/2.0',
    `Via: SIP/2.0/TLS 192.0.2.10:5061;branch=z9hG4bK${random.hex(8)}.${random.hex(8)};branched=FALSE`,
    'Authentication-Info: TLS-DSK qop="auth", opaque="62A1F0C4", srand="7C2D9E10", snum="412", rspauth="made"',
    'Max-Forwards: 69',
    `From: <sip:${peer}>;tag=${random.hex(8)}`,
    `To: <sip:alice@contoso.com>;epid=${random.hex(8)};tag=${random.hex(8)}`,
    `Call-ID: ${random.hex(8)}${random.hex(8)}${random.hex(8)}${random.hex(8)}`,
    `CSeq: ${random.below(900) + 1} NOTIFY`,
    'Event: presence',
    'subscription-state: active;expires=22140',
    'Content-Type: application/msrtc-event-categories+xml',
    'Content-Length: 402',
    '',
    `<categories xmlns="http://schemas.microsoft.com/2006/09/sip/categories" uri="sip:${peer}"><category name="state" instance="1" publishTime="2016-06-08T07:12:44.021" container="2" version="${random.below(500)}" expireType="user"><state xmlns="http://schemas.microsoft.com/2006/09/sip/state" type="aggregateState"><availability>3500</availability></state></category></categories>`,
  ];
}
