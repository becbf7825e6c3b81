import type { BundleFile } from '../../input/bundle-file.ts';
import { readBytes } from '../../input/text-source.ts';
import type { EtlRecord } from '../etl-record.ts';
import { type FormattedMessage, formatMessage, type Misfit } from './format-message.ts';
import { parseTmf, tmfText } from './tmf.ts';
import type { TmfFault, TmfMessage } from './tmf-message.ts';

/** A TMF not yet read. */
export type TmfFile = Pick<BundleFile, 'path' | 'bytes' | 'chunks'>;

/** How the formats fit the messages of one GUID. */
export interface TmfHits {
  readonly guid: string;
  /** Undefined where no format of the GUID is known. */
  readonly component?: string;
  /** Messages that there is a format of. */
  readonly formatted: number;
  /** Of those: messages whose payload does not fit the format, as one of another build, or is not told whole by a learned one. */
  readonly misfits: number;
  /** Messages whose number the TMF of their GUID does not have: that of another build. */
  readonly unknownNumbers: number;
  /** Messages of a GUID of which no TMF tells. */
  readonly unknownGuids: number;
}

/** How formats fit the messages of a trace. */
export interface FormatHits {
  /** One a GUID whose messages were to be formatted. */
  readonly rows: readonly TmfHits[];
  /** Messages of GUIDs without a format that there was no room for. */
  readonly others: number;
}

/** What could not be used of a TMF. */
export interface TmfFileFault extends Omit<TmfFault, 'line'> {
  readonly path: string;
  /** Absent where it is about the whole file. */
  readonly line?: number;
  /** Not the file is at fault: there is more of it, or of them, than is read. */
  readonly isLimit?: true;
}

export interface TmfLimits {
  /** Bytes of one file. */
  readonly bytes: number;
  /** Files that are named after no GUID, and their bytes together: those in front are read. */
  readonly otherFiles: number;
  readonly otherBytes: number;
}

/** A TMF has a few KiB; one of all programs of a product, as `tracepdb -f` makes it, has some MiB. */
const LIMITS: TmfLimits = { bytes: 1 << 26, otherFiles: 2_000, otherBytes: 1 << 28 };

/** `744151fd-b3f4-32e6-38eb-0fd11e3fb62d.tmf`, as tracepdb names it. */
const NAMED = /(?:^|[/\\])\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?\.tmf$/i;

const ANY_TMF = /\.tmf$/i;

/** GUIDs without a format that are told of: a trace has as many as it likes, those with one have it from a file. */
const MOST_UNKNOWN = 4096;

type Formats = ReadonlyMap<number, TmfMessage>;

interface Count {
  component?: string;
  formatted: number;
  misfits: number;
  unknownNumbers: number;
  unknownGuids: number;
}

/**
 * Formats from TMF files. Of a folder of thousands only the files named after a GUID that is asked for are read; those with other names
 * are read, up to a limit, once a GUID is asked for that no file is named after.
 */
export class TmfLibrary {
  readonly #named = new Map<string, TmfFile[]>();
  readonly #limits: TmfLimits;
  readonly #formats = new Map<string, Map<number, TmfMessage>>();
  /** GUIDs that a file is named after and that were asked for: what is not known of them by now never will be. */
  readonly #asked = new Map<string, Promise<void> | undefined>();
  readonly #counts = new Map<string, Count>();
  #unknown = 0;
  #uncounted = 0;
  readonly #faults: TmfFileFault[] = [];
  #others: TmfFile[] = [];
  #areOthersRead: boolean;
  #readingOthers: Promise<void> | undefined;

  constructor(files: readonly TmfFile[], limits: Partial<TmfLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    for (const file of files) {
      const guid = NAMED.exec(file.path)?.[1]?.toLowerCase();
      // Beside TMFs lie programs and their symbols; a file that stands alone was meant, whatever its name.
      if (guid === undefined && (ANY_TMF.test(file.path) || files.length === 1)) this.#others.push(file);
      else if (guid !== undefined) this.#named.set(guid, [...(this.#named.get(guid) ?? []), file]);
    }
    this.#areOthersRead = this.#others.length === 0;
  }

  get faults(): readonly TmfFileFault[] {
    return this.#faults;
  }

  /** Reads what there is of a GUID; undefined, without a promise to wait for, where that is done. */
  load(guid: string): Promise<void> | undefined {
    if (!this.#named.has(guid)) return this.#formats.has(guid) ? undefined : this.#loadOthers();
    if (!this.#asked.has(guid)) {
      const reading = this.#loadNamed(guid).then(() => {
        this.#asked.set(guid, undefined);
      });
      this.#asked.set(guid, reading);
    }
    return this.#asked.get(guid);
  }

  async #loadNamed(guid: string): Promise<void> {
    for (const file of this.#named.get(guid) ?? []) await this.#read(file);
    if (!this.#formats.has(guid)) await this.#loadOthers();
  }

  #loadOthers(): Promise<void> | undefined {
    if (this.#areOthersRead) return undefined;
    this.#readingOthers ??= this.#readOthers().then(() => {
      this.#areOthersRead = true;
    });
    return this.#readingOthers;
  }

  async #readOthers(): Promise<void> {
    const files = this.#others;
    this.#others = [];
    let bytes = 0;
    for (const [i, file] of files.entries()) {
      bytes += file.bytes;
      if (i >= this.#limits.otherFiles || bytes > this.#limits.otherBytes) {
        const text = `It and ${files.length - i - 1} more are not read: rename each to its GUID, which is on its first line.`;
        this.#faults.push({ path: file.path, text, isLimit: true });
        return;
      }
      await this.#read(file);
    }
  }

  async #read(file: TmfFile): Promise<void> {
    try {
      const { bytes, isCut } = await readBytes(file, this.#limits.bytes);
      const { messages, faults } = parseTmf(tmfText(bytes));
      for (const message of messages) this.#add(message);
      this.#faults.push(...faults.map((fault) => ({ path: file.path, ...fault })));
      if (isCut) {
        const text = `Only its first ${this.#limits.bytes} bytes were read.`;
        this.#faults.push({ path: file.path, text, isLimit: true });
      }
    } catch (error) {
      const text = `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
      this.#faults.push({ path: file.path, text });
    }
  }

  /** Of a message that several files tell the first counts. */
  #add(message: TmfMessage): void {
    const formats = this.#formats.get(message.guid) ?? new Map<number, TmfMessage>();
    if (!formats.has(message.number)) formats.set(message.number, message);
    this.#formats.set(message.guid, formats);
  }

  has({ kind, provider = '', id }: EtlRecord): boolean {
    return kind === 'wpp' && this.#formats.get(provider)?.has(id) === true;
  }

  /** The text of a trace message whose GUID was loaded, and counts the hit; undefined where there is no format of it. */
  format(record: EtlRecord): FormattedMessage | undefined {
    const guid = record.kind === 'wpp' ? record.provider : undefined;
    if (guid === undefined) return undefined;
    const formats = this.#formats.get(guid);
    const format = formats?.get(record.id);
    const formatted = format === undefined ? undefined : formatMessage(format, record);
    this.#count(guid, formats, formatted?.misfit, formatted !== undefined);
    return formatted;
  }

  #count(guid: string, formats: Formats | undefined, misfit: Misfit | undefined, isFormatted: boolean): void {
    let count = this.#counts.get(guid);
    if (count === undefined) {
      if (formats === undefined && this.#unknown === MOST_UNKNOWN) {
        this.#uncounted++;
        return;
      }
      if (formats === undefined) this.#unknown++;
      count = { formatted: 0, misfits: 0, unknownNumbers: 0, unknownGuids: 0 };
      this.#counts.set(guid, count);
    }
    const component = count.component ?? formats?.values().next().value?.component;
    if (component !== undefined) count.component = component;
    if (isFormatted) count.formatted++;
    else if (formats === undefined) count.unknownGuids++;
    else count.unknownNumbers++;
    if (misfit !== undefined) count.misfits++;
  }

  /** Those with most messages first. */
  hits(): FormatHits {
    const total = (row: TmfHits) => row.formatted + row.unknownNumbers + row.unknownGuids;
    const rows = [...this.#counts]
      .map(([guid, count]) => ({ guid, ...count }))
      .sort((a, b) => total(b) - total(a) || (a.guid < b.guid ? -1 : 1));
    return { rows, others: this.#uncounted };
  }
}
