import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrastsOf } from '../../src/batch/fleet/contrasts.ts';

function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

/** The upper tail of the hypergeometric distribution, by counting. */
function tail(failingWith: number, failing: number, healthyWith: number, healthy: number): number {
  const having = failingWith + healthyWith;
  let ways = 0;
  for (let a = failingWith; a <= Math.min(having, failing); a++)
    ways += choose(failing, a) * choose(healthy, having - a);
  return ways / choose(failing + healthy, having);
}

const value = (failing: number, of: number, healthy: number, ofHealthy: number) => ({
  fact: 'mailbox',
  value: 'online',
  failing: { with: failing, of },
  healthy: { with: healthy, of: ofHealthy },
});

describe('what failing bundles share', () => {
  test('is told where chance would hardly have it so', () => {
    expect(contrastsOf([value(8, 9, 1, 20)])).toEqual([
      { ...value(8, 9, 1, 20), difference: 0.8389, p: Number(tail(8, 9, 1, 20).toPrecision(4)) },
    ]);
    expect(contrastsOf([value(4, 9, 9, 20)]), 'as often as in healthy ones').toEqual([]);
    expect(contrastsOf([value(1, 1, 0, 40)]), 'one bundle shares nothing with others').toEqual([]);
    expect(contrastsOf([value(5, 5, 0, 0)]), 'nothing to compare with').toEqual([]);
  });

  test('has the chance of the exact test', () => {
    const some = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat(8), fc.nat(6), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(some, ([failingWith, more, healthyWith, others]) => {
        const [failing, healthy] = [failingWith + more, healthyWith + others];
        const expected = tail(failingWith, failing, healthyWith, healthy);
        const [found] = contrastsOf([value(failingWith, failing, healthyWith, healthy)]);
        if (expected < 0.0499) expect(found?.p).toBeCloseTo(expected, 5);
        if (expected > 0.0501) expect(found).toBeUndefined();
      }),
    );
  });
});
