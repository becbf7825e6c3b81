/** Size of a header, and what members are padded to. */
export const TAR_BLOCK = 512;

/** `0000644\0`, blanks in front and a blank or NUL behind; with the first bit set a number of base 256 (GNU). */
export function tarNumber(field: Uint8Array): number {
  const first = field[0] ?? 0;
  if (first >= 0x80) {
    if (first === 0xff) return Number.NaN;
    return field.subarray(1).reduce((sum, byte) => 256 * sum + byte, first & 0x7f);
  }
  const digits = /^[ \0]*([0-7]+)[ \0]*/.exec(Buffer.from(field).toString('latin1'));
  return digits?.[1] === undefined ? Number.NaN : Number.parseInt(digits[1], 8);
}

/** True where the checksum of a header fits, with signed bytes too, as some old programs counted. */
export function isTarHeader(bytes: Uint8Array): boolean {
  if (bytes.length < TAR_BLOCK) return false;
  const stated = tarNumber(bytes.subarray(148, 156));
  if (Number.isNaN(stated)) return false;
  let unsigned = 8 * 0x20;
  let signed = 8 * 0x20;
  for (let i = 0; i < TAR_BLOCK; i++) {
    if (i >= 148 && i < 156) continue;
    const byte = bytes[i] ?? 0;
    unsigned += byte;
    signed += (byte << 24) >> 24;
  }
  // A header without anything in it is none.
  return (stated === unsigned || stated === signed) && unsigned > 8 * 0x20;
}
