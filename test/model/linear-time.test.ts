import { expect, test } from 'vitest';
import { payloadTexts } from '../../src/formats/tracerpt-text.ts';
import { secretsIn } from '../../src/model/find-secrets.ts';
import { stretchesWithout } from '../../src/model/stretches.ts';
import { goesOnWrittenFrom } from '../../src/model/written-text.ts';

const LENGTH = 80_000;
/** What takes the square of so many characters takes 8 s and more. */
const MOST_MS = 3000;

function some(length: number): readonly { readonly start: number; readonly end: number }[] {
  return Array.from({ length }, (_, i) => ({ start: 2 * i, end: 2 * i + 1 }));
}

test.each<readonly [string, (length: number) => unknown]>([
  ['telling whether a text goes on, of acute accents', (length) => goesOnWrittenFrom(['´'.repeat(length), 'x'])],
  ['finding secrets in a word of words for them', (length) => [...secretsIn('pass/'.repeat(length / 5))]],
  ['parting a row with quotes that never close', (length) => payloadTexts('"1,'.repeat(length / 3))],
  ['taking stretches out of one', (length) => stretchesWithout({ start: 0, end: length }, some(length / 2))],
])('%s takes no more than its length', { timeout: 60_000 }, (_, way) => {
  const started = performance.now();
  way(LENGTH);
  expect(performance.now() - started).toBeLessThan(MOST_MS);
});
