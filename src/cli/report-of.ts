import { analyze, checkLeak, type Redaction, type Report, withoutData } from '../index.ts';
import { filesOfOptions } from '../model/analysis-options.ts';
import type { BundleArguments } from './analyze-arguments.ts';
import { checkOutput, checkPaths, tellOutputWithin } from './check-paths.ts';
import { writeOutput } from './output.ts';
import { openProgress } from './progress.ts';
import { openRedaction, writeMap } from './redaction.ts';
import { standardError } from './standard-error.ts';
import { withStandingPhrasebooks } from './standing-phrasebooks.ts';

/** A report as it may be shown, and what took the identities out of it. */
export interface ShownReport {
  readonly report: Report;
  readonly redaction?: Redaction;
}

/** Checks the paths of a command and analyses them, with a progress line where that is wanted. `mayBeCommand`: the first path stands where a command may. */
export async function reportOf(args: BundleArguments, signal: AbortSignal, mayBeCommand = false): Promise<ShownReport> {
  const analysis = withStandingPhrasebooks(args.analysis);
  const beside = filesOfOptions(analysis);
  await checkPaths(args.paths, { analysis, mayBeCommand });
  await checkOutput(args.display.output, [...args.paths, ...beside]);
  await tellOutputWithin(args.display.output, args.paths);
  const redaction =
    args.redaction && (await openRedaction(args.redaction, args.display.output, [...args.paths, ...beside]));
  const progress = openProgress(standardError(), args.progress, Date.now);
  try {
    const report = await analyze(args.paths, {
      ...analysis,
      signal,
      ...(args.paths.includes('-') ? { stdin: process.stdin } : {}),
      onPersons: (names, machines) => redaction?.persons(names, machines),
      onProgress: (state) => {
        // Stops the reading inside a large file, too: the analysis itself looks at the signal between files.
        signal.throwIfAborted();
        // Names of files are names of people.
        progress.show(redaction === undefined ? state : { ...state, source: '' });
      },
    });
    return redaction === undefined ? { report } : { report: redaction.report(report), redaction };
  } finally {
    progress.erase();
  }
}

/** Writes what is made of a report. A redacted one is made and looked through as a whole before anything is written. */
export async function writeShown(
  { report, redaction }: ShownReport,
  args: BundleArguments,
  render: (report: Report) => Promise<Iterable<string>>,
): Promise<void> {
  const parts = await render(report);
  if (redaction === undefined) return writeOutput(parts, args.display.output);
  const whole = [...parts];
  await checkLeak(redaction, whole, async () => [...(await render(withoutData(report)))].join(''));
  await writeMap(args.redaction?.map, redaction);
  await writeOutput(whole, args.display.output);
}
