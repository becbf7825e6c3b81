import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LifeContext } from '../../src/life/index.ts';
import type { Certainty, Life } from '../../src/model/life.ts';
import { answered, ask, call, create, DRAFTS, fault, mail, NO_ERROR, remove, reply, saved, send } from './exchange.ts';
import { gist, type Said, say, tell } from './scene.ts';

const END = 400;
const PEOPLE = ['bob', 'carol', 'dave', 'erin'].map((name) => `${name}@contoso.com`);

interface Plan {
  readonly to: string;
  readonly at: number;
  readonly shape: number;
  readonly hasIds: boolean;
}

const plans: fc.Arbitrary<readonly Plan[]> = fc.array(
  fc.record({
    to: fc.constantFrom(...PEOPLE),
    at: fc.integer({ min: 0, max: 200 }),
    shape: fc.integer({ min: 0, max: 7 }),
    hasIds: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

/** The records of one message, on a thread of its own. */
function recordsOf({ to, at, shape, hasIds }: Plan, n: number): readonly Said[] {
  const more = { tid: n + 1 };
  const id = (leg: number) =>
    hasIds ? `3f2504e0-4f89-11d3-9a0c-${String(n * 10 + leg).padStart(12, '0')}` : undefined;
  const words = mail(to, { html: `<html><body><p>message ${n}</p></body></html>` });
  const item = `AAMk${n}`;
  const save = call(at, create(words, 'SaveOnly', DRAFTS), answered('CreateItem', saved(item)), id(0), more);
  switch (shape) {
    case 0:
      return call(at, create(words), answered('CreateItem', NO_ERROR), id(0), more);
    case 1:
      return call(at, create(words), answered('CreateItem', 'ErrorQuotaExceeded'), id(0), more);
    case 2:
      return [...save, ...call(at + 2, send(item), answered('SendItem', NO_ERROR), id(1), more)];
    case 3:
      return [...save, ...call(at + 2, send(item), answered('SendItem', 'ErrorStaleObject'), id(1), more)];
    case 4:
      return [...save, ...call(at + 9, remove(item), answered('DeleteItem', NO_ERROR), id(1), more)];
    case 5:
      return [
        ...call(at, create(words), fault('ErrorServerBusy'), id(0), more),
        ...call(at + 20, create(words), answered('CreateItem', NO_ERROR), id(1), more),
      ];
    case 6:
      return [
        ask(at, create(words), id(0), more),
        say(at + 1, reply(401, '', id(0), ['WWW-Authenticate: Negotiate']), more),
        ...call(at + 2, create(words), answered('CreateItem', NO_ERROR), id(0), more),
      ];
    default:
      return [ask(at, create(words), id(0), more)];
  }
}

function sceneOf(all: readonly Plan[]): readonly Said[] {
  return all.flatMap(recordsOf).toSorted((a, b) => a.at - b.at);
}

/** A life by what it is, without its number; citations as `source:at` so that they outlive a renumbering. */
function told(life: Life): string {
  const refs = life.steps.flatMap(({ evidence }) => evidence.map(({ at, source }) => `${source} ${at}`));
  return JSON.stringify([{ ...Object(gist(life)), id: '' }, refs]);
}

const ORDER: readonly Certainty[] = ['possible', 'likely', 'proven'];

describe('laws of lives', () => {
  it('records of equal time may stand in any order that each thread keeps', () => {
    fc.assert(
      fc.property(plans, fc.integer(), (all, seed) => {
        const together = all.map((plan) => ({ ...plan, at: 0 }));
        const threads = together.map(recordsOf);
        const inOrder = threads.flat().toSorted((a, b) => a.at - b.at);
        const turned = threads
          .toReversed()
          .flat()
          .toSorted((a, b) => a.at - b.at);
        const mixed = seed % 2 === 0 ? turned : inOrder.toSorted((a, b) => a.at - b.at || (b.tid ?? 0) - (a.tid ?? 0));
        expect(tell(mixed, END).map(told).toSorted()).toEqual(tell(inOrder, END).map(told).toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('removing one record changes only lives that cite it', () => {
    fc.assert(
      fc.property(plans, fc.nat(), (all, pick) => {
        const scene = sceneOf(all);
        const gone = scene[pick % scene.length];
        if (gone === undefined) return;
        const before = tell(scene, END);
        const after = new Set(
          tell(
            scene.filter((one) => one !== gone),
            END,
          ).map(told),
        );
        for (const [i, life] of before.entries()) {
          const isOwn = [...life.steps, ...life.attempts].some(({ evidence }) =>
            evidence.some(({ line }) => Math.floor(line / 100) === scene.indexOf(gone)),
          );
          // A sending that lost its message makes silence doubtful everywhere: that is the gap's doing.
          const likely = told({ ...life, certainty: 'likely' });
          const isSame = after.has(told(life)) || (life.certainty === 'proven' && after.has(likely));
          if (!isOwn) expect(isSame, `life ${i} of ${JSON.stringify(all)} without ${gone.at}`).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a gap never makes a verdict stronger', () => {
    const gaps: readonly Partial<LifeContext>[] = [{ hasUndecoded: true }, { hasUnpaired: true }];
    fc.assert(
      fc.property(plans, fc.constantFrom(...gaps), fc.nat(), (all, gap, pick) => {
        const whole = sceneOf(all);
        const scene = whole.filter((_, i) => i !== pick % (2 * whole.length));
        const [sure, doubtful] = [tell(scene, END), tell(scene, END, gap)];
        expect(doubtful.map(({ outcome }) => outcome)).toEqual(sure.map(({ outcome }) => outcome));
        for (const [i, life] of doubtful.entries()) {
          const before = ORDER.indexOf(sure[i]?.certainty ?? 'possible');
          expect(ORDER.indexOf(life.certainty)).toBeLessThanOrEqual(before);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a trace that ends earlier leaves a failure only where the trace shows it', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: END }), (all, end) => {
        const scene = sceneOf(all).filter(({ at }) => at <= end);
        for (const life of tell(scene, end)) {
          const isExplicit = life.attempts.some(({ result, retryable }) => result === 'error' && !retryable);
          if (!life.deadlinePassed && !isExplicit) expect(['delivered', 'pending', 'unknown']).toContain(life.outcome);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('many requests', () => {
  it('without answers end as as many lives, none of them called failed without its deadline', () => {
    const scene = Array.from({ length: 5000 }, (_, n) =>
      ask(n / 1000, create(mail('bob@contoso.com', { html: `<html><body>message ${n}</body></html>` }))),
    );
    const lives = tell(scene, 10);
    expect(lives).toHaveLength(5000);
    expect(new Set(lives.map(({ outcome }) => outcome))).toEqual(new Set(['pending']));
  });
});
