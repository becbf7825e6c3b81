import type { FleetContrast } from '../../model/fleet.ts';

/** Users of whom a fact is known, and those of them that have a value: of failing bundles and of healthy ones. */
export interface ValueCount {
  readonly fact: string;
  readonly value: string;
  readonly failing: { readonly with: number; readonly of: number };
  readonly healthy: { readonly with: number; readonly of: number };
}

/** Less likely by chance than once in twenty. */
const MOST_P = 0.05;
/** Enough to rank by, few enough that no order of additions shows. */
const DIGITS = 4;

/** Logarithms of the factorials up to `most`. */
function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}

/**
 * Chance that of `with` users drawn at random among all at least as many are failing ones: Fisher's exact test, one-sided (the upper tail of the
 * hypergeometric distribution).
 */
function chance({ failing, healthy }: ValueCount, logs: Float64Array): number {
  const log = (n: number): number => logs[n] ?? 0;
  const [all, having] = [failing.of + healthy.of, failing.with + healthy.with];
  const fixed = log(having) + log(all - having) + log(failing.of) + log(healthy.of) - log(all);
  let sum = 0;
  for (let a = failing.with; a <= Math.min(having, failing.of); a++) {
    const [b, c] = [having - a, failing.of - a];
    const d = healthy.of - b;
    if (b < 0 || d < 0) continue;
    sum += Math.exp(fixed - log(a) - log(b) - log(c) - log(d));
  }
  return Math.min(1, sum);
}

/** The values that failing bundles have more often than chance would let them, the least likely first. */
export function contrastsOf(counts: readonly ValueCount[]): readonly FleetContrast[] {
  const most = counts.reduce((top, { failing, healthy }) => Math.max(top, failing.of + healthy.of), 0);
  const logs = logFactorials(most);
  return counts
    .flatMap((count): readonly FleetContrast[] => {
      const { failing, healthy } = count;
      if (failing.with < 2 || failing.of === 0 || healthy.of === 0) return [];
      const difference = Number((failing.with / failing.of - healthy.with / healthy.of).toFixed(DIGITS));
      const p = difference > 0 ? Number(chance(count, logs).toPrecision(DIGITS)) : 1;
      return p > MOST_P ? [] : [{ ...count, difference, p }];
    })
    .toSorted(
      (a, b) => a.p - b.p || b.difference - a.difference || compare(`${a.fact} ${a.value}`, `${b.fact} ${b.value}`),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
