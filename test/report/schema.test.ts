import { expect, test } from 'vitest';
import { emptyReport, fullReport, sampleMessage, uselessReport } from './sample-reports.ts';
import { expectValidReport, schemaErrors } from './valid-report.ts';

function withStamp(stamp: unknown): unknown {
  const ref = { source: 'a', line: 1, offset: 0, text: '', stamp };
  return { ...emptyReport, environment: { user: { value: 'a@contoso.com', certainty: 'proven', evidence: [ref] } } };
}

test('the time as the source writes it is valid, of 40 characters, too', () => {
  expect(schemaErrors(withStamp('9'.repeat(40)))).toEqual([]);
});

test.each([
  ['empty', emptyReport],
  ['useless', uselessReport],
  ['full', fullReport],
])('the %s report is valid', (_name, report) => {
  expectValidReport(report);
});

test.each([
  ['a member nobody knows', { ...emptyReport, mood: 'fine' }],
  ['null for an absent member', { ...emptyReport, horizon: null }],
  ['a time that is not UTC', { ...emptyReport, horizon: '2016-07-12T09:31:05.123+02:00' }],
  ['eight fractional digits', { ...emptyReport, horizon: '2016-07-12T09:31:05.12345678Z' }],
  ['another schema name', { ...emptyReport, schema: 'oimscope.report/2' }],
  ['an outcome nobody knows', { ...emptyReport, messages: [{ ...sampleMessage('m1', 'pending'), outcome: 'lost' }] }],
  ['a message without its id', { ...emptyReport, messages: [{ ...sampleMessage('x1', 'pending') }] }],
  ['an absolute path', { ...emptyReport, issues: [{ code: 'EMPTY', source: '/etc/passwd', text: 'x' }] }],
  ['a citation of line 0', { ...emptyReport, issues: [{ code: 'EMPTY', source: 'a', line: 0, text: 'x' }] }],
  ['a stamp of 41 characters', withStamp('9'.repeat(41))],
  ['a stamp that is a number', withStamp(12)],
  ['no rules', { ...emptyReport, rules: undefined }],
])('%s is refused', (_name, report) => {
  expect(schemaErrors(report)).not.toEqual([]);
});
