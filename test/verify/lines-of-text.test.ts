import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from '../../src/verify/lines-of-text.ts';
import { type Encoding, encode, fileOf } from './chunked-file.ts';

/** Letters of which a byte is that of a line feed are among them. */
const line = fc.stringMatching(/^[a-z\u010a\u0a0a\u0a41\u20ac\r ]{0,12}$/);

test('a line is found by its number, where it begins, however the file is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
      fc.array(fc.integer({ min: 1, max: 1 << 17 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 3 }),
      async (some, encoding, sizes, filler) => {
        const mark = encode('\ufeff', encoding);
        const lines = ['x'.repeat(40_000 * filler), ...some];
        const bytes = Buffer.concat([mark, encode(lines.join('\n'), encoding)]);
        const wanted = lines.flatMap((text, index) => {
          const before = encode(
            lines
              .slice(0, index)
              .map((one) => `${one}\n`)
              .join(''),
            encoding,
          );
          return index % 2 === 0 ? [[index + 1, { offset: mark.length + before.length, text }] as const] : [];
        });
        const numbers = new Set([...wanted.map(([number]) => number), lines.length + 1]);
        expect(await readLines(fileOf(bytes, sizes), numbers)).toEqual(new Map(wanted));
      },
    ),
    { numRuns: 50 },
  );
});
