import type { Report } from '../model/report.ts';
import { ticksToIso } from '../model/ticks.ts';
import { VERSION } from '../model/version.ts';
import { makeVisible } from '../model/visible.ts';
import type { Excerpt } from './excerpt.ts';
import { byFile, contentOf } from './excerpt-file.ts';

/** How much of a bundle an excerpt is. */
export interface ExcerptSize {
  readonly files: number;
  readonly records: number;
  readonly bytes: number;
}

export function sizeOf({ files, kept }: Excerpt): ExcerptSize {
  const found = [...byFile(kept)].flatMap(([index, pieces]) => {
    const file = files[index];
    return file === undefined || file.format === 'folder' ? [] : [{ file, pieces }];
  });
  return {
    files: found.length,
    // A phrasebook has none.
    records: found.reduce((sum, { file, pieces }) => sum + (file.format === 'phrasebook' ? 0 : pieces.length), 0),
    bytes: found.reduce((sum, { file, pieces }) => sum + contentOf(file, pieces).length, 0),
  };
}

/** A word of a command line, in quotes that the Command Prompt, PowerShell and a shell of Unix read alike. */
function quoted(text: string): string {
  const plain = makeVisible(text);
  return /^[\w.:/+-]+$/.test(plain) ? plain : `"${plain.replace(/["`$]/g, '')}"`;
}

/** Whether a file is younger than the bundle was said to be when it was collected: its time must not be taken for that. */
export function needsNow({ files, kept, analysis: { now } }: Excerpt): boolean {
  return now !== undefined && [...byFile(kept).keys()].some((index) => (files[index]?.modifiedAt ?? now) > now);
}

/** The options that an analysis of the excerpt needs to tell the same. */
function neededOptions(excerpt: Excerpt): readonly string[] {
  const {
    zones = [],
    stated,
    noSkew,
    since,
    until,
    now,
    phrasebooks = [],
    standingPhrasebooks = [],
  } = excerpt.analysis;
  return [
    // Their paths are of this machine; those that nobody named must be named elsewhere.
    ...[...standingPhrasebooks, ...phrasebooks].map(() => '--phrasebook PHRASEBOOK'),
    ...(now !== undefined && needsNow(excerpt) ? [`--now ${ticksToIso(now)}`] : []),
    ...zones.map(({ glob, zone }) => `--zone ${quoted(glob === undefined ? zone : `${glob}=${zone}`)}`),
    ...(noSkew === true ? ['--no-skew'] : []),
    ...(stated?.mailbox === undefined ? [] : [`--mailbox ${stated.mailbox}`]),
    ...(stated?.clientVersion === undefined ? [] : [`--client-version ${quoted(stated.clientVersion)}`]),
    ...(since === undefined ? [] : [`--since ${ticksToIso(since)}`]),
    ...(until === undefined ? [] : [`--until ${ticksToIso(until)}`]),
  ];
}

function count(number: number, one: string): string {
  return `${number.toLocaleString('en-US')} ${one}${number === 1 ? '' : 's'}`;
}

function outcomes({ messages }: Report, ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const { id, outcome } of messages) if (ids.includes(id)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, number]) => `${number} ${outcome}`).join(', ') || 'none';
}

function toldLines(report: Report): readonly string[] {
  if (report.findings.length === 0) {
    const all = report.messages.map(({ id }) => id);
    return [
      'The bundle has no finding; what is kept is what became of its messages:',
      '',
      `- ${outcomes(report, all)}`,
    ];
  }
  return [
    'It was cut down to what these findings need:',
    '',
    '| finding | verdict | messages |',
    '| --- | --- | --- |',
    ...report.findings.map(({ rule, verdict, messages }) => `| ${rule} | ${verdict} | ${outcomes(report, messages)} |`),
  ];
}

/** What lies beside the files of an excerpt and says what they are: Markdown. `rules`: the findings that were asked for. */
export function excerptPage(excerpt: Excerpt, rules: readonly string[] | undefined): string {
  const { report, isMinimal, isRedacted, decoded, recordsBefore, bytesBefore } = excerpt;
  const { files, records, bytes } = sizeOf(excerpt);
  const needed = neededOptions(excerpt);
  const now = report.collectedAt === undefined || needsNow(excerpt) ? [] : [`--now ${report.collectedAt}`];
  const lines = [
    '# Excerpt of a bundle',
    '',
    `Made by oimscope ${VERSION}. ${rules === undefined ? '' : 'Only some findings were asked for. '}${toldLines(report)[0]}`,
    ...toldLines(report).slice(1),
    '',
    `- Kept: ${count(records, 'record')} of ${recordsBefore.toLocaleString('en-US')}, ${count(bytes, 'byte')} of ${bytesBefore.toLocaleString('en-US')}, in ${count(files, 'file')}.`,
    isMinimal
      ? '- No record can be left out: without any one of them the findings would be others.'
      : '- The time was over before it was known whether more can be left out.',
    '- What people wrote, bodies and subjects, has been replaced by tokens such as `[text 1]`.',
    isRedacted
      ? '- Addresses, names, hosts and ids have been replaced by tokens, the same wherever they stand in this folder.'
      : '- **Not redacted**: addresses, names, hosts and ids stand as they were logged.',
    ...(decoded.length === 0
      ? []
      : ['- In place of raw traces stands their text, as `oimscope decode` writes it; its times are UTC.']),
    '',
    'To analyse it again, in this folder:',
    '',
    '```',
    ['oimscope .', ...needed].join(' '),
    '```',
    ...(now.length === 0
      ? []
      : [
          '',
          `The times of the files count as evidence. Where a copy has lost them, add \`${now.join(' ')}\`; what waits in the History Spooler is dated by the times of its own files.`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}
