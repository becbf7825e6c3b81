import { analyze, type Report } from '../index.ts';
import { filesOfOptions } from '../model/analysis-options.ts';
import type { BundleArguments } from './analyze-arguments.ts';
import { checkOutput, checkPaths } from './check-paths.ts';
import { openProgress } from './progress.ts';
import { withStandingPhrasebooks } from './standing-phrasebooks.ts';

/** Checks the paths of a command and analyses them, with a progress line where that is wanted. */
export async function reportOf(args: BundleArguments, signal: AbortSignal): Promise<Report> {
  const analysis = withStandingPhrasebooks(args.analysis);
  const beside = filesOfOptions(analysis);
  await checkPaths(args.paths, beside);
  await checkOutput(args.display.output, [...args.paths, ...beside]);
  const progress = openProgress(process.stderr, args.progress, Date.now);
  try {
    return await analyze(args.paths, {
      ...analysis,
      signal,
      ...(args.paths.includes('-') ? { stdin: process.stdin } : {}),
      onProgress: (state) => {
        // Stops the reading inside a large file, too: the analysis itself looks at the signal between files.
        signal.throwIfAborted();
        progress.show(state);
      },
    });
  } finally {
    progress.erase();
  }
}
