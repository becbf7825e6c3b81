import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { signIn, UCC_LOG } from '../collected-files.ts';
import { soapFault } from '../ews.ts';
import { exchangeOf } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story } from '../story.ts';
import { tracerptXml } from '../tracerpt-xml.ts';
import { uccApiLog } from '../uccapilog.ts';

/** Exchange Online is busy for too long. */
export function throttled(): Story {
  const id = 'throttled';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_ONLINE);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-17T09:00:00Z');
  const to = moment('2016-06-17T09:40:00Z');
  const busy = { at: moment('2016-06-17T09:05:00Z'), mail: cast.missedMail(['bob@contoso.com'], 'Any news?') };
  const late = { at: moment('2016-06-17T09:15:00Z'), mail: cast.missedMail(['carol@contoso.com'], 'It is done.') };
  const inner = { at: moment('2016-06-17T09:25:00Z'), mail: cast.missedMail(['dave@contoso.com'], 'See the wiki.') };
  const fault = soapFault(
    'ErrorServerBusy',
    'The server cannot service this request right now. Try again later.',
    297749,
    client.style,
  );
  const create = { disposition: 'SendAndSaveCopy', folder: { distinguished: 'sentitems' } } as const;
  const calls = [
    ...[0, 50, 100].flatMap((seconds) =>
      exchange.create({
        ...create,
        at: later(busy.at, seconds),
        tid: 0x1900,
        mails: [busy.mail],
        answer: { status: 500, soap: fault },
      }),
    ),
    ...exchange.create({ ...create, at: late.at, tid: 0x1904, mails: [late.mail], answer: { status: 503 } }),
    ...exchange.create({
      ...create,
      at: later(late.at, 20),
      tid: 0x1904,
      mails: [late.mail],
      outcomes: [{ code: 'NoError' }],
    }),
    ...[0, 60].flatMap((seconds) =>
      exchange.create({
        ...create,
        at: later(inner.at, seconds),
        tid: 0x1908,
        mails: [inner.mail],
        outcomes: [
          { code: 'ErrorInternalServerError', text: 'An internal server error occurred.', inner: 'ErrorServerBusy' },
        ],
      }),
    ),
  ];
  const trace = [...noise(id, client, { from, to, lines: 800, calls: 4 }), ...calls];
  return {
    id,
    title: 'Exchange Online is busy',
    tale: [
      'Alice sends three messages while her mailbox is throttled. The first meets ErrorServerBusy with a wait of almost five minutes, three times: the two minutes of an offline message are over before. The second meets HTTP 503 once and is accepted twenty seconds later. The third meets ErrorInternalServerError with ErrorServerBusy inside, twice.',
    ],
    options: ['--now', '2016-06-17T11:00:00Z'],
    files: [{ path: cast.tracePath(client, 'txt'), bytes: ocsText(trace), modifiedAt: to }],
    messages: [
      { recipients: ['bob@contoso.com'], outcome: 'rejected', sentAt: busy.at },
      { recipients: ['carol@contoso.com'], outcome: 'delivered', sentAt: late.at },
      { recipients: ['dave@contoso.com'], outcome: 'rejected', sentAt: inner.at },
    ],
    fired: ['throttled'],
    quiet: cast.quietBut('throttled'),
  };
}

/** The mailbox is full. */
export function quota(): Story {
  const id = 'quota';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1, { pretty: true });
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-20T10:00:00Z');
  const to = moment('2016-06-20T10:30:00Z');
  const tries = [
    {
      at: moment('2016-06-20T10:05:00Z'),
      to: 'zoë@contoso.com',
      text: 'Costs are 5 € – or “six”…',
      disposition: 'SendAndSaveCopy',
      code: 'ErrorQuotaExceeded',
    },
    {
      at: moment('2016-06-20T10:10:00Z'),
      to: 'bob@contoso.com',
      text: 'Grüße aus Köln',
      disposition: 'SaveOnly',
      code: 'ErrorQuotaExceeded',
    },
    {
      at: moment('2016-06-20T10:15:00Z'),
      to: 'carol@contoso.com',
      text: 'À bientôt !',
      disposition: 'SendOnly',
      code: 'ErrorSubmissionQuotaExceeded',
    },
  ] as const;
  const calls = tries.flatMap((message, i) =>
    exchange.create({
      at: message.at,
      tid: 0x1a00 + 4 * i,
      mails: [cast.missedMail([message.to], message.text)],
      disposition: message.disposition,
      ...(message.disposition === 'SaveOnly' ? { folder: { distinguished: 'drafts' } } : {}),
      outcomes: [{ code: message.code }],
    }),
  );
  const trace = [...noise(id, client, { from, to, lines: 500, calls: 3 }), ...calls];
  return {
    id,
    title: 'The mailbox is full',
    tale: [
      "Alice's mailbox has reached its quota: Exchange refuses to send and to save, and then lets nothing more be submitted for a while. The trace is written the way CLSLogger writes (machine in brackets, UTC) in Windows-1252, and holds letters beyond ASCII.",
    ],
    options: ['--now', '2016-06-20T12:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'txt'),
        bytes: ocsText(trace, { flavour: 'cls', encoding: 'windows-1252', lineEnd: 'crlf' }),
        modifiedAt: to,
      },
    ],
    messages: tries.map((message) => ({ recipients: [message.to], outcome: 'rejected', sentAt: message.at })),
    fired: ['quota'],
    quiet: cast.quietBut('quota'),
  };
}

/** One of two recipients has no mailbox. */
export function badRecipient(): Story {
  const id = 'bad-recipient';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1, { prefix: 'soap' });
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-21T05:00:00Z');
  const to = moment('2016-06-21T05:30:00Z');
  const both = moment('2016-06-21T05:06:00Z');
  const third = moment('2016-06-21T05:16:00Z');
  const text = 'The meeting moved to room 4.';
  const calls = [
    ...exchange.create({
      at: both,
      tid: 0x1b00,
      mails: [cast.missedMail(['bob@contoso.com'], text), cast.missedMail(['room4@contoso.com'], text)],
      disposition: 'SendOnly',
      outcomes: [{ code: 'NoError' }, { code: 'ErrorInvalidRecipients', text: 'At least one recipient is not valid.' }],
    }),
    ...exchange.create({
      at: third,
      tid: 0x1b04,
      mails: [cast.missedMail(['nobody@contoso.com'], text)],
      disposition: 'SendAndSaveCopy',
      folder: { distinguished: 'sentitems' },
      outcomes: [{ code: 'ErrorNonExistentMailbox' }],
    }),
  ];
  const trace = [...noise(id, client, { from, to, lines: 250, calls: 3 }), ...calls];
  return {
    id,
    title: 'A recipient without a mailbox',
    tale: [
      'One CreateItem carries two messages: that to Bob is accepted, that to a meeting room is not, as the room has no valid address. A third message goes to somebody who has no mailbox at all. Nothing checks beforehand whether a recipient can get offline messages.',
    ],
    options: ['--now', '2016-06-21T07:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'xml'),
        bytes: tracerptXml(trace, { offsetMinutes: 120, offsetText: 'short-by-one-colon' }),
        modifiedAt: to,
      },
    ],
    messages: [
      { recipients: ['bob@contoso.com'], outcome: 'delivered', sentAt: both },
      { recipients: ['room4@contoso.com'], outcome: 'rejected', sentAt: both },
      { recipients: ['nobody@contoso.com'], outcome: 'rejected', sentAt: third },
    ],
    fired: ['bad-recipient'],
    quiet: cast.quietBut('bad-recipient'),
  };
}

/** The credentials do not do. */
export function auth401(): Story {
  const id = 'auth-401';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-22T08:00:00Z');
  const to = moment('2016-06-22T08:20:00Z');
  const at = moment('2016-06-22T08:08:00Z');
  const calls = exchange.create({
    at,
    tid: 0x1c00,
    mails: [cast.missedMail(['grace@contoso.com'], 'Did you get the mail?')],
    disposition: 'SendAndSaveCopy',
    folder: { distinguished: 'sentitems' },
    handshake: 'ntlm',
    answer: { status: 401, headers: { 'WWW-Authenticate': 'Negotiate\nWWW-Authenticate: NTLM' } },
  });
  const trace = [...noise(id, client, { from, to, lines: 300 }), ...calls];
  return {
    id,
    title: 'Exchange refuses the credentials',
    tale: [
      'Every NTLM handshake begins with a 401 or two; here the last word is a 401 as well, after the client has sent credentials twice. Alice changed her password that morning and the PC still has the old one.',
    ],
    options: ['--now', '2016-06-22T10:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'txt'), bytes: ocsText(trace, { encoding: 'utf-16be-bom' }), modifiedAt: to },
      {
        path: UCC_LOG,
        bytes: uccApiLog(signIn(client, from), { encoding: 'utf-16le-bom', lineEnd: 'crlf' }),
        modifiedAt: later(from, 5),
      },
    ],
    messages: [{ recipients: ['grace@contoso.com'], outcome: 'rejected', sentAt: at }],
    fired: ['auth-401'],
    quiet: cast.quietBut('auth-401'),
  };
}
