import { expect, test } from 'vitest';
import { exitCodeOf, type FailOn } from '../../src/model/exit-code.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { IssueCode } from '../../src/model/issue.ts';
import type { Report, ReportSource } from '../../src/model/report.ts';
import { emptyReport, sampleFinding, sampleSource, uselessReport } from '../report/sample-reports.ts';

function reportOf(
  severity: Severity | undefined,
  code: IssueCode | undefined,
  source: ReportSource = sampleSource,
): Report {
  return {
    ...emptyReport,
    bundle: { name: 'x', sources: [source] },
    findings: severity === undefined ? [] : [{ ...sampleFinding('throttled', []), severity }],
    issues: code === undefined ? [] : [{ code, source: 'a.txt', text: 'x' }],
  };
}

function useless(code: IssueCode): Report {
  return { ...uselessReport, issues: [{ code, source: 'logs.zip', text: 'x' }] };
}

test.each<[string, Report, FailOn, number]>([
  ['an empty folder', emptyReport, 'none', 3],
  ['nothing usable', uselessReport, 'none', 3],
  ['nothing usable, whatever fired', { ...uselessReport, findings: [sampleFinding('build-old', [])] }, 'info', 3],
  ['nothing usable up to a limit', useless('capped'), 'none', 4],
  [
    'nothing usable up to a limit, and a finding',
    { ...useless('capped'), findings: [sampleFinding('build-old', [])] },
    'info',
    1,
  ],
  ['nothing usable, as the analysis failed', useless('ANALYSIS_FAILED'), 'none', 4],
  ['nothing usable in a damaged archive', useless('ARCHIVE_DAMAGED'), 'none', 3],
  ['nothing usable in an encrypted archive', useless('ENCRYPTED'), 'none', 3],
  ['nothing usable in an archive of another kind', useless('UNSUPPORTED_COMPRESSION'), 'none', 3],
  ['a clean reading', reportOf(undefined, undefined), 'error', 0],
  ['a finding nobody fails on', reportOf('error', undefined), 'none', 0],
  ['a finding at the mark', reportOf('warning', undefined), 'warning', 1],
  ['a finding above the mark', reportOf('error', undefined), 'warning', 1],
  ['a finding below the mark', reportOf('info', undefined), 'warning', 0],
  ['a finding and a partial reading', reportOf('error', 'XML_TRUNCATED'), 'error', 1],
  ['a partial reading', reportOf('error', 'XML_TRUNCATED'), 'none', 4],
  ['an unreadable file', reportOf(undefined, 'UNREADABLE'), 'none', 4],
  ['a file over a limit', reportOf(undefined, 'capped'), 'none', 4],
  ['a file not recognised', reportOf(undefined, 'NOT_RECOGNISED'), 'none', 0],
  ['an empty file', reportOf(undefined, 'EMPTY'), 'none', 0],
  ['a link not followed', reportOf(undefined, 'LINK_NOT_FOLLOWED'), 'none', 0],
  [
    'an .etl of which something was read',
    reportOf(undefined, undefined, { ...sampleSource, format: 'etl' }),
    'none',
    0,
  ],
  [
    'an .etl of which nothing was read',
    reportOf(undefined, undefined, { ...sampleSource, format: 'etl', undecoded: 1234 }),
    'none',
    3,
  ],
])('%s', (_name, report, failOn, code) => {
  expect(exitCodeOf(report, failOn)).toBe(code);
});
