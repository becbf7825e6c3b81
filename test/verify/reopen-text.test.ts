import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reopenText } from '../../src/verify/reopen-text.ts';
import { type Encoding, encode, fileOf } from './chunked-file.ts';

interface Piece {
  readonly text: string;
  readonly isStart: boolean;
}

/** Lines, and events of XML that stand on one line behind one another. Letters of which a byte is that of a line feed are among them. */
const word = fc.stringMatching(/^[a-z<>\u010a\u0a0a\u0a41\u20ac ]{0,12}$/);
const line = word.map((text): readonly Piece[] => [{ text: `${text}\n`, isStart: true }]);
const events = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map((texts): readonly Piece[] => [
    ...texts.map((text) => ({ text: `<Event>${text.replaceAll(/[<>]/g, '')}</Event>`, isStart: true })),
    { text: '\n', isStart: false },
  ]);
const pieces = fc.array(fc.oneof(line, events), { minLength: 1, maxLength: 30 }).map((some) => some.flat());

test('each line and event is found at its offset, on its line, with its text, however the file is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      pieces,
      fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
      fc.array(fc.integer({ min: 1, max: 1 << 17 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 3 }),
      async (some, encoding, sizes, filler) => {
        // Long enough in front that the places do not all lie in the first bytes.
        const all = [{ text: `\ufeff${'x'.repeat(40_000 * filler)}\n`, isStart: true }, ...some];
        const bytes = Buffer.concat(all.map(({ text }) => encode(text, encoding)));
        const wanted: { offset: number; line: number; text: string; isStart: boolean }[] = [];
        let [offset, lines] = [0, 1];
        for (const { text, isStart } of all) {
          const shown = text.replace(/\n$|<\/Event>$/, '');
          if (offset > 0) wanted.push({ offset, line: lines, text: shown, isStart });
          offset += encode(text, encoding).length;
          if (text.endsWith('\n')) lines++;
        }
        const seen: typeof wanted = [];
        const last = await reopenText(fileOf(bytes, sizes), {
          offsets: wanted.map((one) => one.offset),
          lastLine: lines + 5,
          onPassage: (at, passage) => {
            const { line, isStart } = passage;
            seen.push({ offset: at, line, text: passage.text(), isStart });
          },
        });
        expect(seen).toEqual(wanted);
        expect(last).toBe(lines);
      },
    ),
    { numRuns: 150 },
  );
});

test('an offset in the middle of a line is no place of a citation, and one behind the end is told nothing of', async () => {
  const seen: [number, boolean, number][] = [];
  const bytes = Buffer.from('one\ntwo\nthree');
  await reopenText(fileOf(bytes, [4]), {
    offsets: [1, 4, 6, 8, 13, 500],
    lastLine: 0,
    onPassage: (offset, { isStart, line }) => seen.push([offset, isStart, line]),
  });
  expect(seen).toEqual([
    [1, false, 1],
    [4, true, 2],
    [6, false, 2],
    [8, true, 3],
  ]);
});

test('no more is read than up to the last place that is wanted', async () => {
  let read = 0;
  const file = fileOf(Buffer.from('line\n'.repeat(100_000)), [5000]);
  await reopenText(file, {
    offsets: [100_000],
    lastLine: 0,
    onPassage: () => undefined,
    onBytes: (bytes) => {
      read = bytes;
    },
  });
  expect(read).toBeLessThan(120_000);
});

test('a line without an end is looked at up to the longest record', async () => {
  const text = `${'y'.repeat(6 << 20)}END`;
  let length = 0;
  await reopenText(fileOf(Buffer.from(`first\n${text}`), [1 << 18]), {
    offsets: [6],
    lastLine: 0,
    onPassage: (_, passage) => {
      length = passage.text().length;
    },
  });
  expect(length).toBe(4 << 20);
});
