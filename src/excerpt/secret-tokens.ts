import { secretsIn } from '../model/find-secrets.ts';
import type { Edit } from './behind-escapes.ts';
import { isMark, type Marks } from './marks.ts';
import type { TokenMaker } from './token-maker.ts';

/** How an authorization names what it is; the rest lets somebody in. */
const SECRET =
  /(?<![\w])(?!(?:Negotiate|NTLM|Kerberos|Basic|Bearer|Digest|Path|HttpOnly|Secure|Expires)\b)[\w+/.~!%-]{16,}={0,2}/gi;
const COOKIE_VALUE = /(?<==)[^;,\s]+/g;
const AUTHORIZATION = /authorization\s*:$/i;

/** Digits, small and large letters in turns, as in what was made by chance; words and paths have few. */
export function looksRandom(text: string): boolean {
  let turns = 0;
  for (let i = 1; i < text.length; i++) if (kindOf(text[i]) !== kindOf(text[i - 1])) turns++;
  return /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && turns >= text.length / 5;
}

function kindOf(sign: string | undefined): string {
  if (sign === undefined) return '';
  if (/\d/.test(sign)) return '0';
  return /[A-Z]/.test(sign) ? 'A' : /[a-z]/.test(sign) ? 'a' : sign;
}

const LONG_SECRET = 24;

/** Whether a secret is so long that it keeps its shape: no word looks like it. */
export function isLongSecret(text: string): boolean {
  return text.length >= LONG_SECRET;
}

/** Secrets behind a word for them, and ids of meetings. */
export function secretEdits(text: string, maker: TokenMaker): readonly Edit[] {
  return [...secretsIn(text)].map(({ start, end, text: secret }) => ({
    start,
    end,
    token: isLongSecret(secret) ? maker.shaped(secret) : maker.word(secret),
  }));
}

/** What lets somebody in, in a header of which that is the value. */
export function* secretsOfHeader(header: string, maker: TokenMaker, marks: Marks): Generator<Edit> {
  const colon = header.indexOf(':') + 1;
  const isAuthorization = AUTHORIZATION.test(header.slice(0, colon));
  const isCookie = /cookie|canary/i.test(header.slice(0, colon));
  for (const { 0: found, index } of header.slice(colon).matchAll(isCookie ? COOKIE_VALUE : SECRET)) {
    if (isMark(found) || !(isCookie || isAuthorization || looksRandom(found))) continue;
    const [start, plain] = [colon + index, marks.resolved(found)];
    yield { start, end: start + found.length, token: isCookie ? maker.word(plain) : maker.shaped(plain) };
  }
}
