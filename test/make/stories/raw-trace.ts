import * as cast from '../cast.ts';
import { moment } from '../clock.ts';
import { exchangeOf } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { byteStrings, numbersOnly, rawTraceOf } from '../raw-trace.ts';
import type { Story } from '../story.ts';

/** The trace as it lay in the folder of the client: binary, without the formats of its messages. */
export function rawTrace(): Story {
  const id = 'raw-trace';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-21T08:00:00Z');
  const to = moment('2016-06-21T08:20:00Z');
  const sent = { at: moment('2016-06-21T08:05:00Z'), mail: cast.missedMail(['bob@contoso.com'], 'Shall we meet?') };
  const full = {
    at: moment('2016-06-21T08:10:00Z'),
    mail: cast.missedMail(['carol@contoso.com'], 'The plan is in the wiki.'),
  };
  const create = { disposition: 'SendAndSaveCopy', folder: { distinguished: 'sentitems' } } as const;
  const calls = [
    ...exchange.create({ ...create, at: sent.at, tid: 0x1900, mails: [sent.mail], outcomes: [{ code: 'NoError' }] }),
    ...exchange.create({
      ...create,
      at: full.at,
      tid: 0x1904,
      mails: [full.mail],
      outcomes: [{ code: 'ErrorQuotaExceeded', text: 'The message could not be sent because the mailbox is full.' }],
    }),
  ];
  const trace = [...noise(id, client, { from, to, lines: 150, calls: 2 }), ...calls];
  return {
    id,
    title: 'A raw trace',
    tale: [
      'Alice sends two messages; the first is delivered, the second refused, as her mailbox is full. The trace is the binary file of the client itself. That it is one of WPP messages by a 32-bit program is very probable and not known; that requests and answers are arguments of such messages is assumed.',
    ],
    options: ['--now', '2016-06-21T09:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'etl'), bytes: rawTraceOf(byteStrings(trace), { seed: id }), modifiedAt: to },
    ],
    messages: [
      { recipients: ['bob@contoso.com'], outcome: 'delivered', sentAt: sent.at },
      { recipients: ['carol@contoso.com'], outcome: 'rejected', sentAt: full.at },
    ],
    fired: ['quota'],
    quiet: cast.quietBut('quota'),
  };
}

/** A raw trace whose messages have no texts among their arguments: nothing can be told, and nothing denied. */
export function rawTraceOpaque(): Story {
  const id = 'raw-trace-opaque';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const from = moment('2016-06-22T08:00:00Z');
  const to = moment('2016-06-22T08:10:00Z');
  const trace = noise(id, client, { from, to, lines: 100, calls: 0 });
  return {
    id,
    title: 'A raw trace of numbers alone',
    tale: [
      'The raw trace of ten minutes. Its messages have arguments that are numbers, and their formats are not in the bundle, so that nobody can say what happened.',
    ],
    options: ['--now', '2016-06-22T09:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'etl'), bytes: rawTraceOf(numbersOnly(trace), { seed: id }), modifiedAt: to },
    ],
    messages: [],
    fired: [],
    quiet: cast.quietBut(),
  };
}
