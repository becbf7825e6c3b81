export const NO_FORMAT = '(No Format Information found)';
/** `Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).` */
const UNKNOWN_LINE = /^[^\n]{0,200}\(\s*\S+\): GUID=[0-9a-fA-F-]{36} \(No Format Information found\)\.?\r?$/;

export function isUnknownLine(line: string): boolean {
  return UNKNOWN_LINE.test(line);
}

/** Indexes of the lines without prefix that stand for an event nothing could decode. */
export function unknownLines(raw: string): readonly number[] {
  const found: number[] = [];
  // One look a line: a hostile line may hold the words thousands of times.
  for (let hit = raw.indexOf(NO_FORMAT); hit >= 0; ) {
    const index = raw.lastIndexOf('\n', hit) + 1;
    const newline = raw.indexOf('\n', hit);
    if (isUnknownLine(raw.slice(index, newline < 0 ? undefined : newline))) found.push(index);
    hit = newline < 0 ? -1 : raw.indexOf(NO_FORMAT, newline);
  }
  return found;
}
