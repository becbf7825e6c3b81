import { isTarHeader } from './tar-header.ts';

export type ArchiveForm = 'zip' | 'cab' | 'tar' | 'gz';

/** So many bytes of a file tell whether it is an archive. */
export const FORM_BYTES = 512;

const ZIP_STARTS = new Set([
  0x04034b50, // a member
  0x06054b50, // the end record: an empty archive
  0x08074b50, // the first volume of several
  0x30304b50, // one that was to be several
]);

/** The form of an archive by its first bytes, never by its name. */
export function archiveForm(head: Uint8Array): ArchiveForm | undefined {
  if (head.length < 4) return undefined;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (ZIP_STARTS.has(bytes.readUInt32LE(0))) return 'zip';
  // `MSCF` and four bytes of zero.
  if (bytes.length >= 8 && bytes.readUInt32LE(0) === 0x4643534d && bytes.readUInt32LE(4) === 0) return 'cab';
  // The magic number, deflate, and flags of which the upper three are none.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8 && ((bytes[3] ?? 0) & 0xe0) === 0) return 'gz';
  return isTarHeader(bytes) ? 'tar' : undefined;
}
