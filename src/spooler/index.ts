export { readSpoolFile } from './read-spool-file.ts';
export { isSpoolPath, spoolOwner } from './spool-path.ts';
