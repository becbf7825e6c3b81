import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TICKS_PER_SECOND } from '../../../src/model/ticks.ts';
import { type CabOptions, writeCab } from '../../make/archives/cab-writer.ts';
import { bytesOf, contentOf, open } from './opened.ts';

const LINES = Array.from({ length: 4000 }, (_, i) => `TL_INFO(TF_COMPONENT) [0]1F4C.0F28::line ${i}\r\n`).join('');
const MEMBERS = [
  { name: 'Tracing\\a.log', data: LINES },
  { name: 'b.txt', data: 'short' },
  { name: 'empty', data: '' },
  { name: 'c.log', data: LINES.slice(0, 70_000) },
];
const EXPECTED = {
  'x.cab/Tracing/a.log': LINES,
  'x.cab/b.txt': 'short',
  'x.cab/empty': '',
  'x.cab/c.log': LINES.slice(0, 70_000),
};

/** The sample cabinet of [MS-CAB], section 4: two stored files, one checksum. */
const SAMPLE = `4d534346 00000000 fd000000 00000000 2c000000 00000000 03010100 02000000 22060000
  5e000000 01000000 4d000000 00000000 00006c22 ba592000 68656c6c 6f2e6300 4a000000 4d000000 00006c22 e7592000
  77656c63 6f6d652e 6300 bd5aa630 97009700`;
const HELLO = '#include <stdio.h>\r\n\r\nvoid main(void)\r\n{\r\n    printf("Hello, world!\\n");\r\n}\r\n';
const WELCOME = '#include <stdio.h>\r\n\r\nvoid main(void)\r\n{\r\n    printf("Welcome!\\n");\r\n}\r\n\r\n';

describe('a cabinet is read', () => {
  test('as the specification shows one', async () => {
    const bytes = Buffer.concat([Buffer.from(SAMPLE.replace(/\s/g, ''), 'hex'), Buffer.from(HELLO + WELCOME)]);
    expect(await contentOf(bytes, { path: 'x.cab' })).toMatchObject({
      texts: { 'x.cab/hello.c': HELLO, 'x.cab/welcome.c': WELCOME },
      times: { 'x.cab/hello.c': '1997-03-12T11:13:52.000Z', 'x.cab/welcome.c': '1997-03-12T11:15:14.000Z' },
      losses: [],
    });
  });

  test.each<[string, CabOptions]>([
    ['MSZIP', {}],
    ['stored', { compression: 0 }],
    ['with reserved areas', { reserve: { header: 20, folder: 4, block: 8 } }],
    ['without checksums', { isUnsummed: true }],
  ])('%s', async (_name, options) => {
    const bytes = writeCab(MEMBERS, options);
    for (const chunkSize of [undefined, 61]) {
      for (const limits of [{}, { heldBytes: 0 }]) {
        const form = { path: 'x.cab', limits, ...(chunkSize === undefined ? {} : { chunkSize }) };
        expect(await contentOf(bytes, form)).toMatchObject({ texts: EXPECTED, losses: [] });
      }
    }
  });

  test('any files of several folders, in any order, as often as wanted', async () => {
    const file = fc.record({
      data: fc.string().map((text) => text.repeat(3000)),
      folder: fc.integer({ min: 0, max: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 6 }), async (files) => {
        // Folders are written in the order in which they come up.
        const numbers = [...new Set(files.map(({ folder }) => folder))];
        const members = files.map(({ data, folder }, i) => ({ name: `${i}`, data, folder: numbers.indexOf(folder) }));
        const opened = await open(writeCab(members), { path: 'x.cab', limits: { heldBytes: 0 } });
        for (const one of [...opened.files].reverse()) {
          const expected = Buffer.from(files[Number(one.path.split('/')[1])]?.data ?? '?');
          expect((await bytesOf(one)).equals(expected)).toBe(true);
          expect((await bytesOf(one)).equals(expected)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('times are local ones, of the zone that an option tells', async () => {
    const bytes = writeCab([{ name: 'a', data: 'x', date: 0x48c8, time: (10 << 11) | (20 << 5) }]);
    const [[local], [told]] = [
      (await open(bytes, { path: 'x.cab' })).files,
      (await open(bytes, { path: 'x.cab', zones: [{ zone: '+02:00' }] })).files,
    ];
    expect([local?.hasLocalTime, told?.hasLocalTime]).toEqual([true, false]);
    expect((local?.modifiedAt ?? 0) - (told?.modifiedAt ?? 0)).toBe(7200 * TICKS_PER_SECOND);
  });

  test('names in UTF-8 and in windows-1252', async () => {
    const bytes = writeCab([
      { name: 'Müller.log', data: 'a' },
      { name: Buffer.from('Mayer-B\xfchler.log', 'latin1'), data: 'b' },
    ]);
    const { texts } = await contentOf(bytes, { path: 'x.cab' });
    expect(Object.keys(texts).sort()).toEqual(['x.cab/Mayer-Bühler.log', 'x.cab/Müller.log']);
  });
});

describe('a cabinet of which something cannot be read', () => {
  test.each([
    [2, 'Quantum'],
    [3, 'LZX'],
  ])('compression %i is named, with what to do', async (compression, name) => {
    const { losses, issues } = await contentOf(writeCab(MEMBERS, { compression }), { path: 'x.cab' });
    expect(losses).toEqual(['UNSUPPORTED_COMPRESSION x.cab']);
    expect(issues[0]?.text).toContain(name);
    expect(issues[0]?.text).toContain('expand -F:*');
  });

  test('one of several: its own files are read, those of its neighbours named', async () => {
    const bytes = writeCab(
      [
        { name: 'a', data: 'text' },
        { name: 'b', data: '', folder: 0xfffe, stated: 9 },
      ],
      { next: 'two.cab' },
    );
    const { texts, losses } = await contentOf(bytes, { path: 'x.cab' });
    expect(texts).toEqual({ 'x.cab/a': 'text', 'x.cab/b': undefined });
    expect(losses).toEqual(['UNSUPPORTED_COMPRESSION x.cab', 'UNSUPPORTED_COMPRESSION x.cab/b']);
  });

  test('a wrong checksum is an issue of the file it falls into', async () => {
    const bytes = writeCab(MEMBERS, { compression: 0 });
    bytes[bytes.length - 5] = 0x21;
    const { texts, losses } = await contentOf(bytes, { path: 'x.cab' });
    expect(losses).toEqual(['ARCHIVE_DAMAGED x.cab/c.log']);
    expect(texts['x.cab/c.log']).toHaveLength(70_000);
  });

  test('damaged data: what stands in front of the damage is read', async () => {
    const bytes = writeCab(MEMBERS);
    bytes.fill(0xff, bytes.lastIndexOf('CK') + 2);
    const { texts, losses } = await contentOf(bytes, { path: 'x.cab' });
    expect(texts).toMatchObject({ 'x.cab/Tracing/a.log': LINES, 'x.cab/b.txt': 'short' });
    expect(losses).toContain('ARCHIVE_DAMAGED x.cab/c.log');
  });

  test('files that share bytes are not read', async () => {
    const { texts, losses } = await contentOf(
      writeCab([
        { name: 'a', data: LINES },
        { name: 'b', data: 'x', at: 10, stated: 20 },
      ]),
      { path: 'x.cab' },
    );
    expect(texts).toEqual({ 'x.cab/a': LINES, 'x.cab/b': undefined });
    expect(losses).toEqual(['ARCHIVE_DAMAGED x.cab/b']);
  });

  test('a record that states more than its folder holds', async () => {
    const { texts, losses } = await contentOf(writeCab([{ name: 'a', data: 'text', stated: 2 ** 31 }]), {
      path: 'x.cab',
    });
    expect(texts).toEqual({ 'x.cab/a': 'text' });
    expect(losses).toEqual(['ARCHIVE_DAMAGED x.cab/a']);
  });
});
