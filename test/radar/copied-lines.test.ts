import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticks } from '../../src/model/ticks.ts';
import { CopiedLines } from '../../src/radar/copied-lines.ts';
import { FORMS, inventedEvents, MESSAGES } from './invented-trace.ts';
import { lineOf } from './lines.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

const EVENTS = inventedEvents(MESSAGES);

test.each(Object.entries(FORMS))('a copy of a trace, and the same trace as %s, count once', async (_form, write) => {
  const bytes = FORMS.tracefmt?.(EVENTS) ?? '';
  const one = await inFolder({ 'b.log': bytes }, (folder) => radar([folder]));
  const files = { 'b.log': bytes, 'copies/b.log': bytes, 'a.xml': write(EVENTS) };
  const all = await inFolder(files, (folder) => radar([folder]));
  expect(all.lines).toEqual(one.lines);
  const counts = ({ shapes }: typeof one) => shapes.map(({ count }) => count).sort();
  expect(counts(all)).toEqual(counts(one));
  expect(all.shapes.every(({ first }) => first.source === 'a.xml')).toBe(true);
});

test('with known messages copies count once, too', async () => {
  const bytes = FORMS.tracefmt?.(EVENTS) ?? '';
  const known = { file: 'known.txt', content: 'bob@contoso.com 09:15 stuck' };
  const one = await inFolder({ 'b.log': bytes }, (folder) => radar([folder], { known }));
  const two = await inFolder({ 'b.log': bytes, 'c.log': bytes }, (folder) => radar([folder], { known }));
  expect(two.shapes).toEqual(one.shapes);
});

test('what one source tells twice counts twice, in whatever order sources come', () => {
  const line = (source: string) => lineOf('offline message hums', 1, { at: ticks(0), pid: 7, tid: 9, source });
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }), (sources) => {
      const copied = new CopiedLines();
      const counted = sources.filter((source) => !copied.isCopy(line(source))).length;
      expect(counted).toBe(
        Math.max(...['a', 'b', 'c'].map((one) => sources.filter((source) => source === one).length)),
      );
    }),
  );
});

test('another moment, process, thread or text, or none of a time, is no copy', () => {
  const base = { at: ticks(0), pid: 7, tid: 9, source: 'a' };
  const copied = new CopiedLines();
  copied.isCopy(lineOf('offline message hums', 1, base));
  for (const more of [{ at: ticks(10_000) }, { pid: 8 }, { tid: 8 }])
    expect(copied.isCopy(lineOf('offline message hums', 1, { ...base, source: 'b', ...more }))).toBe(false);
  expect(copied.isCopy(lineOf('offline message sings', 1, { ...base, source: 'b' }))).toBe(false);
  expect(copied.isCopy(lineOf('offline message hums', 1, { ...base, source: 'b' }))).toBe(true);
  const { at: _, ...timeless } = base;
  expect(copied.isCopy(lineOf('x', 1, timeless))).toBe(false);
  expect(copied.isCopy(lineOf('x', 1, { ...timeless, source: 'b' }))).toBe(false);
});

test('of lines in whatever number one source alone tells none is a copy, and another source copies each', () => {
  const copied = new CopiedLines();
  const line = (source: string, n: number) => lineOf(`offline message ${n % 1000}`, n, { at: ticks(0), source });
  for (let n = 0; n < 3000; n++) expect(copied.isCopy(line('a', n))).toBe(false);
  for (let n = 0; n < 3000; n++) expect(copied.isCopy(line('b', n))).toBe(true);
  expect(copied.isCopy(line('b', 0))).toBe(false);
});
