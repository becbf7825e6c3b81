import type { Finds } from './finds.ts';

const GUID = /(?<![\p{L}\p{N}])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\p{L}\p{N}])/giu;
/** A GUID of which the citation shows the end or the beginning only. */
const GUID_END = /^[0-9a-f]{0,8}-?(?:[0-9a-f]{4}-){1,3}[0-9a-f]{12}(?![\p{L}\p{N}])/iu;
const GUID_CUT = /(?<![\p{L}\p{N}])[0-9a-f]{8}-(?:[0-9a-f]{4}-){0,3}[0-9a-f]{0,12}$/iu;
const GUID_LENGTH = 36;
/** What is shorter may be a number of a process. */
const LEAST_GUID = 10;
const NOBODY = /^[0-]+$/;
/** A format of trace messages, in the prefix of its line; a channel of Office in the address of its updates. Everybody has them. */
const PUBLIC_LEAD = /(?:\[|\/pr\/)$/i;
const FORMAT_TAIL = /^ \d+\]/;
/** A security identifier of an account or of a cloud account; the well-known ones are short. */
const SID = /\bS-1-(?:5-21|12-1)-\d+(?:-\d+){2,}/gi;
/** Ids of Exchange begin like this: `AAMk` of items, `AAQk` of conversations, `AAAk` and `AQMk` of folders. */
const EXCHANGE_ID =
  /(?<![\p{L}\p{N}+/=_-])(?:AAMk|AQMk|AAQk|AAAk|AAkA|AAE[A-Za-z]|CQAA|EQAA|DwAA)[A-Za-z0-9+/_-]{4,}={0,2}/gu;
const ATTRIBUTE =
  /\b(?:Id|ChangeKey|RootItemId|RootItemChangeKey|ConversationId|SyncState|AttachmentId)="([A-Za-z0-9+/_=-]{12,})/g;
/** Longer than any word; told from a word by capitals, small letters and digits in one. */
const LONG = /[A-Za-z0-9+_-]{28,}[A-Za-z0-9+/_-]*={0,2}/g;
const HEADER =
  /\b(?:Call-ID|(?:Ms-)?Conversation-ID|X-MS-Conversation-Id|Message-ID|(?:client-|x-ms-|ms-)?(?:request|correlation)-?id|X-Ms-Correlation-Id|x-ms-client-request-id|crequestid|X-User-Identity|SIP-ETag|SIP-If-Match)\s*[:=]\s*"?([^\s";,<>]{6,})/gi;
const PARAMETER =
  /[;?&,\s](?:tag|epid|opaque|branch|ms-opaque|gruu-?id|\+sip\.instance|cnonce|crand|srand|rspauth|response|gssapi-data|ms-identity-cookie|cookie|X-BackEndCookie)="?<?([^\s";,<>]{6,})/gi;
const AUTHORIZATION = /\b(?:Bearer|Basic|Negotiate|NTLM|Kerberos|Digest|TLS-DSK)\s+([A-Za-z0-9+/=._~-]{12,})/g;

function isMixed(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && (run.match(/\d/g)?.length ?? 0) >= 2;
}

/** Ids of messages, conversations, calls, requests, devices and accounts, and the proofs of a sign-in. */
export function findIds(text: string, finds: Finds): void {
  for (const match of text.matchAll(GUID)) {
    const [guid] = match;
    const lead = text.slice(Math.max(0, match.index - 4), match.index);
    const isFormat = lead.endsWith('[') && FORMAT_TAIL.test(text.slice(match.index + guid.length));
    if (!NOBODY.test(guid) && !isFormat && !(PUBLIC_LEAD.test(lead) && !lead.endsWith('['))) finds.id(guid);
  }
  const [end] = GUID_END.exec(text) ?? [];
  if (end !== undefined && end.length < GUID_LENGTH) finds.id(end);
  const [cut] = GUID_CUT.exec(text) ?? [];
  if (cut !== undefined && cut.length > LEAST_GUID && cut.length < GUID_LENGTH) finds.id(cut);
  for (const [sid] of text.matchAll(SID)) finds.sid(sid);
  for (const [id] of text.matchAll(EXCHANGE_ID)) finds.id(id);
  for (const [run] of text.matchAll(LONG)) if (isMixed(run)) finds.id(run);
  for (const pattern of [ATTRIBUTE, HEADER, PARAMETER, AUTHORIZATION]) {
    for (const [, id = ''] of text.matchAll(pattern)) if (/\d/.test(id)) finds.id(id);
  }
}
