import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byFile, contentOf } from '../../src/excerpt/excerpt-file.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { leftIn, type Secrets, secretLines, secrets, textsOf } from '../redact/secret-report.ts';
import { excerptOf } from './story-excerpt.ts';

const TRACE = 'Lync-16.0.6965.5305-Office-x86ship-U.txt';
const KEY = Buffer.from('a key of the tests');

/** Makes an excerpt of a trace in which somebody is named, and answers all bytes of it as text, and its paths. */
async function excerptText(of: Secrets, key?: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-secrets-'));
  try {
    const trace = await readFile(join(BUNDLES, 'ews-timeout', 'bundle', 'Tracing', TRACE), 'utf8');
    const told = trace
      .replaceAll('alice.appleby@contoso.com', `${of.local}@${of.domain}`)
      .replaceAll('Alice Appleby', `${of.first} ${of.last}`);
    const [last = ''] = /\n(TL_\w+\(TF_COMPONENT\) [^(]*)(?=\([^\n]*\n[^\n]*$)/.exec(told) ?? [];
    // In one record, as a reader looks into some of the lines only.
    const record = `${last.trimStart()}(UI,CView::Show:view.cpp(7)) ${secretLines(of).join('\r\n')}\r\n`;
    const tracing = join(folder, `sip_${of.local}@${of.domain}`, 'Tracing');
    await mkdir(tracing, { recursive: true });
    await writeFile(join(tracing, TRACE), told + record);
    const { files, kept } = await excerptOf(folder, { isOver: () => true, ...(key === undefined ? {} : { key }) });
    const pieces = byFile(kept);
    return files
      .map((file, i) => `${file.path}\n${Buffer.from(contentOf(file, pieces.get(i) ?? [])).toString('utf8')}`)
      .join('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('who is named in a trace is named in no excerpt of it with tokens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.noShrink(secrets), async (of) => {
      const before = await excerptText(of);
      expect(leftIn(before, textsOf(of))).toEqual(textsOf(of));
      expect(leftIn(await excerptText(of, KEY), textsOf(of))).toEqual([]);
    }),
    { numRuns: 10 },
  );
}, 240_000);

test('an id of a device may be of digits alone', async () => {
  const [some] = fc.sample(secrets, { seed: 1, numRuns: 1 });
  if (some === undefined) throw new Error('nobody was made up');
  const text = await excerptText({ ...some, epid: '0236739578' }, KEY);
  expect(text).toContain('epid=');
  expect(text).not.toContain('0236739578');
}, 60_000);
