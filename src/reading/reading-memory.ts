import type { Format } from '../formats/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import type { Head } from '../input/text-source.ts';
import type { SourceSummary } from '../model/source.ts';
import type { PhraseSet } from '../phrases/index.ts';
import { type Checkpoint, lastValid, versionsBefore } from './checkpoints.ts';
import type { Told } from './collector.ts';
import { decodedBeside } from './decoded-beside.ts';
import { Generations } from './generations.ts';
import { type CutFile, type KeptScans, keepable, stillStand } from './kept-scans.ts';
import { sizeOf } from './packed-records.ts';
import type { Scan } from './scan-stretch.ts';
import type { KnownFile } from './sort-files.ts';

/** Bytes of a stretch: what is scanned again when a trace grows is half as much to half as much again. */
const STRETCH_BYTES = 1 << 20;
/** Bytes of records that are held; stretches beyond are read again, record by record. */
const MOST_BYTES = 64 << 20;

/** What a file told by itself, and its form if there is more to read of it. */
interface RememberedFile {
  readonly version: string;
  readonly told: Told;
  readonly known: KnownFile | undefined;
}

interface RememberedLog {
  readonly versions: string;
  readonly told: Told;
  /** For each of its sources, the decoded text that it was found to be the same trace as. */
  readonly besides: readonly (string | undefined)[];
}

type Log = readonly KnownFile[];

function versionsOf(log: Log): string | undefined {
  const versions = log.map(({ file }) => file.version);
  return versions.includes(undefined) ? undefined : versions.join('\n');
}

function logKey(log: Log): string {
  return log.map(({ file, format }) => `${format.id} ${file.path}`).join('\n');
}

function besidesOf(told: Told, sources: readonly SourceSummary[]): readonly (string | undefined)[] {
  return told.sources.map((source) => decodedBeside(source, sources)?.path);
}

interface HeldScans extends KeptScans {
  readonly held: number;
}

/**
 * What was read of a folder in the passes before this one, so that a pass reads what has changed since and nothing else. The
 * reading is the same with it and without.
 */
export class ReadingMemory {
  readonly stretchBytes: number;
  readonly #files = new Generations<RememberedFile>();
  readonly #logs = new Generations<RememberedLog>();
  readonly #scans = new Generations<HeldScans>();
  readonly #checkpoints = new Generations<readonly Checkpoint[]>();
  #phrases: { readonly key: string; readonly set: PhraseSet } | undefined;
  #etl: { readonly key: string; readonly format: Format } | undefined;

  constructor(stretchBytes: number = STRETCH_BYTES) {
    this.stretchBytes = stretchBytes;
  }

  /** Begins a pass: what the last one did not come across is forgotten. */
  next(): void {
    this.#files.next();
    this.#logs.next();
    this.#scans.next();
    this.#checkpoints.next();
  }

  /** The form of raw traces; `tmfFiles` are the formats in the folder, and with others everything is read anew. */
  async etl(tmfFiles: readonly BundleFile[], open: () => Promise<Format>): Promise<Format> {
    const key = tmfFiles.map(({ path, version }) => `${path} ${version}`).join('\n');
    if (this.#etl?.key !== key) {
      this.#files.clear();
      this.#logs.clear();
      this.#etl = { key, format: await open() };
    }
    return this.#etl.format;
  }

  /** The phrases in use; with those of another phrasebook in the folder everything is read anew. */
  async phrases(books: readonly BundleFile[], open: () => Promise<PhraseSet>): Promise<PhraseSet> {
    const key = books.map(({ path, version }) => `${path} ${version}`).join('\n');
    if (this.#phrases?.key !== key) {
      for (const kept of [this.#files, this.#logs, this.#scans, this.#checkpoints]) kept.clear();
      this.#phrases = { key, set: await open() };
    }
    return this.#phrases.set;
  }

  /** Whether a file was read as such, and is as it was. */
  knows({ path, version }: BundleFile): boolean {
    return version !== undefined && this.#files.get(path)?.version === version;
  }

  file(file: BundleFile): RememberedFile | undefined {
    const remembered = this.#files.get(file.path);
    if (remembered === undefined || remembered.version !== file.version) return undefined;
    return { ...remembered, known: remembered.known === undefined ? undefined : { ...remembered.known, file } };
  }

  keepFile({ path, version }: BundleFile, told: Told, known: KnownFile | undefined): void {
    if (version !== undefined) this.#files.set(path, { version, told, known });
  }

  /** What a log told whose files are as they were; `sources`: those read before it. */
  log(log: Log, sources: readonly SourceSummary[]): Told | undefined {
    const remembered = this.#logs.get(logKey(log));
    // The log may grow again: its scans are not forgotten, though they are not looked at.
    for (const { file } of log) this.#scans.get(file.path);
    this.#checkpoints.get(logKey(log));
    if (remembered === undefined || remembered.versions !== versionsOf(log)) return undefined;
    const isJudgedAlike = besidesOf(remembered.told, sources).every((path, i) => path === remembered.besides[i]);
    return isJudgedAlike ? remembered.told : undefined;
  }

  keepLog(log: Log, told: Told, sources: readonly SourceSummary[]): void {
    const versions = versionsOf(log);
    if (versions === undefined) return;
    this.#logs.set(logKey(log), { versions, told, besides: besidesOf(told, sources) });
  }

  /** The parts of a log that have to be looked at: the last, where those in front of it are as they were. */
  partsToRead(log: Log): Log {
    const before = versionsBefore(log);
    const isRead = this.#checkpoints.get(logKey(log))?.some((one) => one.before === before) === true;
    return isRead ? log.slice(-1) : log;
  }

  /** Where the reading of a log may go on; `cut`: its last part, if it was cut. */
  checkpoint(log: Log, cut: CutFile | undefined): Checkpoint | undefined {
    return lastValid(this.#checkpoints.get(logKey(log)) ?? [], log, cut);
  }

  keepCheckpoints(log: Log, checkpoints: readonly Checkpoint[]): void {
    this.#checkpoints.set(logKey(log), checkpoints);
  }

  /** Bytes of a file that need not be scanned again, if they are as they were. */
  scannedBytes({ path }: BundleFile): number {
    return this.#scans.get(path)?.cuts.at(-1)?.end ?? 0;
  }

  /** The scans of what still stands in a file. */
  async scans({ file, format }: KnownFile, head: Head): Promise<KeptScans | undefined> {
    const kept = this.#scans.get(file.path);
    if (kept === undefined) return undefined;
    if (await stillStand(kept, file, head, format)) return kept;
    this.#scans.drop(file.path);
    return undefined;
  }

  /** Answers whether they are kept. */
  async keepScans({ file, format }: KnownFile, cut: CutFile, scans: readonly Scan[]): Promise<boolean> {
    const kept = await keepable(file, format, cut, scans);
    if (kept === undefined) return false;
    this.#scans.drop(file.path);
    let room = MOST_BYTES;
    for (const { held } of this.#scans.values()) room -= held;
    let held = 0;
    // Without its records, a scan is half as good as none: the stretch is read again, but not counted.
    const scansHeld = kept.scans.map(({ survey, noted, records }): Scan => {
      const size = records === undefined ? 0 : sizeOf(records);
      if (records === undefined || held + size > room) return { survey, noted };
      held += size;
      return { survey, noted, records };
    });
    this.#scans.set(file.path, { ...kept, scans: scansHeld, held });
    return true;
  }
}
