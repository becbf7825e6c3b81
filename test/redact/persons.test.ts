import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { redactedReport } from '../../src/batch/batch-redaction.ts';
import { contentOf } from '../../src/excerpt/excerpt-file.ts';
import { Redaction, redactReport } from '../../src/redact/index.ts';
import { readSpoolFile } from '../../src/spooler/index.ts';
import { FolderReader } from '../../src/watch/folder-reader.ts';
import { excerptOf } from '../excerpt/story-excerpt.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { type HistContents, writeHist } from '../make/hist.ts';
import { analyze } from '../report/analyze-validly.ts';

const TRACE = join('Tracing', 'Lync-16.0.6741.5305-Office-x86ship-U.txt');
const KEY = 'a key for tests';
let folder = '';

/** Somebody who is named in a part of a request that no report cites, and by the last name alone in a line that is cited. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oimscope-persons-'));
  const trace = await readFile(join(BUNDLES, 'send-as-denied', 'bundle', TRACE), 'utf8');
  // Longer than a citation of what stands in front of it.
  const culture = '<t:Culture>en-US</t:Culture>'.repeat(12);
  const sender =
    '<t:From><t:Mailbox><t:Name>Hedwig Wolkenstein</t:Name><t:EmailAddress>h17@contoso.com</t:EmailAddress></t:Mailbox></t:From>';
  const told = trace
    .replaceAll('</t:ToRecipients>', `</t:ToRecipients>${culture}${sender}`)
    .replaceAll(
      '<m:DescriptiveLinkKey>0<',
      '<m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:MessageXml>Wolkenstein was asked</m:MessageXml><m:DescriptiveLinkKey>0<',
    );
  await mkdir(join(folder, 'Tracing'));
  await writeFile(join(folder, TRACE), told);
});

afterAll(() => rm(folder, { recursive: true }));

async function namesIn(path: string, workers?: number): Promise<readonly string[]> {
  let names: readonly string[] = [];
  const options = workers === undefined ? {} : { workers, stretchBytes: 4096 };
  await analyze([path], {
    ...options,
    onPersons: (told) => {
      names = told;
    },
  });
  return names;
}

test('somebody who is named in no cited line goes from the cited line that speaks of them', async () => {
  const [report, persons] = [await analyze([folder]), await namesIn(folder)];
  expect(persons).toContain('Hedwig Wolkenstein');
  expect(JSON.stringify(report)).toContain('Wolkenstein was asked');
  expect(JSON.stringify(report)).not.toContain('Hedwig');
  const redacted = redactReport(report, { key: KEY, persons });
  expect(JSON.stringify(redacted.report)).not.toContain('Wolkenstein');
  expect(JSON.stringify(redacted.report)).toContain('was asked');
});

test('the names are the same with any number of threads', async () => {
  const one = await namesIn(folder, 1);
  expect(await namesIn(folder, 3)).toEqual(one);
});

test('a batch, a watch and an excerpt know them, too', async () => {
  const report = await analyze([folder]);
  const persons = await namesIn(folder);
  const inBatch = await redactedReport({ report, persons }, 'bundle', 'root', { key: KEY });
  expect(JSON.stringify(inBatch.report)).not.toContain('Wolkenstein');
  const redaction = new Redaction({ key: KEY });
  const reader = new FolderReader(folder, { onPersons: (names) => redaction.persons(names) });
  const { report: watched } = redaction.part({ event: 'stopped', report: await reader.report() });
  expect(JSON.stringify(watched)).not.toContain('Wolkenstein');
  const { files, kept } = await excerptOf(folder, { isOver: () => true, key: Buffer.from(KEY) });
  const bytes = Buffer.concat(
    files.map((file, i) =>
      contentOf(
        file,
        kept.filter((piece) => piece.file === i),
      ),
    ),
  );
  expect(bytes.toString('utf8')).not.toMatch(/Wolkenstein|Hedwig/);
});

const LAYOUT: HistContents = {
  initiator: { name: 'Hedwig Wolkenstein', uri: 'sip:h17@contoso.com' },
  members: [{ name: '+1 425 5550100', uri: 'sip:b18@contoso.com' }],
  title: 'Missed conversation',
  body: '<html></html>',
  sipStrings: ['sip:h17@contoso.com', '0123456789abcdef0123456789abcdef', 'sip:b18@contoso.com'],
  type: 'Missed',
  xml: '<conversations/>',
  note: '',
  fileName: '0A1B0001.hist',
};

test.each<[string, Uint8Array]>([
  ['by its layout', writeHist(LAYOUT)],
  ['carved', Buffer.from('\0\0"Hedwig Wolkenstein" <sip:h17@contoso.com>\0\x01Missed conversation\0<html>x</html>')],
])('a spool file tells its names %s', (_how, bytes) => {
  expect(readSpoolFile({ path: 'History Spooler/0A1B0001.hist', bytes }).persons).toEqual(['Hedwig Wolkenstein']);
});
