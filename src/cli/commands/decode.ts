import { decodeTrace, learnFormats } from '../../index.ts';
import { EXIT } from '../../model/exit-code.ts';
import { type Issue, PARTIAL_CODES } from '../../model/issue.ts';
import { linesVisible, makeVisible } from '../../model/visible.ts';
import { checkOutput, checkPaths } from '../check-paths.ts';
import type { DecodeArguments } from '../decode-arguments.ts';
import { summaryText } from '../decode-summary.ts';
import { openOutput, writeOutput } from '../output.ts';

/** Learns formats from the decoded text of the same session. */
async function runLearn(args: DecodeArguments, learn: string, signal: AbortSignal): Promise<number> {
  const result = await learnFormats(learn, args.path, signal);
  if (result === undefined) return noTrace(args.path);
  await writeOutput([result.text], args.output);
  const { formats, messages, joined, texts, aheadMinutes, issues } = result;
  const zone = aheadMinutes === 0 ? 'in UTC' : `${aheadMinutes} minutes ahead of UTC`;
  process.stderr.write(
    `oimscope: ${formats} formats learned; of ${messages} trace messages ${joined} have a text among ${texts}, ${zone}\n`,
  );
  return codeOf(issues);
}

function noTrace(path: string): number {
  process.stderr.write(`oimscope: ${makeVisible(path)} holds no raw trace (.etl)\n`);
  return EXIT.noInput;
}

/** Tells what is wrong with the file; answers the exit code. */
function codeOf(issues: readonly Issue[]): number {
  for (const { source, text } of issues) process.stderr.write(`oimscope: ${makeVisible(`${source}: ${text}`)}\n`);
  return issues.some(({ code }) => PARTIAL_CODES.has(code)) ? EXIT.partial : EXIT.analysed;
}

/** Writes the records of a raw trace, or what it holds; answers the exit code (contract section 8). */
export async function runDecode(args: DecodeArguments, signal: AbortSignal): Promise<number> {
  const { path, form, isSummary, options } = args;
  const { tmf = [], manifests = [], formats = [] } = options;
  const beside = [...tmf, ...manifests, ...formats, ...(args.learn === undefined ? [] : [args.learn])];
  await checkPaths([path], { options: beside });
  await checkOutput(args.output, [path, ...beside]);
  if (args.learn !== undefined) return runLearn(args, args.learn, signal);
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
    const { summary, issues } = result;
    if (summary === undefined) {
      codeOf(issues);
      return noTrace(path);
    }
    if (isSummary)
      await output.write(form === 'text' ? linesVisible(summaryText(summary)) : `${JSON.stringify(summary)}\n`);
    await output.close();
    return codeOf(issues);
  } finally {
    await output.discard();
  }
}
