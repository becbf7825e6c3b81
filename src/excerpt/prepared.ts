import { type Format, formatOf } from '../formats/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import type { Discovery } from '../input/discover.ts';
import { openText, readBytes } from '../input/text-source.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { Report } from '../model/report.ts';
import type { FormatId } from '../model/source.ts';
import { type Ticks, ticksFromIso } from '../model/ticks.ts';
import { Observer } from '../observe.ts';
import type { PhraseSet } from '../phrases/index.ts';
import { etlFormats } from '../reading/etl-formats.ts';
import { bundledPhrasebooks, phrasesOf, readSources } from '../reading/index.ts';
import { isTmfPath } from '../reading/tmf-files.ts';
import { isSpoolPath } from '../spooler/index.ts';
import { PrivateMask } from '../wire/private-mask.ts';
import { cutFile, type Wish } from './cut-file.ts';
import { decodedTrace } from './decoded-trace.ts';
import type { ExcerptFile, Piece } from './excerpt-file.ts';
import { excerptPaths } from './excerpt-paths.ts';
import { maskSpool } from './masked-spool.ts';
import { TextMask } from './masked-text.ts';
import { PhraseMask } from './phrase-mask.ts';

const MOST_SPOOL_BYTES = 8 << 20;
const MOST_BOOK_BYTES = 64 << 20;

/** A file of use, and how it is read. */
interface Usable {
  readonly file: BundleFile;
  readonly format: FormatId;
  readonly isDecoded: boolean;
}

/** What an excerpt is made of. */
export interface Prepared {
  readonly files: readonly ExcerptFile[];
  readonly pieces: readonly Piece[];
  /** Raw traces in whose place their text stands, by their paths in the bundle. */
  readonly decoded: readonly string[];
}

/** The files that tell something, raw traces as text. */
async function usableFiles(
  discovery: Discovery,
  report: Report,
  options: AnalysisOptions,
  mask: PrivateMask,
): Promise<readonly Usable[]> {
  const formats = new Map(report.bundle.sources.map(({ path, format }) => [path, format]));
  const tmf = discovery.files.filter(({ path }) => isTmfPath(path));
  const etl = await etlFormats(options, tmf);
  const usable: Usable[] = [];
  for (const file of discovery.files) {
    const format = formats.get(file.path);
    if (format === undefined || format === 'unknown' || format === 'evtx' || format === 'tmf') continue;
    if (format !== 'etl') usable.push({ file, format, isDecoded: false });
    else
      usable.push({
        file: await decodedTrace(file, etl, mask, options.signal),
        format: 'tracefmt',
        isDecoded: true,
      });
  }
  return usable;
}

/** Offsets of the records that a reader hands on: those in which an observation may be. */
async function deliveredOf(
  file: BundleFile,
  format: Format,
  { zones = [], signal }: AnalysisOptions,
  phrases: PhraseSet,
): Promise<readonly number[]> {
  const offsets: number[] = [];
  const observer = new Observer(() => undefined, { phrases });
  await format.read(await openText(file), {
    wanted: observer,
    zones,
    onRecord: (record) => {
      offsets.push(record.offset);
      observer.add(record);
    },
    onIssue: () => undefined,
    onBytes: () => signal?.throwIfAborted(),
  });
  return offsets;
}

/** Which records of each file told something. */
async function toldBy(
  files: readonly Usable[],
  options: AnalysisOptions,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const discovery: Discovery = { name: '', files: files.map(({ file }) => file), folders: [], issues: [] };
  const told = new Map<string, number[]>();
  for (const { evidence } of (await readSources(discovery, options)).observations) {
    for (const { source, offset } of evidence) {
      const offsets = told.get(source);
      if (offsets === undefined) told.set(source, [offset]);
      else offsets.push(offset);
    }
  }
  return told;
}

/** Only of a spool file the time is more than one of collection: of others it is none behind that. */
function timeOf(file: BundleFile, format: FormatId, collectedAt: Ticks | undefined): Pick<ExcerptFile, 'modifiedAt'> {
  const { modifiedAt } = file;
  if (modifiedAt === undefined) return {};
  return {
    modifiedAt: format === 'spool' || collectedAt === undefined || modifiedAt < collectedAt ? modifiedAt : collectedAt,
  };
}

/** Cuts the files of a bundle. `isAll`: takes all records of traces, and not only those that a reader looks into. */
export async function prepare(
  discovery: Discovery,
  report: Report,
  options: AnalysisOptions,
  isAll: boolean,
): Promise<Prepared> {
  const mask = new PrivateMask();
  const usable = await usableFiles(discovery, report, options, mask);
  const folders = discovery.folders.filter(({ place }) => isSpoolPath(`${place}/`));
  const paths = excerptPaths([...usable.map(({ file }) => file), ...folders]);
  const sources = new Map(report.bundle.sources.map((source) => [source.path, source]));
  const told = isAll ? new Map<string, readonly number[]>() : await toldBy(usable, options);
  const collectedAt = report.collectedAt === undefined ? undefined : ticksFromIso(report.collectedAt);
  const phrases = await phrasesOf(options, bundledPhrasebooks(discovery.files));
  const written = new PhraseMask(phrases, (text) => mask.token(text));
  const [textMask, decodedMask] = [new TextMask(mask, written), new TextMask(undefined, written)];
  const files: ExcerptFile[] = [];
  const pieces: Piece[] = [];
  for (const [index, { file, format, isDecoded }] of usable.entries()) {
    options.signal?.throwIfAborted();
    const source = sources.get(isDecoded ? file.path.slice(0, -'.txt'.length) : file.path);
    const known = {
      path: paths[index] ?? file.path,
      format,
      ...timeOf(file, format, collectedAt),
      records: source?.records ?? 0,
      bytes: source?.bytes ?? file.bytes,
    };
    if (format === 'spool') {
      const { bytes } = await readBytes(file, MOST_SPOOL_BYTES);
      files.push({ ...known, head: [], tail: [] });
      pieces.push({ file: index, bytes: maskSpool(bytes, mask), storage: 'bytes', isTold: true });
      continue;
    }
    if (format === 'phrasebook') {
      const { bytes } = await readBytes(file, MOST_BOOK_BYTES);
      files.push({ ...known, head: [], tail: [] });
      pieces.push({ file: index, bytes, storage: 'bytes', isTold: true });
      continue;
    }
    const head = await openText(file);
    await head.close();
    const form = formatOf(head.head);
    if (form === undefined) throw new Error(`${file.path} is of no form of text`);
    const wish: Wish = isAll
      ? 'all'
      : { told: told.get(file.path) ?? [], delivered: await deliveredOf(file, form, options, phrases) };
    const cut = await cutFile(file, index, form, wish, isDecoded ? decodedMask : textMask);
    files.push({ ...known, head: cut.head, tail: cut.tail });
    pieces.push(...cut.pieces);
  }
  for (const [i] of folders.entries()) {
    const index = usable.length + i;
    files.push({ path: paths[index] ?? '', format: 'folder', head: [], tail: [], records: 0, bytes: 0 });
    pieces.push({ file: index, bytes: Buffer.alloc(0), storage: 'bytes', isTold: true });
  }
  const decoded = usable.filter(({ isDecoded }) => isDecoded).map(({ file }) => file.path.slice(0, -'.txt'.length));
  return { files, pieces, decoded };
}
