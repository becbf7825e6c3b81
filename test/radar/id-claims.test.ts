import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdClaims } from '../../src/radar/id-claims.ts';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

type Claim = readonly [id: string, near: readonly number[]];

function crowdedOf(claims: readonly Claim[]): readonly number[] {
  const all = new IdClaims();
  for (const [id, near] of claims) all.note(id, near);
  return [...all.crowded()].sort((a, b) => a - b);
}

test.each<readonly [readonly number[], readonly Claim[]]>([
  [[], [['a', []]]],
  [
    [],
    [
      ['a', [1]],
      ['a', [1]],
    ],
  ],
  [
    [1],
    [
      ['a', [1]],
      ['b', [1]],
    ],
  ],
  [
    [],
    [
      ['a', [1]],
      ['b', [1, 2]],
    ],
  ],
  [
    [1, 2],
    [
      ['a', [1, 2]],
      ['b', [1, 2]],
      ['c', [1, 2]],
    ],
  ],
  [
    [1],
    [
      ['a', [1]],
      ['b', [1]],
      ['c', [1, 2, 3]],
    ],
  ],
  [
    [1, 2],
    [
      ['a', [1]],
      ['b', [1, 2]],
      ['c', [1, 2]],
      ['d', [3]],
    ],
  ],
])('messages are crowded where more ids are told than messages: %j of %j', (crowded, claims) => {
  expect(crowdedOf(claims)).toEqual(crowded);
});

test('in whatever order ids come', () => {
  const claims = fc.array(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.subarray([1, 2, 3, 4, 5])), { maxLength: 12 });
  fc.assert(
    fc.property(claims, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (some, order) => {
      const shuffled = some
        .map((claim) => ({ claim, by: order.next().value ?? 0 }))
        .toSorted((a, b) => a.by - b.by)
        .map(({ claim }) => claim);
      expect(crowdedOf(shuffled)).toEqual(crowdedOf(some));
    }),
  );
});

const [EVENT] = inventedEvents(MESSAGES);

/** What is guessed by a list with one delivered message of the lines of two, with other ids. */
async function guessed(first: string, second: string): Promise<readonly (string | undefined)[]> {
  if (EVENT === undefined) throw new Error('no event');
  const texts = [`Offline note ${first} lined up`, `Offline note ${first} taken by the lane`];
  const others = [`Offline note ${second} lined up`, `Offline note ${second} put on the shelf`];
  const events = [...texts, ...others].map((text, i) => ({
    ...EVENT,
    at: (EVENT.at + i * 1e7) as typeof EVENT.at,
    text,
  }));
  const known = { file: 'known.txt', content: 'to bob@contoso.com at 09:15: delivered' };
  const { shapes } = await inFolder({ 'trace.log': FORMS.tracefmt?.(events) ?? '' }, (folder) =>
    radar([folder], { known }),
  );
  return shapes.map(({ phrase }) => phrase?.observes);
}

test.each([
  ['N-471001', 'N-471002'],
  ['4711', '4712'],
  ['17', '18'],
])(
  'no sending is guessed by a message where lines tell %s and %s: one is of a message that nobody told of',
  async (one, other) => {
    expect(await guessed(one, other)).not.toContain('message-sent');
    expect(await guessed(one, one)).toContain('message-sent');
  },
);

test('a row of moves may be as long as the list', () => {
  const claims = new IdClaims();
  for (let number = 0; number < 30_000; number++) claims.note(`id${number}`, [number, number + 1]);
  claims.note('first', [0]);
  expect(claims.crowded().size).toBe(0);
  claims.note('one too many', [0]);
  expect([...claims.crowded()]).toEqual([0]);
});
