/** A GUID in a log names a provider or a message, so few differ: a text is made once for as long as its place is free. */
const PLACES = 1024;
const WORDS = 4;
const words: Int32Array = new Int32Array(PLACES * WORDS);
const texts: (string | undefined)[] = Array.from({ length: PLACES }, () => undefined);

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** The GUID at `at`, in lower case and without braces. `view` has 16 bytes there. */
export function guidText(view: DataView, at: number): string {
  const [a, b] = [view.getInt32(at, true), view.getInt32(at + 4, true)];
  const [c, d] = [view.getInt32(at + 8, true), view.getInt32(at + 12, true)];
  const mixed = Math.imul(a ^ Math.imul(b, 31) ^ Math.imul(c, 131) ^ Math.imul(d, 1031), 0x9e37_79b1);
  const place = mixed >>> 22;
  const base = place * WORDS;
  const known = texts[place];
  if (
    known !== undefined &&
    words[base] === a &&
    words[base + 1] === b &&
    words[base + 2] === c &&
    words[base + 3] === d
  )
    return known;
  const tail = `${hex(view.getUint32(at + 8), 8)}${hex(view.getUint32(at + 12), 8)}`;
  const head = `${hex(a >>> 0, 8)}-${hex(b & 0xffff, 4)}-${hex(b >>> 16, 4)}`;
  const text = `${head}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  texts[place] = text;
  words.set([a, b, c, d], base);
  return text;
}

/** The same of 16 bytes. */
export function guidOf(bytes: Uint8Array): string {
  return guidText(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);
}
