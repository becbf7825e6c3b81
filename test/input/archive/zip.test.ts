import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ZoneOption } from '../../../src/model/analysis-options.ts';
import { ticksToIso } from '../../../src/model/ticks.ts';
import { extraField, u16, u32, writeZip, type ZipMember } from '../../make/archives/zip-writer.ts';
import { contentOf, open } from './opened.ts';

const TEXT = 'TL_INFO(TF_COMPONENT) [0]1F4C.0F28::06/08/2016-09:15:00.250.00000001 (EWS,Client)text\r\n'.repeat(200);
const PLAIN: readonly ZipMember[] = [
  { name: 'Tracing/a.log', data: TEXT },
  { name: 'b.txt', data: 'short', method: 0 },
  { name: 'empty.txt', data: '' },
];
const EXPECTED = { 'logs.zip/Tracing/a.log': TEXT, 'logs.zip/b.txt': 'short', 'logs.zip/empty.txt': '' };

describe('a zip is read whatever way it was written', () => {
  test.each<[string, Buffer]>([
    ['plainly', writeZip(PLAIN)],
    ['with data descriptors', writeZip(PLAIN.map((one) => ({ ...one, descriptor: 'signed' })))],
    ['with descriptors without a signature', writeZip(PLAIN.map((one) => ({ ...one, descriptor: 'bare' })))],
    [
      'as zip64',
      writeZip(
        PLAIN.map((one) => ({ ...one, zip64: true })),
        { zip64: true },
      ),
    ],
    [
      'as zip64 with descriptors',
      writeZip(
        PLAIN.map((one) => ({ ...one, zip64: true, descriptor: 'signed' })),
        { zip64: true },
      ),
    ],
    ['with a comment that looks like an end record', writeZip(PLAIN, { comment: 'PK\x05\x06 and more' })],
    ['with bytes behind its end', Buffer.concat([writeZip(PLAIN), Buffer.alloc(1000, 'x')])],
  ])('%s', async (_name, bytes) => {
    for (const chunkSize of [undefined, 61, 1 << 16]) {
      const { texts, losses } = await contentOf(bytes, chunkSize === undefined ? {} : { chunkSize });
      expect(texts).toEqual(EXPECTED);
      expect(losses).toEqual([]);
    }
  });

  test('any members, in any order, as often as wanted', async () => {
    const member = fc.record({
      data: fc.oneof(
        fc.string(),
        fc.string({ minLength: 1 }).map((text) => text.repeat(5000)),
      ),
      method: fc.constantFrom(0, 8),
      zip64: fc.boolean(),
      descriptor: fc.constantFrom('signed', 'bare', undefined),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(member, { maxLength: 6 }), fc.boolean(), async (members, isForward) => {
        const named = members.map(({ descriptor, ...one }, i) => ({
          name: `${i}.log`,
          ...one,
          ...(descriptor === undefined ? {} : { descriptor }),
        }));
        const { files, issues } = await open(writeZip(named), isForward ? { chunkSize: 100 } : {});
        for (const file of [...files].reverse()) {
          if (members.length === 0) break;
          for (let again = 0; again < 2; again++) {
            const parts: Buffer[] = [];
            for await (const chunk of file.chunks()) parts.push(Buffer.from(chunk));
            const at = Number(/(\d+)\.log/.exec(file.path)?.[1]);
            expect(Buffer.concat(parts).equals(Buffer.from(members[at]?.data ?? '?'))).toBe(true);
          }
          expect(await file.finish?.()).toEqual([]);
        }
        expect(issues).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the time of a member', () => {
  test('is that of UTC where there is one, else the local time of DOS taken for UTC', async () => {
    // 131098509001234567 is 2016-06-08T09:15:00.1234567Z.
    const ntfs = Buffer.concat([u32(0), u16(1, 24), Buffer.alloc(24)]);
    ntfs.writeBigUInt64LE(131_098_509_001_234_567n, 8);
    const unix = Buffer.concat([Buffer.from([1]), u32(1_465_377_300)]);
    const { times } = await contentOf(
      writeZip([
        { name: 'dos', date: 0x48c8, time: (10 << 11) | (20 << 5) | 15 },
        { name: 'unix', extra: extraField(0x5455, unix) },
        { name: 'ntfs', extra: Buffer.concat([extraField(0x5455, unix), extraField(0x000a, ntfs)]) },
        { name: 'none', date: 0, time: 0 },
        {
          name: 'absurd',
          date: 0,
          time: 0,
          extra: extraField(0x000a, Buffer.concat([u32(0), u16(1, 24), Buffer.alloc(24, 0xff)])),
        },
      ]),
    );
    expect(times).toEqual({
      'logs.zip/dos': '2016-06-08T10:20:30.000Z',
      'logs.zip/unix': '2016-06-08T09:15:00.000Z',
      'logs.zip/ntfs': '2016-06-08T09:15:00.1234567Z',
      'logs.zip/none': undefined,
      'logs.zip/absurd': undefined,
    });
  });

  test('is local only where the archive has no other, and in the zone of an option that is for it', async () => {
    const unix = extraField(0x5455, Buffer.concat([Buffer.from([1]), u32(1_465_377_300)]));
    const dos = { date: 0x48c8, time: (10 << 11) | (20 << 5) | 15 };
    const bytes = writeZip([
      { name: 'Tracing/dos', ...dos },
      { name: 'b', ...dos },
      { name: 'unix', ...dos, extra: unix },
      { name: 'none', date: 0, time: 0 },
    ]);
    const localOf = async (zones: readonly ZoneOption[]) => {
      const { files } = await open(bytes, { zones });
      return files.map(({ modifiedAt, hasLocalTime = false }) =>
        modifiedAt === undefined ? undefined : `${ticksToIso(modifiedAt).slice(11, 16)}${hasLocalTime ? ' local' : ''}`,
      );
    };
    expect(await localOf([])).toEqual(['10:20 local', '10:20 local', '09:15', undefined]);
    expect(await localOf([{ zone: 'Europe/Berlin' }])).toEqual(['08:20', '08:20', '09:15', undefined]);
    const glob = { glob: 'logs.zip/Tracing/*', zone: '-07:00' };
    expect(await localOf([glob])).toEqual(['17:20', '10:20 local', '09:15', undefined]);
    expect(await localOf([{ zone: 'UTC' }, glob])).toEqual(['17:20', '10:20', '09:15', undefined]);
  });
});

describe('what a zip holds that is no text', () => {
  test('folders, links and devices are told apart', async () => {
    const { files, folders, issues } = await open(
      writeZip([
        { name: 'sip_alice@contoso.com/History Spooler/' },
        { name: 'down', mode: 0o040755 },
        { name: 'link', mode: 0o120777, data: '/etc/passwd' },
        { name: 'fifo', mode: 0o010644 },
        { name: 'file', mode: 0o100644, data: 'text' },
      ]),
    );
    expect(files.map(({ path }) => path)).toEqual(['logs.zip/file']);
    expect(folders).toEqual(['logs.zip/sip_alice@contoso.com/History Spooler', 'logs.zip/down']);
    expect(issues.map(({ code, source }) => `${code} ${source}`)).toEqual([
      'LINK_NOT_FOLLOWED logs.zip/link',
      'NOT_A_FILE logs.zip/fifo',
    ]);
  });

  test.each<[string, readonly ZipMember[]]>([
    [
      'Office',
      [
        { name: 'word/document.xml', data: TEXT },
        { name: '[Content_Types].xml', data: '<Types/>' },
      ],
    ],
    [
      'OpenDocument',
      [
        { name: 'mimetype', data: 'application/x', method: 0 },
        { name: 'content.xml', data: TEXT },
      ],
    ],
    [
      'Java',
      [
        { name: 'META-INF/MANIFEST.MF', data: 'Manifest-Version: 1.0' },
        { name: 'a.log', data: TEXT },
      ],
    ],
  ])('a document or program of %s is one source, not recognised, alone and among logs', async (_name, parts) => {
    const document = writeZip(parts);
    expect(await contentOf(document, { path: 'a.x' })).toMatchObject({
      texts: { 'a.x': undefined },
      losses: ['NOT_RECOGNISED a.x'],
    });
    const cut = await contentOf(document.subarray(0, document.indexOf('PK\x01\x02')), { path: 'a.x' });
    expect(cut.losses).toEqual(['NOT_RECOGNISED a.x']);
    const { texts, losses } = await contentOf(writeZip([{ name: 'in.x', data: document }, ...PLAIN]));
    expect(texts).toEqual({ ...EXPECTED, 'logs.zip/in.x': undefined });
    expect(losses).toEqual(['NOT_RECOGNISED logs.zip/in.x']);
  });

  test('logs beside such names deeper in are an archive of logs', async () => {
    const names = ['a.log', 'profile/[Content_Types].xml', 'app/META-INF/MANIFEST.MF', 'mimetype'];
    const { files } = await open(writeZip(names.map((name) => ({ name, data: TEXT, method: 0 }))));
    expect(files.map(({ path }) => path)).toEqual(names.map((name) => `logs.zip/${name}`));
  });

  test('encrypted and unknown compression: named, with what to do, and the rest is read', async () => {
    const { texts, issues } = await contentOf(
      writeZip([
        { name: 'locked', data: 'x', flags: 1 },
        { name: 'aes', data: 'x', method: 99 },
        { name: 'big', data: 'x', method: 9 },
        { name: 'new', data: 'x', method: 93 },
        { name: 'odd', data: 'x', method: 77 },
        { name: 'plain', data: 'text' },
      ]),
    );
    expect(texts).toMatchObject({ 'logs.zip/plain': 'text', 'logs.zip/locked': undefined });
    expect(
      issues.map(({ code, text }) => `${code} ${/password|Deflate64|Zstandard|method 77/.exec(text)?.[0]}`),
    ).toEqual([
      'ENCRYPTED password',
      'ENCRYPTED password',
      'UNSUPPORTED_COMPRESSION Deflate64',
      'UNSUPPORTED_COMPRESSION Zstandard',
      'UNSUPPORTED_COMPRESSION method 77',
    ]);
  });

  test('an archive of which nothing can be read is a source with its reason', async () => {
    const { losses, texts } = await contentOf(
      writeZip([
        { name: 'a', data: 'x', flags: 1 },
        { name: 'b', data: 'x', flags: 1 },
      ]),
    );
    expect(texts).toEqual({ 'logs.zip': undefined });
    expect(losses).toEqual(['ENCRYPTED logs.zip']);
  });

  test('one volume of several', async () => {
    const first = Buffer.concat([u32(0x08074b50), writeZip(PLAIN).subarray(0, 300)]);
    const last = writeZip(PLAIN, { disk: 2 });
    for (const bytes of [first, last]) {
      const { losses, issues } = await contentOf(bytes);
      expect(losses).toEqual(['UNSUPPORTED_COMPRESSION logs.zip']);
      expect(issues[0]?.text).toContain('volume');
    }
  });

  test('an empty archive is an empty source', async () => {
    expect((await contentOf(writeZip([]))).losses).toEqual(['EMPTY logs.zip']);
  });
});

describe('a zip that lies or is damaged', () => {
  test.each<[string, ZipMember['lies'] & object, string]>([
    ['a size that is too small', { size: 10 }, TEXT],
    ['a size that is too large', { size: 2 ** 31 }, TEXT],
    ['more compressed bytes than there are', { packed: 2 ** 31 }, TEXT],
    ['a wrong checksum', { crc: 1 }, TEXT],
    ['a place behind the end', { at: 2 ** 31 }, ''],
    ['a place without a header', { at: 7 }, ''],
  ])('%s: an issue, and what can be read is read', async (_name, lies, text) => {
    for (const descriptor of ['signed', undefined] as const) {
      const member: ZipMember = {
        name: 'a.log',
        data: TEXT,
        lies,
        ...(descriptor === undefined ? {} : { descriptor }),
      };
      const { texts, losses } = await contentOf(writeZip([member, { name: 'b', data: 'short' }]));
      expect(texts).toEqual({ 'logs.zip/a.log': text, 'logs.zip/b': 'short' });
      expect(losses).toContain('ARCHIVE_DAMAGED logs.zip/a.log');
    }
  });

  test('fewer compressed bytes than there are: their text, and an issue', async () => {
    const { texts, losses } = await contentOf(writeZip([{ name: 'a', data: TEXT, lies: { packed: 60 } }]));
    expect(TEXT.startsWith(texts['logs.zip/a'] ?? '?')).toBe(true);
    expect(losses).toEqual(['ARCHIVE_DAMAGED logs.zip/a']);
  });

  test.each(['signed', 'bare', undefined] as const)(
    'without its list of members (descriptor %s) it is read by their headers',
    async (descriptor) => {
      const members = PLAIN.filter(({ method }) => method !== 0).map((one) => ({
        ...one,
        ...(descriptor === undefined ? {} : { descriptor }),
      }));
      const whole = writeZip([...members, { name: 'last.txt', data: 'last' }]);
      for (const chunkSize of [undefined, 61]) {
        const { texts, losses } = await contentOf(
          whole.subarray(0, whole.indexOf('PK\x01\x02')),
          chunkSize === undefined ? {} : { chunkSize },
        );
        expect(texts).toEqual({
          'logs.zip/Tracing/a.log': TEXT,
          'logs.zip/empty.txt': '',
          'logs.zip/last.txt': 'last',
        });
        expect(losses).toEqual(['ARCHIVE_DAMAGED logs.zip']);
      }
    },
  );

  test('of which four bytes are left it is damaged, not unknown', async () => {
    for (const start of ['PK\x03\x04', 'PK\x05\x06']) {
      const { texts, losses } = await contentOf(Buffer.from(start));
      expect(texts).toEqual({ 'logs.zip': undefined });
      expect(losses).toEqual(['ARCHIVE_DAMAGED logs.zip']);
    }
  });

  test('a damaged header in the list costs no member', async () => {
    const bytes = writeZip(PLAIN);
    bytes[bytes.lastIndexOf('PK\x01\x02')] = 0;
    expect(await contentOf(bytes)).toMatchObject({ texts: EXPECTED, losses: ['ARCHIVE_DAMAGED logs.zip'] });
  });

  test('damaged data: the text in front of the damage is read', async () => {
    const noise = Array.from({ length: 60_000 }, (_, i) => `${(i * 2_654_435_761) % 4_294_967_296} line ${i}`).join(
      '\n',
    );
    const bytes = writeZip([{ name: 'a', data: noise }]);
    const cut = bytes.indexOf('PK\x01\x02') >> 1;
    bytes.fill(0xff, cut, cut + 200);
    const { texts, losses } = await contentOf(bytes);
    const read = texts['logs.zip/a'] ?? '';
    let same = 0;
    while (same < read.length && read[same] === noise[same]) same++;
    expect(same).toBeGreaterThan(0.4 * noise.length);
    expect(losses).toEqual(['ARCHIVE_DAMAGED logs.zip/a']);
  });
});
