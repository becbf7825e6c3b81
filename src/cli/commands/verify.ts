import { readReport, type Verification, verificationParts, verifyReport } from '../../index.ts';
import { filesOfOptions } from '../../model/analysis-options.ts';
import { EXIT } from '../../model/exit-code.ts';
import { checkOutput, checkPaths } from '../check-paths.ts';
import { renderOptions, surroundings, writeOutput } from '../output.ts';
import { openProgress } from '../progress.ts';
import { standardError } from '../standard-error.ts';
import type { VerifyArguments } from '../verify-arguments.ts';

/** What a verification means for a script: a citation that was seen not to hold before one that could not be looked at. */
function codeOf({ counts, citations, isOtherBundle }: Verification): number {
  if (isOtherBundle === true) return EXIT.noInput;
  if (citations > 0 && counts['source-missing'] === citations) return EXIT.noInput;
  if (counts.moved + counts.changed + counts['source-missing'] > 0) return EXIT.found;
  return counts.unreadable > 0 ? EXIT.partial : EXIT.analysed;
}

/** Opens every place that a report cites again; answers the exit code. */
export async function runVerify(args: VerifyArguments, signal: AbortSignal): Promise<number> {
  const beside = filesOfOptions(args.analysis);
  await checkPaths(args.paths, { analysis: args.analysis });
  await checkOutput(args.display.output, [args.report, ...args.paths, ...beside]);
  const report = await readReport(args.report);
  const progress = openProgress(standardError(), args.progress, Date.now);
  let verification: Verification;
  try {
    verification = await verifyReport(report, args.paths, {
      ...args.analysis,
      signal,
      ...(args.paths.includes('-') ? { stdin: process.stdin } : {}),
      onProgress: (state) => {
        signal.throwIfAborted();
        progress.show(state);
      },
    });
  } finally {
    progress.erase();
  }
  const options = renderOptions(args.display, surroundings());
  await writeOutput(verificationParts(args.format, verification, options), args.display.output);
  const code = codeOf(verification);
  if (code === EXIT.noInput) {
    const reason =
      verification.isOtherBundle === true
        ? 'the report is of another bundle: nothing that it cites stands in this one'
        : 'none of the sources of the report is in the bundle';
    process.stderr.write(`oimscope: ${reason}\n`);
  }
  return code;
}
