import type { WantedLiterals } from '../model/wanted.ts';
import { TRANSPORT_CODES } from './transport-errors.ts';

/**
 * What can begin an observation. A reader searches whole chunks of a trace for these and builds records only where they
 * stand. Everything that observe.ts reads must hold one of them, or continue a message that does.
 */
const TEXTS: readonly string[] = [
  'HTTP/1',
  'HTTP/2',
  'Envelope',
  // Of an item whose envelope was torn: what is logged behind it may be what somebody wrote, and must not be cited.
  'Subject>',
  'BodyType',
  'ConversationTopic',
  'ExtendedProperty',
  // User agents and servers: `UCCAPI/16.0.6965.5308 OC/16.0.6965.2117`, `Server: RTC/6.0`.
  'OC/1',
  'RTC/',
  // The CSeq header of a conversation's first requests (the second carries credentials) and of their answers, and of
  // registrations; the header by which a server says why. All that the user asks names the client (`OC/16.0`), too. A log is full
  // of SIP: to look for `SIP/2.0 480` takes a half more time than all of these.
  '1 INVITE',
  '2 INVITE',
  ' REGISTER',
  'ms-diagnostics',
  // EnableIMAutoArchiving, imAutoArchiving, and the lower case that UCMA prints.
  'utoArchiving',
  'utoarchiving',
  // The wire name of EnableOfflineIm is in no public text.
  'fflineIM',
  'fflineIm',
  'fflineim',
  'ffline_IM',
  'ffline_Im',
  'ffline_im',
  'fflineInstant',
  'fflineinstant',
  // EnableServerConversationHistory of the provisioning, and the lower case that UCMA prints.
  'erverConversationHistory',
  'erverconversationhistory',
  // What the client tells its user (KB2436962, KB4099000), and the size that Deleted Items may not have: 0x100000.
  'the sign-in address',
  "won't let us connect",
  '0x100000',
  '1048576',
  // Transport errors by name, HRESULT (0x80072EE2) and signed HRESULT (-2147012894).
  'ERROR_WINHTTP_',
  'ERROR_INTERNET_',
  'WSAE',
  'WSAH',
  'WSAN',
  'WSAT',
  '0x80072',
  '0X80072',
  '-21470',
];

/** TEXTS, which stand in one item wherever they stand in an event. */
export const LITERALS: WantedLiterals = {
  literals: TEXTS,
  itemLiterals: TEXTS,
  itemPhrases: [],
  // Those same errors as plain numbers: `12002 contacts` falls away at a closer look.
  numbers: TRANSPORT_CODES.map(String),
};
