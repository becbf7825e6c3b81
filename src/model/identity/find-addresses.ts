import { addressFields } from './address-fields.ts';
import { ENDING } from './file-endings.ts';
import { pathsIn } from './file-names.ts';
import { phoneNumbers } from './find-phones.ts';
import type { Finds } from './finds.ts';
import { fold } from './fold.ts';
import type { PathInText } from './path-in-text.ts';
import { KNOWN_AUTHORITIES } from './vocabulary.ts';

/**
 * Of SIP, mail and UPN alike. What mail allows beside it (`/`, `=`, `#`) ends an address in a log. Those that a directory or a list of mail
 * makes have hundreds of characters in front of the @.
 */
const ADDRESS =
  /(?<![\p{L}\p{N}\p{M}._%+'-])[\p{L}\p{N}\p{M}._%+'-]{1,65535}@(?:[\p{L}\p{N}\p{M}_-]+\.)*[\p{L}\p{N}\p{M}_-]+/gu;
/** `gwen.heron(at)contoso.com`, `bob @ contoso.com`, `bob@[10.1.2.3]`: account and domain, as neither is part of an address as it is written otherwise. */
const WRITTEN_OUT =
  /(?<![\p{L}\p{N}\p{M}._%+'-])([\p{L}\p{N}\p{M}._%+'-]{2,64})(?: {0,3}[([{<] ?at ?[)\]}>] {0,3}| {1,3}@ {1,3}|@(?=\[\d))((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,18}|\[[\d.]{7,15}\])(?![\p{L}\p{N}])/giu;
/** The folder of a user, and device names of SIP, carry the scheme with it. */
const SCHEME = /^(?:sips?|tel|im|smtp|mailto|x500|unified|msrtc)[_:]/i;
/** Quotes and dots around an address are no part of it. */
const AROUND = /^['._-]+|(?<!['.])['.]+$/gu;

/** Is found again where the escapes are undone. */
const ENCODED = /%[0-9a-f]{2}/i;

/** In front of an address that begins within or behind the escape of a letter. */
const TORN = /(?:&#x?[\da-f]{1,7};|&apos;)$/i;
const LONGEST_REFERENCE = 12;
const JSON_ESCAPE = /^u([\da-f]{4})/i;
/** Letters that names are written with. */
const LETTER =
  /^(?:(?=[^\p{ASCII}])[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|\p{M})/u;

/** Whether what stands behind a backslash is the escape of a letter, as of `Nguy\u1ec5n`, and no account, as of `CONTOSO\u0123`. */
function isEscapedLetter(domain: string, text: string): boolean {
  const [whole = '', digits = ''] = JSON_ESCAPE.exec(text) ?? [];
  if (whole === '' || !LETTER.test(String.fromCharCode(Number.parseInt(digits, 16)))) return false;
  if (/^\d/.test(text.slice(whole.length))) return false;
  return !(/^\d+$/.test(digits) && text === whole && domain === domain.toUpperCase());
}

/** Is whole where escapes are undone. */
function isTorn(text: string, at: number, found: string): boolean {
  if (text[at - 1] === '\\') return JSON_ESCAPE.test(found);
  return text[at - 1] === ';' && TORN.test(text.slice(Math.max(0, at - LONGEST_REFERENCE), at));
}

const ACCOUNT =
  /\b(?:user|user_?name|login|logon|upn|uid|sam_?account_?name|alias)\s*=\s*"?([\p{L}\p{N}\p{M}._-]{2,64})/giu;
/** In the address of a mailbox on the web. */
const ACCOUNT_QUERY = /[?&;](?:mailbox|mbx|u)=(?=[^&\s\p{L}]*\p{L})([\p{L}\p{N}\p{M}._-]{2,64})(?![\p{L}\p{N}@%])/giu;
const ACCOUNT_LINE =
  /\b(?:SamAccountName|Alias|MailNickname|RegistrarUser|LogonName)\s*:\s*([\p{L}\p{N}\p{M}._-]{2,64})/giu;
/** `CONTOSO\alice`, but no path: nothing of one stands around it. */
const DOMAIN_ACCOUNT =
  /(?<![\p{L}\p{N}_\\/:.%-])([\p{L}][\p{L}\p{N}-]{1,14})\\{1,2}([\p{L}\p{N}\p{M}._$-]{2,64})(?![\\\p{L}\p{N}])/gu;
/** `user=CONTOSO/alice`: with a slash only behind a word for it, as `a/b` may be anything. */
const SLASH_ACCOUNT =
  /\b(?:(?:user|account)(?:[-_ ]?name)?|login|logon|sign(?:ed|ing)?[- ](?:in|on) (?:as|with)|logged (?:in|on) as|authenticated as|as user)(?:\s*[:=]\s*|\s)["'<]?(\p{L}[\p{L}\p{N}-]{1,14})\/([\p{L}\p{N}\p{M}._$-]{2,64})(?![/\p{L}\p{N}])/giu;
const REGISTRY = /^HK(?:EY|LM|CU|CR|U)/i;
const PROFILE =
  /(?<![\p{L}\p{N}])((?:Users|home|Documents and Settings|Profiles)(?:\\{1,2}|\/))([^\\/:*?"<>|\r\n\t;,]{1,64})(?=[\\/"<\s]|$)/giu;

/** Tells, asked for rising places, of `GmbH\Vertrag` that it stands in `D:\Meier GmbH\Vertrag`; capitals alone name a domain wherever they stand. */
function pathsAround(text: string): (at: number, domain: string) => boolean {
  let paths: readonly PathInText[] | undefined;
  let next = 0;
  return (at, domain) => {
    if (domain === domain.toUpperCase()) return false;
    paths ??= [...pathsIn(text)];
    while ((paths[next]?.end ?? text.length) <= at && next < paths.length) next++;
    const path = paths[next];
    return path !== undefined && path.start <= at && path.segments.length > 1;
  };
}

/** Addresses, phone numbers, and the accounts of Windows. */
export function findAddresses(text: string, finds: Finds): void {
  if (text.includes('@')) {
    for (const { 0: found, index } of text.matchAll(ADDRESS)) {
      if (isTorn(text, index, found)) continue;
      const address = found.replace(AROUND, '').replace(SCHEME, '').replace(AROUND, '');
      if (/^[^@]+@[^@]+$/.test(address) && !ENCODED.test(address)) finds.address(address);
    }
    for (const { address } of addressFields(text)) finds.address(address);
  }
  if (text.includes('@') || /[([{<] ?at/i.test(text)) {
    for (const [, account = '', domain = ''] of text.matchAll(WRITTEN_OUT)) {
      if (ENDING.test(domain) || !/\p{L}/u.test(account)) continue;
      finds.account(account.replace(AROUND, ''));
      if (!domain.startsWith('[')) finds.host(domain);
    }
  }
  for (const { start, end } of phoneNumbers(text)) finds.phone(text.slice(start, end));
  if (text.includes('/')) {
    for (const [, domain = '', account = ''] of text.matchAll(SLASH_ACCOUNT)) {
      if (/\p{L}/u.test(account) && !ENDING.test(account)) finds.domainAccount(domain, account);
    }
  }
  for (const pattern of [ACCOUNT, ACCOUNT_LINE, ACCOUNT_QUERY])
    for (const [, name = ''] of text.matchAll(pattern)) finds.account(name);
  if (!/[\\/]/.test(text)) return;
  const isInPath = pathsAround(text);
  for (const { 1: domain = '', 2: account = '', index } of text.matchAll(DOMAIN_ACCOUNT)) {
    const isOther =
      REGISTRY.test(domain) ||
      KNOWN_AUTHORITIES.has(fold(domain)) ||
      ENDING.test(account) ||
      isEscapedLetter(domain, account);
    if (!isOther && !isInPath(index, domain)) finds.domainAccount(domain, account);
  }
  for (const [, lead = '', account = ''] of text.matchAll(PROFILE)) {
    if (!ENCODED.test(account)) finds.profile(lead, account);
  }
}
