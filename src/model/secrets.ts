import { isUsualWord } from './usual-words.ts';

/** What nobody else may know, also as the end of a longer word: `clientsecret`, `access_token`. */
const KEYS =
  'pass(?:[ _-]?words?|wd|phrases?|code)|pwd|secrets?|cookies?|authorization|credentials?|(?:api|session|private|access|shared)[ _-]?keys?|(?<!cancell?ation[ _-]?)tokens?|bearer';
/** The same as words by themselves: `bypass` is none. */
const WORDS = 'pass|pin|auth|creds?|pw|psw|otp';
const OF_OTHERS =
  'passwort|kennwort|losung|mot[ -]de[ -]passe|mdp|contraseña|contrasena|clave|senha|wachtwoord|parola|lösenord|losenord|adgangskode|passord|salasana|hasło|haslo|heslo|jelszó|şifre|sifre|пароль|パスワード|密码|密碼|암호|비밀번호';
/** Schemes of HTTP: a code stands behind. */
const SCHEMES = 'basic|ntlm|negotiate|kerberos|digest';
/** What may stand in between: `password is now …`, `token value …`. */
const IS =
  '(?:[ _-](?:is|was|are|were|now|new|old|value|text|string|header|set|changed|reset|used|entered|typed|given|the|for|of|from|to|by)){0,3}';
const ASSIGNS = '(?:[-=]>|:(?!:)|[=：]|%3[ad])';
const SIGNED = new RegExp(
  `${ASSIGNS}(?<=(?:${KEYS}|${OF_OTHERS}|(?<!\\p{L})(?:${WORDS}))["'\`\\])]{0,2}(?:\\s?[([]\\d{1,7}[^()[\\]]{0,20}[)\\]])?${IS}\\s{0,3}${ASSIGNS})\\s*(?=\\S)`,
  'giu',
);
const OPENS = '["\'`([{<]';
/** `password walrus`, `token <walrus>`, `Basic QWxhZGRpbjpvcGVu`: no sign between. */
const UNSIGNED = new RegExp(
  `(?:${KEYS}|${OF_OTHERS}|(?<!\\p{L})(?:${WORDS}|${SCHEMES}))["'\`]?${IS}(?:\\s{1,3}(?:[-|/–]\\s{1,3})?${OPENS}{0,2}|${OPENS}{1,2}|[|/])(?![-=]>)(?=[^\\s"'\`()[\\]{}<>|:=,;])`,
  'giu',
);
/** Without one of these in a line, its letters made small, there is no such word: few, of the words above what no other has, and as rare as may be, so that it is soon looked for. */
const NEED =
  /pass|pw|cret|cookie|auth|cred|key|token|bearer|pin|psw|otp|basic|ntlm|gotiate|kerb|igest|nwort|losung|mdp|contrase|clave|senha|wachtw|parola|senord|gangsk|lasana|has[lł]o|heslo|jelsz|ifre|пароль|パスワード|密码|密碼|암호|비밀번호|\u017f/;

/** Words that the client has for them beside the usual ones. */
const OF_SECRETS: ReadonlySet<string> = new Set(
  `acquire acquired acquiring acquisition absent accepted broker cleared dialog expiring expirations handshake incorrect issuer jar jars kerberos lockout mismatch nonce
  present prompt prompted realm rotated rotation stale ticket tickets vault`.split(/\s+/),
);
const WORD = /[^\s"'`()[\]{}<>|,;=]+/y;
/** A code of an error, and a name that a programmer chose. */
const OF_CLIENT = /^(?:0x[08][0-9a-f]{0,7}|(?:No)?Error[A-Za-z]{0,60}|\w{1,60}::.*)$/i;

/** Behind them somebody or something may be told: `token for m17`. */
const BEHIND_LINK = /[ _-](?:for|of|by|(?<!(?:set|changed|reset)[ _-])(?:from|to))\W*$/i;

/** Whether the client says something of a secret: the word is a usual one; nobody has it for a password. */
function isSaidOfSecret(word: string, key: string): boolean {
  if (OF_CLIENT.test(word) || (BEHIND_LINK.test(key) && !/^[a-z]{2,}\W?$/.test(word))) return true;
  if (/^\d{1,3}$/.test(word)) return !/^(?:pin|pwd|passw|passc|kennw)/i.test(key);
  const parts = word.split(/[-/.:!?]+/).filter((part) => part !== '');
  return parts.every((part) => OF_SECRETS.has(part.toLowerCase()) || (/^[A-Za-z]+$/.test(part) && isUsualWord(part)));
}

function unsignedFrom(line: string): number | undefined {
  UNSIGNED.lastIndex = 0;
  for (let match = UNSIGNED.exec(line); match !== null; match = UNSIGNED.exec(line)) {
    WORD.lastIndex = UNSIGNED.lastIndex;
    const word = WORD.exec(line)?.[0] ?? '';
    if (!isSaidOfSecret(word, match[0])) return UNSIGNED.lastIndex;
  }
  return undefined;
}

/** Where in a line begins what nobody else may know, by the words in front; it goes on to the end. The length of the line where there is none. */
export function secretFrom(line: string): number {
  if (!NEED.test(line.toLowerCase())) return line.length;
  SIGNED.lastIndex = 0;
  const signed = SIGNED.test(line) ? SIGNED.lastIndex : line.length;
  return Math.min(signed, unsignedFrom(line) ?? line.length);
}

/** A place behind a word for what nobody else may know. */
export interface SecretPlace {
  /** Where the sign or, without one, the word begins that stands in front. */
  readonly from: number;
  readonly at: number;
  readonly isSigned: boolean;
}

/** The places in a text where a secret may begin, also one behind another. With no sign in front, what stands there is none by its look. */
export function* secretPlaces(text: string): Generator<SecretPlace> {
  if (!NEED.test(text.toLowerCase())) return;
  SIGNED.lastIndex = 0;
  for (const { 0: sign, index } of text.matchAll(SIGNED))
    yield { from: index, at: index + sign.length, isSigned: true };
  UNSIGNED.lastIndex = 0;
  for (const { 0: key, index } of text.matchAll(UNSIGNED)) {
    const at = index + key.length;
    WORD.lastIndex = at;
    if (!isSaidOfSecret(WORD.exec(text)?.[0] ?? '', key)) yield { from: index, at, isSigned: false };
  }
}
