/** What Node puts for bytes of a file name that are no UTF-8: the name it gives leads nowhere. */
const REPLACED = '\u{fffd}';

/** Whether a path that is not found may be one whose name is no UTF-8, as names are that came from an old system or archive. */
export function isBrokenName(path: string): boolean {
  return path.includes(REPLACED);
}

/** Why such a file or folder cannot be read, and what to do. */
export const BROKEN_NAME = 'its name is not valid UTF-8; rename it';
