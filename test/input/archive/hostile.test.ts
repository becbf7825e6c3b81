import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArchiveLimits } from '../../../src/input/archive/archive-limits.ts';
import { writeCab } from '../../make/archives/cab-writer.ts';
import { deflatedRepeat, gzipRepeat } from '../../make/archives/deflate-bomb.ts';
import { longName, paxHeader, writeTar } from '../../make/archives/tar-writer.ts';
import { writeOverlappingZip, writeZip, type ZipMember } from '../../make/archives/zip-writer.ts';
import { bytesOf, contentOf, isPartial, open } from './opened.ts';

const MIB = 1 << 20;
/** The limits of use, a hundred times smaller. */
const SMALL: Partial<ArchiveLimits> = { memberBombBytes: 5 * MIB, archiveBombBytes: 10 * MIB, drainBytes: 2 * MIB };

function bomb(name: string, text: string, mib: number): ZipMember {
  const { packed, size } = deflatedRepeat(text, mib);
  return { name, packed, lies: { size, crc: 0 } };
}

describe('a bomb', { timeout: 30_000 }, () => {
  const good = { name: 'z.log', data: 'text' };

  test.each<[string, Buffer, string]>([
    ['in a zip', writeZip([bomb('b', '\0', 64), good]), 'logs.zip/b'],
    ['in a zip that says it is small', writeZip([{ ...bomb('b', '\0', 64), lies: { size: 10 } }, good]), 'logs.zip/b'],
    ['in a cabinet', writeCab([{ name: 'b', data: Buffer.alloc(48 * MIB) }, good]), 'logs.zip/b'],
    ['in a gzip file', gzipRepeat('\0', 64), 'logs.zip/logs.zip'],
    [
      'in a zip in a zip',
      writeZip([{ name: 'in.zip', data: writeZip([bomb('b', '\0', 64)]) }, good]),
      'logs.zip/in.zip/b',
    ],
  ])('%s is read up to the limit', async (_name, bytes, path) => {
    const { texts, losses } = await contentOf(bytes, { limits: SMALL });
    expect(texts[path]?.length).toBeGreaterThan(4 * MIB);
    expect(texts[path]?.length).toBeLessThan(24 * MIB);
    expect(losses).toEqual([`capped ${path}`]);
    if (texts['logs.zip/z.log'] !== undefined) expect(texts['logs.zip/z.log']).toBe('text');
  });

  test('in a tar.gz ends the archive; what stood in front of it is read', async () => {
    const head = writeTar(
      [
        { name: 'a', data: 'text' },
        { name: 'b', stated: 64 * MIB },
      ],
      true,
    );
    const bytes = Buffer.concat([gzipSync(head), gzipRepeat('\0', 64)]);
    for (const limits of [SMALL, { ...SMALL, heldBytes: 0 }]) {
      const { texts, issues } = await contentOf(bytes, { path: 'x.tgz', limits });
      expect(texts['x.tgz/a']).toBe('text');
      expect(issues.map(({ code }) => code)).toContain('capped');
      expect(issues.map(({ code }) => code)).not.toContain('ARCHIVE_DAMAGED');
    }
  });

  test('that nobody reads to its end is found', async () => {
    for (const bytes of [writeZip([bomb('b', '\0', 64)]), gzipRepeat('\0', 64)]) {
      const { files } = await open(bytes, { limits: SMALL });
      for (const file of files) {
        for await (const chunk of file.chunks()) if (chunk.length > 0) break;
        expect((await file.finish?.())?.map(({ code }) => code)).toEqual(['capped']);
      }
    }
  });

  test('is what logs of the same size are not', async () => {
    const lines = Array.from({ length: 120_000 }, (_, i) => `TL_INFO line ${i} of ${(i * 7919) % 65_536}\n`).join('');
    const { texts, losses } = await contentOf(writeZip([{ name: 'a', data: lines.repeat(3) }]), { limits: SMALL });
    expect(texts['logs.zip/a']).toHaveLength(3 * lines.length);
    expect(losses).toEqual([]);
  });

  test('of members that are all the same bytes', async () => {
    const started = performance.now();
    const bytes = writeOverlappingZip({ ...bomb('b', 'TL_INFO line\n', 16) }, 2000);
    const { files, issues } = await open(bytes, { limits: { ...SMALL, archiveBombBytes: 40 * MIB } });
    const all = [...issues];
    let output = 0;
    for (const file of files) {
      for await (const chunk of file.chunks()) output += chunk.length;
      all.push(...((await file.finish?.()) ?? []));
    }
    expect(output).toBeLessThan(80 * MIB);
    expect(all.map(({ code }) => code)).toContain('ARCHIVE_DAMAGED');
    expect(all.map(({ code }) => code)).toContain('capped');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('of bytes that are decompressed again and again ends at the limit of the bundle', async () => {
    const bytes = writeZip([{ name: 'a', data: 'x'.repeat(100_000) }]);
    const { files } = await open(bytes, { limits: { bundleBytes: 350_000 } });
    const [file] = files;
    const sizes: number[] = [];
    for (let i = 0; i < 4 && file !== undefined; i++) sizes.push((await bytesOf(file)).length);
    expect(sizes.slice(0, 2)).toEqual([100_000, 100_000]);
    expect(sizes[3]).toBe(0);
    expect((await file?.finish?.())?.map(({ code }) => code)).toEqual(['capped']);
  });
});

describe('very many', () => {
  test('entries: as many as the limit, and an issue', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `${i}`, data: 'x', method: 0 }));
    for (const bytes of [writeZip(many), writeTar(many), writeCab(many), gzipSync(writeTar(many))]) {
      const { files, issues } = await open(bytes, { limits: { entries: 100 } });
      expect(files).toHaveLength(100);
      expect(issues.map(({ code, source }) => `${code} ${source}`)).toEqual(['capped logs.zip']);
    }
  });

  test('entries of many archives: as many as the limit of the bundle', async () => {
    const inner = writeZip(Array.from({ length: 30 }, (_, i) => ({ name: `${i}`, data: 'x' })));
    const bytes = writeZip(Array.from({ length: 10 }, (_, i) => ({ name: `${i}.zip`, data: inner })));
    const { files } = await open(bytes, { limits: { bundleEntries: 100 } });
    expect(files.length).toBeLessThanOrEqual(100);
  });

  test('links are counted, not all told', async () => {
    const links = Array.from({ length: 500 }, (_, i) => ({ name: `${i}`, type: '2' }));
    const { issues } = await open(writeTar([...links, { name: 'a', data: 'x' }]));
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)?.text).toContain('480 more');
  });
});

describe('archives in archives', () => {
  const trace = writeZip([{ name: 'a.log', data: 'text' }]);

  test('are read once, also where their bytes cannot be held', async () => {
    for (const inner of [
      trace,
      writeTar([{ name: 'a.log', data: 'text' }]),
      gzipSync(writeTar([{ name: 'a.log', data: 'text' }])),
    ]) {
      for (const limits of [{}, { heldBytes: 0 }]) {
        const { texts, losses } = await contentOf(writeZip([{ name: 'in', data: inner }]), { limits });
        expect(texts).toEqual({ 'logs.zip/in/a.log': 'text' });
        expect(losses).toEqual([]);
      }
    }
  });

  test('in archives are not, and that is told', async () => {
    let bytes = trace;
    for (let i = 0; i < 20; i++)
      bytes = writeZip([
        { name: 'in.zip', data: bytes },
        { name: 'b.log', data: 'beside' },
      ]);
    const { texts, losses } = await contentOf(bytes);
    expect(texts).toEqual({
      'logs.zip/b.log': 'beside',
      'logs.zip/in.zip/b.log': 'beside',
      'logs.zip/in.zip/in.zip': undefined,
    });
    expect(losses).toEqual(['capped logs.zip/in.zip/in.zip']);
  });

  test('a gzip file in an archive is one level, a tar.gz no more than that', async () => {
    const packed = gzipSync(writeTar([{ name: 'x.gz', data: gzipSync('text') }]));
    const { texts, losses } = await contentOf(packed, { path: 'x.tgz' });
    expect(texts).toEqual({ 'x.tgz/x.gz/x': 'text' });
    expect(losses).toEqual([]);
  });
});

describe('whatever the bytes are', { timeout: 30_000 }, () => {
  const members = ['sip_alice@contoso.com/History Spooler/1.hist', 'Tracing/a.log', 'b'].map((name, i) => ({
    name,
    data: 'TL_INFO some text '.repeat(1 + 40 * i),
  }));
  const archives: Readonly<Record<string, Buffer>> = {
    zip: writeZip([...members, { name: 'c', data: 'x', descriptor: 'signed' }]),
    zip64: writeZip(
      members.map((one) => ({ ...one, zip64: true })),
      { zip64: true, comment: 'note' },
    ),
    cab: writeCab(members, { reserve: { header: 3, folder: 1, block: 2 }, previous: 'one.cab' }),
    tar: writeTar([longName('x'.repeat(300)), { name: 'x', data: 'y' }, paxHeader({ mtime: '1.5' }), ...members]),
    'tar.gz': gzipSync(writeTar(members)),
    gz: Buffer.concat([gzipSync('one '), gzipSync('two '.repeat(100))]),
    nested: writeZip([{ name: 'in.zip', data: writeZip(members), method: 0 }]),
  };

  test.each(Object.keys(archives))(
    'a %s cut at any byte: at most issues, and no text that was not there',
    async (name) => {
      const whole = archives[name] ?? Buffer.alloc(0);
      const { texts: all } = await contentOf(whole, { path: 'x' });
      const step = whole.length > 2000 ? 13 : 3;
      for (let length = 8; length < whole.length; length += step) {
        const { texts, issues } = await contentOf(whole.subarray(0, length), { path: 'x' });
        for (const [path, text] of Object.entries(texts)) {
          if (all[path] !== undefined && text !== undefined)
            expect(all[path]?.startsWith(text), `${path} of ${length}`).toBe(true);
        }
        const isWhole = Object.entries(all).every(([path, text]) => texts[path] === text);
        if (!isWhole && Object.values(texts).some((text) => text !== undefined && text !== '')) {
          expect(isPartial(issues) || texts.x !== undefined, `${length}`).toBe(true);
        }
      }
    },
  );

  test.each(Object.keys(archives))('a %s with bytes changed: never throws, never hangs', async (name) => {
    const whole = archives[name] ?? Buffer.alloc(0);
    const change = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      to: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x50),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), fc.boolean(), async (changes, isForward) => {
        const bytes = Buffer.from(whole);
        for (const { at, to } of changes) bytes[at] = to;
        const { texts } = await contentOf(bytes, { path: 'x', limits: SMALL, ...(isForward ? { chunkSize: 97 } : {}) });
        for (const text of Object.values(texts)) expect((text ?? '').length).toBeLessThan(24 * MIB);
      }),
      { numRuns: 60 },
    );
  });
});
