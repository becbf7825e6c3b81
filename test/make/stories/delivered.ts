import type { Ticks } from '../../../src/model/ticks.ts';
import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { signIn, spoolFile, UCC_LOG } from '../collected-files.ts';
import { exchangeOf, transportFailure } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story } from '../story.ts';
import type { TraceEvent } from '../trace-event.ts';
import { tracerptXml } from '../tracerpt-xml.ts';
import { uccApiLog } from '../uccapilog.ts';

/** All is well, in one step and in two. */
export function healthy(): Story {
  const id = 'healthy';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-15T08:00:00Z');
  const to = moment('2016-06-15T09:00:00Z');
  const oneStep = moment('2016-06-15T08:10:00.125Z');
  const twoSteps = moment('2016-06-15T08:25:00Z');
  const pieces = moment('2016-06-15T08:40:00Z');
  const item = exchange.item();
  const other = exchange.item();
  const calls = [
    ...exchange.create({
      at: oneStep,
      tid: 0x2400,
      mails: [cast.missedMail(['bob@contoso.com'], 'Thanks for yesterday.')],
      disposition: 'SendAndSaveCopy',
      folder: { distinguished: 'drafts' },
      handshake: 'negotiate',
      outcomes: [{ code: 'NoError' }],
    }),
    ...exchange.create({
      at: twoSteps,
      tid: 0x2404,
      mails: [cast.missedMail(['carol@contoso.com', 'dave@contoso.com'], 'The build is green.')],
      disposition: 'SaveOnly',
      folder: { distinguished: 'drafts' },
      layout: 'headers-then-body',
      outcomes: [{ code: 'NoError', item }],
    }),
    ...exchange.send({ at: later(twoSteps, 1), tid: 0x2404, item, outcome: { code: 'NoError' } }),
    ...exchange.create({
      at: pieces,
      tid: 0x2408,
      mails: [cast.missedMail(['erin@contoso.com'], 'A longer one, in pieces.')],
      disposition: 'SaveOnly',
      layout: 'in-pieces',
      handshake: 'ntlm',
      outcomes: [{ code: 'NoError', item: other }],
    }),
    ...exchange.send({
      at: later(pieces, 2),
      tid: 0x2408,
      item: other,
      layout: 'in-pieces',
      outcome: { code: 'NoError' },
      answer: { tid: 0x240c },
    }),
  ];
  const trace = [...noise(id, client, { from, to, lines: 2500, calls: 12 }), ...calls];
  return {
    id,
    title: 'A healthy client',
    tale: [
      'Three offline messages, all accepted: one in a single step after a handshake, one saved and then sent, one saved and sent in a trace that cuts its text into pieces and logs the last answer on another thread. The first names Drafts as the folder of its copy, as a sample of Microsoft does; that is no fault.',
      'The History Spooler holds the history of an ordinary conversation, and no message.',
    ],
    options: ['--now', '2016-06-15T10:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'txt'), bytes: ocsText(trace), modifiedAt: to },
      { path: UCC_LOG, bytes: uccApiLog(signIn(client, from)), modifiedAt: later(from, 5) },
      spoolFile({
        name: '2B000001.hist',
        mail: {
          ...cast.missedMail(['frank@contoso.com'], 'An ordinary talk.'),
          subject: 'Conversation with Frank Fir',
        },
        writtenAt: moment('2016-06-15T08:50:00Z'),
        type: 'Conversation',
      }),
    ],
    messages: [
      { recipients: ['bob@contoso.com'], outcome: 'delivered', sentAt: oneStep },
      { recipients: ['carol@contoso.com', 'dave@contoso.com'], outcome: 'delivered', sentAt: twoSteps },
      { recipients: ['erin@contoso.com'], outcome: 'delivered', sentAt: pieces },
    ],
    fired: [],
    quiet: cast.quietBut(),
  };
}

/** A message to a partner company arrives as plain mail. */
export function federatedByDesign(): Story {
  const id = 'federated-by-design';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1, { prefix: 'soap', pretty: true });
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-17T13:00:00Z');
  const to = moment('2016-06-17T13:30:00Z');
  const at = moment('2016-06-17T13:10:00Z');
  const calls = exchange.create({
    at,
    tid: 0x2500,
    mails: [cast.missedMail(['judy@fabrikam.com'], 'The offer is ready.', 'IPM.Note')],
    disposition: 'SendAndSaveCopy',
    folder: { distinguished: 'sentitems' },
    outcomes: [{ code: 'NoError' }],
  });
  const trace = [...noise(id, client, { from, to, lines: 400, calls: 3 }), ...calls];
  return {
    id,
    title: 'Plain mail to a federated partner',
    tale: [
      'Judy works at Fabrikam, a federated company. She gets the message as plain mail and not as a missed conversation: by design, not by fault.',
    ],
    options: ['--now', '2016-06-17T15:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'txt'),
        bytes: ocsText(trace, { encoding: 'utf-8-bom', lineEnd: 'crlf' }),
        modifiedAt: to,
      },
      {
        path: UCC_LOG,
        bytes: uccApiLog(signIn(client, from), { lineEnd: 'crlf' }),
        modifiedAt: later(from, 5),
      },
    ],
    messages: [{ recipients: ['judy@fabrikam.com'], outcome: 'delivered', sentAt: at }],
    fired: ['federated-by-design'],
    quiet: cast.quietBut('federated-by-design'),
  };
}

/** The text of Exchange lies in events that tracerpt could not decode. */
export function textInBinaryEvents(): Story {
  const id = 'text-in-binary-events';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_ONLINE);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-22T00:00:00Z');
  const to = moment('2016-06-22T00:30:00Z');
  const first = moment('2016-06-22T00:10:00.001Z');
  const second = moment('2016-06-22T00:20:00Z');
  const item = exchange.item();
  const narrow = exchange.create({
    at: first,
    tid: 0x2600,
    mails: [cast.missedMail(['bob@contoso.com'], 'Hello from Sydney.')],
    disposition: 'SendOnly',
    outcomes: [{ code: 'NoError' }],
  });
  const wide = [
    ...exchange.create({
      at: second,
      tid: 0x2604,
      mails: [cast.missedMail(['carol@contoso.com'], 'Hello again.')],
      disposition: 'SaveOnly',
      outcomes: [{ code: 'NoError', item }],
    }),
    ...exchange.send({ at: later(second, 1), tid: 0x2604, item, outcome: { code: 'NoError' } }),
  ];
  const trace = [
    ...noise(id, client, { from, to, lines: 200, undecodedPercent: 70 }),
    ...narrow.map((event) => ({ ...event, shape: 'hex' as const })),
    ...wide.map((event, i) => ({ ...event, shape: i < 2 ? ('hex-wide' as const) : ('event-data' as const) })),
  ];
  return {
    id,
    title: 'Delivered, in a trace that is hardly decoded',
    tale: [
      'tracerpt knew next to nothing of this trace: two thirds of its events are without text. The calls of Exchange are there all the same, as text in events of bytes (single-byte and UTF-16) and as data of events. Both messages were accepted. The offset of the times reads +09:59 for +10:00.',
    ],
    options: ['--now', '2016-06-22T02:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'xml'),
        bytes: tracerptXml(trace, { offsetMinutes: 600, offsetText: 'short-by-one-colon', lineEnd: 'crlf' }),
        modifiedAt: to,
      },
    ],
    messages: [
      { recipients: ['bob@contoso.com'], outcome: 'delivered', sentAt: first },
      { recipients: ['carol@contoso.com'], outcome: 'delivered', sentAt: second },
    ],
    fired: [],
    quiet: cast.quietBut(),
  };
}

/** Equal texts are not always one message. */
export function sameWordsTwice(): Story {
  const id = 'same-words-twice';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1, { prefix: '' });
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-23T07:00:00Z');
  const to = moment('2016-06-23T07:40:00Z');
  const first = moment('2016-06-23T07:10:00Z');
  const second = moment('2016-06-23T07:15:00Z');
  const third = moment('2016-06-23T07:20:00Z');
  const create = (at: Ticks, tid: number, isAnswered: boolean): readonly TraceEvent[] =>
    exchange.create({
      at,
      tid,
      mails: [cast.missedMail(['bob@contoso.com'], 'ok')],
      disposition: 'SendOnly',
      ...(isAnswered ? { outcomes: [{ code: 'NoError' }], answer: { isAnonymous: true } } : {}),
    });
  const calls = [
    ...create(first, 0x2700, true),
    ...create(second, 0x2704, true),
    ...create(third, 0x2708, false),
    transportFailure(client, later(third, 5), 0x2708, 'Request failed: 0x80072EFE(ERROR_WINHTTP_CONNECTION_ERROR)'),
    ...create(later(third, 30), 0x270c, true),
  ];
  const trace = [...noise(id, client, { from, to, lines: 300, calls: 2 }), ...calls];
  return {
    id,
    title: 'The same words to the same person',
    tale: [
      'Alice writes "ok" to Bob three times. The first two are two messages: the first was accepted before the second was written. For the third the connection breaks (12030) and the client tries again half a minute later: one message in two attempts.',
      'The answers carry no request id; the order of process and thread tells what they answer.',
    ],
    options: ['--now', '2016-06-23T09:00:00Z'],
    files: [{ path: cast.tracePath(client, 'txt'), bytes: ocsText(trace), modifiedAt: to }],
    messages: [first, second, third].map((sentAt) => ({
      recipients: ['bob@contoso.com'],
      outcome: 'delivered',
      sentAt,
    })),
    fired: [],
    quiet: cast.quietBut(),
  };
}
