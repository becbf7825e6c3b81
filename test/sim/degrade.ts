import type { SimRecord } from './call.ts';
import type { Condition } from './condition.ts';
import type { Dice } from './dice.ts';

/** What is left of the records after their way into the bundle, in the same order. */
export function degrade(records: readonly SimRecord[], condition: Condition, dice: Dice): readonly SimRecord[] {
  return records.flatMap((record) => {
    // Each draws the same number of times, so that a greater share only loses more.
    const [loss, cut, undecoded, where] = [dice.next(), dice.next(), dice.next(), dice.next()];
    if (loss * 100 < condition.lost) return [];
    if (undecoded * 100 < condition.undecoded) return [{ ...record, isUndecoded: true }];
    if (cut * 100 < condition.cut) {
      const length = Math.max(1, Math.floor(record.text.length * (0.2 + 0.78 * where)));
      return [{ ...record, text: record.text.slice(0, length) }];
    }
    return [record];
  });
}

/** The records as the files of a rotated log, oldest first. */
export function inFiles(records: readonly SimRecord[], files: number, dice: Dice): readonly (readonly SimRecord[])[] {
  const count = files < 2 ? 1 : 2 + dice.below(files - 1);
  const cuts = Array.from({ length: count - 1 }, () => 1 + dice.below(Math.max(1, records.length - 1)));
  const bounds = [0, ...cuts.sort((a, b) => a - b), records.length];
  return bounds
    .slice(1)
    .map((to, i) => records.slice(bounds[i], to))
    .filter((part) => part.length > 0);
}
