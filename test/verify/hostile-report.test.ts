import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StoredRef, StoredReport } from '../../src/model/stored-report.ts';
import { renderers } from '../../src/report/index.ts';
import { verificationParts } from '../../src/report/verification.ts';
import { verifyReport } from '../../src/verify/verify-report.ts';
import { inFolder } from '../contract/bundle-of.ts';
import { HOSTILE_TEXTS, hostileReport } from '../report/hostile-report.ts';
import { emptyReport } from '../report/sample-reports.ts';

function reportCiting(refs: readonly StoredRef[]): StoredReport {
  return { ...emptyReport, environment: { user: { value: 'x', certainty: 'proven', evidence: refs } } };
}

describe('a report that names what is none of its business', () => {
  test('nothing outside of the bundle is opened, whatever a source is called', async () => {
    await inFolder({ 'secret.txt': 'the secret\n', 'bundle/a.log': 'a line\n' }, async (folder) => {
      const secret = join(folder, 'secret.txt');
      const sources = [
        '../secret.txt',
        '..\\secret.txt',
        'bundle/../../secret.txt',
        './../secret.txt',
        secret,
        secret.replaceAll('/', '\\'),
        `C:${secret}`,
        `\\\\?\\${secret}`,
        `file://${secret}`,
        '/etc/passwd',
        '/dev/zero',
        'CON',
        'NUL',
        'a.log/../../secret.txt',
        'a.log:stream',
        '',
        '.',
        '..',
        '__proto__',
        'constructor',
      ];
      const refs = sources.map((source) => ({ source, line: 1, offset: 0, text: 'the secret' }));
      const found = await verifyReport(reportCiting(refs), [join(folder, 'bundle')]);
      expect(found.counts['source-missing']).toBe(sources.length);
      expect(JSON.stringify(found)).not.toContain('foundAs');
      // What is there is seen, so that the above says something.
      const ref = { source: 'secret.txt', line: 1, offset: 0, text: 'the secret' };
      expect((await verifyReport(reportCiting([ref]), [secret])).counts.holds).toBe(1);
    });
  });

  test('places that no file has', async () => {
    await inFolder({ 'a.log': 'one\ntwo\n' }, async (folder) => {
      const places = [
        { line: Number.MAX_SAFE_INTEGER, offset: Number.MAX_SAFE_INTEGER },
        { line: 1, offset: 4 },
        { line: 2, offset: 0 },
        { line: 2, offset: 5 },
      ];
      const refs = places.map((place) => ({ source: 'a.log', ...place, text: 'o' }));
      const found = await verifyReport(reportCiting(refs), [folder]);
      expect(found.counts).toMatchObject({ changed: 4, holds: 0 });
    });
  });

  test('a line of an issue is there, or is not', async () => {
    await inFolder({ 'a.log': 'one\ntwo\n' }, async (folder) => {
      const issue = (line: number) => ({ code: 'XML_BROKEN', source: 'a.log', line });
      const found = await verifyReport({ ...emptyReport, issues: [issue(2), issue(9)] }, [folder]);
      expect(found.lost).toEqual([
        { place: { source: 'a.log', line: 9 }, state: 'changed', citedBy: ['issue XML_BROKEN'] },
      ]);
    });
  });

  test('a hundred thousand citations, many of the same words, in a bundle that changed', async () => {
    const line = 'POST /EWS/Exchange.asmx HTTP/1.1\n';
    const text = line.repeat(100_000);
    await inFolder({ 'a.log': text }, async (folder) => {
      const refs = Array.from({ length: 100_000 }, (_, i) => ({
        source: 'a.log',
        line: i + 1,
        offset: i * line.length,
        text: line.trimEnd(),
      }));
      expect((await verifyReport(reportCiting(refs), [folder])).counts.holds).toBe(100_000);
      writeFileSync(join(folder, 'a.log'), `x\n${text}`);
      const found = await verifyReport(reportCiting(refs), [folder]);
      expect(found.citations).toBe(100_000);
      expect(found.counts.holds).toBe(0);
    });
  }, 30_000);
});

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('what is told of it', () => {
  test.each(['table', 'json'] as const)('lets nothing through to a terminal as %s', async (format) => {
    expect(Object.keys(renderers)).toContain(format);
    await inFolder({ 'a.log': 'one\n' }, async (folder) => {
      for (const text of HOSTILE_TEXTS) {
        const found = await verifyReport(hostileReport(text), [folder]);
        const options = { width: 60, color: false, verbose: true, unicode: false };
        const shown = [...verificationParts(format, found, options)].join('');
        expect(shown).not.toMatch(UNSEEN);
        expect(shown).toMatch(/[^\n]\n$/);
        if (format === 'json') expect(JSON.parse(shown)).toEqual(found);
      }
    });
  });
});
