import type { TokenMaker } from './token-maker.ts';

/** How an authorization names what it is; the rest lets somebody in. */
const SECRET =
  /(?<![\w])(?!(?:Negotiate|NTLM|Kerberos|Basic|Bearer|Digest|Path|HttpOnly|Secure|Expires)\b)[\w+/.~!%-]{16,}={0,2}/gi;
const COOKIE_VALUE = /=([^;,\s]+)/g;
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

/** The value of a header that lets somebody in, without what does; what else stands in it is left to the caller. */
export function secretsHidden(text: string, maker: TokenMaker): string {
  const colon = text.indexOf(':') + 1;
  const value = text.slice(colon);
  const isAuthorization = AUTHORIZATION.test(text.slice(0, colon));
  const isCookie = /cookie|canary/i.test(text.slice(0, colon));
  return isCookie
    ? value.replace(COOKIE_VALUE, (_, secret: string) => `=${maker.word(secret)}`)
    : value.replace(SECRET, (secret) => (isAuthorization || looksRandom(secret) ? maker.shaped(secret) : secret));
}
