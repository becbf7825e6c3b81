import type { Argv } from 'yargs';
import type { WatchAnalysis } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import { type AnalysisTexts, analysisOptions, describeAnalysis } from './analyze-arguments.ts';
import { choice, text, WHEN } from './option-forms.ts';
import { widthOption, workersOption } from './option-values.ts';
import type { Display, When } from './output.ts';
import { describeRedaction, type RedactArguments, type RedactTexts, redactArguments } from './redact-arguments.ts';

export type WatchFormat = 'table' | 'ndjson';

export interface WatchArguments {
  /** Absent where the folder of the current user is meant. */
  readonly folder?: string;
  readonly format: WatchFormat;
  readonly display: Display;
  readonly analysis: WatchAnalysis;
  /** Absent where identities stay. */
  readonly redaction?: RedactArguments;
}

/** The options as yargs hands them over: values still text. */
export interface WatchTexts extends AnalysisTexts, RedactTexts {
  readonly folder: string | undefined;
  readonly format: WatchFormat;
  readonly output: string | undefined;
  readonly width: string | undefined;
  readonly workers: string | undefined;
  readonly color: When;
}

const WATCH_FORMATS: readonly WatchFormat[] = ['table', 'ndjson'];
const TABLE: WatchFormat = 'table';
const AUTO: When = 'auto';
const FOLDER_HELP = 'Folder of the client [default: %localappdata%\\Microsoft\\Office\\16.0\\Lync]';

/** Adds what `watch` takes to its yargs builder. */
export function describeWatch(builder: Argv): Argv<WatchTexts> {
  const described = builder
    .positional('folder', { type: 'string', describe: FOLDER_HELP })
    .option('format', { alias: 'f', default: TABLE, ...choice(WATCH_FORMATS, 'For people, or one object a line') })
    .option('output', { alias: 'o', ...text('Write to a file') });
  return describeRedaction(describeAnalysis(described))
    .option('width', text('Columns of the view [default: those of the terminal, else 100]'))
    .option('workers', text('Threads that read large traces [default: one a processor]'))
    .option('color', { default: AUTO, ...choice(WHEN, 'Colours; NO_COLOR and FORCE_COLOR are honoured') });
}

/** Reads the texts; throws a TraceError that names the option and what it wants. */
export function watchArguments(texts: WatchTexts): WatchArguments {
  const { folder, format, output, width, workers, color } = texts;
  if (folder === '-') throw new TraceError('USAGE', '-: standard input is no folder to watch');
  const redaction = redactArguments(texts);
  return {
    ...(redaction === undefined ? {} : { redaction }),
    ...(folder === undefined ? {} : { folder }),
    format,
    display: {
      color,
      verbose: false,
      ...(output === undefined ? {} : { output }),
      ...(width === undefined ? {} : { width: widthOption(width) }),
    },
    analysis: { ...analysisOptions(texts), ...(workers === undefined ? {} : { workers: workersOption(workers) }) },
  };
}
