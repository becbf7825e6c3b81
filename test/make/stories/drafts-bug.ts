import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { signIn, spoolFile, UCC_LOG } from '../collected-files.ts';
import { getFolder, itemResponse } from '../ews.ts';
import { exchangeOf } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story } from '../story.ts';
import { tracerptXml } from '../tracerpt-xml.ts';
import { uccApiLog } from '../uccapilog.ts';

const DRAFTS = { distinguished: 'drafts' };

/** Drafts fill up: the bug of June 2016, on the Deferred channel. */
export function draftsBug(): Story {
  const id = 'drafts-bug';
  const client = cast.clientProcess('6741.2042', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-08T09:00:00Z');
  const to = moment('2016-06-08T10:10:00Z');
  const sent = [
    {
      at: moment('2016-06-08T09:15:00.250Z'),
      to: ['bob@contoso.com'],
      text: 'Are you back on Monday?',
      name: '0A1B0001.hist',
    },
    {
      at: moment('2016-06-08T09:31:12.5Z'),
      to: ['carol@contoso.com'],
      text: 'The numbers for May are on the share.',
      name: '0A1B0002.hist',
    },
    {
      at: moment('2016-06-08T10:02:40Z'),
      to: ['bob@contoso.com', 'carol@contoso.com'],
      text: 'Lunch at twelve, both of you?',
      name: '0A1B0003.hist',
    },
  ];
  const calls = sent.flatMap((message, i) =>
    [1, 41, 81].flatMap((seconds) =>
      exchange.create({
        at: later(message.at, seconds),
        tid: 0x1100 + 4 * i,
        mails: [cast.missedMail(message.to, message.text)],
        disposition: 'SaveOnly',
        folder: DRAFTS,
        handshake: seconds === 1 ? 'negotiate' : 'none',
        layout: i === 1 ? 'headers-then-body' : 'together',
        outcomes: [{ code: 'NoError', item: exchange.item() }],
      }),
    ),
  );
  const trace = [...noise(id, client, { from, to, lines: 3000, calls: 6 }), ...calls];
  return {
    id,
    title: 'Offline messages pile up in Drafts',
    tale: [
      'Alice has Skype for Business 16.0.6741.2042 and a mailbox on Exchange 2016 CU1 on-premises. On the morning of 8 June 2016 she writes to three people who are offline, in three messages. Her client saves each message in the Drafts folder, never sends it, and saves it there again and again. Nobody gets anything; Drafts holds nine items, and the three messages still lie in the History Spooler.',
      'This is the bug that Microsoft says is fixed in all Click-to-Run channels as of 14 June 2016. The build is also below 16.0.6920.1000, the least one for mailboxes on-premises.',
    ],
    options: ['--now', '2016-06-08T12:00:00Z'],
    files: [
      { path: cast.tracePath(client, 'txt'), bytes: ocsText(trace, { lineEnd: 'crlf' }), modifiedAt: to },
      {
        path: UCC_LOG,
        bytes: uccApiLog(signIn(client, from), { lineEnd: 'crlf' }),
        modifiedAt: later(from, 5),
      },
      ...sent.map((message) =>
        spoolFile({ name: message.name, mail: cast.missedMail(message.to, message.text), writtenAt: message.at }),
      ),
    ],
    messages: sent.map((message) => ({ recipients: message.to, outcome: 'stuck-in-drafts', sentAt: message.at })),
    fired: ['drafts-bug-2016-06', 'build-below-onprem-min'],
    quiet: cast.quietBut('drafts-bug-2016-06', 'build-below-onprem-min'),
  };
}

/** The same bug on the Current channel, in the week before the fix; the folder is named by an opaque id. */
export function draftsBugCurrentChannel(): Story {
  const id = 'drafts-bug-current-channel';
  const client = cast.clientProcess('6965.2053', cast.EXCHANGE_2013_CU12, { prefix: 'soap', pretty: true });
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-09T13:00:00Z');
  const to = moment('2016-06-09T13:30:00Z');
  const at = moment('2016-06-09T13:12:05.75Z');
  const folderId = 'AAMkAGE1RHJhZnRzRm9sZGVyAAA=';
  const folders = exchange.call({
    at: later(from, 30),
    tid: 0x1200,
    soap: getFolder(['drafts'], client.style),
    answer: {
      status: 200,
      afterSeconds: 0.2,
      soap: itemResponse('GetFolder', [{ code: 'NoError', folder: folderId }], client.server.version, client.style),
    },
  });
  const calls = [0, 50].flatMap((seconds) =>
    exchange.create({
      at: later(at, seconds),
      tid: 0x1204,
      mails: [cast.missedMail(['dave@contoso.com'], 'Please call me when you are back.')],
      disposition: 'SaveOnly',
      folder: { opaque: folderId },
      outcomes: [{ code: 'NoError', item: exchange.item() }],
    }),
  );
  const trace = [...noise(id, client, { from, to, lines: 250, calls: 3 }), ...folders, ...calls];
  return {
    id,
    title: 'Drafts fill up on the Current channel',
    tale: [
      'Alice runs 16.0.6965.2053, the first public build that supports mailboxes on-premises; hers is on Exchange 2013 CU12. Her message to Dave is saved twice in a folder that the request names by an id only; an earlier GetFolder shows that it is Drafts. No SendItem follows.',
      'The build is one week older than the release of 14 June 2016 by which the bug is fixed, and whether it has the fix is not published: the finding can be possible at most.',
    ],
    options: ['--now', '2016-06-09T15:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'xml'),
        bytes: tracerptXml(trace, { lineEnd: 'crlf', offsetMinutes: -240, offsetText: 'right' }),
        modifiedAt: to,
      },
    ],
    messages: [{ recipients: ['dave@contoso.com'], outcome: 'stuck-in-drafts', sentAt: at }],
    fired: ['drafts-bug-2016-06'],
    quiet: cast.quietBut('drafts-bug-2016-06'),
  };
}

/** Fixed by the bulletin, yet not supported on-premises. */
export function buildBelowOnpremMin(): Story {
  const id = 'build-below-onprem-min';
  const client = cast.clientProcess('6741.2048', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf(id, client);
  const from = moment('2016-06-15T07:00:00Z');
  const to = moment('2016-06-15T07:40:00Z');
  const at = moment('2016-06-15T07:20:11.123Z');
  const calls = exchange.create({
    at,
    tid: 0x1300,
    mails: [cast.missedMail(['erin@contoso.com'], 'The train is late, start without me.')],
    disposition: 'SaveOnly',
    folder: DRAFTS,
    handshake: 'ntlm',
    outcomes: [{ code: 'NoError', item: exchange.item() }],
  });
  const trace = [...noise(id, client, { from, to, lines: 300, calls: 3, undecodedPercent: 15 }), ...calls];
  return {
    id,
    title: 'A fixed build that is too old for a mailbox on-premises',
    tale: [
      'Alice got the Deferred build of 14 June 2016, 16.0.6741.2048. By the bulletin the Drafts bug is fixed in it, yet it is below 16.0.6920.1000, which offline messages need when the mailbox is on-premises. Her message is saved in Drafts and never sent.',
      'The trace was made by tracerpt on a PC in Berlin: its offset reads +0159, and an eighth of its events could not be decoded.',
    ],
    options: ['--now', '2016-06-15T09:00:00Z'],
    files: [
      {
        path: cast.tracePath(client, 'xml'),
        bytes: tracerptXml(trace, { lineEnd: 'crlf', offsetMinutes: 120, levelName: 'Informationen' }),
        modifiedAt: to,
      },
    ],
    messages: [{ recipients: ['erin@contoso.com'], outcome: 'stuck-in-drafts', sentAt: at }],
    fired: ['build-below-onprem-min'],
    quiet: cast.quietBut('build-below-onprem-min'),
  };
}
