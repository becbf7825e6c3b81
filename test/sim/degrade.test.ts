import { describe, expect, it } from 'vitest';
import { CONDITIONS, type Condition } from './condition.ts';
import { degrade, inFiles } from './degrade.ts';
import { diceOf } from './dice.ts';
import { liveThrough } from './world.ts';

const [clean] = CONDITIONS;
if (clean === undefined) throw new Error('no condition');
const world = liveThrough(11, clean);

function left(parts: Partial<Condition>): ReturnType<typeof degrade> {
  return degrade(world.records, { ...(clean as Condition), ...parts }, diceOf('degrade'));
}

describe('on the way into the bundle', () => {
  it('nothing happens to a clean trace', () => {
    expect(left({})).toEqual(world.records);
  });

  it('loss removes records and changes none', () => {
    const records = left({ lost: 10 });
    expect(records.length).toBeLessThan(world.records.length);
    expect(records.length).toBeGreaterThan(0.75 * world.records.length);
    const all = new Set(world.records);
    for (const record of records) expect(all.has(record)).toBe(true);
  });

  it('a greater loss removes what a smaller one does, and more', () => {
    const more = new Set(left({ lost: 10 }));
    const less = new Set(left({ lost: 3 }));
    for (const record of more) expect(less.has(record)).toBe(true);
  });

  it('a cut text is the beginning of what it was', () => {
    const records = left({ cut: 20 });
    expect(records.length).toBe(world.records.length);
    for (const [i, { text }] of records.entries()) expect(world.records[i]?.text.startsWith(text)).toBe(true);
    expect(records.some(({ text }, i) => text.length < (world.records[i]?.text.length ?? 0))).toBe(true);
  });

  it('rotation keeps every record once, in order', () => {
    const files = inFiles(world.records, 3, diceOf('files'));
    expect(files.length).toBeGreaterThan(1);
    expect(files.flat()).toEqual(world.records);
  });
});
