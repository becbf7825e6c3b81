import { ArchiveBudget } from '../../../src/input/archive/archive-budget.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../../../src/input/archive/archive-limits.ts';
import { Archives } from '../../../src/input/archive/archives.ts';
import { type ByteSource, ForwardSource } from '../../../src/input/archive/byte-source.ts';
import { sourceOf } from '../../../src/input/archive/held-bytes.ts';
import type { BundleFile } from '../../../src/input/bundle-file.ts';
import type { ZoneOption } from '../../../src/model/analysis-options.ts';
import { type Issue, PARTIAL_CODES } from '../../../src/model/issue.ts';
import { ticksToIso } from '../../../src/model/ticks.ts';

export interface OpenOptions {
  readonly path?: string;
  readonly limits?: Partial<ArchiveLimits>;
  readonly zones?: readonly ZoneOption[];
  /** The bytes can only be had in order, in chunks of this size, as those of an archive in a large archive. */
  readonly chunkSize?: number;
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  // One memory for all chunks: what is kept beyond its turn is overwritten.
  const memory = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    memory.set(chunk);
    yield memory.subarray(0, chunk.length);
  }
}

export interface Opened {
  readonly files: readonly BundleFile[];
  readonly folders: readonly string[];
  readonly issues: readonly Issue[];
}

/** Lists what an archive in memory holds. */
export async function open(bytes: Uint8Array, options: OpenOptions = {}): Promise<Opened> {
  const { path = 'logs.zip', limits = {}, chunkSize, zones = [] } = options;
  const budget = new ArchiveBudget({ ...ARCHIVE_LIMITS, ...limits });
  const archives = new Archives(() => undefined, { budget, zones });
  const source: ByteSource =
    chunkSize === undefined ? sourceOf(bytes) : new ForwardSource(() => inChunks(bytes, chunkSize), budget);
  const file = { path, place: `/bundle/${path}`, bytes: bytes.length, chunks: () => inChunks(bytes, 1 << 16) };
  await archives.add(file, source);
  return {
    ...archives,
    files: archives.files,
    issues: archives.issues,
    folders: archives.folders.map((one) => one.path),
  };
}

export async function bytesOf(file: BundleFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of file.chunks()) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

export interface Content {
  /** Text of each member by its path; undefined where nothing can be read of it. */
  readonly texts: Readonly<Record<string, string | undefined>>;
  /** `CODE path` of all that was lost. */
  readonly losses: readonly string[];
  readonly issues: readonly Issue[];
  readonly times: Readonly<Record<string, string | undefined>>;
}

/** Opens an archive and reads all of it, as the analysis does. */
export async function contentOf(bytes: Uint8Array, options: OpenOptions = {}): Promise<Content> {
  const { files, issues: listed } = await open(bytes, options);
  const texts: Record<string, string | undefined> = {};
  const times: Record<string, string | undefined> = {};
  const issues = [...listed];
  for (const file of files) {
    const { path, unusable, modifiedAt } = file;
    texts[path] = unusable === undefined ? (await bytesOf(file)).toString('latin1') : undefined;
    times[path] = modifiedAt === undefined ? undefined : ticksToIso(modifiedAt);
    if (unusable !== undefined) issues.push({ source: path, ...unusable });
    issues.push(...((await file.finish?.()) ?? []));
  }
  return { texts, times, issues, losses: issues.map(({ code, source }) => `${code} ${source}`) };
}

/** True where a report with these issues ends with exit code 4. */
export function isPartial(issues: readonly Issue[]): boolean {
  return issues.some(({ code }) => PARTIAL_CODES.has(code));
}
