import { isUsualWord } from './usual-words.ts';

/** What nobody else may know, also as the end of a longer word: `clientsecret`, `access_token`. */
const KEYS =
  'pass(?:[ _-]?(?:words?|phrases?|code)|wd)|pwd|secrets?|cookies?|authorization|credentials?|(?:api|session|private|access|shared|secret|pass)[ _-]?keys?|(?<!cancell?ation[ _-]?)tokens?|bearer';
/** The same as words by themselves: `bypass` is none. */
const WORDS = 'pass|pin|auth|creds?|pw|psw|otp';
const OF_OTHERS =
  'passwort|kennwort|losung|mot[ -]de[ -]passe|mdp|contraseña|contrasena|clave|senha|wachtwoord|parola|lösenord|losenord|adgangskode|passord|salasana|hasło|haslo|heslo|jelszó|şifre|sifre|пароль|パスワード|密码|密碼|암호|비밀번호';
/** Schemes of HTTP: a code stands behind. */
const SCHEMES = 'basic|ntlm|negotiate|kerberos|digest';
/** What may stand in between: `password is now …`, `token value …`, `PasswordHash …`. */
const IS =
  '(?:(?:\\s{1,9}|[_-])(?:is|was|are|were|has|have|had|been|now|new|old|set|changed|reset|used|entered|typed|given|the|for|of|from|to|by)|(?:\\s{1,9}|[_-])?(?:value|text|string|header|hint|hash|salt))*';
const ASSIGNS = '(?:[-=]>|:(?!:)|[=：]|%3[ad])';
const SIGNED = new RegExp(
  `${ASSIGNS}(?<=(?:${KEYS}|${OF_OTHERS}|(?<!\\p{L})(?:${WORDS}))["'\`\\])]{0,2}(?:\\s?[([]\\d{1,7}[^()[\\]]{0,20}[)\\]])?${IS}\\s*${ASSIGNS})\\s*(?=\\S)`,
  'giu',
);
const OPENS = '["\'`([{<]';
/** `password walrus`, `token <walrus>`, `Basic QWxhZGRpbjpvcGVu`: no sign between. */
const UNSIGNED = new RegExp(
  `(?:${KEYS}|${OF_OTHERS}|(?<!\\p{L})(?:${WORDS}|${SCHEMES}))["'\`]?${IS}(?:\\s+(?:[-|/–]\\s+)?${OPENS}{0,2}|${OPENS}{1,2}|[|/])(?![-=]>)(?=[^\\s"'\`()[\\]{}<>|:=,;])`,
  'giu',
);
/** Without one of these in a line, its letters made small, there is no such word: few, of the words above what no other has, and as rare as may be, so that it is soon looked for. */
const NEED =
  /pass|pw|cret|cookie|auth|cred|key|token|bearer|pin|psw|otp|basic|ntlm|gotiate|kerb|igest|nwort|losung|mdp|contrase|clave|senha|wachtw|parola|senord|gangsk|lasana|has[lł]o|heslo|jelsz|ifre|пароль|パスワード|密码|密碼|암호|비밀번호|\u017f/;

/** Words that the client has for them beside the usual ones. */
const OF_SECRETS: ReadonlySet<string> = new Set(
  `acquire acquired acquiring acquisition absent accepted audience broker claim claims cleared dialog expiring expirations handshake incorrect issuer jar jars kerberos lockout
  mismatch nonce present prompt prompted realm redeem redeemed renewal renewals reuse rotated rotation stale ticket tickets validity vault verification`.split(
    /\s+/,
  ),
);
/** The client has no longer ones, and each may be looked at from many places in it. */
const MOST_OF_WORD = 300;
const WORD = new RegExp(`[^\\s"'\`()[\\]{}<>|,;=]{1,${MOST_OF_WORD}}`, 'y');
/** A code of an error, and a name that a programmer chose. */
const OF_CLIENT = /^(?:0x[08][0-9a-f]{0,7}|(?:No)?Error[A-Za-z]{0,60}|\w{1,60}::.*)$/i;

/** Behind them somebody or something may be told: `token for m17`. */
const BEHIND_LINK = /[\s_-](?:for|of|by|(?<!(?:set|changed|reset)[\s_-]+)(?:from|to))(?: the)?\W*$/i;

/** Whether the client says something of a secret: the word is a usual one; nobody has it for a password. Somebody may be called Grant. */
function isSaidOfSecret(word: string, key: string): boolean {
  if (word.length === MOST_OF_WORD) return false;
  if (OF_CLIENT.test(word) || word === 'grant') return true;
  if (/^\d{1,3}$/.test(word)) return !/^(?:pin|pwd|passw|passc|kennw)/i.test(key);
  const parts = word.split(/[-/.:!?]+/).filter((part) => part !== '');
  return parts.every((part) => OF_SECRETS.has(part.toLowerCase()) || (/^[A-Za-z]+$/.test(part) && isUsualWord(part)));
}

function wordAt(line: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(line)?.[0] ?? '';
}

/** `for user …`: who is named stands behind. */
const KIND = /^(?:the|user|account|contact|sender|recipient|mailbox|owner|upn|of|for)$/i;
/** Between one who is named and what is theirs: `for Bob is walrus`. */
const LINK = /^(?:is|was|are|were|has|been|now|set|reset|changed|to)$/i;
/** So many words may name somebody or something: `for the account of Dr. Bob van der Berg`. */
const MOST_NAMING = 8;
/** Behind a name: `Bob' …`, `<bob@contoso.com> …`, `Bob (m17) …`. */
const CLOSES =
  /["'`)\]}>]{0,3}\s*(?:[([](?=[^()[\]\s]{0,60}[\d@\\])[^()[\]\s]{1,60}[)\]]\s*)?(?:(?![-=]>)["'`([{<]{1,2})?/y;
const ASSIGNS_HERE = new RegExp(`${ASSIGNS}\\s*(?=\\S)`, 'iy');

/** Where behind one who is named what nobody else may know begins: `for alice@contoso.com walrus`, `of Bob: walrus`. */
function behindNamed(line: string, from: number, key: string): number | undefined {
  let at = from;
  let before = '';
  for (let count = 0; count < MOST_NAMING; count++) {
    const word = wordAt(line, at).replace(/(?<=\w)[-:]+$/, '');
    const isFirst = before === '' || KIND.test(before);
    const names = isFirst
      ? !/^[a-z]{2,}\W?$/.test(word) || (before !== '' && !isSaidOfSecret(word, key))
      : word.includes('@') || (/^[A-Z]/.test(before) && /^(?:[A-Z][a-z'-]+|[A-Z]\.)$/.test(word));
    const isLink = before !== '' && !KIND.test(before) && LINK.test(word);
    if (word === '' || !(names || isLink || (isFirst && KIND.test(word))))
      return word === '' || isSaidOfSecret(word, key) ? undefined : at;
    CLOSES.lastIndex = at + word.length;
    at = CLOSES.test(line) ? CLOSES.lastIndex : line.length;
    ASSIGNS_HERE.lastIndex = at;
    if (ASSIGNS_HERE.test(line)) return ASSIGNS_HERE.lastIndex;
    before = word;
  }
  return at < line.length ? at : undefined;
}

function unsignedFrom(line: string): number | undefined {
  UNSIGNED.lastIndex = 0;
  for (let match = UNSIGNED.exec(line); match !== null; match = UNSIGNED.exec(line)) {
    const [key] = match;
    const at = UNSIGNED.lastIndex;
    if (BEHIND_LINK.test(key)) {
      const from = behindNamed(line, at, key);
      if (from !== undefined) return from;
    } else if (!isSaidOfSecret(wordAt(line, at), key)) return at;
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
  /** Where the sign or, without one, the word begins that stands in front; behind one who is named the place itself. */
  readonly from: number;
  readonly at: number;
  /** A sign or somebody stands between the word and it. */
  readonly isSigned: boolean;
  /** Somebody is named right in front, who may have a token. */
  readonly isBehindName?: boolean;
}

/** The places in a text where a secret may begin, also one behind another. With no sign in front, what stands there is none by its look. */
export function* secretPlaces(text: string): Generator<SecretPlace> {
  if (!NEED.test(text.toLowerCase())) return;
  SIGNED.lastIndex = 0;
  for (const { 0: sign, index } of text.matchAll(SIGNED))
    yield { from: index, at: index + sign.length, isSigned: true };
  UNSIGNED.lastIndex = 0;
  for (const { 0: key, index } of text.matchAll(UNSIGNED)) {
    const behind = index + key.length;
    if (BEHIND_LINK.test(key)) {
      const at = behindNamed(text, behind, key);
      if (at !== undefined) yield { from: at, at, isSigned: true, isBehindName: true };
    } else if (!isSaidOfSecret(wordAt(text, behind), key)) yield { from: index, at: behind, isSigned: false };
  }
}
