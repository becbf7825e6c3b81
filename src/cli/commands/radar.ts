import { open } from 'node:fs/promises';
import {
  type DraftPhrasebook,
  draftPhrasebook,
  type KnownList,
  type RadarReport,
  radar,
  renderRadar,
} from '../../index.ts';
import { filesOfOptions } from '../../model/analysis-options.ts';
import { TraceError } from '../../model/errors.ts';
import { EXIT, exitCodeOf } from '../../model/exit-code.ts';
import { makeVisible } from '../../model/visible.ts';
import { checkOutput, checkPaths, isSameFile, tellOutputWithin } from '../check-paths.ts';
import { compilePatternsOnce } from '../heap.ts';
import { renderOptions, surroundings, writeOutput } from '../output.ts';
import { openProgress } from '../progress.ts';
import type { RadarArguments } from '../radar-arguments.ts';
import { standardError } from '../standard-error.ts';
import { withStandingPhrasebooks } from '../standing-phrasebooks.ts';
import { writeNew } from '../whole-file.ts';

/** Throws a TraceError where the draft cannot be written. Before the input is read: of a large one that takes minutes. */
async function checkDraft(file: string | undefined, output: string | undefined): Promise<void> {
  if (file === undefined) return;
  const there = await open(file, 'r').catch(() => undefined);
  await there?.close();
  if (there !== undefined)
    throw new TraceError('USAGE', `--write ${file}: is there already; choose another name, or remove it`);
  await checkOutput(file, [], 'write');
  if (output !== undefined && (await isSameFile(file, output)))
    throw new TraceError('USAGE', `--write ${file}: that is the file of --output; give the draft one of its own`);
}

function leftText({ unguessed, untemplated, taken }: DraftPhrasebook['left']): string {
  const reasons = [
    ...(unguessed === 0 ? [] : [`${unguessed} without a guess at what they tell`]),
    ...(untemplated === 0 ? [] : [`${untemplated} of whose lines too little is the same`]),
    ...(taken === 0 ? [] : [`${taken} with the phrase of another`]),
  ];
  return reasons.length === 0 ? '' : `; in the report alone: ${reasons.join(', ')}`;
}

async function writeDraft(file: string, report: RadarReport): Promise<void> {
  const { text, phrases, left } = draftPhrasebook(report);
  // What is there by now may hold what somebody has made of an earlier draft: it is left alone.
  await writeNew({ file, option: 'write' }, text);
  const name = makeVisible(file);
  process.stderr.write(
    `oimscope: ${name}: ${phrases} ${phrases === 1 ? 'phrase' : 'phrases'}${leftText(left)}\n` +
      `oimscope: run radar again with --phrasebook ${name}: lines that tell no more than an id show once it is known whose\n`,
  );
}

/** A list may have 1 MiB; whether it has more is all that is read beyond: a device has no end. */
const MOST_READ = (1 << 20) + 1;

async function beginningOf(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    if ((await handle.stat()).isDirectory()) throw new TraceError('USAGE', `--known ${file}: not a file`);
    const bytes = Buffer.alloc(MOST_READ);
    let length = 0;
    while (length < MOST_READ) {
      const { bytesRead } = await handle.read(bytes, length, MOST_READ - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

async function knownList(file: string | undefined): Promise<KnownList | undefined> {
  if (file === undefined) return undefined;
  try {
    return { file: `--known ${file}`, content: await beginningOf(file) };
  } catch (cause) {
    if (cause instanceof TraceError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TraceError('USAGE', `--known ${file}: cannot be read: ${reason}`, { cause });
  }
}

async function radarOf(args: RadarArguments, signal: AbortSignal): Promise<RadarReport> {
  const analysis = withStandingPhrasebooks(args.analysis);
  const lists = args.known === undefined ? [] : [args.known];
  const beside = [...filesOfOptions(analysis), ...lists];
  await checkPaths(args.paths, { analysis, options: lists });
  await checkOutput(args.display.output, [...args.paths, ...beside]);
  await tellOutputWithin(args.display.output, args.paths);
  await checkDraft(args.write, args.display.output);
  const known = await knownList(args.known);
  const progress = openProgress(standardError(), args.progress, Date.now);
  try {
    return await radar(args.paths, {
      ...analysis,
      ...(known === undefined ? {} : { known }),
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
}

const NOTHING_TO_REDACT =
  'oimscope: --redact: radar shows no people, hosts or ids in any case, so there is nothing to redact\n';

/** Writes the lines that speak of the matter and that nothing understands, in shapes, and a draft phrasebook where one is asked for; answers the exit code. */
export async function runRadar(args: RadarArguments, signal: AbortSignal): Promise<number> {
  compilePatternsOnce(process.versions.node);
  const report = await radarOf(args, signal);
  if (args.redaction !== undefined) process.stderr.write(NOTHING_TO_REDACT);
  const parts = await renderRadar(args.format, report, renderOptions(args.display, surroundings()));
  await writeOutput(parts, args.display.output);
  const code = exitCodeOf({ ...report, findings: [] }, 'none');
  if (code === EXIT.noInput) {
    const draft = args.write === undefined ? '' : ', and no draft was written';
    process.stderr.write(`oimscope: no usable input: there are no lines to look at${draft}\n`);
  } else if (args.write !== undefined) await writeDraft(args.write, report);
  return code;
}
