import { decodeTrace } from '../../index.ts';
import { PARTIAL_CODES } from '../../model/issue.ts';
import { linesVisible, makeVisible } from '../../model/visible.ts';
import { checkOutput, checkPaths } from '../check-paths.ts';
import type { DecodeArguments } from '../decode-arguments.ts';
import { summaryText } from '../decode-summary.ts';
import { EXIT } from '../exit-code.ts';
import { openOutput } from '../output.ts';

/** Writes the records of a raw trace, or what it holds; answers the exit code (contract section 8). */
export async function runDecode(args: DecodeArguments, signal: AbortSignal): Promise<number> {
  const { path, form, isSummary, options } = args;
  await checkPaths([path, ...(options.tmf ?? []), ...(options.manifests ?? [])]);
  await checkOutput(args.output, [path]);
  const output = await openOutput(args.output);
  try {
    const result = await decodeTrace(
      path,
      form,
      async (text) => {
        signal.throwIfAborted();
        return isSummary || output.write(form === 'text' ? linesVisible(text) : text);
      },
      { ...options, signal, ...(path === '-' ? { stdin: process.stdin } : {}) },
    );
    if (result === undefined) {
      process.stderr.write(`oimscope: ${makeVisible(path)} holds no raw trace (.etl)\n`);
      return EXIT.noInput;
    }
    const { summary, issues } = result;
    if (isSummary)
      await output.write(form === 'text' ? linesVisible(summaryText(summary)) : `${JSON.stringify(summary)}\n`);
    for (const { source, text } of issues) process.stderr.write(`oimscope: ${makeVisible(`${source}: ${text}`)}\n`);
    return issues.some(({ code }) => PARTIAL_CODES.has(code)) ? EXIT.partial : EXIT.analysed;
  } finally {
    await output.close();
  }
}
