import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harvest, harvestHex } from '../../src/input/harvest.ts';
import { isPrintable } from '../../src/input/text-classes.ts';

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
        for (const found of harvest(bytes).texts) expect(found.trim().length).toBeGreaterThanOrEqual(4);
        harvestHex(rubbish);
      }),
    );
  });
});

/** Bytes that no text has, and no upper half of a letter. */
const noText = fc.uint8Array({ min: 0x0f, max: 0x1d, maxLength: 24 });
const SAMPLES = [
  'https://mail.contoso.com/EWS/Exchange.asmx',
  '<?xml version="1.0"?><soap:Envelope/>',
  'ErrorServerBusy',
  'CHistorySpooler::Process',
];
const FOREIGN = ['Документ.docx', 'Größenänderung', '報告書の一覧.xlsx', 'Über uns', '문서 목록'];

function inEncoding(text: string, isWide: boolean): Buffer {
  return Buffer.from(`${text}\0`, isWide ? 'utf16le' : 'utf8');
}

describe('harvest', () => {
  test('a text planted at any place among other bytes is found whole, one or two bytes a character', () => {
    const printable = fc.oneof(
      fc.constantFrom(...SAMPLES),
      fc.stringMatching(/^[!-~][ -~]{4,60}[!-~]$/).filter((one) => !one.startsWith('.')),
    );
    fc.assert(
      fc.property(noText, printable, fc.boolean(), noText, (before, text, isWide, behind) => {
        const bytes = Buffer.concat([before, inEncoding(text, isWide), behind]);
        expect(harvest(bytes).texts).toEqual([text]);
      }),
      { numRuns: 1000 },
    );
  });

  test('texts of other scripts are found whole', () => {
    fc.assert(
      fc.property(noText, fc.constantFrom(...FOREIGN), fc.boolean(), noText, (before, text, isWide, behind) => {
        const bytes = Buffer.concat([before, Buffer.alloc(2), inEncoding(text, isWide), behind]);
        expect(harvest(bytes).texts).toContain(text);
      }),
      { numRuns: 500 },
    );
  });

  test('arguments one behind the other stay apart, and a number between them glues nothing on', () => {
    const number = fc.oneof(fc.nat(255), fc.integer()).map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32LE(value);
      return bytes;
    });
    // `ab=` or `>` in front of a wire text is taken for the text's own.
    const foreign = number.filter((bytes) => !/[a-z]{2}|[">=]/i.test(bytes.toString('latin1')));
    const text = fc.constantFrom(...SAMPLES);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(foreign), text, fc.boolean()), { maxLength: 6 }), (parts) => {
        const bytes = Buffer.concat(
          parts.flatMap(([before, value, isWide]) => [before ?? Buffer.alloc(0), inEncoding(value, isWide)]),
        );
        const found = harvest(bytes).texts;
        for (const [index, [before, value]] of parts.entries()) {
          // Of what no wire text begins, the characters in front may be its own: a tab is one as well.
          if (before === null || /^(?:http|<)/.test(value)) expect(found).toContain(value);
          else if (!isPrintable(before[3]))
            expect(
              found.some((one) => one.endsWith(value)),
              `${index}`,
            ).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a printable number in front of a wire text is no part of it', () => {
    const found = harvest(Buffer.from('EDCBPOST /EWS/Exchange.asmx HTTP/1.1\r\n\0'));
    expect(found.texts).toEqual(['POST /EWS/Exchange.asmx HTTP/1.1\r\n']);
    const wide = Buffer.concat([
      Buffer.from([0xe2, 0x35]),
      Buffer.from('HTTP/1.1 503 Service Unavailable\0', 'utf16le'),
    ]);
    expect(harvest(wide).texts).toEqual(['HTTP/1.1 503 Service Unavailable']);
    expect(harvest(Buffer.from('url=https://mail.contoso.com/\0')).texts).toEqual(['url=https://mail.contoso.com/']);
  });

  test('a short string in front of one of two bytes a character keeps its last letter', () => {
    const bytes = Buffer.concat([Buffer.from('GET\0'), Buffer.from('mail.contoso.com\0', 'utf16le')]);
    expect(harvest(bytes).texts).toEqual(['mail.contoso.com']);
  });

  test('a counted text has no NUL, and its count is no character', () => {
    const text = 'Draft saved for bob@contoso.com.';
    const wide = Buffer.concat([Buffer.from([2 * text.length, 0]), Buffer.from(text, 'utf16le'), Buffer.from([1, 2])]);
    expect(harvest(wide).texts).toEqual([text]);
    expect(harvest(Buffer.concat([Buffer.from([5, 0]), Buffer.from('DraftXY'), Buffer.from([1])])).texts).toEqual([
      'Draft',
    ]);
  });

  test('a text that was cut at the end of the payload is told as far as it goes', () => {
    expect(harvest(Buffer.from('<t:Subject>Grüße aus M', 'utf16le')).texts).toEqual(['<t:Subject>Grüße aus M']);
    expect(harvest(Buffer.from('<t:Subject>Grüße aus M')).texts).toEqual(['<t:Subject>Grüße aus M']);
  });

  test.each([
    ['0x80072EE2', 0x80072ee2],
    ['0x80190191', 0x80190191],
    ['0x80090322', 0x80090322],
    ['0xC00000B5', 0xc00000b5],
  ])('%s is known at any place outside of texts, each once', (code, value) => {
    fc.assert(
      fc.property(noText, noText, (before, behind) => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32LE(value);
        expect(harvest(Buffer.concat([before, bytes, behind, bytes])).codes).toEqual([code]);
      }),
    );
  });

  test('plain numbers are no codes: nobody says what 401 or 12002 counts', () => {
    expect(harvest(Buffer.from([0x91, 1, 0, 0, 0xe2, 0x2e, 0, 0]))).toEqual({ texts: [], codes: [] });
  });

  test('fewer than 1 in 100 payloads of 64 random bytes hold what is taken for a text', () => {
    // A fixed row of numbers: the rate is the same on every run (0.5 % of 20,000).
    let seed = 1;
    const byte = (): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed >>> 24;
    };
    let found = 0;
    for (let i = 0; i < 20_000; i++) {
      const { texts, codes } = harvest(Uint8Array.from({ length: 64 }, byte));
      if (texts.length + codes.length > 0) found++;
    }
    expect(found).toBeLessThan(200);
  });

  test('time grows with the bytes, whatever they are', () => {
    const kinds: readonly ((index: number) => number)[] = [
      () => 0x78,
      (i) => 33 + (i % 3),
      (i) => ((i & 1) === 0 ? 0x90 : 0x55),
      (i) => [0x41, 0x01, 0x41, 0x04][i & 3] ?? 0,
      (i) => [0x35, 0xd8, 0x41, 0x04, 0x2d, 0x4e][i % 6] ?? 0,
      (i) => [0xc3, 0xa4, 0xe4][i % 3] ?? 0,
    ];
    const start = performance.now();
    for (const kind of kinds) harvest(Uint8Array.from({ length: 1 << 20 }, (_, i) => kind(i)));
    // Half a second here; if it were the square, hours.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
