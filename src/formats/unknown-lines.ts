export const NO_FORMAT = '(No Format Information found)';
/** `Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).` */
const UNKNOWN_LINE = /^[^\n]{0,200}\(\s*\S+\): GUID=[0-9a-fA-F-]{36} \(No Format Information found\)\.?\r?$/;

/** A line that stands for an event nothing could decode. */
export function isUnknownLine(line: string): boolean {
  return UNKNOWN_LINE.test(line);
}
