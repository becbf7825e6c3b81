import { analyze, renderParts } from '../../index.ts';
import type { AnalyzeArguments } from '../analyze-arguments.ts';
import { checkOutput, checkPaths } from '../check-paths.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { renderOptions, surroundings, writeOutput } from '../output.ts';
import { openProgress } from '../progress.ts';

/** Analyses one bundle and writes its report; answers the exit code. */
export async function runAnalyze(args: AnalyzeArguments, signal: AbortSignal): Promise<number> {
  const { tmf = [], manifests = [], formats = [] } = args.analysis;
  const beside = [...tmf, ...manifests, ...formats];
  await checkPaths(args.paths, beside);
  await checkOutput(args.display.output, [...args.paths, ...beside]);
  const progress = openProgress(process.stderr, args.progress, Date.now);
  try {
    const report = await analyze(args.paths, {
      ...args.analysis,
      signal,
      ...(args.paths.includes('-') ? { stdin: process.stdin } : {}),
      onProgress: (state) => {
        // Stops the reading inside a large file, too: the analysis itself looks at the signal between files.
        signal.throwIfAborted();
        progress.show(state);
      },
    });
    progress.erase();
    const parts = await renderParts(args.format, report, renderOptions(args.display, surroundings()));
    await writeOutput(parts, args.display.output);
    const code = exitCodeOf(report, args.failOn);
    if (args.display.output !== undefined && code === EXIT.noInput) {
      process.stderr.write(`oimscope: no usable input; ${args.display.output} says what was looked at\n`);
    }
    return code;
  } finally {
    progress.erase();
  }
}
