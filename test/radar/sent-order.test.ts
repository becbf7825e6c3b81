import { describe, expect, test } from 'vitest';
import { reportShapes } from '../../src/radar/report-shapes.ts';
import { lineOf, minedShapes } from './lines.ts';

function phraseOf(line: string): readonly [string | undefined, string | undefined] {
  const [shape] = reportShapes(minedShapes([lineOf(line, 1)]), { kinds: new Set(), messageIds: new Set() });
  return [shape?.phrase?.observes, shape?.phrase?.text];
}

describe('an id for which the template has no name may be of any message', () => {
  test.each(['=', '/', '#', '\t'])('%j', (mark) => {
    const [observes, text] = phraseOf(`Offline note M-42020${mark}successfully sent`);
    expect(text).toContain('{*}');
    expect(observes).toBeUndefined();
  });

  test.each([
    'Offline note M-41010 successfully sent, note M-41011',
    'M-41010: offline note successfully sent',
    'Offline note (id M-41010) delivered to Exchange',
    'Offline note C:\\out\\M-41010.msg successfully sent',
  ])('%s', (line) => {
    expect(phraseOf(line)[0]).toBeUndefined();
  });
});

test.each([
  'Was offline note M-41010 delivered by the server',
  'Is offline note M-41010 delivered by the server',
  'Has offline message M-41010 been successfully sent',
  'Did Exchange accept offline note M-41010: delivered by the server',
  'Has offline note M-41010 failed',
  'Was offline note M-41010 saved in Drafts',
  'Was offline note M-41010 queued',
  'EWS: did the timer of offline message M-41010 expire: expired',
])('asked in the order of a question: %s', (line) => {
  expect(phraseOf(line)[0]).toBeUndefined();
});

test.each([
  'successfully sent; now offline note M-41010',
  'successfully sent; offline note M-41010',
  'successfully sent. Offline note M-41010',
  'successfully sent: offline note M-41010',
  'delivered by the server. Now offline message M-41010',
  'Sent to Exchange now: offline message M-41010',
  'successfully sent with offline message M-41010',
  'saved in Drafts; now offline message M-41010',
  'saved in Drafts; offline message M-41010',
  'failed with 0x80072EE7; now offline message M-41010',
  'EWS failed with 0x80072EE7, next offline message M-41010',
  'M-4 failed, now offline message M-41010',
  'M-4 queued. Next message: M-41010',
])('what is told is done, and the id is of the next message: %s', (line) => {
  expect(phraseOf(line)[0]).toBeUndefined();
});

test.each([
  'offline message M-41010 for delivered by the server',
  'Offline note M-41010 delivered to Exchange for delivery',
  'Offline note M-41010 sent to the server for sending',
  'Offline message M-41010 delivery status successfully sent',
  'Offline note M-41010 delivered to Exchange now',
  'Offline note M-41010 delivered to Exchange for',
  'Offline note M-41010 item successfully sent',
  'Offline note M-41010 recipient delivered to Exchange',
  'By offline note M-41010 successfully sent',
  'Offline note M-41010 delivered to Exchange,',
])('plain words in an order that leaves a doubt: %s', (line) => {
  expect(phraseOf(line)[0]).toBeUndefined();
});

test.each([
  'delivered to Exchange to Trash',
  'delivered to Exchange for Scrap',
  'delivered to Exchange by mistake',
  'delivered to Exchange by accident',
  'successfully sent by emulator',
  'successfully sent to Nirvana',
  'for Scrap was successfully sent',
  'to Nirvana: successfully sent',
  'via emulator.example successfully sent',
  'delivered to Exchange 09:15:00',
])('a word that is masked may be any, and a template without its end matches whatever follows: %s', (end) => {
  expect(phraseOf(`Offline note M-41010 ${end}`)[0]).toBeUndefined();
});

test.each([
  'Offline note #M-41010 successfully sent',
  'Offline note *M-41010* successfully sent',
  'Offline note @M-41010 successfully sent',
  'Offline note "M-41010" successfully sent',
  "Offline note 'M-41010' has been accepted by Exchange",
  'Offline note [#M-41010] successfully sent',
  'OIM #M-41010: delivered to Exchange',
  'Offline note M-41010 - successfully sent',
  'Offline note M-41010 has now been delivered to Exchange',
  'Offline note M-41010 successfully sent to bob@contoso.com',
  'Offline note M-41010 [09:15:00] successfully sent',
  'Offline note M-41010 successfully sent to <bob@contoso.com>',
  'Offline note ID: M-41010 - delivered to Exchange server',
  'Successfully sent offline message M-41010 to bob@contoso.com',
  'Delivery of offline message M-41010 to bob@contoso.com succeeded',
])('it was sent: %s', (line) => {
  expect(phraseOf(line)).toEqual(['message-sent', expect.stringContaining('{messageId}')]);
});

test.each(['M-41010 *', '*M-41010 *', 'M-41010 #', '!M-41010 '])('a mark that is none of an id: %j', (id) => {
  expect(phraseOf(`Offline note ${id}successfully sent`)[0]).toBeUndefined();
});

test.each([
  'Delivery status for offline message N-471104 sent to the server',
  'Status of offline message N-471104 delivered to Exchange',
  'Recipient of offline message N-471104 sent to the server',
  '[-] Offline message N-471104 delivered to Exchange',
  '(-) Offline message N-471104 delivered to Exchange',
  'Offline message N-471104 [--] delivered to Exchange',
  'Offline message N-471104 [/] delivered to Exchange',
])('something else of the message was sent, or a mark denies it: %s', (line) => {
  expect(phraseOf(line)[0]).toBeUndefined();
});

test.each([
  'Offline note successfully sent',
  'Offline message delivered to Exchange',
  'Offline message was delivered after 3 s',
  'Offline message from alice@contoso.com delivered to Exchange',
])('of which message nobody knows: %s', (line) => {
  expect(phraseOf(line)[0]).toBeUndefined();
});

test('to whom tells of which message', () => {
  expect(phraseOf('Offline note successfully sent to bob@contoso.com')).toEqual([
    'message-sent',
    'Offline note successfully sent to {recipient}',
  ]);
});
