import type { Finds } from './finds.ts';

/** Of SIP, mail and UPN alike. What mail allows beside it (`/`, `=`, `#`) ends an address in a log. */
const ADDRESS = /[\p{L}\p{N}\p{M}._%+'-]{1,64}@(?:[\p{L}\p{N}\p{M}_-]+\.)*[\p{L}\p{N}\p{M}_-]+/gu;
/** The folder of a user, and device names of SIP, carry the scheme with it. */
const SCHEME = /^(?:sips?|tel|im|smtp|mailto|x500|unified|msrtc)[_:]/i;
/** Quotes and dots around an address are no part of it. */
const AROUND = /^['._-]+|['.]+$/gu;

/** Is found again where the escapes are undone. */
const ENCODED = /%[0-9a-f]{2}/i;

const PHONE = /(?<![\p{L}\p{N}])(?:tel:\s*|phone[-_ ]?(?:number|uri)?\s*[:=]\s*"?)?(\+\d[\d ().-]{5,20}\d)(?!\d)/giu;
/** `(425) 555-0188`, `0171/5559876`, `00498955501234`, and whatever stands behind the word: `Phone: 089 5550123`. */
const NATIONAL =
  /(?<![\p{L}\p{N}])(\(\d{2,5}\) ?\d{3,4}[- ]?\d{3,5}|0\d{2,4}\/\d{5,9}|00[1-9]\d{8,12})(?![\p{L}\p{N}])|\b(?:phone|mobile|fax)(?:[-_ ]?number)?\s*[:=]\s*"?(\d[\d ()/.-]{4,18}\d)/giu;
const TEL = /\btel:([\d().*#+-]{3,24})/gi;

const ACCOUNT =
  /\b(?:user|user_?name|login|logon|upn|uid|sam_?account_?name|alias)\s*=\s*"?([\p{L}\p{N}\p{M}._-]{2,64})/giu;
const ACCOUNT_LINE =
  /\b(?:SamAccountName|Alias|MailNickname|RegistrarUser|LogonName)\s*:\s*([\p{L}\p{N}\p{M}._-]{2,64})/giu;
/** `CONTOSO\alice`, but no path: nothing of one stands around it. */
const DOMAIN_ACCOUNT =
  /(?<![\p{L}\p{N}_\\/:.%-])([\p{L}][\p{L}\p{N}-]{1,14})\\{1,2}([\p{L}\p{N}\p{M}._$-]{2,64})(?![\\\p{L}\p{N}])/gu;
const REGISTRY = /^HK(?:EY|LM|CU|CR|U)/i;
const PROFILE =
  /(?<![\p{L}\p{N}])((?:Users|home|Documents and Settings|Profiles)(?:\\{1,2}|\/))([^\\/:*?"<>|\r\n\t;,]{1,64})(?=[\\/"<\s]|$)/giu;

/** Addresses, phone numbers, and the accounts of Windows. */
export function findAddresses(text: string, finds: Finds): void {
  if (text.includes('@')) {
    for (const [found] of text.matchAll(ADDRESS)) {
      const address = found.replace(AROUND, '').replace(SCHEME, '').replace(AROUND, '');
      if (/^[^@]+@[^@]+$/.test(address) && !ENCODED.test(address)) finds.address(address);
    }
  }
  for (const [, number = ''] of text.matchAll(PHONE)) if (number.replace(/\D/g, '').length >= 7) finds.phone(number);
  for (const [, plain, named] of text.matchAll(NATIONAL)) finds.phone(plain ?? named ?? '');
  for (const [, number = ''] of text.matchAll(TEL)) if (/\d{3}/.test(number)) finds.phone(number);
  for (const pattern of [ACCOUNT, ACCOUNT_LINE])
    for (const [, name = ''] of text.matchAll(pattern)) finds.account(name);
  if (!/[\\/]/.test(text)) return;
  for (const [, domain = '', account = ''] of text.matchAll(DOMAIN_ACCOUNT)) {
    if (!REGISTRY.test(domain)) finds.domainAccount(domain, account);
  }
  for (const [, lead = '', account = ''] of text.matchAll(PROFILE)) {
    if (!ENCODED.test(account)) finds.profile(lead, account);
  }
}
