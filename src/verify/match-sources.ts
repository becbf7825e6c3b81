import type { BundleFile } from '../input/bundle-file.ts';
import { byCodeUnits } from '../model/order.ts';
import type { StoredReport } from '../model/stored-report.ts';

const ARCHIVE = /\.(?:gz|tgz|tar|zip|cab)$/i;

function extensionOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';
}

function only(files: readonly BundleFile[]): BundleFile | undefined {
  return files.length === 1 ? files[0] : undefined;
}

function endsAlike(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

/** The bundle may be given one level higher or lower than it was, or in an archive: then one path ends with the other. */
function bySuffix(path: string, files: readonly BundleFile[]): BundleFile | undefined {
  return only(files.filter((file) => endsAlike(file.path, path)));
}

/** `Tracing/x.txt.gz/x.txt` to `Tracing/x.txt`: where it lay before it was packed, or will once it is unpacked. */
function unpackedPath(path: string): string {
  return path
    .split('/')
    .filter((name, i, names) => i === names.length - 1 || !ARCHIVE.test(name))
    .join('/');
}

/** A file that was packed by itself, or unpacked. */
function byUnpacking(path: string, files: readonly BundleFile[]): BundleFile | undefined {
  return only(files.filter((file) => endsAlike(unpackedPath(file.path), unpackedPath(path))));
}

/** What is known of a file whatever it is called. Tokens stand for parts of the paths of a redacted report, too. */
function bySize(path: string, bytes: number, files: readonly BundleFile[]): BundleFile | undefined {
  const alike = files.filter((file) => file.bytes === bytes);
  return only(alike.filter((file) => extensionOf(file.path) === extensionOf(path))) ?? only(alike);
}

export interface MatchedSources {
  /** The file of the bundle for each path that has one. */
  readonly files: ReadonlyMap<string, BundleFile>;
  /** Paths of which only the size of their file is known to be the same. */
  readonly guessed: ReadonlySet<string>;
}

/**
 * Which files of the bundle the paths are of that a report names. Paths are compared with those of the files that the bundle was found to
 * hold, and never opened: whatever a report names, nothing outside of the bundle is looked at. No file is that of two paths.
 */
export function matchSources(
  report: StoredReport,
  paths: ReadonlySet<string>,
  files: readonly BundleFile[],
): MatchedSources {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const sizes = new Map(report.bundle.sources.map(({ path, bytes }) => [path, bytes]));
  const found = new Map<string, BundleFile>();
  const guessed = new Set<string>();
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
  for (const path of left) if (!found.has(path)) claim(path, byUnpacking(path, [...free]));
  for (const path of left) {
    const bytes = sizes.get(path);
    if (bytes === undefined || bytes === 0 || found.has(path)) continue;
    claim(path, bySize(path, bytes, [...free]));
    if (found.has(path)) guessed.add(path);
  }
  return { files: found, guessed };
}
