import type { Argv } from 'yargs';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';
import { type AnalysisTexts, analysisOptions, describeAnalysis } from './analyze-arguments.ts';
import { choice, text, WHEN } from './option-forms.ts';
import { countOption } from './option-values.ts';
import type { When } from './output.ts';

export type Redaction = 'none' | 'ticket';

export interface ExcerptArguments {
  readonly paths: readonly string[];
  /** Folder of the excerpt. */
  readonly output: string;
  /** Absent for all findings. */
  readonly rules?: readonly string[];
  readonly redaction: Redaction;
  readonly seconds: number;
  readonly progress: When;
  readonly analysis: AnalysisOptions;
}

/** The options as yargs hands them over: values still text. */
export interface ExcerptTexts extends AnalysisTexts {
  readonly path: readonly string[];
  readonly output: string | undefined;
  readonly finding: readonly string[] | undefined;
  readonly redact: Redaction;
  readonly 'max-seconds': string;
  readonly progress: When;
}

const REDACTIONS: readonly Redaction[] = ['ticket', 'none'];
const TICKET: Redaction = 'ticket';
const AUTO: When = 'auto';
const NO_PATHS: readonly string[] = [];
const SECONDS = '60';
const MOST_SECONDS = 86_400;

/** Adds what `excerpt` takes to its yargs builder. */
export function describeExcerpt(builder: Argv): Argv<ExcerptTexts> {
  const described = builder
    .positional('path', {
      type: 'string',
      array: true,
      default: NO_PATHS,
      describe: 'Folder or file; several are one bundle',
    })
    .option('output', { alias: 'o', ...text('Folder of the excerpt, new or empty') })
    .option('finding', { ...text('Only what this finding needs; repeatable [default: all findings]'), array: true })
    .option('redact', {
      default: TICKET,
      ...choice(REDACTIONS, 'Tokens in place of addresses, names, hosts and ids, or none'),
    })
    .option('max-seconds', { default: SECONDS, ...text('Time to look for a smaller one') });
  return describeAnalysis(described).option('progress', {
    default: AUTO,
    ...choice(WHEN, 'A progress line on standard error'),
  });
}

/** Reads the texts; throws a TraceError that names the option and what it wants. */
export function excerptArguments(texts: ExcerptTexts): ExcerptArguments {
  const { path, output, finding, redact, progress } = texts;
  if (path.length === 0) throw new TraceError('USAGE', 'no path given; "oimscope excerpt <folder> -o <new folder>"');
  if (output === undefined) throw new TraceError('USAGE', 'no folder for the excerpt; name a new one with --output');
  return {
    paths: path,
    output,
    ...(finding === undefined ? {} : { rules: finding }),
    redaction: redact,
    seconds: countOption('max-seconds', texts['max-seconds'], 1, MOST_SECONDS),
    progress,
    analysis: analysisOptions(texts),
  };
}
