import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSeconds, ticks } from '../../src/model/ticks.ts';
import type { UnmatchedLine } from '../../src/model/unmatched-line.ts';
import { KnownLives } from '../../src/radar/known-window.ts';
import { LineMiner } from '../../src/radar/line-miner.ts';
import { NumberLog } from '../../src/radar/number-log.ts';
import { lineOf } from './lines.ts';

const FROM = ticks(1_000_000_000_000);
const IDS = ['note-4711', 'note-4712', 'note-9999'];
const LIVES = new KnownLives(
  [
    { recipients: new Set(['bob@contoso.com']), ids: new Set(['note-4711']), from: FROM, to: addSeconds(FROM, 60) },
    { recipients: new Set(), ids: new Set(), from: addSeconds(FROM, 30), to: addSeconds(FROM, 90) },
  ],
  new Set(['note-4712']),
  new Set(['alice@contoso.com']),
);

const texts = fc
  .array(
    fc.constantFrom(
      ...['offline message', 'Drafts', 'EWS lane', 'waits', 'hat', 'for Bob@contoso.com', 'by alice@contoso.com'],
      ...['to zoe@fabrikam.com', 'NOTE-4711', 'note-4712', 'id note-1234', '17', 'took 5 ms'],
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(' '));
const lines = fc.array(
  fc.record({
    text: texts,
    source: fc.constantFrom('a.txt', 'b.txt'),
    at: fc.option(fc.integer({ min: -20, max: 120 }), { nil: undefined }),
    component: fc.option(fc.constantFrom('Heron', 'Ferry', 'Lane'), { nil: undefined }),
  }),
  { maxLength: 40 },
);

function linesOf(made: readonly { text: string; source: string; at?: number | undefined }[]): readonly UnmatchedLine[] {
  return made.map(({ text, at, ...more }, i) =>
    lineOf(text, i + 1, { ...more, at: at === undefined ? undefined : addSeconds(FROM, at) }),
  );
}

test('lines that are remembered tell what lines tell to somebody who knows the messages before', () => {
  let ties = 0;
  fc.assert(
    fc.property(lines, (made) => {
      const all = linesOf(made);
      const knowing = new LineMiner({ ids: new Set(IDS), known: LIVES });
      for (const line of all) knowing.add(line);
      const remembering = new LineMiner({ remembers: true });
      for (const line of all) remembering.add(line);
      expect(remembering.remembersAll).toBe(true);
      remembering.tell(new Set(IDS), LIVES);
      // The second reading finds some of them again.
      for (const line of all) remembering.add(line);
      const plain = (miner: LineMiner) =>
        [...miner.skeletons()].map(([skeleton, mined]) => ({
          skeleton,
          mined: mined.map(({ mentions, nearTo, near, nearTicks, nearTimes, count, first, components, functions }) => ({
            ...{ near, nearTicks, nearTimes, count, first: { ...first, ref: { ...first.ref } }, components, functions },
            mentions: [...mentions].sort(),
            nearTo: [...nearTo].sort(),
          })),
        }));
      const told = plain(knowing);
      ties += told.filter(({ mined }) => mined.some(({ near }) => near > 0)).length;
      expect(plain(remembering)).toEqual(told);
      expect(remembering.count).toBe(knowing.count);
    }),
    { numRuns: 500 },
  );
  expect(ties).toBeGreaterThan(100);
});

test('a line without a word of the matter that only the second reading finds counts as well', () => {
  const miner = new LineMiner({ remembers: true });
  miner.add(lineOf('offline message waits', 1, { at: FROM }));
  miner.tell(new Set(IDS), LIVES);
  miner.add(lineOf('offline message waits', 1, { at: FROM }));
  miner.add(lineOf('hat NOTE-4711 hung up', 2, { at: FROM }));
  miner.add(lineOf('hat hung up', 3, { at: FROM }));
  expect(miner.count).toBe(2);
});

test('more lines than can be remembered have to be read again', () => {
  const miner = new LineMiner({ remembers: true });
  for (let i = 0; i < 10_000; i++) miner.add(lineOf('hat hung up', i));
  expect(miner.remembersAll).toBe(true);
  miner.add(lineOf('hat hung up', 10_000));
  expect(miner.remembersAll).toBe(false);
  expect(new LineMiner().remembersAll).toBe(false);
});

test('a log of numbers gives them back', () => {
  const log = new NumberLog();
  for (let i = 0; i < 40_000; i++) log.push(i * 1.5);
  expect(log.length).toBe(40_000);
  for (const i of [0, 1, 16_383, 16_384, 39_999]) expect(log.at(i)).toBe(i * 1.5);
});
