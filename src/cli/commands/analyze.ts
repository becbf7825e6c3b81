import { renderParts } from '../../index.ts';
import { EXIT, exitCodeOf } from '../../model/exit-code.ts';
import type { AnalyzeArguments } from '../analyze-arguments.ts';
import { renderOptions, surroundings, writeOutput } from '../output.ts';
import { reportOf } from '../report-of.ts';

/** Analyses one bundle and writes its report; answers the exit code. */
export async function runAnalyze(args: AnalyzeArguments, signal: AbortSignal): Promise<number> {
  const report = await reportOf(args, signal, args.isNamed !== true);
  const parts = await renderParts(args.format, report, renderOptions(args.display, surroundings()));
  await writeOutput(parts, args.display.output);
  const code = exitCodeOf(report, args.failOn);
  if (args.display.output !== undefined && code === EXIT.noInput) {
    process.stderr.write(`oimscope: no usable input; ${args.display.output} says what was looked at\n`);
  }
  return code;
}
