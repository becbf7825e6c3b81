import { describe, expect, test } from 'vitest';
import { reportShapes } from '../../src/radar/report-shapes.ts';
import { lineOf, minedShapes } from './lines.ts';

const NOTHING_TOLD = { kinds: new Set<never>(), messageIds: new Set<string>() };

/** What is guessed of lines, each of which is a shape of its own or joins one. */
function guesses(...lines: readonly string[]): readonly (string | undefined)[] {
  const shapes = minedShapes(lines.map((line, i) => lineOf(line, i + 1)));
  return reportShapes(shapes, NOTHING_TOLD).map(({ phrase }) => phrase?.observes);
}

describe('a call is no message: that one was delivered to Exchange is a request', () => {
  test.each([
    'CreateItem SaveOnly for offline message N-4101 sent to Exchange',
    'SendItem for offline message N-4101 sent to Exchange',
    'GetFolder for offline message N-4101 sent to Exchange',
    'DeleteItem for offline message N-4101 sent to Exchange',
    'UpdateItem for offline message N-4101 sent to Exchange',
    'MoveItem for offline message N-4101 sent to Exchange',
    'EWS CreateItem for offline message N-4101 sent to Exchange',
    'CreateItem for offline message N-4101 was successfully sent',
    'CreateItem successfully sent, offline message N-4101',
    'Offline message N-4101 sent to Exchange with CreateItem SaveOnly',
    'Offline message N-4101 (CreateItem) sent to Exchange',
    'Offline message N-4101 sent to Exchange via CreateItem',
    'CreateAttachment for offline message N-4101 posted to Exchange',
    'Offline message N-4101 SaveOnly sent to Exchange',
    'Offline message N-4101 sent to Exchange (SendAndSaveCopy)',
    'Offline message N-4101 saveonly sent to Exchange',
  ])('%s', (line) => {
    expect(guesses(line)).toEqual(['ews-request']);
  });

  test.each([
    'CreateItem of offline message N-4101 accepted by Exchange',
    'CreateAttachment of offline message N-4101 accepted by Exchange',
    'createitem of offline message N-4101 delivered to Exchange',
    'Offline message N-4101 sent to Exchange by CreateItem, status 507',
  ])('or nothing is guessed: %s', (line) => {
    expect(guesses(line)).toEqual([undefined]);
  });
});

describe('a code may be one of failure in some line of a shape: then no message was surely sent', () => {
  test.each([
    'accepted by Exchange, status 507',
    'delivered by the server, HTTP 500',
    'delivered by the server, HTTP/1.1 500',
    'delivered by the server (status 500)',
    'delivered to Exchange with status 500',
    'delivered to Exchange, status 200',
    'delivered to Exchange, status 0',
    'successfully delivered to Exchange, http 401',
    'delivered by the server with 503',
    'delivered by the server with number 503',
    'delivered by the server, id 503',
    'accepted by Exchange 0x80004005',
    'accepted by Exchange [0x80070005]',
    'accepted by Exchange [0x0]',
    'delivered to Exchange ErrorQuotaExceeded',
    'delivered to Exchange NoError',
    'delivered to Exchange E507',
    'delivered to Exchange HTTP500',
    'delivered to Exchange 5.7.1',
    'delivered to Exchange "507"',
    'delivered to Exchange "no way"',
    'delivered to Exchange (Nyet)',
    'delivered to Exchange (нет)',
    'delivered to Exchange +1',
  ])('Offline message N-4101 %s', (end) => {
    expect(guesses(`Offline message N-4101 ${end}`)).not.toContain('message-sent');
  });

  test('in front as well as behind, and whichever comes first', () => {
    expect(guesses('Status 507: offline message N-4101 delivered to Exchange')).toEqual([undefined]);
    expect(guesses('0x80004005 offline message N-4101 delivered to Exchange')).toEqual([undefined]);
    expect(
      guesses(
        'Offline message N-4101 accepted by Exchange, status 200',
        'Offline message N-4102 accepted by Exchange, status 507',
      ),
    ).toEqual([undefined]);
  });
});

test.each([
  'Offline message N-4101 delivered to Exchange',
  'Offline message 4711 accepted by Exchange',
  'Offline message [N-4101] delivered to Exchange',
  'Offline message id=N-4101 was successfully sent',
  'Offline message 3f2504e0-4f89-11d3-9a0c-0305e82c3301 delivered by the server',
  'Offline message N-4101 for bob@contoso.com delivered to Exchange',
  'Offline message N-4101 delivered via EWS in 17 ms',
  'Offline message N-4101 delivered by EWS after 3 s',
  'Note N-4101 delivered by EWS after 31.5 ms',
  'Offline message N-4101 of conversation 77 delivered to Exchange',
])('%s: it was sent', (line) => {
  expect(guesses(line)).toEqual(['message-sent']);
});

test.each(['!', '[ ] ', '[] ', '( ) ', '~', '* ', '-', '/', '#'])('a mark in front may stand for not: %j', (mark) => {
  expect(guesses(`Offline message N-4101 ${mark}delivered to Exchange`)).toEqual([undefined]);
});

test.each([' ...', '..', '!', ' %', '?', ' ->'])('what ends with %j may go on', (mark) => {
  expect(guesses(`Offline message N-4101 delivered to Exchange${mark}`)).toEqual([undefined]);
});

test('what a function named after an operation says is said of a call', () => {
  const line = lineOf('Offline message N-4101 sent to Exchange', 1, { function: 'CExchangeTask::CreateItem' });
  const [shape] = reportShapes(minedShapes([line]), NOTHING_TOLD);
  expect(shape?.phrase?.observes).toBe('ews-request');
});

test.each([
  ['a value may stand on the next line', 'Offline message N-4101 delivered to Exchange, status'],
  ['a line that is cut goes on', `Offline message N-4101 delivered to Exchange${' '.repeat(600)}not yet`],
  [
    'what somebody wrote goes on to the end, and a status may stand there',
    'Offline message N-4101 delivered to Exchange, subject: tea at noon, status 507',
  ],
  ['of several nobody knows which', 'Offline messages were delivered'],
  ['of several nobody knows which', 'Offline notes delivered to Exchange'],
])('%s: %s', (_, line) => {
  expect(guesses(line)).toEqual([undefined]);
});

describe('what went to Exchange may be answered with an error, or be a draft: that it was sent there is not that it was delivered', () => {
  test.each([
    'sent to Exchange',
    'was sent to the server',
    'has been sent to EWS',
    'sent via EWS',
    'sent through Exchange',
    'transmitted over EWS after 3 s',
  ])('Offline message N-4101 %s', (end) => {
    expect(guesses(`Offline message N-4101 ${end}`)).toEqual([undefined]);
  });
});
