import { LOCAL } from './address.ts';

/** `alice@contoso.com` in paths and in what is said of files: of any length, as what is cut off would show. `sip_alice%40contoso.com`, `alice(at)contoso.com` as the names of files have it. */
const ADDRESSES = new RegExp(`(?<!${LOCAL})${LOCAL}+?(?:@|[%=]40|[([{]at[)\\]}])[\\p{L}\\p{N}][\\p{L}\\p{N}.-]*`, 'gu');

export function withoutAddresses(text: string): string {
  return text.replace(ADDRESSES, (address) => (address.startsWith('sip_') ? 'sip_<address>' : '<address>'));
}
