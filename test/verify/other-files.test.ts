import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Verification } from '../../src/model/verification.ts';
import { verificationParts } from '../../src/report/verification.ts';
import { afterChange, edit } from './after-change.ts';

const TRACE = 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt';
const SIP = 'Tracing/Lync-UccApi-0.UccApilog';
const SPOOL = 'sip_alice@contoso.com/History Spooler/0A1B0002.hist';

function table(found: Verification): string {
  const options = { width: 200, color: false, verbose: false, unicode: false };
  return [...verificationParts('table', found, options)].join('');
}

/** Citations of a source that do not hold, by state. */
function lostOf(found: Verification, path: string): readonly string[] {
  return found.lost.filter(({ place }) => place.source === path).map(({ state }) => state);
}

describe('a spool file that says something else', () => {
  test.each([
    ['whom it is for', (text: string) => text.replaceAll('carol@', 'karol@')],
    ['when it was written', (text: string) => text.replaceAll('2016-06-08T09:31:1', '2016-06-08T07:31:1')],
  ])('%s', async (_, change) => {
    const found = await afterChange('drafts-bug', (folder) => {
      const before = readFileSync(join(folder, SPOOL), 'latin1');
      edit(folder, SPOOL, change);
      const after = readFileSync(join(folder, SPOOL), 'latin1');
      expect([after.length, after === before]).toEqual([before.length, false]);
    });
    expect(lostOf(found, SPOOL)).toEqual(['changed']);
    expect(found.lost).toHaveLength(1);
  });

  test('a copy of the bundle has other times of files, and holds', async () => {
    const found = await afterChange('drafts-bug', (folder) => {
      utimesSync(join(folder, SPOOL), 1_700_000_000, 1_700_000_000);
    });
    expect([found.lost, found.others]).toEqual([[], []]);
  });
});

describe('files beside those that are cited', () => {
  test('one that the report does not know, one that is gone, one that grew behind all citations', async () => {
    const found = await afterChange('told-by-companions', (folder, report) => {
      const cited = JSON.stringify([report.environment, report.messages, report.findings, report.rules]);
      const uncited = report.bundle.sources.find(({ path }) => !cited.includes(path))?.path;
      if (uncited !== undefined) rmSync(join(folder, uncited));
      writeFileSync(join(folder, 'more.log'), 'more\n');
    });
    expect(found.lost).toEqual([]);
    expect(found.others).toContainEqual({ path: 'more.log', state: 'not-in-report', bytes: 5 });
    expect(table(found)).toContain('not in the report: more.log (5 bytes)');
  });

  test('one that grew behind all that is cited', async () => {
    const found = await afterChange('drafts-bug', (folder) => edit(folder, SIP, (text) => `${text}more\r\n`));
    expect(found.lost).toEqual([]);
    expect(
      found.others.map(({ path, state, bytes = 0, reportedBytes = 0 }) => [path, state, bytes - reportedBytes]),
    ).toEqual([[SIP, 'of-another-size', 6]]);
    expect(table(found)).toMatch(/the exit code tells of citations only\n {2}of another size: Tracing\/Lync-UccApi-0/);
  });

  test('all is as it was', async () => {
    const found = await afterChange('drafts-bug', () => undefined);
    expect([found.others, found.isOtherBundle]).toEqual([[], undefined]);
    expect(table(found)).not.toContain('exit code');
  });
});

describe('the same bytes elsewhere', () => {
  test('a log that was renamed is found by its content', async () => {
    const found = await afterChange('drafts-bug', (folder) =>
      renameSync(join(folder, SIP), join(folder, 'Tracing/old.UccApilog')),
    );
    expect([found.lost, found.others]).toEqual([[], []]);
    expect(found.sources.find(({ path }) => path === SIP)?.foundAs).toBe('Tracing/old.UccApilog');
  });

  test('under another ending, too', async () => {
    const found = await afterChange('drafts-bug', (folder) => renameSync(join(folder, SIP), join(folder, 'sip.log')));
    expect(lostOf(found, SIP)).toEqual([]);
    expect(found.sources.find(({ path }) => path === SIP)?.foundAs).toBe('sip.log');
  });

  test('a file of the same size that holds nothing of it is another one', async () => {
    const found = await afterChange('drafts-bug', (folder) => {
      const { length } = readFileSync(join(folder, SIP));
      rmSync(join(folder, SIP));
      writeFileSync(join(folder, 'Tracing/other.UccApilog'), 'x'.repeat(length));
    });
    expect(new Set(lostOf(found, SIP))).toEqual(new Set(['source-missing']));
  });

  test('a trace that was packed by itself', async () => {
    const found = await afterChange('drafts-bug', (folder) => {
      writeFileSync(join(folder, `${TRACE}.gz`), gzipSync(readFileSync(join(folder, TRACE))));
      rmSync(join(folder, TRACE));
    });
    expect([found.lost, found.others]).toEqual([[], []]);
    expect(found.sources.find(({ path }) => path === TRACE)?.foundAs).toBe(`${TRACE}.gz/${TRACE.split('/')[1]}`);
  });

  test('other line ends are told in a sentence, and offsets where lines are the same', async () => {
    const found = await afterChange('drafts-bug', (folder) =>
      edit(folder, TRACE, (text) =>
        text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'),
      ),
    );
    expect(found.sources.find(({ path }) => path === TRACE)?.keepsLines).toBe(true);
    expect(table(found)).toContain(`${TRACE}: the lines are the same, at other offsets`);
    expect(table(found)).toMatch(/ -> the same line, offset \d+ -> \d+\n/);
    expect(table(found)).not.toMatch(/ -> line \d/);
  });
});

describe('what is left of a bundle', () => {
  test.each([0, 5000])('a file that ends at byte %d', async (bytes) => {
    const found = await afterChange('drafts-bug', (folder) => edit(folder, TRACE, (text) => text.slice(0, bytes)));
    const behind = found.lost.filter(({ place }) => (place.offset ?? 0) >= bytes).length;
    expect(behind).toBeGreaterThan(5);
    expect(found.isOtherBundle).toBeUndefined();
    const at = bytes.toLocaleString('en-US');
    expect(table(found)).toMatch(new RegExp(`${TRACE} ends at byte ${at}; the report had [\\d,]+ bytes`));
    expect(table(found)).toContain(`  ${behind} citations behind the end of ${TRACE}, which is at byte ${at}\n`);
  });

  test('the bundle of another user', async () => {
    const found = await afterChange('drafts-bug', (folder) => {
      rmSync(join(folder, 'sip_alice@contoso.com'), { recursive: true });
      for (const path of [TRACE, SIP]) writeFileSync(join(folder, path), 'HTTP/1.1 200 OK\r\n'.repeat(9000));
    });
    expect(found.isOtherBundle).toBe(true);
    expect(table(found)).toContain('The report is of another bundle');
  });
});
