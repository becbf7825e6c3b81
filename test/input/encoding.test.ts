import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codingOf, decode, Utf8Check } from '../../src/input/encoding.ts';

const TEXT = 'TL_INFO(TF_A) [0]1BD4.0D0C::06/08/2016-09:15:00.101 Entwürfe\n';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('the encoding of a file', () => {
  const table: ReadonlyArray<readonly [string, Uint8Array, string, number]> = [
    ['nothing', Buffer.alloc(0), 'utf-8', 0],
    ['ASCII', Buffer.from('abc'), 'utf-8', 0],
    ['UTF-8', Buffer.from(TEXT), 'utf-8', 0],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8', 3],
    ['UTF-8 cut inside a character', Buffer.from('下').subarray(0, 2), 'utf-8', 0],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le', 2],
    ['UTF-16LE with a mark and nothing else', Buffer.from('\ufeff', 'utf16le'), 'utf-16le', 2],
    ['UTF-16BE with a mark', utf16be(`\ufeff${TEXT}`), 'utf-16be', 2],
    ['UTF-16LE without a mark', Buffer.from(TEXT, 'utf16le'), 'utf-16le', 0],
    ['UTF-16BE without a mark', utf16be(TEXT), 'utf-16be', 0],
    ['half of the characters of UTF-16LE Japanese', Buffer.from('Name : 下書きフォルダ\n', 'utf16le'), 'utf-16le', 0],
    ['windows-1252', Buffer.from(TEXT, 'latin1'), 'windows-1252', 0],
    ['a euro sign of windows-1252 in front', Buffer.from([0x80, 0x20, 0x35]), 'windows-1252', 0],
    ['binary data', Buffer.from([0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 3, 0, 0]), 'utf-8', 0],
  ];

  test.each(table)('%s', (_, bytes, encoding, bom) => {
    expect(codingOf(bytes)).toEqual({ encoding, bom, unit: encoding.startsWith('utf-16') ? 2 : 1 });
  });
});

describe('chunks of UTF-8', () => {
  function isUtf8(...chunks: readonly Uint8Array[]): boolean {
    const check = new Utf8Check();
    for (const chunk of chunks) check.add(chunk);
    return check.isValid;
  }

  test('are valid together wherever they are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (text, one, other) => {
        const bytes = Buffer.from(text);
        const [first, second] = [one % (bytes.length + 1), other % (bytes.length + 1)].toSorted((a, b) => a - b);
        expect(isUtf8(bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second))).toBe(true);
      }),
    );
  });

  test.each([
    [[0xe9, 0x20]],
    [[0x80, 0x61]],
    [[0x61, 0xff, 0x61]],
    [[0xc0, 0x80, 0x61]],
    [[0xed, 0xa0, 0x80, 0x61]],
    [[0x61, 0x80, 0x80, 0x80, 0x61]],
    [[0x61, 0xe2, 0x82]],
  ])('are none with %j, in one chunk or in many', (bytes) => {
    expect(isUtf8(Buffer.from(bytes))).toBe(false);
    expect(isUtf8(...bytes.map((byte) => Buffer.from([byte])))).toBe(false);
  });
});

describe('decoding', () => {
  const utf8 = codingOf(Buffer.from('a'));

  test('reads what is no UTF-8 as windows-1252, in which 0x80 is the euro sign', () => {
    expect(decode(Buffer.from([0x80, 0x20, 0x93, 0x5a, 0x6f, 0xeb, 0x94]), utf8)).toEqual({
      text: '€ “Zoë”',
      width: 1,
    });
  });

  test('leaves out a character that is cut at the end, not the others', () => {
    const bytes = Buffer.from('Zoë ë');
    expect(decode(bytes.subarray(0, -1), utf8)).toEqual({ text: 'Zoë ', width: 'utf-8' });
  });

  test('never throws, and gives text of whole characters back', () => {
    const codings = [
      utf8,
      codingOf(Buffer.from(TEXT, 'latin1')),
      codingOf(Buffer.from(TEXT, 'utf16le')),
      codingOf(utf16be(TEXT)),
    ];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(...codings), (bytes, coding) => {
        expect(decode(bytes, coding).text.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decode(Buffer.from(text), utf8).text).toBe(text);
        expect(decode(utf16be(text), codingOf(utf16be(TEXT))).text).toBe(text);
        expect(decode(Buffer.from(text, 'utf16le'), codingOf(Buffer.from(TEXT, 'utf16le'))).text).toBe(text);
      }),
    );
  });
});
