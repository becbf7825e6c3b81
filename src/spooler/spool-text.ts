const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const WINDOWS_1252 = new TextDecoder('windows-1252');

/** Text of single-byte strings of a spool file: UTF-8, and Windows-1252 where the bytes are no UTF-8. Never throws. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    // Every byte string is valid Windows-1252. Without `stream` Node 20 decodes it as Latin-1: 0x80 as U+0080, not U+20AC.
    return WINDOWS_1252.decode(bytes, { stream: true });
  }
}

const URI_SCHEME = /^<?sips?:/i;

/** `<sip:Alice@contoso.com;gruu>` to `alice@contoso.com`. */
export function addressOf(uri: string): string {
  const bare = uri.trim().replace(URI_SCHEME, '');
  return (bare.split(/[;>?]/, 1)[0] ?? '').toLowerCase();
}
