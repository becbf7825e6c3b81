import { EtlFacts, eventJson, eventLine, isEtl, readPrepared, SummaryBuilder, type TraceSummary } from './etl/index.ts';
import type { BundleFile } from './input/bundle-file.ts';
import { countedFile } from './input/counted-file.ts';
import { discover } from './input/discover.ts';
import { openText, type TextSource, wholeFile } from './input/text-source.ts';
import { maskEvent } from './masked-event.ts';
import type { AnalysisOptions } from './model/analysis-options.ts';
import { TraceError } from './model/errors.ts';
import type { Issue } from './model/issue.ts';
import { etlFormats } from './reading/etl-formats.ts';
import { tmfIssues } from './reading/etl-gaps.ts';
import { isTmfPath } from './reading/tmf-files.ts';
import { PrivateMask } from './wire/private-mask.ts';

/** Text in the layout of tracefmt, in UTC, or one JSON object a line (contract section 8). */
export type DecodeForm = 'text' | 'ndjson';

export type DecodeOptions = Pick<AnalysisOptions, 'tmf' | 'manifests' | 'formats' | 'stdin' | 'signal'>;

/** What decoding a trace found out beside its records. */
export interface DecodeResult {
  /** Absent where the path leads to no raw trace. */
  readonly summary?: TraceSummary;
  readonly issues: readonly Issue[];
}

interface Found {
  /** Absent where the path leads to no raw trace. */
  readonly trace?: TextSource;
  /** TMF files that lie beside it. */
  readonly tmf: readonly BundleFile[];
  readonly issues: readonly Issue[];
}

async function openFile(file: BundleFile): Promise<TextSource | Issue> {
  if (file.unusable !== undefined) return { ...file.unusable, source: file.path };
  try {
    return await openText(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'UNREADABLE', source: file.path, text: `The file cannot be read: ${reason}.` };
  }
}

/** The one raw trace that a path leads to, be it in an archive. */
async function openTrace(path: string, { stdin, signal }: DecodeOptions): Promise<Found> {
  const { files, issues } = await discover([path], stdin, signal === undefined ? {} : { signal });
  const tmf = files.filter((file) => isTmfPath(file.path));
  const traces: TextSource[] = [];
  const faults: Issue[] = [...issues];
  for (const file of files) {
    if (isTmfPath(file.path)) continue;
    const opened = await openFile(file);
    if ('code' in opened) {
      faults.push(opened);
      continue;
    }
    if (isEtl(opened.head.bytes)) traces.push(opened);
    if (file.isReadOnce !== true) await opened.close();
  }
  if (traces.length > 1) {
    const names = traces.map(({ file }) => file.path).join(', ');
    throw new TraceError(
      'USAGE',
      `${path}: holds several raw traces (${names}); give one of them, unpacked if need be`,
    );
  }
  const [trace] = traces;
  return { tmf, issues: faults, ...(trace === undefined ? {} : { trace }) };
}

/**
 * Decodes a raw trace: hands its events, by time and each as one record of `form` with its line end, to `onText`, which
 * answers whether it wants more, and answers what is told of the whole. Tokens stand in place of what people wrote. Formats are those
 * that the options name and those that lie beside the trace, as for an analysis. Throws a TraceError for a path that does not exist.
 */
export async function decodeTrace(
  path: string,
  form: DecodeForm,
  onText: (text: string) => Promise<boolean>,
  options: DecodeOptions = {},
): Promise<DecodeResult> {
  const { trace, tmf: beside, issues } = await openTrace(path, options);
  const known = await etlFormats(options, beside);
  if (trace === undefined) return { issues };
  const { file, bytes } = countedFile(wholeFile(trace));
  const facts = new EtlFacts(file.path);
  const { decoder, tmf, hits } = known.open();
  const summary = new SummaryBuilder();
  const mask = new PrivateMask();
  const textOf = form === 'text' ? eventLine : eventJson;
  for await (const { records } of readPrepared(file, facts, decoder)) {
    options.signal?.throwIfAborted();
    let text = '';
    for (const record of records) {
      const event = decoder.decode(record);
      summary.add(event);
      text += `${textOf(maskEvent(event, mask))}\n`;
    }
    if (!(await onText(text))) break;
  }
  const lost = (await file.finish?.()) ?? [];
  return {
    summary: summary.result(bytes(), facts, decoder, hits()),
    issues: [...issues, ...facts.issues, ...lost, ...tmfIssues(file.path, tmf)],
  };
}
