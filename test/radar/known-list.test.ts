import { expect, test } from 'vitest';
import { type KnownEntry, readKnownList } from '../../src/radar/known-list.ts';

function read(line: string): KnownEntry | undefined {
  return readKnownList('list', line)[0];
}

const at = (hours: number, minutes: number, seconds = 0): number => hours * 3600 + minutes * 60 + seconds;

test.each([
  [
    'message to bob@contoso.com sent 09:15, stuck in Drafts',
    { recipients: ['bob@contoso.com'], seconds: at(9, 15), isToTheMinute: true, outcome: 'stuck-in-drafts' },
  ],
  [
    'Bob@Contoso.com and carol@contoso.com 9:15:07 pm delivered',
    {
      recipients: ['bob@contoso.com', 'carol@contoso.com'],
      seconds: at(21, 15, 7),
      isToTheMinute: false,
      outcome: 'delivered',
    },
  ],
  [
    '2016-06-08 09:15+02:00 timed out',
    {
      recipients: [],
      date: { year: 2016, month: 6, day: 8 },
      seconds: at(9, 15),
      zone: '+02:00',
      isToTheMinute: true,
      outcome: 'timed-out',
    },
  ],
  [
    '2016-06-08T09:15:00Z, rejected',
    {
      recipients: [],
      date: { year: 2016, month: 6, day: 8 },
      seconds: at(9, 15),
      zone: 'UTC',
      isToTheMinute: false,
      outcome: 'rejected',
    },
  ],
  [
    '08.06.2016 12:01 am: network down',
    {
      recipients: [],
      date: { year: 2016, month: 6, day: 8 },
      seconds: at(0, 1),
      isToTheMinute: true,
      outcome: 'unreachable',
    },
  ],
  [
    '6/13/2016 00:10 left in the spooler',
    {
      recipients: [],
      date: { year: 2016, month: 6, day: 13 },
      seconds: at(0, 10),
      isToTheMinute: true,
      outcome: 'left-in-spooler',
    },
  ],
  [
    '13/6/2016 00:10 still pending',
    {
      recipients: [],
      date: { year: 2016, month: 6, day: 13 },
      seconds: at(0, 10),
      isToTheMinute: true,
      outcome: 'pending',
    },
  ],
  ['09:15 never arrived', { recipients: [], seconds: at(9, 15), isToTheMinute: true }],
])('%j is read', (line, expected) => {
  expect(read(line)).toEqual({ line: 1, ...expected });
});

test.each([
  ['09:15 UTC+2 stuck', '+02:00'],
  ['09:15 GMT-05:30 stuck', '-05:30'],
  ['09:15 +2 stuck', '+02:00'],
  ['09:15 -0800 stuck', '-08:00'],
  ['09:15-08:00 stuck', '-08:00'],
  ['2016-06-08T07:15:00-08:00 stuck', '-08:00'],
  ['09:15 UTC stuck', 'UTC'],
  ['09:15, stuck', undefined],
  ['09:15 - stuck', undefined],
  ['09:15 OK', undefined],
])('the zone of %j is read', (line, zone) => {
  expect(read(line)?.zone).toBe(zone);
});

test.each([
  ['delivered, not stuck', 'delivered'],
  ['not stuck in Drafts, arrived', 'delivered'],
  ["wasn't rejected but arrived", 'delivered'],
  ['bob did not receive it and it is stuck in Drafts', 'stuck-in-drafts'],
  ['delivered within two minutes', 'delivered'],
  ['delivered, no retry', 'delivered'],
  ['2016-05-12 delivered; bob is fine', 'delivered'],
  ['gave up after two minutes', 'timed-out'],
  ['time-out', 'timed-out'],
  ['no connection', 'unreachable'],
  ['was not connected', 'unreachable'],
  ['waiting in the spooler', 'left-in-spooler'],
  ['stuck, still waiting in Drafts', 'stuck-in-drafts'],
  ['failed to arrive', undefined],
  ['failed: stuck in Drafts', 'stuck-in-drafts'],
  ['lost', undefined],
  ['nothing was delivered', undefined],
])('the fate of %j is read', (words, outcome) => {
  expect(read(`09:15 ${words}`)?.outcome).toBe(outcome);
});

test.each([
  ['09:15-09:20 stuck', 'a span of time; write when it was sent, as 09:15'],
  ['from 09:15 to 9:20 pm stuck', 'a span of time; write when it was sent, as 09:15'],
  ['07:15-08:00 stuck', 'a span of time, or a zone? write the zone as UTC-08:00'],
  ['09:15 CEST stuck', 'its zone CEST cannot be read; write it as +02:00'],
  ['09:15 pm EST', 'its zone EST cannot be read; write it as +02:00'],
  ['09:15 +25 stuck', 'there is no such zone'],
  ['09:15+02:75 stuck', 'there is no such zone'],
  ['6/8/16 09:15', 'its date cannot be read; write it as 2016-06-08'],
  ['8.6.16 09:15', 'its date cannot be read; write it as 2016-06-08'],
  ['09:15 on June 8, stuck', 'its date cannot be read; write it as 2016-06-08'],
  ['8th of Jun 09:15', 'its date cannot be read; write it as 2016-06-08'],
  ['yesterday 09:15', 'its date cannot be read; write it as 2016-06-08'],
  ['09:15 rejected, then delivered', 'delivered or rejected? write one fate'],
  ['09:15 failed at first, then arrived', 'did it arrive or not? write one fate'],
  ...[
    'delivered: no',
    'delivered;no',
    'delivered=false',
    'delivered, no',
    'outcome=delivered;false',
    'delivered?',
    'probably delivered',
    'should have been delivered',
    'waiting to be delivered',
    'delivered only after resending',
    'will be delivered',
  ].map((words): [string, string] => [`bob@contoso.com;09:15;${words}`, 'did it arrive or not? write one fate']),
])('%j is a problem', (line, problem) => {
  expect(() => readKnownList('list', line)).toThrow(`list: line 1: ${problem}`);
});

test('empty lines and remarks say nothing; line ends of Windows do not matter', () => {
  expect(readKnownList('list', '\uFEFF# mine\r\n\r\n09:15 ok\r\n').map(({ line }) => line)).toEqual([3]);
});

test('all that cannot be read is told at once', () => {
  const list = ['to bob@contoso.com, stuck', '25:00 ok', '2016-02-31 09:15', '6/7/2016 09:15', '09:15 fine'].join('\n');
  expect(() => readKnownList('list', list)).toThrow(
    [
      'list: line 1: no time of day in it; write when it was sent, as 09:15',
      'list: line 2: there is no such time of day',
      'list: line 3: there is no such date',
      'list: line 4: which is the month of its date? write it as 2016-06-08',
    ].join('\n'),
  );
});

test('a list without a message is refused', () => {
  expect(() => readKnownList('list', '# nothing\n')).toThrow('no message in it');
});
