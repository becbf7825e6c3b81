import { EtlFacts, eventJson, eventLine, isEtl, readPrepared, SummaryBuilder, type TraceSummary } from './etl/index.ts';
import { discover } from './input/discover.ts';
import { openText, type TextSource, wholeFile } from './input/text-source.ts';
import { maskEvent } from './masked-event.ts';
import type { AnalysisOptions } from './model/analysis-options.ts';
import { TraceError } from './model/errors.ts';
import type { Issue } from './model/issue.ts';
import { etlFormats } from './reading/etl-formats.ts';
import { tmfIssues } from './reading/etl-gaps.ts';
import { PrivateMask } from './wire/private-mask.ts';

/** Text in the layout of tracefmt, in UTC, or one JSON object a line (contract section 8). */
export type DecodeForm = 'text' | 'ndjson';

export type DecodeOptions = Pick<AnalysisOptions, 'tmf' | 'manifests' | 'formats' | 'stdin' | 'signal'>;

/** What decoding a trace found out beside its records. */
export interface DecodeResult {
  readonly summary: TraceSummary;
  readonly issues: readonly Issue[];
}

/** The one raw trace that a path leads to, be it in an archive; undefined where there is none. */
async function openTrace(path: string, { stdin, signal }: DecodeOptions): Promise<TextSource | undefined> {
  const { files } = await discover([path], stdin, signal === undefined ? {} : { signal });
  const traces: TextSource[] = [];
  for (const file of files) {
    if (file.unusable !== undefined) continue;
    const source = await openText(file);
    if (isEtl(source.head.bytes)) traces.push(source);
    if (file.isReadOnce !== true) await source.close();
  }
  if (traces.length > 1) {
    const names = traces.map(({ file }) => file.path).join(', ');
    throw new TraceError('USAGE', `${path}: holds several raw traces (${names}); give one of them`);
  }
  return traces[0];
}

/**
 * Decodes a raw trace: hands its events, by time and each as one record of `form` with its line end, to `onText`, which
 * answers whether it wants more, and answers what is told of the whole. Tokens stand in place of what people wrote. Undefined where the path leads to no raw trace. Throws a TraceError for a path that does not exist.
 */
export async function decodeTrace(
  path: string,
  form: DecodeForm,
  onText: (text: string) => Promise<boolean>,
  options: DecodeOptions = {},
): Promise<DecodeResult | undefined> {
  const known = await etlFormats(options, []);
  const source = await openTrace(path, options);
  if (source === undefined) return undefined;
  const file = wholeFile(source);
  const facts = new EtlFacts(file.path);
  const { decoder, tmf, hits } = known.open();
  const summary = new SummaryBuilder();
  const mask = new PrivateMask();
  const textOf = form === 'text' ? eventLine : eventJson;
  let bytes = 0;
  for await (const { records } of readPrepared(file, facts, decoder)) {
    options.signal?.throwIfAborted();
    let text = '';
    for (const record of records) {
      const event = decoder.decode(record);
      summary.add(event);
      bytes += record.size;
      text += `${textOf(maskEvent(event, mask))}\n`;
    }
    if (!(await onText(text))) break;
  }
  const lost = (await file.finish?.()) ?? [];
  return {
    summary: summary.result(Math.max(file.bytes, bytes), facts, decoder, hits()),
    issues: [...facts.issues, ...lost, ...tmfIssues(file.path, tmf)],
  };
}
