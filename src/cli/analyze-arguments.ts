import type { Argv } from 'yargs';
import type { OutputFormat } from '../index.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { Stated } from '../model/diagnosis-input.ts';
import { TraceError } from '../model/errors.ts';
import type { FailOn } from '../model/exit-code.ts';
import { FORMATS_HELP, MANIFEST_HELP, TMF_HELP } from './decode-arguments.ts';
import { choice, FAIL_ON, text, WHEN } from './option-forms.ts';
import { momentOption, versionOption, widthOption, workersOption, zoneOptions } from './option-values.ts';
import type { Display, When } from './output.ts';

/** What every command that analyses a bundle takes. */
export interface BundleArguments {
  readonly paths: readonly string[];
  readonly format: OutputFormat;
  readonly progress: When;
  readonly display: Display;
  readonly analysis: AnalysisOptions;
}

export interface AnalyzeArguments extends BundleArguments {
  readonly failOn: FailOn;
}

/** What decides how a bundle is read and judged, as yargs hands it over: by the names on the command line, values still text. */
export interface AnalysisTexts {
  readonly zone: readonly string[] | undefined;
  readonly 'no-skew': boolean;
  readonly tmf: readonly string[] | undefined;
  readonly manifest: readonly string[] | undefined;
  readonly formats: readonly string[] | undefined;
  readonly phrasebook: readonly string[] | undefined;
  readonly now: string | undefined;
  readonly mailbox: NonNullable<Stated['mailbox']> | undefined;
  readonly 'client-version': string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** The options as yargs hands them over. */
export interface BundleTexts extends AnalysisTexts {
  readonly path: readonly string[];
  readonly format: OutputFormat;
  readonly output: string | undefined;
  readonly width: string | undefined;
  readonly workers: string | undefined;
  readonly color: When;
  readonly progress: When;
  readonly verbose: boolean;
}

export interface AnalyzeTexts extends BundleTexts {
  readonly 'fail-on': FailOn;
}

export const OUTPUT_FORMATS: readonly OutputFormat[] = ['table', 'json'];
const MAILBOXES: readonly NonNullable<Stated['mailbox']>[] = ['on-premises', 'online'];

const AUTO: When = 'auto';
const NONE: FailOn = 'none';
const TABLE: OutputFormat = 'table';

const NO_PATHS: readonly string[] = [];

const PATH_HELP = 'Folder or file, - for standard input; several are one bundle';
const ZONE_HELP = 'Time zone of sources that state none, or GLOB=ZONE for those a glob matches [default: UTC]';

export const PHRASEBOOK_HELP = 'Phrasebook (JSON): what lines of a client mean';

/** Adds what decides how a bundle is read and judged to a yargs builder. */
export function describeAnalysis<Texts>(builder: Argv<Texts>): Argv<Texts & AnalysisTexts> {
  return builder
    .option('zone', { ...text(ZONE_HELP), array: true })
    .option('no-skew', { type: 'boolean', default: false, describe: 'Leave times as they are where clocks disagree' })
    .option('tmf', { ...text(TMF_HELP), array: true })
    .option('manifest', { ...text(MANIFEST_HELP), array: true })
    .option('formats', { ...text(FORMATS_HELP), array: true })
    .option('phrasebook', { ...text(PHRASEBOOK_HELP), array: true })
    .option('now', text('When the bundle was collected (ISO 8601) [default: its newest file time]'))
    .option('mailbox', choice(MAILBOXES, 'Where the mailbox is, if you know'))
    .option('client-version', text('Version of the client, if you know: 16.0.6741.2048'))
    .option('since', text('Only messages sent at or after this moment (ISO 8601, UTC without an offset)'))
    .option('until', text('Only messages sent at or before this moment'));
}

/** Adds what every command that analyses a bundle takes to its yargs builder. */
export function describeBundle(builder: Argv): Argv<BundleTexts> {
  const described = builder
    .positional('path', { type: 'string', array: true, default: NO_PATHS, describe: PATH_HELP })
    .option('format', { alias: 'f', default: TABLE, ...choice(OUTPUT_FORMATS, 'Form of the report') })
    .option('output', { alias: 'o', ...text('Write the report to a file') });
  return describeAnalysis(described)
    .option('width', text('Columns of the table [default: those of the terminal, else 100]'))
    .option('workers', text('Threads that read large traces [default: one a processor]'))
    .option('color', { default: AUTO, ...choice(WHEN, 'Colours; NO_COLOR and FORCE_COLOR are honoured') })
    .option('progress', { default: AUTO, ...choice(WHEN, 'A progress line on standard error') })
    .option('verbose', { type: 'boolean', default: false, describe: 'Every step, attempt, rule, gap and issue' });
}

/** Adds what `analyze` takes. */
export function describeAnalyze(builder: Argv): Argv<AnalyzeTexts> {
  return describeBundle(builder).option('fail-on', {
    default: NONE,
    ...choice(FAIL_ON, 'Exit with 1 on a finding this grave or graver'),
  });
}

/** `--since` and `--until`; a span that ends before it begins would hide every message. */
function spanOptions(since: string | undefined, until: string | undefined): Pick<AnalysisOptions, 'since' | 'until'> {
  const from = since === undefined ? undefined : momentOption('since', since);
  const to = until === undefined ? undefined : momentOption('until', until);
  if (from !== undefined && to !== undefined && from > to) {
    throw new TraceError('USAGE', '--since is later than --until: no message lies between them');
  }
  return { ...(from === undefined ? {} : { since: from }), ...(to === undefined ? {} : { until: to }) };
}

/** How a bundle is to be read and judged; throws a TraceError that names the option and what it wants. */
export function analysisOptions(texts: AnalysisTexts): AnalysisOptions {
  const { mailbox, now, since, until } = texts;
  const version = texts['client-version'];
  return {
    stated: {
      ...(mailbox === undefined ? {} : { mailbox }),
      ...(version === undefined ? {} : { clientVersion: versionOption(version) }),
    },
    zones: zoneOptions(texts.zone ?? []),
    noSkew: texts['no-skew'],
    ...(texts.tmf === undefined ? {} : { tmf: texts.tmf }),
    ...(texts.manifest === undefined ? {} : { manifests: texts.manifest }),
    ...(texts.formats === undefined ? {} : { formats: texts.formats }),
    ...(texts.phrasebook === undefined ? {} : { phrasebooks: texts.phrasebook }),
    ...(now === undefined ? {} : { now: momentOption('now', now) }),
    ...spanOptions(since, until),
  };
}

/** Reads the texts; throws a TraceError that names the option and what it wants. */
export function bundleArguments(texts: BundleTexts): BundleArguments {
  const { width, workers, output } = texts;
  return {
    paths: texts.path,
    format: texts.format,
    progress: texts.progress,
    display: {
      color: texts.color,
      verbose: texts.verbose,
      ...(output === undefined ? {} : { output }),
      ...(width === undefined ? {} : { width: widthOption(width) }),
    },
    analysis: { ...analysisOptions(texts), ...(workers === undefined ? {} : { workers: workersOption(workers) }) },
  };
}

/** As `bundleArguments`, with what `analyze` alone takes. */
export function analyzeArguments(texts: AnalyzeTexts): AnalyzeArguments {
  return { ...bundleArguments(texts), failOn: texts['fail-on'] };
}
