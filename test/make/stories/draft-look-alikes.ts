import * as cast from '../cast.ts';
import { moment } from '../clock.ts';
import { encodeText } from '../encode.ts';
import { exchangeOf } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story } from '../story.ts';

const DRAFTS = { distinguished: 'drafts' };

/** A draft is left, but the mailbox is online. */
export function draftLeftOnline(): Story {
  const id = 'draft-left-online';
  const client = cast.clientProcess('6741.2042', cast.EXCHANGE_ONLINE, { prefix: '' });
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-07T06:30:00Z');
  const to = moment('2016-06-07T07:00:00Z');
  const at = moment('2016-06-07T06:44:30Z');
  const calls = exchange.create({
    at,
    tid: 0x1400,
    mails: [cast.missedMail(['frank@contoso.com'], 'Can you read my draft?')],
    disposition: 'SaveOnly',
    folder: DRAFTS,
    layout: 'in-pieces',
    outcomes: [{ code: 'NoError', item: exchange.item() }],
  });
  const trace = [...noise(id, client, { from, to, lines: 600, calls: 4 }), ...calls];
  return {
    id,
    title: 'A draft left in an online mailbox',
    tale: [
      'The same build as in the Drafts bug, and a draft that is never sent; but the mailbox is in Exchange Online, where the bug does not exist. What kept the client from sending the draft is not in the trace.',
      'The requests and responses are cut at the end of a record and go on in the next.',
    ],
    options: ['--now', '2016-06-07T08:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'txt'),
        bytes: ocsText(trace, { encoding: 'utf-16le-bom', lineEnd: 'crlf' }),
        modifiedAt: to,
      },
    ],
    messages: [{ recipients: ['frank@contoso.com'], outcome: 'stuck-in-drafts', sentAt: at }],
    fired: [],
    quiet: cast.quietBut(),
  };
}

/** ErrorSendAsDenied leaves the item in Drafts on any build. */
export function sendAsDenied(): Story {
  const id = 'send-as-denied';
  const client = cast.clientProcess('6741.2042', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-08T06:00:00Z');
  const to = moment('2016-06-08T06:40:00Z');
  const saved = moment('2016-06-08T06:11:00.5Z');
  const unsaved = moment('2016-06-08T06:20:00Z');
  const outcomes = [
    {
      code: 'ErrorSendAsDenied',
      text: 'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
    },
  ];
  const calls = [
    ...exchange.create({
      at: saved,
      tid: 0x1500,
      mails: [cast.missedMail(['grace@contoso.com'], 'Minutes are in the folder.')],
      disposition: 'SendAndSaveCopy',
      folder: DRAFTS,
      handshake: 'negotiate',
      outcomes,
    }),
    ...exchange.create({
      at: unsaved,
      tid: 0x1504,
      mails: [cast.missedMail(['heidi@contoso.com'], 'The door code has changed.')],
      disposition: 'SendOnly',
      outcomes,
    }),
  ];
  const trace = [...noise(id, client, { from, to, lines: 800, calls: 4 }), ...calls];
  return {
    id,
    title: 'Drafts fill up because sending is denied',
    tale: [
      "Alice's client opens a mailbox in whose name it may not send. Exchange answers ErrorSendAsDenied; on SendAndSaveCopy it leaves the message in Drafts all the same, on SendOnly it leaves nothing. It looks like the Drafts bug, on a build that has the bug, but the error explains it.",
      'The trace was formatted in Berlin and holds local time without saying so; the option --zone tells.',
    ],
    options: ['--now', '2016-06-08T08:00:00Z', '--zone', 'Europe/Berlin'],
    files: [{ path: cast.tracePath(client, 'txt'), bytes: ocsText(trace, { offsetMinutes: 120 }), modifiedAt: to }],
    messages: [
      { recipients: ['grace@contoso.com'], outcome: 'stuck-in-drafts', sentAt: saved },
      { recipients: ['heidi@contoso.com'], outcome: 'rejected', sentAt: unsaved },
    ],
    fired: ['send-as-denied', 'build-below-onprem-min'],
    quiet: cast.quietBut('send-as-denied', 'build-below-onprem-min'),
  };
}

const FOLDERS = [
  ['Inbox', 'Inbox', 5120],
  ['Entwürfe', 'Drafts', 3],
  ['Gesendete Elemente', 'SentItems', 1201],
  ['Aufgezeichnete Unterhaltungen', 'User Created', 88],
] as const;

/** Exchange accepts the messages and then keeps them in Drafts. */
export function transportStalled(): Story {
  const id = 'transport-stalled';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2013_CU12);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-16T11:00:00Z');
  const to = moment('2016-06-16T11:50:00Z');
  const sent = [
    { at: moment('2016-06-16T11:10:00Z'), to: 'bob@contoso.com', text: 'Is the printer free?' },
    { at: moment('2016-06-16T11:20:00Z'), to: 'carol@contoso.com', text: 'Please sign the form.' },
    { at: moment('2016-06-16T11:30:00Z'), to: 'ivan@contoso.com', text: 'Back in an hour.' },
  ];
  const calls = sent.flatMap((message, i) =>
    exchange.create({
      at: message.at,
      tid: 0x1700 + 4 * i,
      mails: [cast.missedMail([message.to], message.text)],
      disposition: 'SendAndSaveCopy',
      folder: { distinguished: 'sentitems' },
      outcomes: [{ code: 'NoError' }],
    }),
  );
  const statistics = FOLDERS.map(
    ([name, type, items]) => `Name          : ${name}\nFolderType    : ${type}\nItemsInFolder : ${items}\n`,
  ).join('\n');
  const trace = [...noise(id, client, { from, to, lines: 500, calls: 3 }), ...calls];
  return {
    id,
    title: 'Accepted by Exchange, yet still in Drafts',
    tale: [
      'The build is that of 14 June 2016 and Exchange answers NoError to all three messages. But nobody gets them: the transport service of the server is stalled (a network card with a public DNS server), and the messages stay in Drafts, also for Outlook on the web. Get-MailboxFolderStatistics of the same day counts three items in Drafts.',
    ],
    options: ['--now', '2016-06-16T13:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'txt'), bytes: ocsText(trace, { encoding: 'utf-8-bom' }), modifiedAt: to },
      {
        path: 'folder-statistics.txt',
        bytes: encodeText(`\n${statistics}\n`, { encoding: 'utf-16le-bom', lineEnd: 'crlf' }),
        modifiedAt: moment('2016-06-16T12:30:00Z'),
      },
    ],
    messages: sent.map((message) => ({ recipients: [message.to], outcome: 'delivered', sentAt: message.at })),
    fired: ['transport-stalled'],
    quiet: cast.quietBut('transport-stalled'),
  };
}
