import type { Argv } from 'yargs';
import type { AnalysisOptions } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import { FORMATS_HELP, MANIFEST_HELP, TMF_HELP } from './decode-arguments.ts';
import { choice, text, WHEN } from './option-forms.ts';
import { widthOption, workersOption, zoneOptions } from './option-values.ts';
import type { Display, When } from './output.ts';

/** Forms of what became of the citations of a report. */
type VerifyFormat = 'table' | 'json';

export interface VerifyArguments {
  /** File of the report. */
  readonly report: string;
  readonly paths: readonly string[];
  readonly format: VerifyFormat;
  readonly progress: When;
  readonly display: Display;
  readonly analysis: AnalysisOptions;
}

/** How a comparison is written, as yargs hands it over. */
export interface ComparisonTexts {
  readonly output: string | undefined;
  readonly width: string | undefined;
  readonly color: When;
  readonly verbose: boolean;
}

/** The options as yargs hands them over. */
export interface VerifyTexts extends ComparisonTexts {
  readonly format: VerifyFormat;
  readonly report: string | undefined;
  readonly path: readonly string[];
  readonly zone: readonly string[] | undefined;
  readonly tmf: readonly string[] | undefined;
  readonly manifest: readonly string[] | undefined;
  readonly formats: readonly string[] | undefined;
  readonly workers: string | undefined;
  readonly progress: When;
}

const VERIFY_FORMATS: readonly VerifyFormat[] = ['table', 'json'];
const TABLE: VerifyFormat = 'table';
const AUTO: When = 'auto';
const NO_PATHS: readonly string[] = [];

/** Adds where and how a comparison is written. `verbose`: what is shown with it. */
export function describeComparison<Texts>(builder: Argv<Texts>, verbose: string): Argv<Texts & ComparisonTexts> {
  return builder
    .option('output', { alias: 'o', ...text('Write to a file') })
    .option('width', text('Columns of the table [default: those of the terminal, else 100]'))
    .option('color', { default: AUTO, ...choice(WHEN, 'Colours; NO_COLOR and FORCE_COLOR are honoured') })
    .option('verbose', { type: 'boolean', default: false, describe: verbose });
}

export function displayOf({ color, verbose, output, width }: ComparisonTexts): Display {
  return {
    color,
    verbose,
    ...(output === undefined ? {} : { output }),
    ...(width === undefined ? {} : { width: widthOption(width) }),
  };
}

/** Adds what `verify` takes to its yargs builder. */
export function describeVerify(builder: Argv): Argv<VerifyTexts> {
  const described = builder
    .positional('report', { type: 'string', describe: 'Report, as "analyze -f json -o report.json" writes it' })
    .positional('path', {
      type: 'string',
      array: true,
      default: NO_PATHS,
      describe: 'The bundle, as it was given to analyze',
    })
    .option('format', { alias: 'f', default: TABLE, ...choice(VERIFY_FORMATS, 'Form of the output') });
  return describeComparison(described, 'Every citation that does not hold')
    .option('zone', { ...text('As it was given to analyze'), array: true })
    .option('tmf', { ...text(TMF_HELP), array: true })
    .option('manifest', { ...text(MANIFEST_HELP), array: true })
    .option('formats', { ...text(FORMATS_HELP), array: true })
    .option('workers', text('Threads that read large traces [default: one a processor]'))
    .option('progress', { default: AUTO, ...choice(WHEN, 'A progress line on standard error') });
}

export function verifyArguments(texts: VerifyTexts): VerifyArguments {
  const { report, path, format, progress, zone, tmf, manifest, formats, workers } = texts;
  if (report === undefined) {
    throw new TraceError('USAGE', 'no report given: "oimscope verify <report.json> <path..>"');
  }
  if (report === '-') throw new TraceError('USAGE', 'the report is a file; only the bundle can be standard input');
  if (path.length === 0) {
    throw new TraceError('USAGE', `no bundle given: "oimscope verify ${report} <path..>"`);
  }
  return {
    report,
    paths: path,
    format,
    progress,
    display: displayOf(texts),
    analysis: {
      zones: zoneOptions(zone ?? []),
      ...(tmf === undefined ? {} : { tmf }),
      ...(manifest === undefined ? {} : { manifests: manifest }),
      ...(formats === undefined ? {} : { formats }),
      ...(workers === undefined ? {} : { workers: workersOption(workers) }),
    },
  };
}
