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
  const sent = 'Offline message N-4101 sent to Exchange';
  expect(guesses(sent)).toEqual(['message-sent']);
  expect(guesses(sent, 'Offline message N-4102 queued for N-1')).toEqual(['message-sent', 'message-queued']);
  expect(guesses(sent, 'Offline message N-4102 sent to Exchange later')).toEqual([undefined, undefined]);
  expect(guesses(sent, 'Offline message N-4102 sent to Exchange: no')).toEqual([undefined, undefined]);
});
