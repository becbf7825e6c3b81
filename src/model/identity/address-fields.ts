/** An address where a field says that it is one, whatever signs are in it. */
export interface AddressField {
  readonly start: number;
  readonly end: number;
  readonly address: string;
}

/** `<t:EmailAddress>"Bob Miller"@contoso.com</t:EmailAddress>` (RFC 5322 quotes what has blanks), and whatever a user made of it. */
const ELEMENT =
  /(?<=<(?:\w{1,20}:)?EmailAddress(?:\s[^<>]{0,100})?>\s{0,100})[^<\s](?:[^<\r\n]{0,65535}[^<\s])?(?=\s{0,100}<)/giu;
/** A user of SIP may have signs that no mail has; parameters of an URI begin at `;`. */
const SIP_URI = /(?<=\bsips?:)[^\s<>@"';,]{1,1024}@(?:[\p{L}\p{N}\p{M}_-]{1,63}\.){0,9}[\p{L}\p{N}\p{M}_-]{1,63}/giu;
/** `"weird name"@contoso.com`, wherever it stands (RFC 5322). */
const QUOTED =
  /(?<![\p{L}\p{N}])"(?:[^"\\\r\n<>]|\\.){1,64}"@(?:[\p{L}\p{N}\p{M}_-]{1,63}\.){0,9}[\p{L}\p{N}\p{M}_-]{1,63}/giu;
/** Is found without a field around it. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._+'-]*@(?:[\p{L}\p{N}\p{M}-]+\.)*[\p{L}\p{N}\p{M}-]+$/u;
/** Stands as it is where the escapes are undone. */
const ESCAPED = /&(?:\w{1,8}|#\w{1,7});|%[\da-f]{2}|\\u/i;

/** Addresses that only their field gives away: with quotes, brackets or other signs in front of the @. */
export function* addressFields(text: string): Generator<AddressField> {
  for (const pattern of text.includes('@') ? [ELEMENT, SIP_URI, QUOTED] : []) {
    for (const { 0: address, index } of text.matchAll(pattern)) {
      if (/.@[^@]/u.test(address) && !PLAIN.test(address) && !ESCAPED.test(address))
        yield { start: index, end: index + address.length, address };
    }
  }
}

/** Whether an address is one that only its field gives away. */
export function isOddAddress(address: string): boolean {
  return address.includes('@') && !PLAIN.test(address);
}
