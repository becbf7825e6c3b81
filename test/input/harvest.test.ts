import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harvest, harvestHex } from '../../src/input/harvest.ts';

const hex = (text: string, encoding: 'latin1' | 'utf16le' = 'latin1'): string =>
  Buffer.from(text, encoding).toString('hex').toUpperCase();

describe('texts in the bytes of an event', () => {
  test('a real one', () => {
    const digits =
      '202020202020202020202020202044656C65746549485652494C536572766963653A204F70656E53434D616E61676572206661696C6564202835290A00';
    expect(harvestHex(digits).texts).toEqual(['              DeleteIHVRILService: OpenSCManager failed (5)\n']);
  });

  test.each([
    ['nothing', '', []],
    ['no text', '04000000AC02000000A01885809DFFFF', []],
    ['one byte a character', hex('HTTP/1.1 200 OK\0'), ['HTTP/1.1 200 OK']],
    ['two bytes a character', hex('HTTP/1.1 200 OK\0', 'utf16le'), ['HTTP/1.1 200 OK']],
    ['both', hex('plain\0') + hex('wide text\0', 'utf16le'), ['plain', 'wide text']],
    ['numbers in front and behind', `01000000${hex('wide', 'utf16le')}0000FF`, ['wide']],
    ['lines', hex('a: 1\r\nb: 2\n'), ['a: 1\r\nb: 2\n']],
    ['fewer than four characters', `${hex('abc')}00${hex('xyz', 'utf16le')}0000`, []],
    ['blanks alone', hex('        '), []],
    ['lower case digits', hex('text').toLowerCase(), ['text']],
    ['digits over lines', hex('text of an event').replace(/(.{8})/g, '$1\r\n\t'), ['text of an event']],
    ['half a byte at the end', `${hex('text')}4`, ['text']],
  ])('%s', (_, digits, expected) => {
    expect(harvestHex(digits).texts).toEqual(expected);
  });

  test('every text between zeros is found, and no other', () => {
    const text = fc.stringMatching(/^[!-~][ -~]{2,30}[!-~]$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 8 }), (texts) => {
        const digits = texts
          .map(([value, isWide]) => `00000000${hex(value, isWide ? 'utf16le' : 'latin1')}00000000`)
          .join('');
        expect(harvestHex(digits).texts).toEqual(texts.map(([value]) => value));
      }),
    );
  });

  test('random bytes and digits throw nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, rubbish) => {
        for (const found of harvestHex(Buffer.from(bytes).toString('hex')).texts)
          expect(found).toMatch(/^[\t\n\r -~]{4,}$/);
        harvestHex(rubbish).texts;
      }),
    );
  });
});
