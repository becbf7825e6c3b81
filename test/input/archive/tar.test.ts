import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longName, paxHeader, type TarMember, writeTar } from '../../make/archives/tar-writer.ts';
import { contentOf, open } from './opened.ts';

const LONG = `sip_alice@contoso.com/${'deep/'.repeat(60)}History Spooler/0A1B.hist`;

describe('a tar is read', () => {
  test('ustar, the long names of GNU, and pax', async () => {
    const bytes = writeTar([
      { name: 'a.log', data: 'one' },
      { name: 'b.log', prefix: 'Tracing', data: 'two' },
      { ...longName(LONG) },
      { name: LONG.slice(0, 100), data: 'three' },
      paxHeader({ mtime: '1465377300.25', path: 'Müller/c.log', size: '4' }),
      { name: 'short', data: 'four', stated: 0 },
      { name: 'plain', data: 'five', isGnu: true },
      { name: 'last', data: 'six', mtime: 2 ** 34 },
    ]);
    for (const options of [{}, { chunkSize: 61 }, { chunkSize: 61, limits: { heldBytes: 0 } }]) {
      const { texts, losses, times } = await contentOf(bytes, { path: 'x.tar', ...options });
      expect(texts).toEqual({
        'x.tar/a.log': 'one',
        'x.tar/Tracing/b.log': 'two',
        [`x.tar/${LONG}`]: 'three',
        'x.tar/Müller/c.log': 'four',
        'x.tar/plain': 'five',
        'x.tar/last': 'six',
      });
      expect(losses).toEqual([]);
      expect(times['x.tar/Müller/c.log']).toBe('2016-06-08T09:15:00.250Z');
      expect(times['x.tar/last']).toBeUndefined();
    }
  });

  test('any members, compressed or not', async () => {
    const member = fc.record({ data: fc.string().map((text) => text.repeat(400)) });
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 8 }), fc.boolean(), async (members, isPacked) => {
        const tar = writeTar(members.map(({ data }, i) => ({ name: `${i}.log`, data })));
        const { texts, losses } = await contentOf(isPacked ? gzipSync(tar) : tar, {
          path: 'x',
          limits: { heldBytes: 0 },
        });
        const expected = members.map(({ data }, i) => [`x/${i}.log`, Buffer.from(data).toString('latin1')]);
        expect(texts).toEqual(Object.fromEntries(expected));
        expect(losses).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('links, devices and folders are told apart', async () => {
    const { files, folders, issues } = await open(
      writeTar([
        { name: 'History Spooler/', type: '5' },
        { name: 'old/', type: '0' },
        { name: 'hard', type: '1', stated: 99 },
        { name: 'soft', type: '2' },
        { name: 'tty', type: '3' },
        { name: 'file', data: 'text' },
      ]),
      { path: 'x.tar' },
    );
    expect(files.map(({ path }) => path)).toEqual(['x.tar/file']);
    expect(folders).toEqual(['x.tar/History Spooler', 'x.tar/old']);
    expect(issues.map(({ code, source }) => `${code} ${source}`)).toEqual([
      'LINK_NOT_FOLLOWED x.tar/hard',
      'LINK_NOT_FOLLOWED x.tar/soft',
      'NOT_A_FILE x.tar/tty',
    ]);
  });
});

describe('a damaged tar', () => {
  const members: readonly TarMember[] = ['a', 'b', 'c'].map((name) => ({ name, data: name.repeat(3000) }));

  test('a broken header: the members behind it are found again', async () => {
    const bytes = writeTar(members);
    bytes.fill(0x55, 3584, 3584 + 100);
    const { texts, losses } = await contentOf(bytes, { path: 'x.tar' });
    expect(Object.keys(texts)).toEqual(['x.tar/a', 'x.tar/c']);
    expect(losses).toEqual(['ARCHIVE_DAMAGED x.tar']);
  });

  test('cut inside a member: its text up to there', async () => {
    for (const options of [{}, { chunkSize: 100 }]) {
      const { texts, losses } = await contentOf(writeTar(members).subarray(0, 5000), { path: 'x.tar', ...options });
      expect(texts).toEqual({ 'x.tar/a': 'a'.repeat(3000), 'x.tar/b': 'b'.repeat(5000 - 3584 - 512) });
      expect(losses).toEqual(['ARCHIVE_DAMAGED x.tar', 'ARCHIVE_DAMAGED x.tar/b']);
    }
  });

  test('a tar.gz cut: the members up to the cut, and the text of the one it goes through', async () => {
    const noise = Array.from({ length: 9000 }, (_, i) => `${(i * 2_654_435_761) % 4_294_967_296}`).join('\n');
    const whole = gzipSync(writeTar([...members, { name: 'd', data: noise }]));
    for (const limits of [{}, { heldBytes: 0 }]) {
      const { texts, losses } = await contentOf(whole.subarray(0, whole.length >> 1), { path: 'x.tgz', limits });
      expect(texts).toMatchObject({ 'x.tgz/a': 'a'.repeat(3000), 'x.tgz/c': 'c'.repeat(3000) });
      const cut = texts['x.tgz/d'] ?? '';
      expect(cut.length).toBeGreaterThan(noise.length / 3);
      expect(noise.startsWith(cut)).toBe(true);
      expect(losses).toContain('ARCHIVE_DAMAGED x.tgz');
      expect(losses).toContain('ARCHIVE_DAMAGED x.tgz/d');
    }
  });

  test('sizes that are none or absurd', async () => {
    for (const stated of [2 ** 40, 2 ** 60]) {
      const { losses } = await contentOf(writeTar([{ name: 'a', data: 'text', stated }]), { path: 'x.tar' });
      expect(losses[0]).toBe('ARCHIVE_DAMAGED x.tar');
    }
    const long = writeTar([
      { name: 'x', type: 'L', stated: 2 ** 33 },
      { name: 'a', data: 'text' },
    ]);
    expect((await contentOf(long, { path: 'x.tar' })).losses).toContain('ARCHIVE_DAMAGED x.tar');
  });
});
