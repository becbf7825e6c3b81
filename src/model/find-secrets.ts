import type { Finds, Secret } from './identity/finds.ts';
import { isWordUnit } from './identity/fold.ts';
import { VOCABULARY } from './identity/vocabulary.ts';
import { secretPlaces } from './secrets.ts';
import { isUsualWord } from './usual-words.ts';

/** A secret, and where it stands in a text. */
export interface SecretInText extends Secret {
  readonly start: number;
  readonly end: number;
}

/** The end of one is where something else begins: an escape of a separator, or a sign with a key, a quote or nothing behind it. Signs within it are its own. */
const VALUE =
  /(?:[^\s"'`<>\\,;|&)\]}%\ufdd0-\ufdef]|%(?!2[0267c]|3[bce]|0[ad])|[,;|)\]}](?!\s|$|[\w.-]{1,40}\s?[=:]|["'`<>{[(])|&(?!(?:amp|quot|lt|gt|apos|#\w{1,7});|[\w.-]{1,40}=)|\\(?![\\"'nrt]|$)){1,4096}/iy;
const QUOTED =
  /"[^"\r\n\ufdd0-\ufdef]{1,200}(?=")|'[^'\r\n\ufdd0-\ufdef]{1,200}(?=')|`[^`\r\n\ufdd0-\ufdef]{1,200}(?=`)/y;
const OPENS = /["'`([{<\\]{0,4}/y;
/** Of several words: it ends where a sign does. */
const PHRASE = /[^,;|"'<>\r\n\ufdd0-\ufdef]{1,100}/y;
const OF_PHRASE = /pass[ _-]?phrases?\W*$/i;
const OF_PASSWORD = /(?:pass(?:[ _-]?words?|wd|code)?|pwd?|psw|pin|otp|secret|wort)\W{0,3}$/i;
const OF_PIN = /(?:pin|otp|code|pwd?)\W{0,3}$/i;
const OF_COOKIE = /cookies?\W{0,3}$/i;
/** `<o:Password>walrus</o:Password>` */
const TAGGED =
  /<(?:[\w-]{1,20}:)?[\w.-]{0,30}?(?:password|passwd|pwd|passphrase|secret|token|cookie|credentials?|apikey)(?:\s[^<>]{0,200})?>(?=[^<>\s])[^<>\r\n\ufdd0-\ufdef]{1,4096}/giu;
/** Tickets that a client shows to a web service. */
const TICKET = /(?<![\p{L}\p{N}])(?:X-MS-)?Web-?Ticket["']?\s?[:=]\s?["']?(?:opaque=)?(?=[^\s"',;]{6})/giu;
/** `meet.contoso.com/alice/AB12CD`, `contoso.com/meet/alice/AB12CD`, `meet.lync.com/contoso/alice/AB12CD`: who invites, and what lets somebody in. */
const MEETING =
  /(?:(?<![\p{L}\p{N}])meet\.[\p{L}\p{N}.-]{1,200}|[\p{L}\p{N}]\/meet)\/(?:([\p{L}\p{N}.-]{2,100})\/)?([\p{L}\p{N}\p{M}._'%+-]{2,64})\/([A-Za-z0-9]{4,24})(?![\p{L}\p{N}])/giu;
/** `user: gwen`; behind a name more of it may stand. */
const ACCOUNT =
  /(?<![\p{L}\p{N}])(?:(?:user|account|login|logon)(?:[ _-]?name)?|upn|uid)["']?\s?:\s?["']?(?=[\d_.-]*\p{L})([\p{L}\p{N}\p{M}._-]{2,64})(?![\p{L}\p{N}@%\\/:]|[._-]{1,9}[\p{L}\p{N}@])/giu;
const LAST_NAMES = /(?: \p{Lu}[\p{L}\p{M}'’-]{1,40}){1,2}(?![\p{L}\p{N}]|\s?[:=])/uy;
/** What is found as something else, or tells how somebody signs in. */
const OTHER =
  /^(?:(?:sips?:|mailto:)?[\p{L}\p{N}._+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+|[a-z]{2,10}:\/\/.*|[a-z]:\\.*|\\\\.*|\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?|(?=.*\d)(?:0x)?[\da-f]{32,47}|tls-dsk|(?:basic|bearer|ntlm|negotiate|kerberos|digest|oauth2?|[*x•?]{1,64})|(?:0x[08][\da-f]{0,7}|(?:no)?error\w*)|\w{1,60}::.*)$/iu;
const STATES: ReadonlySet<string> = new Set(
  'absent acquired changed correct empty expired incorrect invalidated mismatch prompt prompted redacted refreshed rejected renewed required reset stale unset wrong'.split(
    ' ',
  ),
);
const LEAST_SURE = 5;
const LONG_VALUE = 300;
/** Servers refuse longer ones. */
const LONGEST_COOKIES = 1 << 14;
/** Between a key and what it says: `(8 chars) = "`. */
const MOST_SIGNS = 12;

/** The words of a name that a programmer may have made of them. */
function partsOf(text: string): readonly string[] {
  return text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lo}+|\p{N}+/gu) ?? [];
}

function isUsual(text: string): boolean {
  if (isUsualWord(text)) return true;
  const parts = partsOf(text);
  return parts.length > 0 && parts.every((part) => /^\d{1,3}$/.test(part) || isUsualWord(part));
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Where a value stands that begins at a place, perhaps in quotes. */
function valueAt(text: string, at: number, isPhrase: boolean): { readonly start: number; readonly value: string } {
  const open = /["'`]/.test(text.charAt(at - 1)) ? at - 1 : at;
  const quoted = matchAt(QUOTED, text, open);
  if (quoted !== '') return { start: open + 1, value: quoted.slice(1) };
  const start = at + matchAt(OPENS, text, at).length;
  const value = matchAt(isPhrase ? PHRASE : VALUE, text, start);
  return { start, value: value.replace(/[.,:;?!\s-]+$/, (end) => (end.startsWith('!') ? '!' : '')) };
}

/** The signs in front of a place. */
function signsFrom(text: string, from: number, mostSigns: number): number {
  let at = from;
  for (let signs = 0; signs < mostSigns && at > 0 && !isWordUnit(text.charCodeAt(at - 1)); signs++) at--;
  return at;
}

/** The word, or the end of one, in front of a place and of the signs between. */
function leadFrom(text: string, from: number, mostSigns: number): number {
  let at = signsFrom(text, from, mostSigns);
  for (let letters = 0; letters < 64 && at > 0 && isWordUnit(text.charCodeAt(at - 1)); letters++) at--;
  return at;
}

/** What stands at a place; `lead`: where that in front of it begins. */
function secretAt(
  text: string,
  from: number,
  start: number,
  value: string,
  isUsualToo = false,
): SecretInText | undefined {
  const lead = text.slice(from, start);
  if (value.length < 2 || OTHER.test(value) || /[\r\n]/.test(lead)) return undefined;
  if (!isUsualToo && isUsual(value)) return undefined;
  const isSure = value.length >= LEAST_SURE && /\p{L}/u.test(value) && !isUsual(value);
  return { start, end: start + value.length, lead, text: value, isSure };
}

/** Whether the header of cookies begins in the line in front of a place. */
function isInCookies(text: string, at: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - LONGEST_COOKIES), at);
  return /\bCookie\s*:/i.test(line);
}

/** Secrets behind a word for them. `code=`, `state: expired`: of what only a sign stands in front, usual words are said of one unless it is a password. */
function* behindWords(text: string): Generator<SecretInText> {
  // Nothing is looked for within a value of usual words, as any end of it is one, nor within a long one: `pass/pass/…` has as many places as words.
  let doneTo = 0;
  for (const { from, at, isSigned, isBehindName } of secretPlaces(text)) {
    if (!isSigned && at < doneTo) continue;
    const key = text.slice(Math.max(0, from - 40), at);
    if (/[\r\n]/.test(text.slice(from, at))) continue;
    const { start, value } = valueAt(text, at, isSigned && OF_PHRASE.test(key));
    // A parameter, and a cookie by its name: `NTLM realm="…"`, `Set-Cookie: name=…`.
    if (/^[\w.-]+=(?!=*$)/.test(value) && (!isSigned || OF_COOKIE.test(key))) continue;
    if (/^[\w.-]+=$/.test(value) && /["']/.test(text.charAt(start + value.length))) continue;
    // `Set-Cookie: exchangecookie=…`: its value is found as that of a cookie, and has one token.
    if (text[from] === '=' && OF_COOKIE.test(key) && isInCookies(text, from)) continue;
    if (/^\d{1,3}$/.test(value) && !OF_PIN.test(key)) continue;
    const small = value.toLowerCase();
    const isPassword = isSigned && OF_PASSWORD.test(key) && !VOCABULARY.has(small) && !STATES.has(small);
    const lead =
      isBehindName === true ? signsFrom(text, from, MOST_SIGNS) : leadFrom(text, from, isSigned ? MOST_SIGNS : 0);
    const secret = secretAt(text, lead, start, value, isPassword);
    if (secret !== undefined) yield secret;
    if (!isSigned && (value.length > LONG_VALUE || isUsual(value))) doneTo = start + value.length;
  }
}

function* inMeetings(text: string): Generator<SecretInText> {
  for (const { 0: found, 3: id = '', index } of text.matchAll(MEETING)) {
    const end = index + found.length;
    yield { start: end - id.length, end, lead: '/', text: id, isSure: /\d/.test(id) && id.length >= LEAST_SURE };
  }
}

/** What lets somebody in, wherever a text tells of it: passwords, tokens, tickets, ids of meetings. */
export function* secretsIn(text: string): Generator<SecretInText> {
  yield* behindWords(text);
  if (text.includes('<')) {
    for (const { 0: found, index } of text.matchAll(TAGGED)) {
      const start = index + found.indexOf('>') + 1;
      const value = text.slice(start, index + found.length).trim();
      const secret = secretAt(text, leadFrom(text, start, MOST_SIGNS), start, value);
      if (secret !== undefined) yield secret;
    }
  }
  if (/ticket/i.test(text)) {
    for (const { 0: key, index } of text.matchAll(TICKET)) {
      const { start, value } = valueAt(text, index + key.length, false);
      const secret = secretAt(text, leadFrom(text, start, MOST_SIGNS), start, value);
      if (secret !== undefined) yield secret;
    }
  }
  if (/\bmeet\b/i.test(text)) yield* inMeetings(text);
}

/** Secrets, who invites to a meeting, and accounts behind a word for one. */
export function findSecrets(text: string, finds: Finds): void {
  for (const secret of secretsIn(text)) finds.secret(secret);
  if (/\bmeet\b/i.test(text)) {
    for (const [, house = '', account = ''] of text.matchAll(MEETING)) {
      for (const name of [house, account]) if (name !== '' && !isUsual(name)) finds.account(name);
    }
  }
  for (const { 0: found, 1: account = '', index } of text.matchAll(ACCOUNT)) {
    if (OTHER.test(account) || isUsual(account)) continue;
    const more = /^\p{Lu}/u.test(account) ? matchAt(LAST_NAMES, text, index + found.length) : '';
    if (more !== '' && !partsOf(more).some(isUsualWord)) finds.name(account + more);
    else finds.account(account);
  }
}
