import type { BundleFile } from '../input/bundle-file.ts';
import { byCodeUnits } from '../model/order.ts';
import type { StoredReport } from '../model/stored-report.ts';

function extensionOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';
}

function only(files: readonly BundleFile[]): BundleFile | undefined {
  return files.length === 1 ? files[0] : undefined;
}

/** The bundle may be given one level higher or lower than it was, or in an archive: then one path ends with the other. */
function bySuffix(path: string, files: readonly BundleFile[]): BundleFile | undefined {
  return only(files.filter((file) => file.path.endsWith(`/${path}`) || path.endsWith(`/${file.path}`)));
}

/** Tokens stand for parts of the paths of a redacted report; size and kind of a file are what is left to know it by. */
function bySize(path: string, bytes: number, files: readonly BundleFile[]): BundleFile | undefined {
  return only(files.filter((file) => file.bytes === bytes && extensionOf(file.path) === extensionOf(path)));
}

/**
 * The file of the bundle for each path that a report names. Paths are compared with those of the files that the bundle was found to
 * hold, and never opened: whatever a report names, nothing outside of the bundle is looked at. No file is that of two paths.
 */
export function matchSources(
  report: StoredReport,
  paths: ReadonlySet<string>,
  files: readonly BundleFile[],
): ReadonlyMap<string, BundleFile> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const sizes = new Map(report.bundle.sources.map(({ path, bytes }) => [path, bytes]));
  const found = new Map<string, BundleFile>();
  for (const path of paths) {
    const file = byPath.get(path);
    if (file !== undefined) found.set(path, file);
  }
  const free = new Set(files);
  for (const file of found.values()) free.delete(file);
  const claim = (path: string, file: BundleFile | undefined): void => {
    if (file === undefined) return;
    found.set(path, file);
    free.delete(file);
  };
  // The longer a path, the more of it has to agree.
  const left = [...paths].filter((path) => !found.has(path)).sort((a, b) => b.length - a.length || byCodeUnits(a, b));
  for (const path of left) claim(path, bySuffix(path, [...free]));
  if (report.redacted === undefined) return found;
  for (const path of left) {
    const bytes = sizes.get(path);
    if (bytes !== undefined && !found.has(path)) claim(path, bySize(path, bytes, [...free]));
  }
  return found;
}
