import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberLabel } from '../../../src/input/archive/member-name.ts';
import { labelsOf } from '../../../src/input/labels.ts';
import { isSpoolPath, spoolOwner } from '../../../src/spooler/index.ts';
import { extraField, u32, writeZip } from '../../make/archives/zip-writer.ts';
import { contentOf, open } from './opened.ts';

describe('the name of a member is a harmless relative label', () => {
  test.each([
    ['Tracing\\a.log', 'Tracing/a.log'],
    ['/etc/passwd', 'etc/passwd'],
    ['../../../etc/passwd', 'etc/passwd'],
    ['a/../../b', 'a/b'],
    ['C:\\Users\\Alice\\a.log', 'Users/Alice/a.log'],
    ['\\\\server\\share\\a.log', 'server/share/a.log'],
    ['./a//b/./c', 'a/b/c'],
    ['a\u001b[2Jb\u0000\r\nc', 'a_u{1b}[2Jb_u{0}_u{d}_u{a}c'],
    ['\u202egnp.exe', '_u{202e}gnp.exe'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    [`${'a/'.repeat(40_000)}b.log`, `${'a/'.repeat(497)}b.log`],
  ])('%j', (name, label) => {
    expect(memberLabel(name)).toBe(label);
  });

  test('whatever it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units)),
          fc.string({ unit: fc.constantFrom('.', '/', '\\', 'C', ':', 'a') }),
        ),
        (name) => {
          const label = memberLabel(name);
          const parts = label.split('/');
          expect(label.length).toBeLessThanOrEqual(1000);
          for (const part of parts) expect(['', '.', '..']).not.toContain(part);
          expect(label).not.toMatch(/\p{Cc}|\\/u);
        },
      ),
    );
  });

  test('the spooler and its owner are found in it', async () => {
    const { files } = await open(
      writeZip([
        { name: 'sip_alice@contoso.com\\History Spooler\\1.hist', data: 'x' },
        { name: 'sip_bob%40contoso.com/History%20Spooler/2.hist', data: 'x' },
      ]),
    );
    expect(files.map(({ place }) => [isSpoolPath(place), spoolOwner(place)])).toEqual([
      [true, 'alice@contoso.com'],
      [true, 'bob@contoso.com'],
    ]);
  });
});

describe('the characters of a name in a zip', () => {
  test('UTF-8 by its flag or by its bytes, the Unicode path, else code page 437', async () => {
    const dos = Buffer.from([0x42, 0x81, 0x68, 0x6c, 0x65, 0x72]);
    const path = Buffer.concat([Buffer.from([1]), u32(crc32(dos)), Buffer.from('Bühler-Ω')]);
    const stale = Buffer.concat([Buffer.from([1]), u32(7), Buffer.from('another')]);
    const { texts } = await contentOf(
      writeZip([
        { name: 'Ä-flag', flags: 0x800, data: '1' },
        { name: 'Ö-bytes', data: '2' },
        { name: dos, data: '3' },
        { name: dos, data: '4', extra: extraField(0x7075, path) },
        { name: dos, data: '5', extra: extraField(0x7075, stale) },
      ]),
    );
    expect(texts).toEqual({
      'logs.zip/Ä-flag': '1',
      'logs.zip/Ö-bytes': '2',
      'logs.zip/Bühler': '3',
      'logs.zip/Bühler-Ω': '4',
      'logs.zip/Bühler#2': '5',
    });
  });
});

test('names that are alike are told apart, thousands of them too', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => (i < 100 ? `a#${i}` : 'a'));
  const started = performance.now();
  expect(new Set(labelsOf(names)).size).toBe(names.length);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(labelsOf(['a', 'a', 'a#2', 'a'])).toEqual(['a', 'a#2', 'a#2#2', 'a#3']);
});
