import type { Figures } from './figures.ts';

/** The least that a condition's figures may be. */
export type Floor = Partial<Figures>;

const CLEAN: Floor = { f1: 0.995, outcome: 0.995 };

/** What is asked of the analyser. Never a false `delivered` is asked in every condition. */
export const ASKED: Readonly<Record<string, Floor>> = {
  clean: CLEAN,
  'loss-3': { f1: 0.97, outcome: 0.96 },
  'loss-10': { f1: 0.93, outcome: 0.9 },
  'in-flight-2': CLEAN,
  'in-flight-10': CLEAN,
  'in-flight-50': CLEAN,
  'no-ids-50': { f1: 0.95, outcome: 0.95 },
};

/** The figures below their floor, in words. */
export function shortfalls(figures: Figures, floor: Floor): readonly string[] {
  const names = Object.keys(floor) as (keyof Figures)[];
  return names
    .filter((name) => figures[name] < (floor[name] ?? 0))
    .map((name) => `${name} ${figures[name].toFixed(4)} < ${floor[name]}`);
}
