import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import { verifyReport } from '../../src/verify/verify-report.ts';
import { inFolder } from '../contract/bundle-of.ts';
import { storyOptions } from '../golden/story-options.ts';
import { writeCab } from '../make/archives/cab-writer.ts';
import { writeTar } from '../make/archives/tar-writer.ts';
import { writeZip } from '../make/archives/zip-writer.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { encodeText } from '../make/encode.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';

const TEXT = readFileSync(join(BUNDLES, 'drafts-bug/bundle/Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt'), 'utf-8');
const XML = readFileSync(
  join(BUNDLES, 'draft-deleted/bundle/Tracing/Lync-16.0.6965.5305-Office-x86ship-U.xml'),
  'utf-8',
);

/** Analyses and verifies; answers how many citations there are. */
async function expectAllHold(paths: readonly string[], options: () => AnalysisOptions = () => ({})): Promise<number> {
  const report = await analyze(paths, options());
  const found = await verifyReport(report, paths, options());
  expect(found.lost).toEqual([]);
  expect(found.counts.holds).toBe(found.citations);
  return found.citations;
}

describe('all citations hold, whatever the form', () => {
  const lines = TEXT.replaceAll('\r\n', '\n');
  test.each([
    ['line feeds', encodeText(lines, { lineEnd: 'lf' })],
    ['CRLF', encodeText(lines, { lineEnd: 'crlf' })],
    ['UTF-8 with a mark', encodeText(lines, { encoding: 'utf-8-bom', lineEnd: 'crlf' })],
    ['UTF-16LE', encodeText(lines, { encoding: 'utf-16le-bom', lineEnd: 'crlf' })],
    ['UTF-16BE', encodeText(lines, { encoding: 'utf-16be-bom', lineEnd: 'crlf' })],
    [
      'windows-1252',
      encodeText(lines.replace('CEwsTransport', 'CEwsTr\u00e4nsport'), { encoding: 'windows-1252', lineEnd: 'crlf' }),
    ],
    ['events of XML on one line', Buffer.from(XML.replace(/>\s*\n\s*</g, '><'))],
    ['indented events of XML', Buffer.from(XML.replace(/>\s*\n\s*</g, '>\r\n      <'))],
  ])('%s', async (_, bytes) => {
    expect(await inFolder({ 'trace.txt': bytes }, (folder) => expectAllHold([folder]))).toBeGreaterThan(10);
  });

  test('in each kind of archive, and of a single file', async () => {
    const story = await unpackStory('drafts-bug');
    try {
      const names = readdirSync(story.path, { recursive: true, encoding: 'utf-8' });
      const members = names
        .filter((name) => statSync(join(story.path, name)).isFile())
        .map((name) => ({
          name: name.replaceAll('\\', '/'),
          data: readFileSync(join(story.path, name)),
          mtime: 1_465_387_200,
        }));
      const archives = {
        'logs.zip': writeZip(members),
        'logs.tar': writeTar(members),
        'logs.tar.gz': gzipSync(writeTar(members)),
        'logs.cab': writeCab(members),
        'outer.zip': writeZip([{ name: 'inner.zip', data: writeZip(members) }]),
      };
      await inFolder(archives, async (folder) => {
        for (const name of Object.keys(archives)) {
          expect(await expectAllHold([join(folder, name)], () => storyOptions(story.options))).toBeGreaterThan(50);
        }
        writeFileSync(join(folder, 'one.txt'), TEXT);
        expect(await expectAllHold([join(folder, 'one.txt')])).toBeGreaterThan(50);
        // The report of the folder holds in the archive of it: each file is known by the end of its path.
        const report = await analyze([story.path], storyOptions(story.options));
        const zipped = await verifyReport(report, [join(folder, 'logs.zip')], storyOptions(story.options));
        expect(zipped.lost).toEqual([]);
        expect(zipped.sources[0]?.foundAs).toMatch(/^logs\.zip\//);
      });
    } finally {
      await story.remove();
    }
  });

  test('of standard input, whose bytes come once', async () => {
    const bytes = Buffer.from(TEXT);
    const options = (): AnalysisOptions => ({
      stdin: (async function* () {
        for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
      })(),
    });
    expect(await expectAllHold(['-'], options)).toBeGreaterThan(50);
  });
});
