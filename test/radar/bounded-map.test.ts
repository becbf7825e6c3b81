import { expect, test } from 'vitest';
import { BoundedMap } from '../../src/radar/bounded-map.ts';
import { heldBy } from '../model/held-memory.ts';

const MIB = 1 << 20;

test('a key that is a part of a long text does not keep it', async () => {
  const { result, bytes } = await heldBy(() => {
    const map = new BoundedMap<true>(1000);
    for (let i = 0; i < 100; i++) {
      const text = `${String(i).padStart(20, 'k')}${'x'.repeat(MIB)}`;
      map.at(text.slice(0, 20), () => true);
    }
    return map;
  });
  expect(result.entries()).toHaveLength(100);
  expect(bytes).toBeLessThan(10 * MIB);
});

test('it holds little more than its limit, and the same keys in whatever order they come', () => {
  const keys = Array.from({ length: 500 }, (_, i) => `key ${i}`);
  const [map, other] = [new BoundedMap<number>(16), new BoundedMap<number>(16)];
  for (const [i, key] of keys.entries()) map.at(key, () => i);
  for (const [i, key] of [...keys.entries()].reverse()) other.at(key, () => i);
  expect(map.entries()).toHaveLength(16);
  expect(other.entries()).toEqual(map.entries());
});
