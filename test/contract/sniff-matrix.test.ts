import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatOf, formats } from '../../src/formats/index.ts';
import { type Head, openText } from '../../src/input/text-source.ts';
import type { FormatId } from '../../src/model/source.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { allFixtures, named } from './format-fixtures.ts';
import { fileOf } from './read-file.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const SAMPLES = join(FIXTURES, 'samples');

async function headOf(bytes: Uint8Array): Promise<Head> {
  return (await openText(fileOf(bytes))).head;
}

async function claims(bytes: Uint8Array): Promise<readonly FormatId[]> {
  const head = await headOf(bytes);
  return formats.filter((format) => format.sniff(head)).map((format) => format.id);
}

describe('which format claims which file', () => {
  test.each(named(allFixtures))('%s', async (_, fixture) => {
    const expected = fixture.format === 'none' ? [] : [fixture.format];
    expect(await claims(fixture.bytes)).toEqual(expected);
  });

  test('of the real samples only output itself and the page that quotes TL_ records are traces', async () => {
    const files = readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isFile());
    const rows = files.map(async ({ name }) => [name, await claims(readFileSync(join(SAMPLES, name)))] as const);
    const claimed = (await Promise.all(rows)).filter(([, ids]) => ids.length > 0);
    expect(claimed).toEqual([
      ['ms-doc-TL_lines-test-csfederatedpart-fail.md', ['ocs-text']],
      ['netsh-convert-msquic-lines.txt', ['tracefmt']],
      ['tracefmt-iddcx.txt', ['tracefmt']],
      ['wmitrace-logdump-iddcx.txt', ['tracefmt']],
    ]);
  });

  test('every trace and companion of a story has one claimant, by what it holds', async () => {
    const byExtension: Readonly<Record<string, FormatId>> = {
      txt: 'ocs-text',
      xml: 'tracerpt-xml',
      UccApilog: 'uccapilog',
      reg: 'reg',
      LOG: 'ews-log',
    };
    const byName: Readonly<Record<string, FormatId>> = {
      'folder-statistics.txt': 'folder-statistics',
      'policies.txt': 'cs-policy',
      'configuration-information.txt': 'cs-policy',
    };
    for (const entry of readdirSync(BUNDLES, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/[\\/]bundle(?:[\\/]|$)/.test(entry.parentPath)) continue;
      const path = join(entry.parentPath, entry.name);
      const expected = byName[entry.name] ?? byExtension[path.split('.').at(-1) ?? ''];
      expect(await claims(readFileSync(path)), path).toEqual(expected === undefined ? [] : [expected]);
    }
  });

  test('no report of the analyser is taken for a trace, nor any page of the fixtures', async () => {
    for (const entry of readdirSync(BUNDLES, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/^(?:report\.(?:json|txt)|STORY\.md|story\.json)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      expect(await claims(readFileSync(path)), path).toEqual([]);
    }
  });

  test('empty and blank files have none', async () => {
    for (const text of ['', ' ', '\n', '\r\n\r\n', '\ufeff', '\t \n \n']) {
      expect(await claims(Buffer.from(text))).toEqual([]);
      expect(await claims(Buffer.from(text, 'utf16le'))).toEqual([]);
    }
  });

  test('the first claimant reads the file', async () => {
    for (const { bytes } of allFixtures) {
      const head = await headOf(bytes);
      expect(formatOf(head)).toBe(formats.find((format) => format.sniff(head)));
    }
  });
});

describe('a head made to be slow to judge is judged at once', () => {
  const slow: ReadonlyArray<readonly [string, string]> = [
    ['line feeds', '\n'.repeat(65_536)],
    ['blanks on lines', ' \n'.repeat(32_768)],
    ['comments in front of what is no trace', `${'<!-- -->'.repeat(28)}<Html>`],
    ['comments that do not end', '<!-- '.repeat(13_000)],
    ['declarations', '<?xml '.repeat(10_000)],
    ['starts of TL_ lines', 'TL_INFO(A\n'.repeat(6500)],
    ['TL_ lines without a location', 'TL_INFO(A) [x]1F68.0C14::(,:('.repeat(2000)],
    ['starts of tracefmt lines', '[0]1F68.0C14\n'.repeat(5000)],
    ['blank lines of a prefix of the user', `${'1F68.0C14 '.repeat(40)}\n`.repeat(160)],
    ['names of undecoded events', `${'(x): GUID='.repeat(50)}\n`.repeat(120)],
    ['half of the header of folder statistics', 'ItemsInFolder,'.repeat(4600)],
    ['names of columns', 'Event Name, Clock-Time, PID, TID,'.repeat(2000)],
    ['quotes of a header', `"Message",${'"",'.repeat(20_000)}`],
    ['a quote of a header without its end', `"Message","${'""'.repeat(32_000)}`],
    ['rows of a head', `"Message","Id"\n${'"\n'.repeat(30_000)}`],
    ['names of folder statistics', 'FolderType ItemsInFolder\n'.repeat(2600)],
    ['rows of configuration information', `EWS Information${' '.repeat(60)}\n`.repeat(800)],
    ['one row of configuration information', `GAL Status${' '.repeat(60_000)}`],
    ['headers of policies', 'EnableOfflineIm,Identity\n'.repeat(2600)],
    ['a rule of dashes', `Identity EnableOfflineIm\n${'- '.repeat(30_000)}x`],
    ['keys of the registry without values', 'HKEY_USERS\\a\n    REG_\n'.repeat(3200)],
    ['one value of the registry', `HKEY_USERS\\a\n    ${'REG_    '.repeat(8000)}`],
    ['fields of a log', `#Fields: DateTime,${'a,'.repeat(32_000)}`],
  ];

  test.each(slow)('%s', async (_, text) => {
    const head = await headOf(Buffer.from(text));
    const begin = performance.now();
    for (const format of formats) format.sniff(head);
    // Each takes a few milliseconds; a pattern that tries every way takes minutes.
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});
