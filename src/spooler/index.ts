export { readSpoolFile, type SpoolBytes } from './read-spool-file.ts';
export { isSpoolPath, spoolOwner } from './spool-path.ts';
