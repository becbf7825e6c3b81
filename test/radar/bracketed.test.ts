import { describe, expect, test } from 'vitest';
import { sentencesIn } from '../../src/radar/bracketed.ts';
import { maskLine } from '../../src/radar/mask-line.ts';

/** What is kept of a line. */
function keptOf(line: string): string {
  return maskLine(line)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : '<>'))
    .join('');
}

const LONG = 'we will meet here and there '.repeat(6);

describe('what may be a sentence in brackets is masked', () => {
  test.each([
    '(see you at noon)',
    '[see you at noon]',
    '{will be retried later}',
    '(see you)',
    '(see you at noon',
    `(come over soon (${LONG}) to my house at noon)`,
    '(see you (a (b (c (d (e) f) g) h) i) at my house at noon)',
    '(one (two (three (four (five (six seven eight) nine) ten) eleven) walrus) heron house)',
    '(dinner at 7 with mum)',
    '(meet at 5 pm)',
    '(love you & miss you)',
    '(bring 2 beers, 3 wines)',
    '(bring 2 beers)',
    '(walrus - heron - house)',
    '(walrus/heron house noon)',
    '(walrus 2 heron 3 house)',
    '(walrus... heron house noon)',
    '(walrus!! heron?? house)',
    '(walrus   heron)',
  ])('%s', (text) => {
    expect(keptOf(`Offline note m17 ${text}`)).toMatch(/^Offline note <> [([{]<>[)\]}]?$/);
  });

  test('in one that is none, too', () => {
    expect(keptOf('Offline note Run(x=1, y (see you at noon), z=2) queued')).toBe(
      'Offline note Run(x=<>, y (<>), z=<>) queued',
    );
  });
});

test.each([
  ['(not sent)', '(not sent)'],
  ['(late)', '(late)'],
  ['(attempt 2 of 3)', '(attempt <> of <>)'],
  ['(HTTP 500, retry in 5 s)', '(HTTP <>, retry in <> s)'],
  ['(msgId=42, recipients=2, zqx=0)', '(msgId=<>, recipients=<>, zqx=<>)'],
  ['[Transport][EWS]', '[Transport][EWS]'],
  ['("see you at noon")', '("<>")'],
  ['{"state":"zq ab","lane":"x"}', '{"<>":"<>","<>":"<>"}'],
  ['Heron(late), CLane::Run() and Queue(lane) up', 'Heron(late), CLane::Run() and Queue(lane) up'],
  ['"a (b" see (you at noon) soon', '"<>" see (<>) soon'],
  ['() [] {', '() [] {'],
])('what the client says in brackets stays: %s', (text, kept) => {
  expect(keptOf(`Offline note ${text}`)).toBe(`Offline note ${kept}`);
});

test.each(['(', '(see ', '(see you ', ')', '(see you at noon) ', '(a) '])(
  'brackets are found in time that grows with the text: %s',
  (unit) => {
    const text = unit.repeat(100_000 / unit.length);
    const begun = process.cpuUsage().user;
    sentencesIn(text);
    expect(process.cpuUsage().user - begun).toBeLessThan(1_000_000);
  },
);
