import type { Finds } from './finds.ts';

/** `isOwnGuid` tells whether it is one that everybody has alike. */
export const GUID: RegExp =
  /(?<![\p{L}\p{N}])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\p{L}\p{N}])/giu;
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
export const SID: RegExp = /\bS-1-(?:5-21|12-1)-\d+(?:-\d+){2,}/gi;
/** Ids of Exchange begin like this: `AAMk` of items, `AAQk` of conversations, `AAAk` and `AQMk` of folders. */
const EXCHANGE_ID =
  /(?<![\p{L}\p{N}+/=_-])(?:AAMk|AQMk|AAQk|AAAk|AAkA|AAE[A-Za-z]|CQAA|EQAA|DwAA)[A-Za-z0-9+/_-]{4,}={0,2}/gu;
const ATTRIBUTE =
  /\b(?:Id|ChangeKey|RootItemId|RootItemChangeKey|ConversationId|SyncState|AttachmentId)="([A-Za-z0-9+/_=-]{12,})/g;
/** In the address of an item, and behind a word for an id; some part of it is a number. */
export const NAMED_ID =
  '(?:(?<=[?&;](?:item|folder|attachment|conversation|conv)id=|[?&;]changekey=)|(?<=\\b(?:thread-index|change-?key|item-?id|conv(?:ersation)?[ _-]?id)\\s{0,2}[:=]?\\s{0,2}(?:0x)?))(?=[A-Za-z+/_%-]*\\d|[A-Za-z+/_-]{20})(?!0x)(?:[A-Za-z0-9+/_-]|%[\\da-f]{2}){8,}={0,2}(?![\\w+/=])';
const NAMED = new RegExp(NAMED_ID, 'giu');
/** An address among the bytes of a dump of UTF-16: `j.m.l.@.f.a.b…` */
export const SPACED_ADDRESS =
  '(?<![\\p{L}\\p{N}])(?:[\\p{L}\\p{N}._+-]\\.){1,64}@\\.(?:[\\p{L}\\p{N}._-]\\.){2,255}[\\p{L}\\p{N}]?(?![\\p{L}\\p{N}])';
const SPACED = new RegExp(SPACED_ADDRESS, 'giu');
/** A Call-ID and the like. */
const HEX = /(?<![\p{L}\p{N}])(?:0x)?[0-9a-f]{32,47}(?![\p{L}\p{N}])/giu;
/** Longer than any word; told from a word by capitals, small letters and digits in one. */
const LONG = /[A-Za-z0-9+_-]{28,}[A-Za-z0-9+/_-]*={0,2}/g;
const HEADER =
  /\b(?:Call-ID|(?:Ms-)?Conversation-ID|X-MS-Conversation-Id|Message-ID|(?:client-|x-ms-|ms-)?(?:request|correlation)-?id|X-Ms-Correlation-Id|x-ms-client-request-id|crequestid|X-User-Identity|SIP-ETag|SIP-If-Match)\s*[:=]\s*"?([^\s";,<>]{6,})/gi;
const PARAMETER =
  /[;?&,\s](?:tag|epid|opaque|branch|ms-opaque|gruu-?id|\+sip\.instance|cnonce|crand|srand|rspauth|response|gssapi-data|ms-identity-cookie|cookie|X-BackEndCookie|ClientId)="?<?([^\s";,<>]{6,})/gi;
const AUTHORIZATION = /\b(?:Bearer|Basic|Negotiate|NTLM|Kerberos|Digest|TLS-DSK)\s+([A-Za-z0-9+/=._~-]{12,})/g;
/** What lets somebody in, whatever it looks like; what follows `Negotiate` may be a parameter, too. */
const SECRET =
  /\b(?:(?:(?:Proxy-|WWW-)?Authenticate|(?:Proxy-)?Authorization|(?:Proxy-)?Authentication-Info)\s*:\s*[A-Z-]{4,10}\s+|X-(?:CanaryToken|OWA-Canary|AnchorMailbox-Token|BackEndCookie)\s*[:=]\s*)(?![\w-]+=["'])([^\s";,<>]{8,})/gi;
const COOKIES = /\b(?:Set-)?Cookie\s*:[ \t]*([^\r\n]+)/gi;
const COOKIE = /(?:^|[;,\s])([^\s=;,]{1,64})=([^;,\s"]{6,})/g;
const COOKIE_ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|version)$/i;
/** A shorter value without a digit may be a word. */
const LEAST_COOKIE = 12;

/** Whether a GUID that stands at a place is no format of trace messages and no channel of updates. */
export function isOwnGuid(text: string, at: number, guid: string): boolean {
  const lead = text.slice(Math.max(0, at - 4), at);
  const isFormat = lead.endsWith('[') && FORMAT_TAIL.test(text.slice(at + guid.length, at + guid.length + 8));
  return !NOBODY.test(guid) && !isFormat && !(PUBLIC_LEAD.test(lead) && !lead.endsWith('['));
}

function findCookies(text: string, finds: Finds): void {
  for (const [, cookies = ''] of text.matchAll(COOKIES)) {
    for (const [, name = '', value = ''] of cookies.matchAll(COOKIE)) {
      if (COOKIE_ATTRIBUTE.test(name)) continue;
      if (/\d/.test(value) || value.length >= LEAST_COOKIE) finds.id(value);
    }
  }
}

function isMixed(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && (run.match(/\d/g)?.length ?? 0) >= 2;
}

/** Ids of messages, conversations, calls, requests, devices and accounts, and the proofs of a sign-in. */
export function findIds(text: string, finds: Finds): void {
  for (const match of text.matchAll(GUID)) {
    const [guid] = match;
    if (isOwnGuid(text, match.index, guid)) finds.id(guid);
  }
  const [end] = GUID_END.exec(text) ?? [];
  if (end !== undefined && end.length < GUID_LENGTH) finds.id(end);
  const [cut] = GUID_CUT.exec(text) ?? [];
  if (cut !== undefined && cut.length > LEAST_GUID && cut.length < GUID_LENGTH) finds.id(cut);
  for (const [sid] of text.matchAll(SID)) finds.sid(sid);
  for (const [id] of text.matchAll(EXCHANGE_ID)) finds.id(id);
  for (const [id] of text.matchAll(HEX)) if (/\d/.test(id) && !NOBODY.test(id)) finds.id(id);
  for (const { 0: id, index } of text.matchAll(NAMED)) {
    const isPrefixed = /0x$/i.test(text.slice(Math.max(0, index - 2), index));
    finds.id(isPrefixed ? text.slice(index - 2, index) + id : id);
  }
  if (text.includes('.@.')) for (const [address] of text.matchAll(SPACED)) finds.id(address);
  for (const [, secret = ''] of text.matchAll(SECRET)) finds.id(secret);
  findCookies(text, finds);
  for (const [run] of text.matchAll(LONG)) if (isMixed(run)) finds.id(run);
  for (const pattern of [ATTRIBUTE, HEADER, PARAMETER, AUTHORIZATION]) {
    for (const [, id = ''] of text.matchAll(pattern)) if (/\d/.test(id)) finds.id(id);
  }
}
