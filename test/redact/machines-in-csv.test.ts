import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { redactedReport } from '../../src/batch/batch-redaction.ts';
import { byFile, contentOf } from '../../src/excerpt/excerpt-file.ts';
import { Redaction, redactReport } from '../../src/redact/index.ts';
import { FolderReader } from '../../src/watch/folder-reader.ts';
import { excerptOf } from '../excerpt/story-excerpt.ts';
import { analyze } from '../report/analyze-validly.ts';

const KEY = 'a key for tests';
const BOOK = {
  phrasebook: 1,
  name: 'of the test',
  phrases: [{ id: 'q', observes: 'message-queued', text: 'Queued note {messageId} for {recipient} at GWENPC' }],
};
const FORMS: Readonly<Record<string, readonly string[]>> = {
  'in the order of the object': [
    '"Message","Id","ProviderName","ProcessId","ThreadId","MachineName","UserId","TimeCreated"',
    '"Queued note N47110815 for bob@contoso.com at GWENPC","0","Client","7124","3084","GWENPC","S-1-5-21-1-2-3-1104","6/8/2016 9:41:05 AM"',
    '"idle","0","Client","7124","3084","GWENPC","S-1-5-21-1-2-3-1104","6/8/2016 9:41:07 AM"',
  ],
  'in an order of the user, with semicolons and without quotes': [
    'TimeCreated;MachineName;Id;Message',
    '06/08/2016 09:41:05;gwenpc.contoso.com;0;Queued note N47110815 for bob@contoso.com at GWENPC',
    '06/08/2016 09:41:07;gwenpc.contoso.com;0;idle',
  ],
  'in the column that remoting adds': [
    '"Message","Id","TimeCreated","PSComputerName"',
    '"Queued note N47110815 for bob@contoso.com at GWENPC","0","6/8/2016 9:41:05 AM","GWENPC"',
    '"idle","0","6/8/2016 9:41:07 AM","GWENPC"',
  ],
};
let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'oimscope-machines-'));
  for (const [i, lines] of Object.values(FORMS).entries()) {
    await mkdir(join(root, String(i)));
    await writeFile(join(root, String(i), 'oimscope.phrases.json'), JSON.stringify(BOOK));
    await writeFile(join(root, String(i), 't.csv'), `${lines.join('\r\n')}\r\n`);
  }
});

afterAll(() => rm(root, { recursive: true }));

describe.each(Object.keys(FORMS).map((form, i) => [form, i] as const))('the machine of events, %s,', (_form, i) => {
  const folder = (): string => join(root, String(i));

  test('is in no report without identities', async () => {
    let machines: readonly string[] = [];
    const report = await analyze([folder()], {
      onPersons: (_names, told) => {
        machines = told;
      },
    });
    expect(machines).toHaveLength(1);
    expect(JSON.stringify(report)).toContain('GWENPC');
    const redacted = JSON.stringify(redactReport(report, { key: KEY, machines }).report);
    expect(redacted).not.toMatch(/gwenpc/i);
    expect(redacted).toContain('host-');
    const inBatch = await redactedReport({ report, persons: [], machines }, 'bundle', 'root', { key: KEY });
    expect(JSON.stringify(inBatch.report)).not.toMatch(/gwenpc/i);
  });

  test('is in no watch without identities', async () => {
    const redaction = new Redaction({ key: KEY });
    const onPersons = (names: readonly string[], machines: readonly string[]): void =>
      redaction.persons(names, machines);
    const reader = new FolderReader(folder(), { onPersons });
    await reader.report();
    const { report } = redaction.part({ event: 'stopped', report: await reader.report() });
    expect(JSON.stringify(report)).not.toMatch(/gwenpc/i);
  });

  test('is in no excerpt with tokens', async () => {
    const { files, kept } = await excerptOf(folder(), { isOver: () => true, key: Buffer.from(KEY) });
    const pieces = byFile(kept);
    const text = files
      .map((file, at) => Buffer.from(contentOf(file, pieces.get(at) ?? [])).toString('utf8'))
      .join('\n');
    expect(text).toContain('Queued note');
    expect(text).not.toMatch(/gwenpc/i);
  });
});
