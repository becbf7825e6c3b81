import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { rotationKey } from '../../src/reading/rotation.ts';
import { inFolder, issueCodes, reportOf } from '../contract/bundle-of.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { analyze } from '../report/analyze-validly.ts';

const TRACE = readFileSync(
  join(BUNDLES, 'ews-timeout/bundle/Tracing/Lync-16.0.6965.5305-Office-x86ship-U.txt'),
  'utf8',
);
const DENIED = readFileSync(
  join(BUNDLES, 'send-as-denied/bundle/Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt'),
  'utf8',
);
const NAME = 'Tracing/Lync-16.0.6965.5305-Office-x86ship-U';

/** What a report says of messages and causes, wherever it was read. */
function told(report: Report): unknown {
  return JSON.parse(
    JSON.stringify({ messages: report.messages, findings: report.findings }, (key, value: unknown) =>
      ['source', 'line', 'offset'].includes(key) ? undefined : value,
    ),
  );
}

function cutAt(text: string, places: readonly number[]): readonly string[] {
  const ends = [...places, text.length].map((place) => text.lastIndexOf('\nTL_', place) + 1);
  return ends.map((end, i) => text.slice(i === 0 ? 0 : ends[i - 1], i === ends.length - 1 ? undefined : end));
}

describe('the name of a rotated log', () => {
  test.each([
    ['Tracing/Lync-UccApi-0.UccApilog', 'tracing/lync-uccapi.uccapilog'],
    ['Tracing/Lync-UccApi-2.uccapilog', 'tracing/lync-uccapi.uccapilog'],
    ['Tracing/Lync-UccApi-0.UccApilog.bak', 'tracing/lync-uccapi.uccapilog'],
    ['Tracing/Lync-UccApi-0.bak.UccApilog', 'tracing/lync-uccapi.uccapilog'],
    ['a/trace.txt', 'a/trace.txt'],
    ['a/trace.log.1', 'a/trace.log'],
    ['a/trace (2).txt', 'a/trace.txt'],
    ['a/Lync-UccApi-0 - Copy.UccApilog', 'a/lync-uccapi.uccapilog'],
    ['a/trace.log.1.gz/trace.log.1', 'a/trace.log'],
    ['a/trace_2016-06-08.txt', 'a/trace_2016-06-08.txt'],
    ['a/PC-12.txt', 'a/pc-12.txt'],
    ['a/Trace-1.fmt.txt', 'a/trace.fmt.txt'],
    [`${NAME}.bak.txt`, `${NAME.toLowerCase()}.txt`],
  ])('%s', (path, key) => {
    expect(rotationKey(path)).toBe(key);
  });

  test('other logs, other folders and other builds are other logs', () => {
    const names = [
      'a/x.txt',
      'b/x.txt',
      'a/y.txt',
      'a/Lync-16.0.6741.5305-Office.txt',
      'a/Lync-16.0.6965.5305-Office.txt',
    ];
    expect(new Set(names.map(rotationKey)).size).toBe(names.length);
  });
});

describe('a log in rotated parts tells what it tells in one', () => {
  test('wherever it was cut between two records, whatever the order of the names', async () => {
    const whole = await reportOf({ [`${NAME}.txt`]: TRACE }, { workers: 1 });
    expect(whole.messages.length).toBeGreaterThan(0);
    const places = fc.array(fc.nat(TRACE.length), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(places, fc.boolean(), async (at, isNewestFirst) => {
        const parts = cutAt(
          TRACE,
          at.toSorted((a, b) => a - b),
        );
        const numbered = isNewestFirst ? parts.toReversed() : parts;
        const files = Object.fromEntries(numbered.map((part, i) => [`${NAME}-${i}.txt`, part]));
        expect(told(await reportOf(files, { workers: 1 }))).toEqual(told(whole));
      }),
      { numRuns: 15 },
    );
  });

  test('or within a record, where lines are long enough to tell', async () => {
    const whole = await reportOf({ [`${NAME}.txt`]: TRACE }, { workers: 1 });
    const envelope = TRACE.indexOf('<m:CreateItem', TRACE.indexOf('Envelope'));
    const place = TRACE.lastIndexOf('\n', envelope) + 1;
    expect(TRACE.slice(place, place + 3), 'a line without a prefix').not.toBe('TL_');
    const files = { [`${NAME}-0.txt`]: TRACE.slice(0, place), [`${NAME}-1.txt`]: TRACE.slice(place) };
    const { messages } = await reportOf(files, { workers: 1 });
    expect(messages.map(({ outcome, recipients, attempts }) => [outcome, recipients, attempts.length])).toEqual(
      whole.messages.map(({ outcome, recipients, attempts }) => [outcome, recipients, attempts.length]),
    );
  });

  test('what stands in two parts counts once', async () => {
    const [whole, overlapping] = await Promise.all([
      reportOf({ [`${NAME}.txt`]: TRACE }),
      reportOf({
        [`${NAME}.bak.txt`]: TRACE.slice(0, TRACE.lastIndexOf('\nTL_', TRACE.length * 0.9) + 1),
        [`${NAME}.txt`]: TRACE.slice(TRACE.indexOf('\nTL_', TRACE.length * 0.1) + 1),
      }),
    ]);
    expect(told(overlapping)).toEqual(told(whole));
    expect(issueCodes(overlapping)).toEqual([`COPIES ${NAME}.txt`]);
  });

  test('nor does a copy in another folder', async () => {
    const whole = await reportOf({ [`${NAME}.txt`]: TRACE });
    const copied = await reportOf({ [`${NAME}.txt`]: TRACE, 'copy of desktop/trace.txt': TRACE });
    expect(told(copied)).toEqual(told(whole));
    expect(issueCodes(copied).map((text) => text.split(' ')[0])).toEqual(['COPIES']);
  });

  test('nor does a copy that keeps whole seconds only, as Get-WinEvent exports them', async () => {
    // Ids would tie a call to its copy in any case.
    const fine = DENIED.replace(/^(?:client-)?request-id:.*\n/gim, '');
    const coarse = fine.replace(/(::\d\d\/\d\d\/\d{4}-\d\d:\d\d:\d\d)\.\d{3}/g, '$1.000');
    const [whole, both] = await Promise.all([
      reportOf({ [`${NAME}.txt`]: fine }),
      reportOf({ [`${NAME}.txt`]: fine, 'exported/events.txt': coarse }),
    ]);
    expect(whole.messages.length).toBeGreaterThan(0);
    expect(both.messages.map(({ outcome, attempts }) => [outcome, attempts.length])).toEqual(
      whole.messages.map(({ outcome, attempts }) => [outcome, attempts.length]),
    );
    expect(issueCodes(both)).toEqual(['COPIES exported/events.txt']);
  });

  test('a part that is missing and a silence between two parts are gaps', async () => {
    const line = (minute: string, text: string): string => `06/08/2016|09:${minute}:00.000 1F68:C14 INFO  :: ${text}\n`;
    const report = await reportOf({
      'Lync-UccApi-0.UccApilog': line('10', 'first'),
      'Lync-UccApi-2.UccApilog': line('30', 'last'),
    });
    expect(report.gaps.filter(({ kind }) => kind === 'rotated')).toEqual([
      { kind: 'rotated', source: 'Lync-UccApi-0.UccApilog', text: expect.stringContaining('number 1 is not') },
      {
        kind: 'rotated',
        source: 'Lync-UccApi-2.UccApilog',
        text: expect.stringContaining('2016-06-08T09:10:00.000Z'),
      },
    ]);
  });

  test('two logs that follow each other closely have no gap', async () => {
    const line = (second: string): string => `06/08/2016|09:10:${second}.000 1F68:C14 INFO  :: text\n`;
    const report = await reportOf({ 'a-0.UccApilog': line('10'), 'a-1.UccApilog': line('30') });
    expect(report.gaps.filter(({ kind }) => kind === 'rotated')).toEqual([]);
  });

  test('copies change nothing of what the file itself is said to hold', async () => {
    await inFolder({ 'a.txt': TRACE, 'b/a.txt': TRACE }, async (folder) => {
      const { bundle } = await analyze([folder]);
      expect(new Set(bundle.sources.map(({ records }) => records)).size).toBe(1);
    });
  });
});
