import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { contentOf } from './opened.ts';

const TEXT = Array.from({ length: 500 }, (_, i) => `line ${i} ${(i * 7919) % 65_536}\r\n`).join('');

/** A gzip header with the name of the file, its time, an extra field, a comment and a checksum of the header. */
function withHeader(text: string, name: string, time: number): Buffer {
  const packed = gzipSync(text);
  const head = Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3]);
  head.writeUInt32LE(time, 4);
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  return Buffer.concat([head, extra, Buffer.from(`${name}\0a comment\0`), Buffer.from([0, 0]), packed.subarray(10)]);
}

describe('a gzip file', () => {
  test('is one member under its name without .gz, or the one in its header', async () => {
    const bare = gzipSync(TEXT);
    expect((await contentOf(bare, { path: 'Tracing/trace.log.gz' })).texts).toEqual({
      'Tracing/trace.log.gz/trace.log': TEXT,
    });
    expect((await contentOf(bare, { path: '-' })).texts).toEqual({ '-/content': TEXT });
    expect(await contentOf(withHeader(TEXT, 'old.log', 1_465_377_300), { path: 'x.gz' })).toMatchObject({
      texts: { 'x.gz/old.log': TEXT },
      times: { 'x.gz/old.log': '2016-06-08T09:15:00.000Z' },
      losses: [],
    });
  });

  test('of several members is their text in a row', async () => {
    const bytes = Buffer.concat([
      gzipSync('one '),
      withHeader('two ', 'x', 0),
      gzipSync(''),
      gzipSync(TEXT),
      Buffer.alloc(512),
    ]);
    for (const chunkSize of [undefined, 1, 100]) {
      const form = { path: 'x.gz', ...(chunkSize === undefined ? {} : { chunkSize }) };
      expect(await contentOf(bytes, form)).toMatchObject({ texts: { 'x.gz/x': `one two ${TEXT}` }, losses: [] });
    }
  });

  test('cut anywhere, its text up to there is read', async () => {
    const whole = Buffer.concat([gzipSync('one '), gzipSync(TEXT)]);
    const first = gzipSync('one ').length;
    for (let length = 4; length < whole.length; length += length < 60 ? 1 : 997) {
      const { texts, losses } = await contentOf(whole.subarray(0, length), { path: 'x.gz' });
      expect(`one ${TEXT}`.startsWith(texts['x.gz/x'] ?? '')).toBe(true);
      expect(losses.length, `${length}`).toBe(length === first ? 0 : 1);
    }
  });

  test('a wrong checksum and bytes behind that are none of gzip are issues', async () => {
    const wrong = gzipSync(TEXT);
    wrong[wrong.length - 8] = (wrong[wrong.length - 8] ?? 0) ^ 1;
    for (const bytes of [wrong, Buffer.concat([gzipSync(TEXT), Buffer.from('something else')])]) {
      expect(await contentOf(bytes, { path: 'x.gz' })).toMatchObject({
        texts: { 'x.gz/x': TEXT },
        losses: ['ARCHIVE_DAMAGED x.gz/x'],
      });
    }
  });

  test('more streams than any file has', async () => {
    const one = gzipSync('x');
    const bytes = Buffer.concat(Array.from({ length: 30 }, () => one));
    expect(await contentOf(bytes, { path: 'x.gz', limits: { entries: 20 } })).toMatchObject({
      texts: { 'x.gz/x': 'x'.repeat(20) },
      losses: ['capped x.gz/x'],
    });
  });
});
