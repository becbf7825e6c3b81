import type { Argv } from 'yargs';
import type { DecodeForm, DecodeOptions } from '../index.ts';
import { TraceError } from '../model/errors.ts';

export interface DecodeArguments {
  readonly path: string;
  readonly form: DecodeForm;
  readonly isSummary: boolean;
  /** The decoded text of the same session to learn formats from. */
  readonly learn?: string;
  readonly output?: string;
  readonly options: DecodeOptions;
}

/** The options as yargs hands them over. */
export interface DecodeTexts {
  readonly file: string;
  readonly format: DecodeForm;
  readonly output: string | undefined;
  readonly tmf: readonly string[] | undefined;
  readonly manifest: readonly string[] | undefined;
  readonly summary: boolean;
  readonly learn: string | undefined;
  readonly formats: readonly string[] | undefined;
}

const FORMS: readonly DecodeForm[] = ['text', 'ndjson'];
const TEXT: DecodeForm = 'text';

export const TMF_HELP = 'Folder or file with formats of trace messages (TMF), for raw traces';
export const FORMATS_HELP = 'Learned formats of trace messages, as "decode --learn" writes them';
export const MANIFEST_HELP = 'Instrumentation manifest, for events of raw traces';

/** Adds what `decode` takes to its yargs builder. */
export function describeDecode(builder: Argv): Argv<DecodeTexts> {
  const text = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const;
  return builder
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'Raw trace (.etl), also in an archive; - for standard input',
    })
    .option('format', {
      alias: 'f',
      choices: FORMS,
      default: TEXT,
      requiresArg: true,
      describe: 'Lines of tracefmt in UTC, or a JSON object a line',
    })
    .option('output', { alias: 'o', ...text('Write to a file') })
    .option('tmf', { array: true, ...text(TMF_HELP) })
    .option('manifest', { array: true, ...text(MANIFEST_HELP) })
    .option('formats', { array: true, ...text(FORMATS_HELP) })
    .option(
      'learn',
      text('Decoded text of the same session: learn the formats of its messages, and write them as JSON'),
    )
    .option('summary', {
      type: 'boolean',
      default: false,
      describe: 'Only what the trace holds: providers, counts, losses, needed symbols',
    })
    .check(({ learn, summary, format }) => {
      if (learn !== undefined && (summary || format !== TEXT))
        throw new TraceError('USAGE', '--learn writes formats as JSON: neither --summary nor --format goes with it');
      return true;
    });
}

export function decodeArguments({
  file,
  format,
  output,
  tmf,
  manifest,
  summary,
  learn,
  formats,
}: DecodeTexts): DecodeArguments {
  return {
    path: file,
    form: format,
    isSummary: summary,
    ...(learn === undefined ? {} : { learn }),
    ...(output === undefined ? {} : { output }),
    options: {
      ...(tmf === undefined ? {} : { tmf }),
      ...(manifest === undefined ? {} : { manifests: manifest }),
      ...(formats === undefined ? {} : { formats }),
    },
  };
}
