import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimise } from '../../src/excerpt/minimise.ts';

const items = Array.from({ length: 40 }, (_, i) => i);
const never = () => false;

test('what is needed is kept, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 12 }), async (needed) => {
      const { kept, isMinimal } = await minimise(
        items,
        async (some) => needed.every((one) => some.includes(one)),
        never,
      );
      expect(kept).toEqual(needed.toSorted((a, b) => a - b));
      expect(isMinimal).toBe(true);
    }),
  );
});

test('whatever is asked for, what comes out is enough, and without any one item it is not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.func(fc.boolean()), fc.integer({ min: 1, max: 14 }), async (chance, length) => {
      const all = items.slice(0, length);
      const isEnough = async (some: readonly number[]) => some.length === length || chance(some.join());
      const { kept } = await minimise(all, isEnough, never);
      expect(await isEnough(kept)).toBe(true);
      for (const one of kept) expect(await isEnough(kept.filter((item) => item !== one))).toBe(false);
    }),
  );
});

test('of many items few are asked for', async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => i);
  let asked = 0;
  const { kept } = await minimise(
    many,
    async (some) => {
      asked++;
      return some.includes(17) && some.includes(8000);
    },
    never,
  );
  expect(kept).toEqual([17, 8000]);
  expect(asked).toBeLessThan(80);
});

test('where the time is over, what was found so far is the answer, and it is said', async () => {
  let asked = 0;
  const isEnough = async (some: readonly number[]) => {
    asked++;
    return some.includes(7);
  };
  const { kept, isMinimal } = await minimise(items, isEnough, () => asked >= 2);
  expect(isMinimal).toBe(false);
  expect(kept).toContain(7);
  expect(kept.length).toBeLessThan(items.length);
});
