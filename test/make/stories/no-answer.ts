import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { exchangeOf, transportFailure } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story } from '../story.ts';
import { tracerptXml } from '../tracerpt-xml.ts';

const SEND = { disposition: 'SendAndSaveCopy', folder: { distinguished: 'sentitems' } } as const;

/** Exchange does not answer within two minutes. */
export function ewsTimeout(): Story {
  const id = 'ews-timeout';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-23T12:00:00Z');
  const to = moment('2016-06-23T12:40:00Z');
  const sent = [
    { at: moment('2016-06-23T12:05:00Z'), to: 'bob@contoso.com', text: 'One.' },
    { at: moment('2016-06-23T12:15:00Z'), to: 'carol@contoso.com', text: 'Two.' },
    { at: moment('2016-06-23T12:25:00Z'), to: 'dave@contoso.com', text: 'Three.' },
  ];
  const requestId = exchange.id();
  const calls = sent.flatMap((message, i) =>
    exchange.create({
      ...SEND,
      at: message.at,
      tid: 0x1d00 + 4 * i,
      mails: [cast.missedMail([message.to], message.text)],
      ...(i === 1 ? { requestId } : {}),
      ...(i === 2 ? { answer: { status: 504, afterSeconds: 30 } } : {}),
    }),
  );
  const failure = transportFailure(
    client,
    moment('2016-06-23T12:16:40Z'),
    0x1d04,
    `WinHttpReceiveResponse failed: 0x80072EE2(ERROR_WINHTTP_TIMEOUT), client-request-id: {${requestId.toUpperCase()}}`,
  );
  const trace = [...noise(id, client, { from, to, lines: 1200, calls: 4 }), ...calls, failure];
  return {
    id,
    title: 'Exchange does not answer in time',
    tale: [
      'The Exchange servers are under load. To the first message no answer ever comes, at the second WinHTTP gives up after a hundred seconds (12002), at the third the load balancer answers HTTP 504. The trace goes on for a quarter of an hour after the last one.',
    ],
    options: ['--now', '2016-06-23T14:00:00Z'],
    files: [{ path: cast.tracePath(client, 'txt'), bytes: ocsText(trace, { lineEnd: 'crlf' }), modifiedAt: to }],
    messages: sent.map((message) => ({ recipients: [message.to], outcome: 'timed-out', sentAt: message.at })),
    fired: ['ews-timeout'],
    quiet: cast.quietBut('ews-timeout'),
  };
}

/** The name of the Exchange server is not resolved, and nothing listens there. */
export function unreachable(): Story {
  const id = 'unreachable';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-24T15:00:00Z');
  const to = moment('2016-06-24T15:20:00Z');
  const sent = [
    { at: moment('2016-06-24T15:05:00Z'), to: 'erin@contoso.com', error: 'WinHttpSendRequest failed with error 12007' },
    { at: moment('2016-06-24T15:12:00Z'), to: 'frank@contoso.com', error: 'Request failed, hr=0x80072EFD' },
  ];
  const calls = sent.flatMap((message, i) => [
    ...exchange.create({
      ...SEND,
      at: message.at,
      tid: 0x1e00 + 4 * i,
      mails: [cast.missedMail([message.to], 'I am on the train.')],
    }),
    transportFailure(client, later(message.at, 2), 0x1e00 + 4 * i, message.error),
  ]);
  const trace = [...noise(id, client, { from, to, lines: 200 }), ...calls];
  return {
    id,
    title: 'The Exchange server cannot be reached',
    tale: [
      'Alice is outside the office. The name of the Exchange server is not resolved there (12007), and on the hotel network the connection is refused (12029, as HRESULT 0x80072EFD).',
    ],
    options: ['--now', '2016-06-24T18:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'xml'),
        bytes: tracerptXml(trace, { offsetMinutes: 0, isCut: true }),
        modifiedAt: to,
      },
    ],
    messages: sent.map((message) => ({ recipients: [message.to], outcome: 'unreachable', sentAt: message.at })),
    fired: [],
    quiet: cast.quietBut(),
  };
}

/** The trace ends before the two minutes are over. */
export function pending(): Story {
  const id = 'pending';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-27T09:00:00Z');
  const to = moment('2016-06-27T09:10:40Z');
  const at = moment('2016-06-27T09:10:00Z');
  const calls = exchange.create({
    ...SEND,
    at,
    tid: 0x1f00,
    mails: [cast.missedMail(['heidi@contoso.com'], 'Sent just now.')],
    handshake: 'negotiate',
  });
  const end = {
    ...transportFailure(client, to, 0x2000, 'Collecting the logs'),
    level: 'TL_INFO',
    function: 'CLogCollector::Begin',
  } as const;
  const trace = [...noise(id, client, { from, to, lines: 200, calls: 2 }), ...calls, end];
  return {
    id,
    title: 'Collected too early',
    tale: [
      'The logs were collected forty seconds after the message was sent. No answer is there yet, and the two minutes are not over: nothing can be said, and nothing is wrong so far.',
    ],
    options: ['--now', '2016-06-27T09:11:00Z'],
    files: [{ path: cast.tracePath(client, 'txt'), bytes: ocsText(trace), modifiedAt: to }],
    messages: [{ recipients: ['heidi@contoso.com'], outcome: 'pending', sentAt: at }],
    fired: [],
    quiet: cast.quietBut('client-exited'),
  };
}

/** The answer came, but what it says was cut off. */
export function answerUnreadable(): Story {
  const id = 'answer-unreadable';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-28T09:00:00Z');
  const to = moment('2016-06-28T09:30:00Z');
  const at = moment('2016-06-28T09:10:00Z');
  const calls = exchange.create({
    ...SEND,
    at,
    tid: 0x2100,
    mails: [cast.missedMail(['ivan@contoso.com'], 'Look at the answer.')],
    outcomes: [{ code: 'NoError' }],
    answer: { cutAt: 560 },
  });
  const trace = [...noise(id, client, { from, to, lines: 200, calls: 2 }), ...calls];
  return {
    id,
    title: 'An answer that is cut off',
    tale: [
      'Exchange answers HTTP 200, but the trace cuts the response off before the response code. HTTP 200 says nothing of a message: whether it was accepted is not known.',
    ],
    options: ['--now', '2016-06-28T11:00:00Z'],
    files: [{ path: cast.tracePath(client, 'txt'), bytes: ocsText(trace, { lineEnd: 'crlf' }), modifiedAt: to }],
    messages: [{ recipients: ['ivan@contoso.com'], outcome: 'unknown', sentAt: at }],
    fired: [],
    quiet: cast.quietBut(),
  };
}
