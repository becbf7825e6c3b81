import { expect, test } from 'vitest';
import { reportShapes } from '../../src/radar/report-shapes.ts';
import { lineOf, minedShapes } from './lines.ts';

function guess(line: string): string | undefined {
  const [shape] = reportShapes(minedShapes([lineOf(line, 1)]), { kinds: new Set(), messageIds: new Set() });
  return shape?.phrase?.observes;
}

test.each([
  'failed once, then sent',
  'failed first, second try worked',
  'no longer failed',
  'failed = no',
  'failed: no',
  'failed count 0',
  'failed 0',
  'failed (0)',
  'error free',
  'is free of errors',
  'error cleared',
  'failure handler installed',
  'error handler registered',
  'failed to play sound',
  'error in log upload',
  'rejected duplicates 0',
  'failed over to EWS',
  'fails over to EWS',
  'SIP INVITE failed 480, taking the offline way',
  'IM session failed, handing over to EWS',
  'failed first, EWS second',
  'EWS failure handler installed',
  'EWS errors cleared',
  'refused to be forgotten',
  'not failed',
])('a word that nobody knows may turn a failure into none: offline message N-4101 %s', (end) => {
  expect(guess(`Offline message N-4101 ${end}`)).toBeUndefined();
});

test.each([
  'failed, 1 of 3',
  'failed, 2 of 3',
  'failed, 1/3',
  'failed (1/3)',
  'failed (1st of 3)',
  'failed, attempt 1',
  'failed (try 2)',
  'failed, retries 2',
  'cannot have failed',
  'could not have failed',
  'can fail',
])('a try that is counted, or what is not told for certain: offline message N-4101 %s', (end) => {
  expect(guess(`Offline message N-4101 ${end}`)).toBeUndefined();
});

test.each(['Error banner of offline message N-4101 hidden', 'IM session failed, handing over to EWS'])(
  '%s: nothing failed that is told of',
  (line) => {
    expect(guess(line)).toBeUndefined();
  },
);

test.each([
  ['Offline message N-4101 failed', 'message-failed'],
  ['Offline message N-4101 failed with error 0x80004005', 'message-failed'],
  ['Offline message N-4101 failed 0x80004005', 'message-failed'],
  ['Offline message N-4101 for bob@contoso.com failed: ErrorQuotaExceeded', 'message-failed'],
  ['Offline message N-4101 failed, code 12029', 'message-failed'],
  ['Offline message N-4101 could not be delivered to bob@contoso.com', 'message-failed'],
  ['Offline message N-4101 failed permanently after 3 attempts', 'message-failed'],
  ['Offline message N-4101 rejected by the server', 'message-failed'],
  ['Offline message N-4101 undeliverable: ErrorQuotaExceeded', 'message-failed'],
  ['Offline message N-4101: giving up after 120 s', 'message-failed'],
  ['Offline message N-4101 failed: mailbox full', 'message-failed'],
  ['Sending offline message N-4101 failed, access denied', 'message-failed'],
  ['EWS CreateItem failed', 'ews-failed'],
  ['EWS request 4711 failed with status 503', 'ews-failed'],
  ['EWS call failed, retrying', 'ews-failed'],
  ['CreateItem for offline message N-4101 failed: ErrorAccessDenied', 'ews-failed'],
  ['EWS refused the request, HTTP 401', 'ews-failed'],
])('%s is %s', (line, kind) => {
  expect(guess(line)).toBe(kind);
});

test.each([
  'Timer of offline message N-4101 expires in 30 s',
  'Timer of offline message N-4101 expires at 09:15:00',
  'Timer of offline message N-4101 expires after 120 s',
  'Timer of offline message N-4101 reset, expired one discarded',
  'Timer of offline message N-4101 renewed, old one expired',
  'Offline message N-4101 queued=0',
  'Offline message N-4101 queued: 0',
  'Offline message N-4101 queued = no',
  'Spool file of offline message N-4101 written=0',
  'Timer of offline message N-4101 started=0',
  'Timer of offline message N-4101 started: no',
  'Offline message N-4101 picked up: 0',
])('a value, or what is to come, tells nothing: %s', (line) => {
  expect(guess(line)).toBeUndefined();
});

test.each([
  ['Timer of offline message N-4101 expired after 120 s', 'timer-expired'],
  ['Timer of offline message N-4101 fired', 'timer-expired'],
  ['Offline message queued: N-4101', 'message-queued'],
  ['Offline message N-4101 queued, 3 in front', 'message-queued'],
])('%s is %s', (line, kind) => {
  expect(guess(line)).toBe(kind);
});
