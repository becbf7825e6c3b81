import type { Argv } from 'yargs';
import type { BatchAnalysisOptions, BundleBudget, Shard } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import type { FailOn } from '../model/exit-code.ts';
import { type AnalysisTexts, analysisOptions, describeAnalysis } from './analyze-arguments.ts';
import { choice, FAIL_ON, text, WHEN } from './option-forms.ts';
import { countOption, workersOption } from './option-values.ts';
import type { When } from './output.ts';
import { describeRedaction, type RedactArguments, type RedactTexts, redactArguments } from './redact-arguments.ts';

export interface MergeArguments {
  readonly folders: readonly string[];
  readonly output: string;
  readonly failOn: FailOn;
}

export interface BatchArguments {
  readonly roots: readonly string[];
  readonly output: string;
  readonly failOn: FailOn;
  readonly progress: When;
  /** Absent where the machine decides. */
  readonly workers?: number;
  readonly budget: BundleBudget;
  readonly shard?: Shard;
  readonly queue?: { readonly url: string; readonly inlineBytes: number };
  readonly analysis: BatchAnalysisOptions;
  readonly redaction?: RedactArguments;
}

/** The options as yargs hands them over: values still text. */
export interface MergeTexts {
  readonly path: readonly string[];
  readonly output: string | undefined;
  readonly 'fail-on': FailOn;
}

export interface WorkerTexts {
  readonly url: string | undefined;
  readonly workers: string | undefined;
  readonly 'until-empty': boolean;
}

export interface WorkerArguments {
  readonly url: string;
  readonly workers?: number;
  readonly untilEmpty: boolean;
}

export interface BatchTexts extends MergeTexts, AnalysisTexts, RedactTexts {
  readonly progress: When;
  readonly workers: string | undefined;
  readonly 'max-seconds': string | undefined;
  readonly 'max-memory': string | undefined;
  readonly shard: string | undefined;
  readonly queue: string | undefined;
  readonly 'inline-max': string | undefined;
}

const NO_PATHS: readonly string[] = [];
const NONE: FailOn = 'none';
const AUTO: When = 'auto';

/** A trace of 4 GB takes twenty seconds; what takes half an hour will not end. */
const MOST_SECONDS = 1800;
/** 4 GB with 4,000 messages take 0.2 GB. */
const MOST_MEMORY_MB = 1024;
/** Redis holds them in memory, 256 at once. */
const INLINE_MB = 4;

function describeResults(builder: Argv, path: string, output: string): Argv<MergeTexts> {
  return builder
    .positional('path', { type: 'string', array: true, default: NO_PATHS, describe: path })
    .option('output', { alias: 'o', ...text(output) })
    .option('fail-on', { default: NONE, ...choice(FAIL_ON, 'Exit with 1 on a finding this grave or graver') });
}

/** Adds what `merge` takes to its yargs builder. */
export function describeMerge(builder: Argv): Argv<MergeTexts> {
  return describeResults(builder, 'Results folders', 'Results folder to write');
}

/** Adds what `worker` takes to its yargs builder. */
export function describeWorker(builder: Argv): Argv<WorkerTexts> {
  return builder
    .positional('url', { type: 'string', describe: 'Address of the queue: redis://host:6379' })
    .option('workers', text('Bundles analysed at once [default: one a processor, as far as memory allows]'))
    .option('until-empty', {
      type: 'boolean',
      default: false,
      describe: 'End when the queue is empty, instead of waiting for more',
    });
}

export function workerArguments({ url, workers, 'until-empty': untilEmpty }: WorkerTexts): WorkerArguments {
  if (url === undefined) throw new TraceError('USAGE', 'no queue given: "oimscope worker redis://host:6379"');
  return { url, untilEmpty, ...(workers === undefined ? {} : { workers: workersOption(workers) }) };
}

/** Adds what `batch` takes to its yargs builder. */
export function describeBatch(builder: Argv): Argv<BatchTexts> {
  const described = describeResults(
    builder,
    'Folders that hold bundles, or bundles',
    'Results folder to write, or to go on with',
  )
    .option('workers', text('Bundles analysed at once [default: one a processor, as far as memory allows]'))
    .option('max-seconds', text(`Seconds that a bundle may take [default: ${MOST_SECONDS}]`))
    .option('max-memory', text(`Memory that a bundle may take, in MB [default: ${MOST_MEMORY_MB}]`))
    .option('shard', text('Only part I of N of the bundles: 1/4; "merge" joins the results'))
    .option('queue', text('Give the bundles to workers by a queue on Redis: redis://host:6379'))
    .option(
      'inline-max',
      text(`Bundles that go over the queue themselves, in MB at most; of others only the path [default: ${INLINE_MB}]`),
    )
    .option('progress', { default: AUTO, ...choice(WHEN, 'Progress on standard error') });
  return describeRedaction(describeAnalysis(described));
}

function outputOf(command: string, output: string | undefined): string {
  if (output !== undefined) return output;
  throw new TraceError('USAGE', `no results folder given: "oimscope ${command} <path..> -o <folder>"`);
}

export function mergeArguments({ path, output, 'fail-on': failOn }: MergeTexts): MergeArguments {
  if (path.length === 0)
    throw new TraceError('USAGE', 'no results folder given: "oimscope merge <results..> -o <folder>"');
  return { folders: path, output: outputOf('merge', output), failOn };
}

function shardOption(value: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count)) {
    throw new TraceError('USAGE', `--shard ${value}: give the part and the number of parts, from 1/4 to 4/4`);
  }
  return shard;
}

/** Reads the texts; throws a TraceError that names the option and what it wants. */
export function batchArguments(texts: BatchTexts): BatchArguments {
  const { path, output, workers, shard, queue } = texts;
  const inline = texts['inline-max'];
  const [seconds, memory] = [texts['max-seconds'], texts['max-memory']];
  if (queue === undefined && inline !== undefined) {
    throw new TraceError('USAGE', '--inline-max says what goes over a queue, and there is none; give --queue as well');
  }
  if (path.length === 0) throw new TraceError('USAGE', 'no folder given: "oimscope batch <root..> -o <folder>"');
  const redaction = redactArguments(texts);
  if (queue !== undefined && redaction !== undefined && redaction.key === undefined) {
    const why = 'without one, what an interrupted batch left on the queue could never be taken up again';
    throw new TraceError('USAGE', `--queue with --redact ticket wants a --redact-key: ${why}`);
  }
  return {
    roots: path,
    output: outputOf('batch', output),
    failOn: texts['fail-on'],
    progress: texts.progress,
    ...(workers === undefined ? {} : { workers: workersOption(workers) }),
    budget: {
      seconds: seconds === undefined ? MOST_SECONDS : countOption('max-seconds', seconds, 1, 86_400),
      memoryMb: memory === undefined ? MOST_MEMORY_MB : countOption('max-memory', memory, 64, 65_536),
    },
    ...(shard === undefined ? {} : { shard: shardOption(shard) }),
    ...(queue === undefined
      ? {}
      : {
          queue: {
            url: queue,
            inlineBytes: (inline === undefined ? INLINE_MB : countOption('inline-max', inline, 0, 256)) * 1024 * 1024,
          },
        }),
    analysis: analysisOptions(texts),
    ...(redaction === undefined ? {} : { redaction }),
  };
}
