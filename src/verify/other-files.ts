import type { BundleFile } from '../input/bundle-file.ts';
import { byCodeUnits } from '../model/order.ts';
import type { StoredReport } from '../model/stored-report.ts';
import type { OtherFile } from '../model/verification.ts';
import { matchSources } from './match-sources.ts';

/** Bytes of a file; undefined where only reading tells: of standard input, and of archives that do not say. */
function sizeOf({ bytes, disk, isReadOnce }: BundleFile): number | undefined {
  return isReadOnce === true || (disk === undefined && bytes === 0) ? undefined : bytes;
}

/** A file that nothing is known by but its size: one of the report, and one of the bundle, may be the same. */
function withoutPairs(missing: OtherFile[], added: OtherFile[]): readonly OtherFile[] {
  const left = [...added];
  const others = missing.filter(({ reportedBytes }) => {
    const at = left.findIndex(({ bytes }) => bytes === reportedBytes);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...others, ...left];
}

/** The files that are otherwise than in a report. `cited`: what the sources that are cited were found as, if they were. */
export function otherFiles(
  report: StoredReport,
  cited: ReadonlyMap<string, BundleFile | undefined>,
  files: readonly BundleFile[],
): readonly OtherFile[] {
  const { sources } = report.bundle;
  const taken = new Set(cited.values());
  const uncited = new Set(sources.map(({ path }) => path).filter((path) => !cited.has(path)));
  const free = files.filter((file) => !taken.has(file));
  const matched = new Map([...cited, ...matchSources(report, uncited, free).files]);
  const known = new Set(matched.values());
  const missing: OtherFile[] = [];
  const resized: OtherFile[] = [];
  for (const { path, bytes: reportedBytes } of sources) {
    const file = matched.get(path);
    const bytes = file === undefined ? undefined : sizeOf(file);
    if (file === undefined) missing.push({ path, state: 'not-in-bundle', reportedBytes });
    else if (bytes !== undefined && bytes !== reportedBytes)
      resized.push({ path, state: 'of-another-size', bytes, reportedBytes });
  }
  const added = files
    .filter((file) => !known.has(file))
    .map((file): OtherFile => {
      const bytes = sizeOf(file);
      return { path: file.path, state: 'not-in-report', ...(bytes === undefined ? {} : { bytes }) };
    });
  const unmatched = report.redacted === undefined ? [...missing, ...added] : withoutPairs(missing, added);
  return [...unmatched, ...resized].sort((a, b) => byCodeUnits(a.path, b.path));
}
