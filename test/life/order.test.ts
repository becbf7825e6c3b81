import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answered,
  ask,
  BOB,
  CAROL,
  call,
  create,
  DRAFTS,
  fault,
  mail,
  NO_ERROR,
  post,
  reply,
  saved,
  send,
} from './exchange.ts';
import { gist, outcomes, type Said, say, tell } from './scene.ts';

const IDS = [
  '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  '4a2504e0-0001-11d3-9a0c-0305e82c3301',
];

/** Three messages, each on a thread of its own. */
const THREADS: readonly (readonly Said[])[] = [
  [
    ...call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')), undefined, { tid: 1 }),
    ...call(4, send('AAMk1'), answered('SendItem', 'ErrorStaleObject'), undefined, { tid: 1 }),
  ],
  [
    ...call(1, create(CAROL), fault('ErrorServerBusy', 4000), IDS[0], { tid: 2 }),
    ...call(30, create(CAROL), answered('CreateItem', NO_ERROR), IDS[1], { tid: 2 }),
  ],
  [
    ask(2, create(mail('dave@contoso.com')), IDS[2], { tid: 3 }),
    say(3, reply(401, '', IDS[2]), { tid: 3 }),
    ...call(5, create(mail('dave@contoso.com')), answered('CreateItem', 'ErrorQuotaExceeded'), IDS[2], { tid: 3 }),
  ],
];

/** All threads in order of time, then by thread. */
function merged(threads: readonly (readonly Said[])[]): readonly Said[] {
  return threads.flat().toSorted((a, b) => a.at - b.at);
}

function told(scene: readonly Said[]): readonly unknown[] {
  return tell(scene, 200).map(gist);
}

const WHOLE = told(merged(THREADS));

describe('the order that does not matter', () => {
  it('what others do on other threads changes nothing', () => {
    expect(WHOLE).toMatchObject([{ outcome: 'stuck-in-drafts' }, { outcome: 'delivered' }, { outcome: 'rejected' }]);
    for (const thread of THREADS) {
      const [alone] = tell(thread, 200);
      expect(WHOLE).toContainEqual({ ...Object(alone === undefined ? {} : gist(alone)), id: expect.any(String) });
    }
  });

  it('of files: each thread in its own, in any order', () => {
    const places = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(places, fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3, maxLength: 3 }), (order, names) => {
        const files = order.map((i) => (THREADS[i] ?? []).map((said) => ({ ...said, source: `${names[i]}.txt` })));
        expect(told(files.flat())).toEqual(WHOLE);
      }),
    );
  });

  it('of files: a call with its answer in another file', () => {
    const split = merged(THREADS).map((said) => ({
      ...said,
      source: said.text.startsWith('HTTP') ? 'a.txt' : 'b.txt',
    }));
    expect(told(split)).toEqual(WHOLE);
    expect(told(split.toReversed().toSorted((a, b) => a.at - b.at))).toEqual(WHOLE);
  });

  it('of files: an answer of the same moment that an id ties', () => {
    const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
    const asked = say(0, post(create(BOB), id), { tid: 1 });
    const answer = say(0, reply(200, answered('CreateItem', NO_ERROR), id), { tid: 2 });
    for (const [mine, theirs] of [['a.txt', 'b.txt'] as const, ['b.txt', 'a.txt'] as const]) {
      const scene = [
        { ...asked, source: mine },
        { ...answer, source: theirs },
      ];
      expect(outcomes(scene, 300)).toEqual(['bob@contoso.com delivered']);
    }
  });

  it('of unrelated records in between: any interleaving of the threads that keeps their order', () => {
    const picks = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(picks, (order) => {
        const rest = THREADS.map((thread) => [...thread]);
        const scene = [...order, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2].flatMap((i) => rest[i]?.shift() ?? []);
        expect(told(scene)).toEqual(WHOLE);
      }),
    );
  });
});
