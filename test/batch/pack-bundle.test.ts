import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentHashOf, listContent } from '../../src/batch/bundle-content.ts';
import { packBundle, unpackBundle } from '../../src/batch/queue/pack-bundle.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-pack-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('a bundle that goes over the queue', () => {
  test('has the same content on the other side, times included', () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const files = fc.dictionary(
      fc.stringMatching(/^[a-cü]{1,2}$/),
      fc.tuple(bytes, fc.integer({ min: 1, max: 1_700_000_000_000 })),
    );
    let run = 0;
    fc.assert(
      fc.property(files, fc.boolean(), (content, hasEmpty) => {
        const [here, there] = [join(folder, `here ${++run}`), join(folder, `there ${run}`)];
        mkdirSync(join(here, 'History Spooler'), { recursive: true });
        if (hasEmpty) mkdirSync(join(here, 'empty'));
        for (const [name, [data, modifiedMs]] of Object.entries(content)) {
          const path = join(here, 'History Spooler', name);
          writeFileSync(path, data);
          utimesSync(path, new Date(modifiedMs), new Date(modifiedMs));
        }
        unpackBundle(packBundle(here) ?? '', there);
        expect(contentHashOf(listContent(there))).toBe(contentHashOf(listContent(here)));
      }),
    );
  });

  test('may be a single file, or an empty folder', () => {
    writeFileSync(join(folder, 'logs.zip'), 'PK');
    mkdirSync(join(folder, 'empty'));
    for (const name of ['logs.zip', 'empty']) {
      const there = join(folder, 'there', name);
      unpackBundle(packBundle(join(folder, name)) ?? '', there);
      expect(contentHashOf(listContent(there))).toBe(contentHashOf(listContent(join(folder, name))));
    }
  });

  test('cannot leave its folder', () => {
    const evil = gzipSync(JSON.stringify([{ path: 'a/../../evil', modifiedMs: 0, bytes: '' }])).toString('base64');
    expect(() => unpackBundle(evil, join(folder, 'in'))).toThrow(/leaves the bundle/);
  });
});
