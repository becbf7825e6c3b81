import { randomBytes } from 'node:crypto';
import { checkExcerptFolder, type Excerpt, makeExcerpt, type NoExcerpt, sizeOf, writeExcerpt } from '../../index.ts';
import { EXIT } from '../../model/exit-code.ts';
import { checkPaths } from '../check-paths.ts';
import type { ExcerptArguments } from '../excerpt-arguments.ts';
import { writeOutput } from '../output.ts';
import { openProgress, type ProgressLine } from '../progress.ts';
import { standardError } from '../standard-error.ts';
import { withStandingPhrasebooks } from '../standing-phrasebooks.ts';

const KEY_BYTES = 32;

function exitCodeOf({ kind }: NoExcerpt): number {
  switch (kind) {
    case 'no-input':
    case 'nothing-to-keep':
      return EXIT.noInput;
    case 'differs':
    case 'redaction-differs':
    case 'leak':
      return EXIT.internal;
  }
}

async function make(args: ExcerptArguments, signal: AbortSignal, progress: ProgressLine): Promise<Excerpt | NoExcerpt> {
  // From the first question on: reading takes the time it takes.
  let end: number | undefined;
  return makeExcerpt(args.paths, {
    analysis: {
      ...withStandingPhrasebooks(args.analysis),
      signal,
      onProgress: (state) => {
        signal.throwIfAborted();
        progress.show(state);
      },
    },
    ...(args.rules === undefined ? {} : { rules: args.rules }),
    ...(args.redaction === 'ticket' ? { key: randomBytes(KEY_BYTES) } : {}),
    isOver: () => {
      end ??= Date.now() + 1000 * args.seconds;
      return Date.now() >= end;
    },
    onProgress: ({ records, analyses }) => progress.say(`${records} records left after ${analyses} analyses`),
  });
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function summary(excerpt: Excerpt, output: string): string {
  const { recordsBefore, bytesBefore, isMinimal, isRedacted, report } = excerpt;
  const { files, records, bytes } = sizeOf(excerpt);
  const findings = report.findings.map(({ rule, verdict }) => `${rule} (${verdict})`);
  const lines = [
    `${output}: ${number(records)} of ${number(recordsBefore)} records, ${number(bytes)} of ${number(bytesBefore)} bytes, in ${number(files)} ${files === 1 ? 'file' : 'files'}`,
    `Tells the same: ${findings.length === 0 ? 'no finding, and the outcomes of its messages' : findings.join(', ')}`,
    isMinimal
      ? 'No record can be left out.'
      : 'The time was over before it was known whether more can be left out (--max-seconds).',
    isRedacted
      ? 'Addresses, names, hosts and ids are tokens; bodies and subjects are left out.'
      : 'Not redacted: addresses, names, hosts and ids stand as they were logged; bodies and subjects are left out.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Writes the smallest bundle that still gives the same findings; answers the exit code. */
export async function runExcerpt(args: ExcerptArguments, signal: AbortSignal): Promise<number> {
  await checkPaths(args.paths, { analysis: withStandingPhrasebooks(args.analysis) });
  await checkExcerptFolder(args.output, args.paths);
  const progress = openProgress(standardError(), args.progress, Date.now);
  let made: Excerpt | NoExcerpt;
  try {
    made = await make(args, signal, progress);
  } finally {
    progress.erase();
  }
  if (made.kind === 'made' && !(await writeExcerpt(made, args.output, args.rules))) {
    made = {
      kind: 'differs',
      text: 'the files of the excerpt tell something else than they should; nothing was written',
    };
  }
  if (made.kind !== 'made') {
    process.stderr.write(`oimscope: ${made.text}\n`);
    return exitCodeOf(made);
  }
  await writeOutput([summary(made, args.output)]);
  if (!made.isPartial) return EXIT.analysed;
  process.stderr.write('oimscope: part of the input could not be read; the excerpt is of the rest\n');
  return EXIT.partial;
}
