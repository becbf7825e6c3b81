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
