import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { SPOOLER, signIn, spoolFile, UCC_LOG } from '../collected-files.ts';
import { transportFailure } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story, StoryFile } from '../story.ts';
import { uccApiLog } from '../uccapilog.ts';

/** The client was closed at once. */
export function clientExited(): Story {
  const id = 'client-exited';
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const from = moment('2016-06-29T16:30:00Z');
  const at = moment('2016-06-29T16:58:10.5Z');
  const to = later(at, 40);
  const end = {
    ...transportFailure(client, to, 0x2200, 'Main window closed'),
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
      { path: UCC_LOG, bytes: uccApiLog(signIn(client, from)), modifiedAt: later(from, 5) },
      spoolFile({ name: '0C2D0001.hist', mail, writtenAt: at }),
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
  return { path: `${SPOOLER}/${name}`, bytes: Buffer.concat(parts), modifiedAt: moment(iso) };
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
    ...transportFailure(client, to, 0x2300, 'Nothing to do'),
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
        spoolFile({ name: note.name, mail: cast.missedMail(note.to, note.text), writtenAt: note.at }),
      ),
      unknownLayout('1F000004.hist', carvedAt),
      spoolFile({
        name: '1F000005.hist',
        mail: {
          ...cast.missedMail(['frank@contoso.com'], 'An ordinary talk.'),
          subject: 'Conversation with Frank Fir',
        },
        writtenAt: moment('2016-06-30T06:10:00Z'),
        type: 'Conversation',
      }),
      spoolFile({
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
