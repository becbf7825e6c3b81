import { analyze, type Report } from '../index.ts';
import type { BundleArguments } from './analyze-arguments.ts';
import { checkOutput, checkPaths } from './check-paths.ts';
import { openProgress } from './progress.ts';

/** Checks the paths of a command and analyses them, with a progress line where that is wanted. `mayBeCommand`: the first path stands where a command may. */
export async function reportOf(args: BundleArguments, signal: AbortSignal, mayBeCommand = false): Promise<Report> {
  const { tmf = [], manifests = [], formats = [] } = args.analysis;
  const beside = [...tmf, ...manifests, ...formats];
  await checkPaths(args.paths, { options: beside, mayBeCommand });
  await checkOutput(args.display.output, [...args.paths, ...beside]);
  const progress = openProgress(process.stderr, args.progress, Date.now);
  try {
    return await analyze(args.paths, {
      ...args.analysis,
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
