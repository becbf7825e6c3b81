import type { Told } from './collector.ts';
import type { CutFile } from './kept-scans.ts';
import type { KnownFile } from './sort-files.ts';
import type { ReadSoFar, TraceLog } from './trace-log.ts';

/** How far the reading of a log had come where it can be taken up again: in front of its last part, or at a boundary in it. */
export interface Checkpoint {
  /** Versions of the parts in front of the last. */
  readonly before: string;
  /** Place in the last part. */
  readonly end: number;
  readonly soFar: ReadSoFar;
  /** What had read all that stands in front. Never goes on itself: readers are made of it. */
  readonly log: TraceLog;
  /** What the log had told. */
  readonly told: Told;
}

/** By what the parts of a log in front of its last are known again; undefined where that cannot be told. */
export function versionsBefore(log: readonly KnownFile[]): string | undefined {
  const versions = log.slice(0, -1).map(({ file }) => file.version);
  return versions.includes(undefined) ? undefined : versions.join('\n');
}

/** The last place from which a log can be read on. `cut`: its last part, where that is large enough to be cut. */
export function lastValid(
  checkpoints: readonly Checkpoint[],
  log: readonly KnownFile[],
  cut: CutFile | undefined,
): Checkpoint | undefined {
  const before = versionsBefore(log);
  return checkpoints.findLast((one) => {
    const count = one.soFar.surveys.length;
    if (one.before !== before) return false;
    // That its scans still stand says that all in front of their end does.
    return count === 0 || (cut !== undefined && cut.scans.length >= count && cut.cuts[count - 1]?.end === one.end);
  });
}
