import { expect, test } from 'vitest';
import type { Outcome } from '../../src/model/life.ts';
import type { Report, ReportFinding } from '../../src/model/report.ts';
import { headline } from '../../src/report/headline.ts';
import { emptyReport, fullReport, sampleFinding, sampleMessage, sampleSource } from './sample-reports.ts';

function reportOf(outcomes: readonly Outcome[], findings: readonly ReportFinding[] = []): Report {
  return {
    ...emptyReport,
    bundle: { name: 'x', sources: [sampleSource] },
    messages: outcomes.map((outcome, index) => sampleMessage(`m${index + 1}`, outcome)),
    findings,
  };
}

const DRAFTS = sampleFinding('drafts-bug-2016-06', ['m1']);

test.each([
  [
    'failures with their cause',
    fullReport,
    '3 of 5 offline messages did not arrive: 2 stuck in Drafts (drafts-bug-2016-06, likely) and 1 rejected; 1 was delivered and 1 is pending.',
  ],
  [
    'one failure',
    reportOf(['stuck-in-drafts'], [DRAFTS]),
    'The offline message did not arrive: stuck in Drafts (drafts-bug-2016-06, likely).',
  ],
  [
    'a cause of some of them only',
    reportOf(['rejected', 'rejected', 'rejected'], [sampleFinding('quota', ['m2'])]),
    '3 of 3 offline messages did not arrive: 3 rejected (1 by quota, likely; 2 without a known cause).',
  ],
  [
    'causes that each are of some of them',
    reportOf(
      ['rejected', 'rejected', 'stuck-in-drafts', 'rejected'],
      [sampleFinding('quota', ['m1', 'm2']), sampleFinding('send-as-denied', ['m2', 'm3', 'm4'])],
    ),
    '4 of 4 offline messages did not arrive: 3 rejected (2 by quota, likely; 2 by send-as-denied, likely) and 1 stuck in Drafts (send-as-denied, likely).',
  ],
  [
    'causes that are all of all of them',
    reportOf(
      ['rejected', 'rejected'],
      [sampleFinding('quota', ['m1', 'm2']), sampleFinding('throttled', ['m2', 'm1'])],
    ),
    '2 of 2 offline messages did not arrive: 2 rejected (quota, likely; throttled, likely).',
  ],
  [
    'a hint beside failures of unknown cause',
    reportOf(['rejected', 'rejected'], [{ ...sampleFinding('hint', ['m1']), severity: 'info' }]),
    '2 of 2 offline messages did not arrive: 2 rejected.',
  ],
  ['all delivered', reportOf(['delivered', 'delivered']), 'All 2 offline messages were delivered.'],
  ['one delivered', reportOf(['delivered']), 'The offline message was delivered.'],
  [
    'one pending',
    reportOf(['pending']),
    'The offline message is pending: its deadline was not over when the evidence ends.',
  ],
  ['one unknown', reportOf(['unknown']), 'What became of the offline message cannot be told.'],
  [
    'open ones',
    reportOf(['pending', 'unknown', 'delivered']),
    'Of 3 offline messages none is known to have failed: 1 was delivered, 1 is pending and the fate of 1 is unknown.',
  ],
  ['no message', reportOf([]), 'No offline message was seen in 1 source.'],
  [
    'no message, yet a cause',
    reportOf([], [sampleFinding('server-off', [])]),
    'No offline message was seen in 1 source. Found: server-off, likely.',
  ],
  [
    'a finding on a delivered one',
    reportOf(['delivered'], [sampleFinding('transport-stalled', ['m1'])]),
    'The offline message was delivered. Found: transport-stalled, likely.',
  ],
])('%s', (_name, report, sentence) => {
  expect(headline(report)).toBe(sentence);
});

test('names the span that was asked for, and how many lie outside it', () => {
  const delivered = reportOf(['delivered']);
  const since = '2016-07-12T09:00:00Z';
  expect(headline({ ...delivered, span: { since, until: '2016-07-12T10:00:00Z', leftOut: 2 } })).toBe(
    'Messages sent from 2016-07-12 09:00:00 to 2016-07-12 10:00:00 (2 others are not shown): The offline message was delivered.',
  );
  expect(headline({ ...delivered, span: { since, leftOut: 0 } })).toBe(
    'Messages sent from 2016-07-12 09:00:00: The offline message was delivered.',
  );
});
