/** Why nothing can be written to a path, by the code of the system, in words that say what to put right. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'the folder does not exist'],
  ['EISDIR', 'is a folder: name a file'],
  ['ENOTDIR', 'a part of the path is a file, and no folder'],
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'no space left of what the disk allows you'],
  ['EFBIG', 'larger than the disk takes a file'],
  ['EACCES', 'not writable: you are not allowed to'],
  ['EPERM', 'not writable: you are not allowed to'],
  ['EROFS', 'not writable: the disk is read-only'],
  ['EBUSY', 'another program has it open'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EEXIST', 'a file of that name is there'],
]);

/** What went wrong when something was written; of what is not known, what the system says. */
export function writingFault(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return ('code' in cause ? WORDS.get(String(cause.code)) : undefined) ?? cause.message;
}
