import { expect, test } from 'vitest';
import type { Outcome } from '../../src/model/life.ts';
import { ticks } from '../../src/model/ticks.ts';
import { type KnownLife, lifeSpan } from '../../src/radar/known-window.ts';
import { knownShare } from '../../src/radar/rank-known.ts';

function livesOf(...outcomes: readonly (Outcome | undefined)[]): readonly KnownLife[] {
  return outcomes.map((outcome) => ({
    ...(outcome === undefined ? {} : { outcome }),
    recipients: new Set(),
    ids: new Set(),
    ...lifeSpan(ticks(0), ticks(0)),
  }));
}

const lives = livesOf('delivered', 'delivered', 'stuck-in-drafts', undefined);

test.each([
  ['all of one outcome and nowhere else', { count: 2, near: 2, nearTo: [0, 1] }, { messages: 2, of: 2, score: 1 }],
  ['half of them', { count: 1, near: 1, nearTo: [0] }, { messages: 1, of: 2, score: 0.5 }],
  ['elsewhere, too', { count: 4, near: 1, nearTo: [2] }, { messages: 1, of: 1, elsewhere: 3, score: 0.25 }],
  ['messages of several outcomes', { count: 2, near: 2, nearTo: [0, 2] }, { messages: 2, of: 4, score: 0.5 }],
  ['one of which no outcome is told', { count: 1, near: 1, nearTo: [3] }, { messages: 1, of: 4, score: 0.25 }],
])('%s', (_, { nearTo, ...counts }, expected) => {
  const share = knownShare({ ...counts, nearTo: new Map(nearTo.map((number) => [number, 1])) }, lives);
  expect(share).toMatchObject(expected);
});

test('near none', () => {
  expect(knownShare({ count: 3, near: 0, nearTo: new Map() }, lives)).toBeUndefined();
});
