import { LOCAL } from './address.ts';

/** `alice@contoso.com` in paths and in what is said of files: of any length, as what is cut off would show. */
const ADDRESSES = new RegExp(`${LOCAL}+@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]*`, 'gu');

export function withoutAddresses(text: string): string {
  return text.replace(ADDRESSES, (address) => (address.startsWith('sip_') ? 'sip_<address>' : '<address>'));
}
