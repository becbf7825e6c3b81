/** How much of archives is read. What goes over a limit is `capped`: an issue and a gap, and the reading goes on behind it. */
export interface ArchiveLimits {
  readonly entries: number;
  readonly bundleEntries: number;
  readonly memberBytes: number;
  readonly bundleBytes: number;
  readonly bombRatio: number;
  readonly memberBombBytes: number;
  readonly archiveBombBytes: number;
  readonly drainBytes: number;
  readonly depth: number;
  readonly heldBytes: number;
  readonly heldMemberBytes: number;
  readonly standardInputBytes: number;
}

const MIB = 1 << 20;
const GIB = 1 << 30;

export const ARCHIVE_LIMITS: ArchiveLimits = {
  /** Entries of one archive: a collected profile has some thousand files. */
  entries: 20_000,
  /** Entries of all archives of a bundle: archives in archives would multiply. */
  bundleEntries: 100_000,
  /** Bytes of one member: four times the largest trace we heard of. */
  memberBytes: 16 * GIB,
  /** Bytes decompressed for a bundle, those only skipped and those read again included: two minutes of work. */
  bundleBytes: 64 * GIB,
  /** Logs compress 5:1 to 40:1, deflate reaches 1032:1. */
  bombRatio: 200,
  /** From so many bytes a member over the ratio is a bomb; a short file of one repeated line may well be over it. */
  memberBombBytes: 512 * MIB,
  /** From so many bytes all members of an archive together are one. */
  archiveBombBytes: GIB,
  /** Bytes decompressed of a member that nothing was read of: enough to tell a bomb, a tenth of a second. */
  drainBytes: 64 * MIB,
  /** An archive in an archive is read, one in that is not. */
  depth: 2,
  /** Bytes of members held in memory, where going back to them means decompressing all in front of them again. */
  heldBytes: 48 * MIB,
  /** Members up to this size are held: spool files, companions, short traces. */
  heldMemberBytes: 2 * MIB,
  /** An archive on standard input is held as a whole, as its list may stand at its end. */
  standardInputBytes: 96 * MIB,
};
