import { expect, test } from 'vitest';
import { reportShapes } from '../../src/radar/report-shapes.ts';
import { lineOf, minedShapes } from './lines.ts';

const NOTHING_TOLD = { kinds: new Set<never>(), messageIds: new Set<string>() };

/** What is guessed of lines, by their first words that differ. */
function guesses(...lines: readonly string[]): readonly (string | undefined)[] {
  const shapes = minedShapes(lines.map((line, i) => lineOf(line, i + 1)));
  return reportShapes(shapes, NOTHING_TOLD)
    .toSorted((a, b) => a.first.line - b.first.line)
    .map(({ phrase }) => phrase?.observes);
}

test('of what ends a message nothing is guessed where its phrase stands in lines that say something else', () => {
  const sent = 'Offline message N-4101 delivered to Exchange';
  expect(guesses(sent)).toEqual(['message-sent']);
  expect(guesses(sent, 'Offline message N-4102 queued for N-1')).toEqual(['message-sent', 'message-queued']);
  expect(guesses(sent, 'Offline message N-4102 delivered to Exchange later')).toEqual([undefined, undefined]);
  expect(guesses(sent, 'Offline message N-4102 delivered to Exchange: no')).toEqual([undefined, undefined]);
});

test.each([
  ['draft-saved', 'Offline message N-4101 saved in Drafts', 'Offline message N-4102 saved in Drafts failed'],
  [
    'timer-expired',
    'Countdown of offline message N-4101 expired',
    'Countdown of offline message N-4102 expired: false',
  ],
  ['message-queued', 'Offline message N-4101 queued', 'Offline message N-4102 queued: false'],
  ['message-failed', 'Offline message N-4101 failed', 'Offline message N-4102 failed 0 times'],
  ['timer-started', 'Timer of offline message N-4101 started', 'Timer of offline message N-4102 started: no'],
  ['spool-written', 'Spool file of offline message N-4101 written', 'Spool file of offline message N-4102 written: no'],
])('nor is %s', (kind, line, other) => {
  expect(guesses(line)).toEqual([kind]);
  expect(guesses(line, other)).toEqual([undefined, undefined]);
});

test('what lost its guess contests others in turn', () => {
  expect(
    guesses(
      'queued offline message N-4101',
      'queued offline message N-4102 now',
      'queued offline message N-4103 now: no',
    ),
  ).toEqual([undefined, undefined, undefined]);
});

test('lines that another guess takes contest none, as the longer text goes first', () => {
  expect(guesses('Offline message N-4101 queued', 'Offline message N-4102 queued and saved in Drafts')).toEqual([
    'message-queued',
    'draft-saved',
  ]);
});

test('lines of another component contest none: a phrase is of one', () => {
  const [line, other] = ['Offline message N-4101 queued', 'Offline message N-4102 queued: false'];
  const told = (component: string) =>
    reportShapes(
      minedShapes([lineOf(line, 1, { component: 'Lane' }), lineOf(other, 2, { component })]),
      NOTHING_TOLD,
    ).map(({ phrase }) => phrase?.observes);
  expect(told('Lane')).toEqual([undefined, undefined]);
  expect(told('Quay')).toContain('message-queued');
});
