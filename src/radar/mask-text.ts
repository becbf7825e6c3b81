/** `alice@contoso.com` in paths and in what is said of files. */
const ADDRESS = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}][\p{L}\p{N}.-]*/gu;

export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, (address) => (address.startsWith('sip_') ? 'sip_<address>' : '<address>'));
}
