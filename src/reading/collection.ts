import type { BundleFile } from '../input/bundle-file.ts';
import type { Gap } from '../model/issue.ts';
import { greatest, later, type Ticks } from '../model/ticks.ts';

/** When a bundle was collected, as far as its files tell. */
export interface Collection {
  readonly at: Ticks | undefined;
  readonly gap?: Gap;
}

/**
 * The newest file time, else the horizon (contract section 3). Times of an archive that are local ones of an unknown zone are
 * read as UTC, but nothing was collected before its trace ended.
 */
export function collectionOf(files: readonly BundleFile[], horizon: Ticks | undefined): Collection {
  const newest = greatest(files.map((file) => file.modifiedAt));
  if (newest === undefined) return { at: horizon };
  if (!files.some((file) => file.modifiedAt === newest && file.hasLocalTime === true)) return { at: newest };
  const text =
    'The archive states the times of its files without their zone; they were read as UTC (give --zone, or --now for the time of collection).';
  return { at: later(newest, horizon), gap: { kind: 'zone-assumed', text } };
}
