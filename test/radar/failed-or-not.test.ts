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

test.each([
  'Offline message N-4101 was sent after 3 failed attempts',
  'Offline message N-4101 was delivered after the server denied access',
  'Offline message N-4101 accepted by the server after 2 failures',
  'Offline message N-4101 was delivered to Exchange after 3 failed attempts',
  'Offline message N-4101 delivered by EWS after the server denied access',
  'EWS request was sent after 3 failed attempts',
])('it arrived after all: %s', (line) => {
  expect(guess(line)).toBeUndefined();
});

test.each([
  'Offline message N-4101 could be rejected by the server',
  'Offline message N-4101 cannot be rejected by the server',
  'Offline message N-4101 could not be rejected by the server',
  "Offline message N-4101 couldn't be refused by the server",
  'Offline message N-4101 to be rejected by the server',
  'Could offline message N-4101 be rejected by the server',
  'Offline message N-4101 cannot fail',
  'Offline message N-4101: ews request will be refused',
  'EWS request 4711 will fail',
  'EWS request 4711 could be denied',
  'EWS error will be returned',
])('it may fail, is to fail or cannot: %s', (line) => {
  expect(guess(line)).toBeUndefined();
});

test.each([
  ['Offline message N-4101 could not be delivered', 'message-failed'],
  ['Cannot deliver offline message N-4101', 'message-failed'],
  ['Offline message N-4101 to bob@contoso.com failed', 'message-failed'],
  ['Offline message N-4101 to bob@contoso.com rejected by the server', 'message-failed'],
  ['Offline message N-4101 cannot be delivered, access denied', 'message-failed'],
  ["Offline message N-4101 couldn't be sent", 'message-failed'],
  ['Offline message N-4101 failed to be delivered', 'message-failed'],
  ['Offline message N-4101 not accepted by the server, rejected', 'message-failed'],
  ['EWS request failed, will retry', 'ews-failed'],
  ['EWS request failed, will be sent again', 'ews-failed'],
  ['EWS request sent, failed with status 503', 'ews-failed'],
])('%s is still %s', (line, kind) => {
  expect(guess(line)).toBe(kind);
});

test.each([
  'Timer for offline message N-4101 passed to the lane',
  'Timer for offline message N-4101 passed',
  'Deadline of offline message N-4101 reached in 5 s',
  'Timer of offline message N-4101 fired up',
  'Timer of offline message N-4101 fired by hand',
  'Expired timer of offline message N-4101 found',
  'Timer handler of offline message N-4101 reached',
  'Timer of offline message N-4101 nearly expired',
  'Timer of offline message N-4101 hit the wall',
  'Token of offline message N-4101 expired, timer armed',
])('a word that nobody knows may turn the end of a timer into none: %s', (line) => {
  expect(guess(line)).not.toBe('timer-expired');
});

test.each([
  'Deadline of offline message N-4101 reached',
  'Deadline for offline message N-4101 has passed',
  'Offline message N-4101 timer expired',
  'Offline message N-4101: timer elapsed after 120 seconds',
  'Timer expired for offline message N-4101 to bob@contoso.com',
  'The two minute timer of offline message N-4101 has expired',
  'Delivery timer of offline message N-4101 ran out',
  'Offline message N-4101 timed out: deadline reached',
  'Timer of offline message N-4101 expired, giving up',
  'Timer of offline message N-4101 expired at 09:15:00',
])('the timer expired: %s', (line) => {
  expect(guess(line)).toBe('timer-expired');
});
