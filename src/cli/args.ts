import yargs, { type Argv } from 'yargs';
import type { ListFormat } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import { VERSION } from '../model/version.ts';
import { type AnalyzeArguments, analyzeArguments, describeAnalyze, LIST_FORMATS } from './analyze-arguments.ts';
import {
  type BatchArguments,
  batchArguments,
  describeBatch,
  describeMerge,
  describeWorker,
  type MergeArguments,
  mergeArguments,
  type WorkerArguments,
  workerArguments,
} from './batch-arguments.ts';
import { type DecodeArguments, decodeArguments, describeDecode } from './decode-arguments.ts';
import { type DiffArguments, describeDiff, diffArguments } from './diff-arguments.ts';
import { describeExcerpt, type ExcerptArguments, excerptArguments } from './excerpt-arguments.ts';
import { describeExplain, type ExplainArguments, explainArguments } from './explain-arguments.ts';
import { describePhrases, type PhrasesArguments, phrasesArguments } from './phrases-arguments.ts';
import { describeRadar, type RadarArguments, radarArguments } from './radar-arguments.ts';
import { describeVerify, type VerifyArguments, verifyArguments } from './verify-arguments.ts';
import { describeWatch, type WatchArguments, watchArguments } from './watch-arguments.ts';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'analyze'; readonly args: AnalyzeArguments }
  | { readonly kind: 'explain'; readonly args: ExplainArguments }
  | { readonly kind: 'batch'; readonly args: BatchArguments }
  | { readonly kind: 'worker'; readonly args: WorkerArguments }
  | { readonly kind: 'merge'; readonly args: MergeArguments }
  | { readonly kind: 'radar'; readonly args: RadarArguments }
  | { readonly kind: 'decode'; readonly args: DecodeArguments }
  | { readonly kind: 'excerpt'; readonly args: ExcerptArguments }
  | { readonly kind: 'watch'; readonly args: WatchArguments }
  | { readonly kind: 'phrases'; readonly args: PhrasesArguments }
  | { readonly kind: 'diff'; readonly args: DiffArguments }
  | { readonly kind: 'verify'; readonly args: VerifyArguments }
  | { readonly kind: 'rules' | 'formats'; readonly format: ListFormat };

/** Stands for `-`, which yargs drops from the paths; no argument of a process can hold a NUL. */
const STANDARD_INPUT = '\0-';
const HELP_COLUMNS = 100;
const LISTS: ReadonlySet<string> = new Set([
  'zone',
  'path',
  'tmf',
  'manifest',
  'formats',
  'finding',
  'keep-domain',
  'phrasebook',
  '_',
]);

const NO_PATH = 'no path given; "oimscope <folder>" analyses what was collected from a PC; see "oimscope --help"';
const EXIT_CODES =
  'Exit codes: 0 analysed, 1 a finding at or above --fail-on, 2 wrong usage, 3 no usable input, ' +
  '4 part of the input could not be read, 70 internal error, 130 interrupted.';

const OFFSET = /^[+-]\d{2}:\d{2}$/;

/** Options that stand alone: in front of a command yargs would take its name for what they are set to. */
const SWITCHES: ReadonlySet<string> = new Set([
  '--verbose',
  '--no-skew',
  '--all',
  '--check',
  '--summary',
  '--until-empty',
]);

/**
 * What yargs misreads, written so that it does not: `--zone -05:00` (three options to it), `-` (dropped), `--verbose radar`, and paths
 * after `--` (lost on the default command), which may begin with a dash.
 */
function prepare(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const paths = end < 0 ? [] : argv.slice(end + 1);
  const options = words.flatMap((word, index) => {
    if (OFFSET.test(word) && words[index - 1] === '--zone') return [];
    const next = words[index + 1] ?? '';
    if (word === '--zone' && OFFSET.test(next)) return [`--zone=${next}`];
    if (SWITCHES.has(word) && next !== 'true' && next !== 'false') return [`${word}=true`];
    return [word === '-' ? STANDARD_INPUT : word];
  });
  return [...options, ...paths.map((path) => (path.startsWith('-') ? `./${path}` : path))];
}

/** What goes through folders and archives, or reads its input more than once, cannot read it from a pipe. */
function withoutStandardInput(
  command: 'batch' | 'excerpt' | 'merge' | 'phrases',
  paths: readonly string[],
): readonly string[] {
  if (!paths.includes(STANDARD_INPUT)) return paths;
  throw new TraceError('USAGE', `${command} reads no standard input; name folders or archives`);
}

function describeListing(builder: Argv): Argv<{ format: ListFormat }> {
  const table: ListFormat = 'table';
  return builder.option('format', {
    alias: 'f',
    choices: LIST_FORMATS,
    default: table,
    requiresArg: true,
    describe: 'Form of the list',
  });
}

/**
 * Thrown by the handler of a command, so that yargs ends there: what it does behind a handler is to lay out the whole help
 * of the command for later, which takes 40 ms, an eighth of a run on a small bundle.
 */
class Found extends Error {
  readonly command: Command;

  constructor(command: Command) {
    super('the command is known');
    this.command = command;
  }
}

/** One line of what is wrong. */
function usageError(error: unknown): TraceError {
  if (error instanceof TraceError) return error;
  const told = error instanceof Error ? error.message : String(error);
  const message = told.replaceAll('\\u0000-', '-').replace(/\s+/g, ' ').trim();
  return new TraceError('USAGE', `${message}; see "oimscope --help"`, { cause: error });
}

/** Words that no option stands before. */
const WITHOUT_OPTION: ReadonlySet<string> = new Set([
  'path',
  'file',
  'folder',
  'report',
  'before',
  'after',
  'rule',
  'url',
  '_',
]);

/** Options that hold one value, given twice, come as a list; none takes what only a path may be. */
function refuseMisused(argv: object): void {
  for (const [name, value] of Object.entries(argv)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.includes(STANDARD_INPUT) && !WITHOUT_OPTION.has(name) && name.length > 1)
      throw new TraceError('USAGE', `--${name} -: a dash stands for standard input, and only as a path`);
    if (Array.isArray(value) && !LISTS.has(name) && name.length > 1) {
      throw new TraceError('USAGE', `--${name} is given more than once`);
    }
    if (name === 'output' && value === '') throw new TraceError('USAGE', '--output: its file has no name');
  }
}

/**
 * Reads the words after the program's name.
 * Throws a TraceError (USAGE) of one line for what it cannot make sense of.
 */
export async function parseArguments(argv: readonly string[]): Promise<Command> {
  let text = '';
  const parser = yargs([])
    .scriptName('oimscope')
    .locale('en')
    .exitProcess(false)
    .fail(false)
    .strict()
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .command(
      ['analyze [path..]', '$0'],
      'Tell what became of each offline message, and why',
      describeAnalyze,
      (found) => {
        refuseMisused(found);
        const path = found.path.map((word) => (word === STANDARD_INPUT ? '-' : word));
        if (path.length === 0) throw new TraceError('USAGE', NO_PATH);
        const args = analyzeArguments({ ...found, path });
        throw new Found({ kind: 'analyze', args: found._.length === 0 ? args : { ...args, isNamed: true } });
      },
    )
    .command('explain [rule] [path..]', 'Tell why a root cause was found, or why not', describeExplain, (found) => {
      refuseMisused(found);
      const words = found.path.map((word) => (word === STANDARD_INPUT ? '-' : word));
      const rule = found.rule === STANDARD_INPUT ? '-' : found.rule;
      throw new Found({ kind: 'explain', args: explainArguments({ ...found, rule, path: words }) });
    })
    .command('batch [path..]', 'Analyse every bundle of some folders', describeBatch, (found) => {
      refuseMisused(found);
      throw new Found({
        kind: 'batch',
        args: batchArguments({ ...found, path: withoutStandardInput('batch', found.path) }),
      });
    })
    .command('worker [url]', 'Analyse the bundles that a batch put on a queue', describeWorker, (found) => {
      refuseMisused(found);
      throw new Found({ kind: 'worker', args: workerArguments(found) });
    })
    .command('merge [path..]', 'Join results folders of batches', describeMerge, (found) => {
      refuseMisused(found);
      throw new Found({
        kind: 'merge',
        args: mergeArguments({ ...found, path: withoutStandardInput('merge', found.path) }),
      });
    })
    .command('watch [folder]', 'Follow the folder of a client, and tell each change', describeWatch, (found) => {
      refuseMisused(found);
      const folder = found.folder === STANDARD_INPUT ? '-' : found.folder;
      throw new Found({ kind: 'watch', args: watchArguments({ ...found, folder }) });
    })
    .command(
      'radar [path..]',
      'Show lines of the matter that nothing understands, with phrases for them',
      describeRadar,
      (found) => {
        refuseMisused(found);
        const path = found.path.map((word) => (word === STANDARD_INPUT ? '-' : word));
        throw new Found({ kind: 'radar', args: radarArguments({ ...found, path }) });
      },
    )
    .command('decode <file>', 'Print what a raw trace (.etl) holds', describeDecode, (found) => {
      refuseMisused(found);
      const file = found.file === STANDARD_INPUT ? '-' : found.file;
      throw new Found({ kind: 'decode', args: decodeArguments({ ...found, file }) });
    })
    .command(
      'excerpt [path..]',
      'Write the smallest bundle that still gives the same findings',
      describeExcerpt,
      (found) => {
        refuseMisused(found);
        throw new Found({
          kind: 'excerpt',
          args: excerptArguments({ ...found, path: withoutStandardInput('excerpt', found.path) }),
        });
      },
    )
    .command('diff [before] [after]', 'Compare two reports, or the results of two batches', describeDiff, (found) => {
      refuseMisused(found);
      const [before, after] = [found.before, found.after].map((word) => (word === STANDARD_INPUT ? '-' : word));
      throw new Found({ kind: 'diff', args: diffArguments({ ...found, before, after }) });
    })
    .command('verify [report] [path..]', 'Open every citation of a report again', describeVerify, (found) => {
      refuseMisused(found);
      const path = found.path.map((word) => (word === STANDARD_INPUT ? '-' : word));
      const report = found.report === STANDARD_INPUT ? '-' : found.report;
      throw new Found({ kind: 'verify', args: verifyArguments({ ...found, report, path }) });
    })
    .command('rules', 'List the root causes it knows', describeListing, (found) => {
      refuseMisused(found);
      throw new Found({ kind: 'rules', format: found.format });
    })
    .command('formats', 'List the forms of file it reads', describeListing, (found) => {
      refuseMisused(found);
      throw new Found({ kind: 'formats', format: found.format });
    })
    .command('phrases [path..]', 'List the phrases in use, or check them', describePhrases, (found) => {
      refuseMisused(found);
      throw new Found({
        kind: 'phrases',
        args: phrasesArguments({ ...found, path: withoutStandardInput('phrases', found.path) }),
      });
    })
    .command('completion', 'Print a completion script for bash or zsh', {}, () => {
      parser.showCompletionScript();
    })
    .example('oimscope "C:\\Logs\\alice"', 'Analyse a collected folder')
    .example('oimscope Lync-UccApi-0.UccApilog trace.xml --mailbox on-premises', 'Single files, one bundle')
    .example('oimscope bundle --zone "*.UccApilog=Europe/Berlin" --verbose', 'Every step, with its evidence')
    .example('oimscope explain drafts-bug-2016-06 bundle', 'Why this cause was found, or why not')
    .example('oimscope watch', 'See live what becomes of each message of the current user')
    .example('oimscope decode Lync.etl --tmf C:\\tmf', 'A raw trace as text')
    .example('oimscope excerpt bundle -o small', 'What a colleague needs to see the same findings')
    .example('oimscope bundle -f markdown -o ticket.md', 'A block of text for a ticket')
    .example('oimscope bundle -f json -o report.json --fail-on error', 'For scripts')
    .epilogue(EXIT_CODES)
    .version(VERSION)
    .help()
    .alias('help', 'h')
    .wrap(HELP_COLUMNS);
  try {
    await parser.parseAsync(prepare(argv), {}, (_error: unknown, _argv: unknown, output: string) => {
      text = output;
    });
  } catch (error) {
    if (error instanceof Found) return error.command;
    throw usageError(error);
  }
  return { kind: 'text', text: text === '' ? '' : `${text.trimEnd()}\n` };
}
