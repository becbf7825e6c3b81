import { availableParallelism, freemem } from 'node:os';
import { type Fleet, mergeResults, type RedactOptions, runBatch, serveQueue } from '../../index.ts';
import { filesOfOptions } from '../../model/analysis-options.ts';
import { EXIT, type FailOn } from '../../model/exit-code.ts';
import { healthWords } from '../../model/health-words.ts';
import { makeVisible } from '../../model/visible.ts';
import type { BatchArguments, MergeArguments, WorkerArguments } from '../batch-arguments.ts';
import { type BatchMap, openBatchMap } from '../batch-map.ts';
import { openBatchProgress } from '../batch-progress.ts';
import { checkPaths } from '../check-paths.ts';
import { keepThreadsAlone } from '../heap.ts';
import { thisProcess } from '../me.ts';
import { writeOutput } from '../output.ts';
import type { RedactArguments } from '../redact-arguments.ts';
import { checkBesideResults, openKey, writeMap } from '../redaction.ts';
import { standardError } from '../standard-error.ts';
import { withStandingPhrasebooks } from '../standing-phrasebooks.ts';

/** What a thread takes with an ordinary bundle, MB. */
const THREAD_MB = 300;

/** As many threads as asked for; else one a processor, as far as the free memory goes. */
function threadsFor(asked: number | undefined): number {
  const processors = availableParallelism();
  const threads = asked ?? Math.max(1, Math.min(processors, Math.floor(freemem() / (THREAD_MB * 1024 * 1024))));
  if (threads >= processors && processors > 1) keepThreadsAlone(process.versions.node);
  return threads;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** What a batch says at its end, on standard output. */
function summaryOf({ bundles, skipped, outcomes, findings, health }: Fleet, folder: string): string {
  const messages = bundles.reduce((total, { counts }) => total + counts.messages, 0);
  const lines = [
    `${counted(bundles.length, 'bundle')}: ${healthWords(bundles.length, health)}; ${counted(messages, 'message')}`,
    ...Object.entries(outcomes).map(([outcome, count]) => `  ${outcome}: ${count}`),
    ...findings.map(
      ({ rule, severity, bundleCount, messageCount }) =>
        `  ${severity} ${rule}: ${counted(bundleCount, 'bundle')}, ${counted(messageCount, 'message')}`,
    ),
    ...(skipped.length === 0
      ? []
      : [`nothing usable in ${skipped.length}: ${skipped.slice(0, 5).join(', ')}${skipped.length > 5 ? ', …' : ''}`]),
    `results in ${folder}: fleet.html, fleet.csv, fleet.json, reports`,
  ];
  return `${lines.join('\n')}\n`;
}

function codeOf({ bundles }: Fleet, failOn: FailOn): number {
  if (bundles.length === 0) return EXIT.noInput;
  if (failOn !== 'none' && bundles.some(({ exitCode }) => exitCode === EXIT.found)) return EXIT.found;
  return bundles.some(({ exitCode }) => exitCode === EXIT.partial || exitCode === EXIT.noInput)
    ? EXIT.partial
    : EXIT.analysed;
}

/** Makes the redaction of a batch ready; both files must lie outside of what is read and written. */
async function openBatchRedaction(
  args: RedactArguments,
  output: string,
  inputs: readonly string[],
): Promise<{ readonly options: RedactOptions; readonly map?: BatchMap }> {
  await checkBesideResults(args, output);
  const options = await openKey(args, output, inputs);
  if (args.map === undefined) return { options };
  // Without a key of their own the tokens of every run are others.
  return { options, map: await openBatchMap(args.map, args.key !== undefined) };
}

const OF_THIS_RUN =
  'without --redact-key the tokens are of this run alone; if it is interrupted, the batch starts over';
const STARTS_OVER = 'its results were not made with this key, or without one; the batch starts over';

/** Analyses every bundle of some roots; answers the exit code. */
export async function runBatchCommand(args: BatchArguments, signal: AbortSignal): Promise<number> {
  const { roots, output, failOn, budget, shard, queue, analysis } = args;
  // Other machines have other users.
  const given = queue === undefined ? withStandingPhrasebooks(analysis) : analysis;
  const beside = filesOfOptions(given);
  await checkPaths(roots, { analysis: given });
  const redaction = args.redaction && (await openBatchRedaction(args.redaction, output, [...roots, ...beside]));
  const map = redaction?.map;
  const progress = openBatchProgress(standardError(), args.progress, Date.now);
  if (args.redaction !== undefined && args.redaction.key === undefined) progress.tell(OF_THIS_RUN);
  try {
    const fleet = await runBatch(roots, output, {
      analysis: given,
      budget,
      failOn,
      workers: threadsFor(args.workers),
      ...(shard === undefined ? {} : { shard }),
      ...(queue === undefined ? {} : { queue: { ...queue, tell: (text: string) => progress.tell(text) } }),
      ...(redaction === undefined ? {} : { redaction: redaction.options }),
      ...(map === undefined ? {} : { tokens: map }),
      me: thisProcess(),
      signal,
      onProgress: (state) => progress.show(state),
      onFailed: (name, why) => progress.tell(`${name}: ${why}`),
      onStartOver: () => progress.tell(`${output}: ${STARTS_OVER}`),
    });
    progress.end();
    await writeOutput([summaryOf(fleet, output)]);
    return codeOf(fleet, failOn);
  } finally {
    progress.end();
    // After an interruption, too: what is finished is kept.
    if (map?.isChanged) await writeMap(args.redaction?.map, map);
  }
}

/** Joins several results folders; answers the exit code. */
export async function runMerge({ folders, output, failOn }: MergeArguments, signal: AbortSignal): Promise<number> {
  await checkPaths(folders);
  const { fleet, warnings, isPartial } = await mergeResults(folders, output, { me: thisProcess(), failOn, signal });
  for (const text of warnings) process.stderr.write(`oimscope: ${makeVisible(text)}\n`);
  await writeOutput([summaryOf(fleet, output)]);
  const code = codeOf(fleet, failOn);
  return isPartial && code === EXIT.analysed ? EXIT.partial : code;
}

/** Takes bundles from a queue; answers the exit code. */
export async function runWorker({ url, workers, untilEmpty }: WorkerArguments, signal: AbortSignal): Promise<number> {
  const done = await serveQueue(url, {
    workers: threadsFor(workers),
    untilEmpty,
    tell: (text) => process.stderr.write(`oimscope: ${makeVisible(text)}\n`),
    me: thisProcess(),
    signal,
  });
  process.stderr.write(`oimscope: ${counted(done, 'bundle')} done\n`);
  return EXIT.analysed;
}
