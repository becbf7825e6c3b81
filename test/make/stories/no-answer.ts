import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story, StoryFile } from '../story.ts';
import { tracerptXml } from '../tracerpt-xml.ts';
import { uccApiLog } from '../uccapilog.ts';

const SEND = { disposition: 'SendAndSaveCopy', folder: { distinguished: 'sentitems' } } as const;

/** Exchange does not answer within two minutes. */
export function ewsTimeout(): Story {
  const id = 'ews-timeout';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = cast.exchangeOf(id, client);
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
  const failure = cast.transportFailure(
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
  const exchange = cast.exchangeOf(id, client);
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
    cast.transportFailure(client, later(message.at, 2), 0x1e00 + 4 * i, message.error),
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
  const exchange = cast.exchangeOf(id, client);
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
    ...cast.transportFailure(client, to, 0x2000, 'Collecting the logs'),
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
  const exchange = cast.exchangeOf(id, client);
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

/** The client was closed at once. */
export function clientExited(): Story {
  const id = 'client-exited';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const from = moment('2016-06-29T16:30:00Z');
  const at = moment('2016-06-29T16:58:10.5Z');
  const to = later(at, 40);
  const end = {
    ...cast.transportFailure(client, to, 0x2200, 'Main window closed'),
    level: 'TL_INFO',
    function: 'CMainWindow::OnDestroy',
  } as const;
  const trace = [...noise(id, client, { from, to, lines: 500, calls: 3 }), end];
  const mail = cast.missedMail(['bob@contoso.com'], 'Good night!');
  return {
    id,
    title: 'The client was closed before it could send',
    tale: [
      'Alice writes a last message to Bob and closes Skype for Business forty seconds later. The message lies in the History Spooler; the trace ends with the client, and no request for it is in it.',
    ],
    options: ['--now', '2016-06-29T18:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'txt'), bytes: ocsText(trace), modifiedAt: to },
      { path: cast.UCC_LOG, bytes: uccApiLog(cast.signIn(client, from)), modifiedAt: later(from, 5) },
      cast.spoolFile({ name: '0C2D0001.hist', mail, writtenAt: at }),
    ],
    messages: [{ recipients: ['bob@contoso.com'], outcome: 'left-in-spooler', sentAt: at }],
    fired: ['client-exited'],
    quiet: cast.quietBut('client-exited'),
  };
}

/** A spool file that is not of the known layout: UTF-16 strings between numbers. */
function unknownLayout(name: string, iso: string): StoryFile {
  const strings = [
    'sip:alice@contoso.com',
    'sip:grace@contoso.com',
    'IM.Note.MissedConversation',
    '<html><body>Nothing comes through.</body></html>',
    `<conversation callId="c0ffee00c0ffee00c0ffee00c0ffee00"><imReceived from="sip:alice@contoso.com" ts="${iso}" /></conversation>`,
  ];
  const parts = strings.flatMap((text) => [Buffer.from([text.length, 1, 0, 0]), Buffer.from(`${text}\0`, 'utf16le')]);
  return { path: `${cast.SPOOLER}/${name}`, bytes: Buffer.concat(parts), modifiedAt: moment(iso) };
}

/** Exchange is not asked at all; everything stays in the spooler. */
export function leftInSpooler(): Story {
  const id = 'left-in-spooler';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const from = moment('2016-06-30T06:00:00Z');
  const to = moment('2016-06-30T07:00:00Z');
  const left = [
    { name: '1F000001.hist', at: moment('2016-06-29T10:00:00Z'), to: ['bob@contoso.com'], text: 'Yesterday one.' },
    {
      name: '1F000002.hist',
      at: moment('2016-06-29T15:30:00.125Z'),
      to: ['carol@contoso.com', 'dave@contoso.com'],
      text: 'Yesterday two.',
    },
    { name: '1F000003.hist', at: moment('2016-06-30T06:20:00Z'), to: ['erin@contoso.com'], text: 'Today.' },
  ];
  const carvedAt = '2016-06-30T06:40:00.000Z';
  const end = {
    ...cast.transportFailure(client, to, 0x2300, 'Nothing to do'),
    level: 'TL_INFO',
    function: 'CIdle::Tick',
  } as const;
  const trace = [...noise(id, client, { from, to, lines: 400 }), end];
  return {
    id,
    title: 'Everything stays in the History Spooler',
    tale: [
      'Exchange Web Services are gone for Alice: in an hour of trace her client does not call Exchange once, while messages of two days lie in the History Spooler. One of the files has a layout that is not known; its strings tell enough.',
      'Two more files lie there that are no offline messages of hers: the history of an ordinary conversation, and a missed conversation that Bob began.',
    ],
    options: ['--now', '2016-06-30T08:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'txt'), bytes: ocsText(trace), modifiedAt: to },
      ...left.map((note) =>
        cast.spoolFile({ name: note.name, mail: cast.missedMail(note.to, note.text), writtenAt: note.at }),
      ),
      unknownLayout('1F000004.hist', carvedAt),
      cast.spoolFile({
        name: '1F000005.hist',
        mail: {
          ...cast.missedMail(['frank@contoso.com'], 'An ordinary talk.'),
          subject: 'Conversation with Frank Fir',
        },
        writtenAt: moment('2016-06-30T06:10:00Z'),
        type: 'Conversation',
      }),
      cast.spoolFile({
        name: '1F000006.hist',
        from: 'bob@contoso.com',
        mail: cast.missedMail([cast.ALICE], 'Were you away?'),
        writtenAt: moment('2016-06-30T06:15:00Z'),
      }),
    ],
    messages: [
      ...left.map((note) => ({ recipients: note.to, outcome: 'left-in-spooler' as const, sentAt: note.at })),
      { recipients: ['grace@contoso.com'], outcome: 'left-in-spooler', sentAt: moment(carvedAt) },
    ],
    fired: [],
    quiet: cast.quietBut(),
  };
}
