/** Fewer characters in a row are chance: random bytes give runs of three printable ones all the time. */
const MIN_RUN = 4;

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function ansiRun(bytes: Uint8Array, start: number): number {
  let end = start;
  while (end < bytes.length && isPrintable(bytes[end] ?? 0)) end++;
  return end;
}

function wideRun(bytes: Uint8Array, start: number): number {
  let end = start;
  while (end + 1 < bytes.length && bytes[end + 1] === 0 && isPrintable(bytes[end] ?? 0)) end += 2;
  return end;
}

/**
 * Texts inside the bytes of an event that nothing could decode: runs of at least four printable characters, one byte
 * or two bytes (UTF-16LE) each. tracerpt prints such bytes as hexadecimal digits in BinaryEventData and EventPayload;
 * a real one holds `              DeleteIHVRILService: OpenSCManager failed (5)\n`.
 */
export function payloadTexts(hexDigits: string): readonly string[] {
  const bytes = Buffer.from(/\s/.test(hexDigits) ? hexDigits.replace(/\s+/g, '') : hexDigits, 'hex');
  const texts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const wide = wideRun(bytes, at);
    if (wide - at >= 2 * MIN_RUN) {
      texts.push(bytes.subarray(at, wide).toString('utf16le'));
      at = wide;
      continue;
    }
    const ansi = ansiRun(bytes, at);
    if (ansi - at >= MIN_RUN) texts.push(bytes.subarray(at, ansi).toString('latin1'));
    at = Math.max(ansi, at + 1);
  }
  return texts.filter((text) => text.trim().length >= MIN_RUN);
}
