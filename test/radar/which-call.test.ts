import { expect, test } from 'vitest';
import { reportShapes } from '../../src/radar/report-shapes.ts';
import { lineOf, minedShapes } from './lines.ts';

const NOTHING_TOLD = { kinds: new Set<never>(), messageIds: new Set<never>() };

function phraseOf(line: string) {
  const [shape] = reportShapes(minedShapes([lineOf(line, 1)]), NOTHING_TOLD);
  return shape?.phrase;
}

function guess(line: string): string | undefined {
  return phraseOf(line)?.observes;
}

test.each([
  [
    'CreateItem SaveOnly posted to EWS for offline message N-4101',
    'ews-request',
    'CreateItem {disposition} posted to EWS for offline message {messageId}',
  ],
  [
    'SendItem response received for offline message N-4101: NoError',
    'ews-response',
    'SendItem response received for offline message {messageId}: {responseCode}',
  ],
  [
    'CreateItem for offline message N-4101 returned NoError',
    'ews-response',
    'CreateItem for offline message {messageId} returned {responseCode}',
  ],
])('an operation that begins the line is text, as no hole with a name can: %s', (line, observes, text) => {
  expect(phraseOf(line)).toMatchObject({ observes, text });
});

test.each([
  [
    '(CreateItem) request posted to EWS for offline message N-4101',
    '({operation}) request posted to EWS for offline message {messageId}',
  ],
  [
    '7 CreateItem requests posted to EWS for offline message N-4101',
    '{*} {operation} requests posted to EWS for offline message {messageId}',
  ],
])('one behind a bracket or a number has its hole: %s', (line, text) => {
  expect(phraseOf(line)).toMatchObject({ observes: 'ews-request', text });
});

test('two operations have one hole, so nobody knows which it was', () => {
  expect(guess('EWS CreateItem and SendItem posted for offline message N-4101')).toBeUndefined();
});

test.each([
  'EWS request sent: read item AAMkAGI2TG93AAA= of offline message N-4101',
  'EWS request sent for item AAMkAGI2TG93AAA= of offline message N-4101',
])('an item may be read as well as sent: %s', (line) => {
  expect(guess(line)).toBeUndefined();
});

test.each([
  'EWS call for offline message N-4101 ended, hr=0x80070005',
  'EWS request for offline message N-4101 throttled',
  'EWS request for offline message N-4101 cancelled by user',
  'EWS request for offline message N-4101 took 412 ms',
  'EWS request skipped for offline message N-4101',
  'Preparing EWS request for offline message N-4101',
  'EWS request for offline message N-4101 redirected',
  'EWS lookup of mailbox for offline message N-4101 completed with NoError',
  'EWS connection test for offline message N-4101 returned NoError',
  'EWS response NoError for folder lookup of offline message N-4101',
  'EWS GetUserAvailability response received for offline message N-4101, code=NoError',
  'Exchange answered NoError for offline message N-4101, item saved',
  'Sending draft of offline message N-4101 by EWS failed with ErrorAccessDenied',
])('a word that nobody knows may make it something else: %s', (line) => {
  expect(guess(line)).toBeUndefined();
});

test.each([
  ['EWS CreateItem posted for offline message N-4101', 'ews-request'],
  ['Sending EWS request for offline message N-4101 to bob@contoso.com', 'ews-request'],
  ['EWS CreateItem for offline message N-4101 returned NoError', 'ews-response'],
  ['EWS response for offline message N-4101: HTTP 200, code NoError', 'ews-response'],
  ['EWS answered ErrorServerBusy for offline message N-4101 after 31 ms', 'ews-response'],
])('%s: %s', (line, expected) => {
  expect(guess(line)).toBe(expected);
});

test.each([
  'Incoming offline message N-4101 from bob@contoso.com queued',
  'Offline message N-4101 from bob@contoso.com queued for toast',
  'Offline message N-4101 queued for deletion',
  'Offline message N-4101 queued for display',
  'Offline message N-4101 queued for retry',
  'Offline message N-4101 re-queued',
])('nothing was queued to be sent for the first time: %s', (line) => {
  expect(guess(line)).toBeUndefined();
});

test.each([
  'Backoff timer of offline message N-4101 expired',
  'Idle timer for offline message N-4101 expired',
  'UI timer for offline message N-4101 expired',
  'Timer of 5 s for offline message N-4101 expired',
])('another timer than that of a message: %s', (line) => {
  expect(guess(line)).not.toBe('timer-expired');
});

test('a text about errors is no error', () => {
  expect(guess('error message for offline message N-4101 shown')).toBeUndefined();
  expect(guess('error message for offline message N-4101')).toBeUndefined();
});
