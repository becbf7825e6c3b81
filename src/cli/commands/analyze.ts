import { renderParts } from '../../index.ts';
import { EXIT, exitCodeOf } from '../../model/exit-code.ts';
import type { AnalyzeArguments } from '../analyze-arguments.ts';
import { renderOptions, surroundings } from '../output.ts';
import { reportOf, writeShown } from '../report-of.ts';

/** Analyses one bundle and writes its report; answers the exit code. */
export async function runAnalyze(args: AnalyzeArguments, signal: AbortSignal): Promise<number> {
  const shown = await reportOf(args, signal, args.isNamed !== true);
  const options = renderOptions(args.display, surroundings());
  await writeShown(shown, args, (report) => renderParts(args.format, report, options));
  const code = exitCodeOf(shown.report, args.failOn);
  if (args.display.output !== undefined && code === EXIT.noInput) {
    process.stderr.write(`oimscope: no usable input; ${args.display.output} says what was looked at\n`);
  }
  return code;
}
