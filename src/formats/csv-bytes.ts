export const TAB = 9;
export const LINE_FEED = 10;
export const RETURN = 13;
export const BLANK = 32;
export const QUOTE = 34;

/** Index of the first line feed or delimiter from `from` on, or `end`. */
export function endOfCell(bytes: Uint8Array, from: number, end: number, delimiter: number): number {
  let at = from;
  while (at < end && bytes[at] !== delimiter && bytes[at] !== LINE_FEED) at++;
  return at;
}

/** Whether the bytes at `start` are these. */
export function standsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return wanted.length > 0;
}
