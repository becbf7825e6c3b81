import { isEventLogFile } from '../formats/event-log-file.ts';
import { type Format, formatOf } from '../formats/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import { openText, type TextSource } from '../input/text-source.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TRACE_FORMATS } from '../model/source.ts';
import type { Ticks } from '../model/ticks.ts';
import type { Collector } from './collector.ts';
import { firstTime } from './first-time.ts';
import { rotationKey } from './rotation.ts';

const EVTX_ADVICE =
  'Export it on Windows with `wevtutil qe <file>.evtx /lf:true /f:XML`, or decode the .etl it was made from with `tracerpt -of XML`.';

/** A file of text whose form is known. */
export interface KnownFile {
  readonly file: BundleFile;
  readonly format: Format;
  /** Least time in its head. */
  readonly from: Ticks | undefined;
  /** Its newest record stands first. */
  readonly isReversed: boolean;
  /** Opened already, where that can be done only once. */
  readonly source?: TextSource;
}

/** The form of a file by its head; undefined for one of no use, which is noted. */
function formIn({ file, head }: TextSource, found: Collector, etl: Format): Format | undefined {
  const { bytes } = head;
  if (bytes.length === 0) {
    found.unused(file, 'unknown', 'EMPTY', 'The file is empty.');
    return undefined;
  }
  if (etl.sniff(head)) return etl;
  if (isEventLogFile(bytes)) {
    found.unused(file, 'evtx', 'EVENT_LOG_FILE', `A binary event log (.evtx). ${EVTX_ADVICE}`, bytes.length);
    return undefined;
  }
  const format = formatOf(head);
  if (format === undefined) {
    const text = /\.etl$/i.test(file.path)
      ? 'Named like a raw trace, and begins with no buffer of one: it is damaged at its beginning, or something else.'
      : 'None of the known forms of a trace, spool or companion file.';
    found.unused(file, 'unknown', 'NOT_RECOGNISED', text, bytes.length);
  }
  return format;
}

/** Looks at the head of a file; undefined for one of no use, which is noted. */
export async function knownFile(
  file: BundleFile,
  found: Collector,
  { zones = [] }: AnalysisOptions,
  etl: Format,
): Promise<KnownFile | undefined> {
  const source = await openText(file);
  const isReadOnce = file.isReadOnce === true;
  try {
    const format = formIn(source, found, etl);
    if (format === undefined) return undefined;
    const from = TRACE_FORMATS.has(format.id) ? await firstTime(file, source.head, format, zones) : undefined;
    const isReversed = format.isReversed?.(source.head) === true;
    return { file, format, from, isReversed, ...(isReadOnce ? { source } : {}) };
  } finally {
    if (!isReadOnce) await source.close();
  }
}

function byTime(a: KnownFile, b: KnownFile): number {
  const [first, second] = [a.from ?? Number.POSITIVE_INFINITY, b.from ?? Number.POSITIVE_INFINITY];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Files that are parts of one log stand together, in order of time; a log comes where its first path does. */
export function logsOf(files: readonly KnownFile[]): readonly (readonly KnownFile[])[] {
  const logs = new Map<string, KnownFile[]>();
  for (const known of files) {
    const { file, format } = known;
    const isTrace = TRACE_FORMATS.has(format.id);
    const key = isTrace ? `${format.id} ${rotationKey(file.path)}` : file.path;
    logs.set(key, [...(logs.get(key) ?? []), known]);
  }
  return [...logs.values()].map((parts) => parts.toSorted(byTime));
}
