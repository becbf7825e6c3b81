import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { maskSpool } from '../../src/excerpt/masked-spool.ts';
import { rewriteSpool, type SpoolTexts } from '../../src/excerpt/rewrite-spool.ts';
import { readSpoolFile } from '../../src/spooler/index.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { type HistContents, type HistOptions, writeHist } from '../make/hist.ts';

const same = (text: string) => text;
const SAME: SpoolTexts = { written: same, xml: same, other: same, loose: same };
const BODY = 'Lunch at noon by the river, Zoë?';

const contents: HistContents = {
  initiator: { name: 'Alice Appleby', uri: 'sip:alice@contoso.com' },
  members: [{ name: 'Bob Example', uri: 'sip:bob@contoso.com' }],
  title: 'Missed conversation with Alice Appleby',
  body: `<html><body>${BODY}</body></html>`,
  sipStrings: ['sip:alice@contoso.com', '5d1f0c7be8a24e0f9b63c1a2d4e6f708', ''],
  type: 'Missed',
  xml: `<conversations><conversation subject="${BODY}"><imReceived from="sip:alice@contoso.com" ts="2016-06-08T09:15:00Z">${BODY}</imReceived></conversation></conversations>`,
  note: 'a note',
  fileName: '0A1B0001.hist',
};

function seen(bytes: Uint8Array) {
  const { bodyHash, subjectHash, evidence: _, ...rest } = readSpoolFile({ path: 'x/0A1B0001.hist', bytes });
  return { rest, bodyHash, subjectHash };
}

const forms: readonly [string, HistOptions][] = [
  ['with lengths', {}],
  ['without lengths', { lengths: 'zero' }],
  ['with wrong lengths', { lengths: 'wrong' }],
  ['in windows-1252', { encoding: 'latin1' }],
];

describe.each(forms)('a spool file %s', (_name, options) => {
  const bytes = writeHist(contents, options);

  test('rewritten with the same texts is the same', () => {
    expect(Buffer.from(rewriteSpool(bytes, SAME)).equals(bytes)).toBe(true);
  });

  test('tells the same without what somebody wrote', () => {
    const masked = Buffer.from(maskSpool(bytes, new PrivateMask()));
    for (const text of [masked.toString('utf8'), masked.toString('latin1')])
      expect(text).not.toMatch(/Lunch|noon|river|Missed conversation with/);
    expect(seen(masked).rest).toEqual(seen(bytes).rest);
    expect(seen(masked).rest.reading).toBe('parsed');
  });

  test('can be read with names of another length', () => {
    const longer = rewriteSpool(bytes, {
      ...SAME,
      other: (text) => text.replaceAll('contoso.com', 'a-much-longer-name.example'),
    });
    expect(seen(longer).rest).toMatchObject({
      reading: 'parsed',
      initiator: 'alice@a-much-longer-name.example',
      participants: ['bob@a-much-longer-name.example'],
    });
  });
});

test('lengths are those of the new texts', () => {
  const rename = (text: string) => text.replaceAll('alice@contoso.com', 'a-much-longer-name@contoso.com');
  const { name, uri } = contents.initiator;
  const [owner, id, empty] = contents.sipStrings;
  const expected = writeHist({
    ...contents,
    initiator: { name, uri: rename(uri) },
    sipStrings: [rename(owner), id, empty],
    xml: rename(contents.xml),
  });
  const rewritten = Buffer.from(rewriteSpool(writeHist(contents), { ...SAME, other: rename, xml: rename }));
  expect(rewritten.toString('latin1')).toBe(expected.toString('latin1'));
});

test('of a file of another layout only what it is known and joined by stays', () => {
  const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le');
  const texts = [
    'sip:alice@contoso.com',
    'sip:bob@contoso.com',
    'IPM.Note.Microsoft.Missed',
    `Re: ${BODY}`,
    `<html>${BODY}</html>`,
  ];
  const bytes = Buffer.concat([Buffer.from([1, 2, 3, 0]), ...texts.map(wide)]);
  const masked = Buffer.from(maskSpool(bytes, new PrivateMask()));
  for (const lead of [0, 1]) expect(masked.subarray(lead).toString('utf16le')).not.toMatch(/Lunch|noon|river/);
  expect(seen(masked).rest).toEqual(seen(bytes).rest);
  expect(seen(masked).rest.reading).toBe('carved');
  expect(seen(masked).bodyHash).toBeDefined();
});

test('the same words in two files are the same token', () => {
  const mask = new PrivateMask();
  const [one, two] = [maskSpool(writeHist(contents), mask), maskSpool(writeHist({ ...contents, note: 'other' }), mask)];
  const third = maskSpool(writeHist({ ...contents, body: 'Dinner' }), mask);
  expect(seen(one).bodyHash).toBe(seen(two).bodyHash);
  expect(seen(third).bodyHash).not.toBe(seen(one).bodyHash);
});

const spooled = readdirSync(BUNDLES, { recursive: true, withFileTypes: true }).filter(({ name }) =>
  name.endsWith('.hist'),
);

test.each(spooled.map((entry) => join(entry.parentPath, entry.name)))('%s is rewritten byte for byte', (path) => {
  const bytes = readFileSync(path);
  expect(Buffer.from(rewriteSpool(bytes, SAME)).equals(bytes)).toBe(true);
});
