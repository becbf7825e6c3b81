import { binaryForm } from './formats/binary.ts';
import { formatOf } from './formats/index.ts';
import type { BundleFile } from './input/bundle-file.ts';
import type { Discovery } from './input/discover.ts';
import { openText, readBytes, type TextSource } from './input/text-source.ts';
import { giveTurn } from './input/turn.ts';
import type { AnalysisOptions } from './model/analysis-options.ts';
import type { Gap, Issue, IssueCode } from './model/issue.ts';
import type { Observation, SpoolFileSeen } from './model/observation.ts';
import type { FormatId, SourceSummary } from './model/source.ts';
import { Observer } from './observe.ts';
import { isSpoolPath, readSpoolFile, spoolOwner } from './spooler/index.ts';

/** What the files of a bundle hold. */
export interface Reading {
  readonly sources: readonly SourceSummary[];
  readonly observations: readonly Observation[];
  readonly issues: readonly Issue[];
  readonly gaps: readonly Gap[];
}

/** A spool file holds one conversation; pasted pictures make it large. No more than this is looked at. */
const MAX_SPOOL_BYTES = 8 << 20;

/** `Lync-16.0.6965.5305-Office-x86ship-U.etl`: the revision is that of UCCAPI (Skype Web SDK, Gathering Logs). */
const TRACE_NAME = /^Lync-(\d+\.\d+\.\d+\.\d+)-Office-/i;

const DECODE_ADVICE = 'Decode it on Windows with `tracerpt <file>.etl -of XML -o trace.xml` and give trace.xml.';

/** Issues behind which something may stand that nobody saw. */
const GAP_OF: ReadonlyMap<IssueCode, Gap['kind']> = new Map([
  ['capped', 'capped'],
  ['ARCHIVE_DAMAGED', 'damaged'],
  ['ENCRYPTED', 'damaged'],
  ['UNSUPPORTED_COMPRESSION', 'damaged'],
]);

/** Issues of one code in one file that are told one by one; the rest are counted. */
const TOLD_ISSUES = 20;

/** The issues of one file: a damaged one may have as many as it has lines. */
class SourceNotes {
  readonly #told: Issue[] = [];
  readonly #counts = new Map<IssueCode, number>();

  add(issue: Issue): void {
    const count = (this.#counts.get(issue.code) ?? 0) + 1;
    this.#counts.set(issue.code, count);
    if (count <= TOLD_ISSUES) this.#told.push(issue);
  }

  all(): readonly Issue[] {
    const more = [...this.#counts].filter(([, count]) => count > TOLD_ISSUES);
    return [
      ...this.#told,
      ...more.flatMap(([code, count]) => {
        const last = this.#told.findLast((issue) => issue.code === code);
        return last === undefined
          ? []
          : [{ ...last, text: `${count - TOLD_ISSUES} more of the same behind this line.` }];
      }),
    ];
  }
}

class SourceReader {
  readonly sources: SourceSummary[] = [];
  readonly observations: Observation[] = [];
  readonly issues: Issue[] = [];
  readonly gaps: Gap[] = [];
  readonly #options: AnalysisOptions;
  readonly #bytesTotal: number;
  #bytesDone = 0;

  constructor(options: AnalysisOptions, bytesTotal: number) {
    this.#options = options;
    this.#bytesTotal = bytesTotal;
  }

  async read(file: BundleFile): Promise<void> {
    await giveTurn();
    this.#options.signal?.throwIfAborted();
    this.#name(file);
    this.#progress(file, 0);
    try {
      if (file.unusable !== undefined) this.#unused(file, 'unknown', file.unusable.code, file.unusable.text);
      else if (isSpoolPath(file.place)) await this.#spoolFile(file);
      else await this.#textFile(file);
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      this.#failed(file, error);
    }
    await this.#finish(file);
    this.#bytesDone += file.bytes;
  }

  /** What was lost of a file that came out of an archive. */
  async #finish(file: BundleFile): Promise<void> {
    try {
      this.issues.push(...((await file.finish?.()) ?? []));
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      this.#failed(file, error);
    }
  }

  /** The name of a client trace tells its build, decoded or not. */
  #name(file: BundleFile): void {
    const name = file.path.split('/').at(-1) ?? file.path;
    const version = TRACE_NAME.exec(name)?.[1];
    if (version === undefined) return;
    const evidence = [{ source: file.path, line: 1, offset: 0, text: name }];
    this.observations.push({
      kind: 'client-version',
      source: file.path,
      offset: 0,
      evidence,
      version,
      origin: 'trace-file-name',
    });
  }

  async #spoolFile(file: BundleFile): Promise<void> {
    const { bytes, isCut } = await readBytes(file, MAX_SPOOL_BYTES);
    if (bytes.length === 0) return this.#unused(file, 'unknown', 'EMPTY', 'The file is empty.');
    const owner = spoolOwner(file.place);
    const { modifiedAt } = file;
    const seen: SpoolFileSeen = readSpoolFile({
      path: file.path,
      bytes,
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
      ...(owner === undefined ? {} : { owner }),
    });
    if (isCut) this.#issue(file, 'capped', 'A spool file of more than 8 MiB was cut.');
    if (seen.reading === 'unreadable') {
      if (!/\.hist$/i.test(file.path))
        return this.#unused(file, 'unknown', 'NOT_RECOGNISED', 'In the spooler folder, but no conversation.');
      this.#issue(file, 'SPOOL_UNREADABLE', 'The spool file is damaged: nothing in it could be read.');
    } else if (seen.reading === 'carved') {
      this.#issue(
        file,
        'SPOOL_CARVED',
        'The layout of the spool file was not understood; its strings were carved out instead.',
      );
    }
    this.observations.push(seen);
    if (owner !== undefined) {
      this.observations.push({
        kind: 'user',
        source: file.path,
        offset: 0,
        evidence: seen.evidence,
        address: owner,
        origin: 'spooler-path',
      });
    }
    this.sources.push({
      path: file.path,
      format: 'spool',
      encoding: 'utf-8',
      bytes: bytes.length,
      records: 1,
      undecoded: 0,
      zone: { value: 'UTC', basis: 'stated' },
      ...(seen.writtenAt === undefined ? {} : { from: seen.writtenAt, to: seen.writtenAt }),
    });
  }

  async #textFile(file: BundleFile): Promise<void> {
    const source = await openText(file);
    const { bytes } = source.head;
    if (bytes.length === 0) return this.#unused(file, 'unknown', 'EMPTY', 'The file is empty.');
    const binary = binaryForm(bytes);
    if (binary === 'etl') {
      this.gaps.push({ kind: 'undecoded', source: file.path, text: 'A raw .etl trace: none of its events was read.' });
      return this.#unused(file, 'etl', 'BINARY_TRACE', `A raw .etl trace, not decoded. ${DECODE_ADVICE}`, bytes.length);
    }
    if (binary === 'evtx') {
      const advice =
        'Export it on Windows with `wevtutil qe <file>.evtx /lf:true /f:XML`, or decode the .etl it was made from with `tracerpt -of XML`.';
      return this.#unused(file, 'evtx', 'EVENT_LOG_FILE', `A binary event log (.evtx). ${advice}`, bytes.length);
    }
    const format = formatOf(source.head);
    if (format === undefined)
      return this.#unused(
        file,
        'unknown',
        'NOT_RECOGNISED',
        'None of the known forms of a trace, spool or companion file.',
        bytes.length,
      );
    await this.#decoded(source, format);
  }

  async #decoded(source: TextSource, format: NonNullable<ReturnType<typeof formatOf>>): Promise<void> {
    const { file } = source;
    const found: Observation[] = [];
    const observer = new Observer((observation) => found.push(observation));
    const notes = new SourceNotes();
    const survey = await format.read(source, {
      wanted: observer,
      zones: this.#options.zones ?? [],
      onRecord: (record) => observer.add(record),
      onIssue: (issue) => notes.add(issue),
      onBytes: (bytes) => this.#progress(file, bytes),
    });
    observer.end();
    this.issues.push(...notes.all());
    for (const observation of found) this.observations.push(observation);
    this.sources.push({ path: file.path, format: format.id, ...survey });
    const { records, undecoded, zone } = survey;
    if (undecoded > 0) {
      this.gaps.push({ kind: 'undecoded', source: file.path, text: `${undecoded} of ${records} events have no text.` });
    }
    if (zone.basis === 'assumed' && found.some((observation) => observation.at !== undefined)) {
      const advice = 'give --zone if the times are local';
      this.gaps.push({
        kind: 'zone-assumed',
        source: file.path,
        text: `The source does not state its time zone; UTC was assumed (${advice}).`,
      });
    }
  }

  /** `bytes`: at least so many, where the size of the file is known only by reading (standard input). */
  #unused(file: BundleFile, format: FormatId, code: IssueCode, text: string, bytes = 0): void {
    this.#issue(file, code, text);
    this.sources.push({
      path: file.path,
      format,
      encoding: 'utf-8',
      bytes: Math.max(file.bytes, bytes),
      records: 0,
      undecoded: 0,
      zone: { value: 'UTC', basis: 'assumed' },
    });
  }

  #failed(file: BundleFile, error: unknown): void {
    const isSystem = error instanceof Error && 'code' in error && 'syscall' in error;
    const reason = error instanceof Error ? error.message.replace(/,? '[^']*'$/, '') : String(error);
    const text = isSystem ? `The file cannot be read: ${reason}.` : `The analysis of this file failed: ${reason}.`;
    if (!this.sources.some((source) => source.path === file.path)) {
      this.#unused(file, 'unknown', isSystem ? 'UNREADABLE' : 'ANALYSIS_FAILED', text);
    }
    this.gaps.push({ kind: 'damaged', source: file.path, text });
  }

  #issue(file: BundleFile, code: IssueCode, text: string): void {
    this.issues.push({ code, source: file.path, text });
  }

  #progress(file: BundleFile, bytes: number): void {
    this.#options.onProgress?.({ source: file.path, bytesDone: this.#bytesDone + bytes, bytesTotal: this.#bytesTotal });
  }
}

/** `Tracing/Lync-16.0.6741.5305-Office-x86ship-U.etl` and its decoded `.xml` have one stem. */
function stemOf(path: string): string {
  return path.replace(/\.[^./]*$/, '').toLowerCase();
}

/** A raw trace that lies beside its own decoded text hides nothing. */
function isDecodedBeside(gap: Gap, sources: readonly SourceSummary[]): boolean {
  const raw = sources.find((source) => source.path === gap.source && source.format === 'etl');
  return raw !== undefined && sources.some((one) => one.records > 0 && stemOf(one.path) === stemOf(raw.path));
}

/** Reads every file of a bundle. A file that fails becomes an issue; the reading goes on. */
export async function readSources(discovery: Discovery, options: AnalysisOptions): Promise<Reading> {
  const total = discovery.files.reduce((sum, file) => sum + file.bytes, 0);
  const reader = new SourceReader(options, total);
  for (const file of discovery.files) await reader.read(file);
  const { sources, observations, issues } = reader;
  const lost = [...discovery.issues, ...issues].flatMap(({ code, source, text }): readonly Gap[] => {
    const kind = GAP_OF.get(code);
    return kind === undefined ? [] : [{ kind, source, text }];
  });
  const gaps = reader.gaps.filter((gap) => !isDecodedBeside(gap, sources));
  return { sources, observations, issues, gaps: [...gaps, ...lost] };
}
