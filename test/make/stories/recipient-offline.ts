import type { Ticks } from '../../../src/model/ticks.ts';
import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { signIn, spoolFile, UCC_LOG } from '../collected-files.ts';
import { exchangeOf } from '../exchange-session.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import { seeded } from '../seeded.ts';
import * as sip from '../sip.ts';
import type { Story } from '../story.ts';
import { type UccEvent, uccApiLog } from '../uccapilog.ts';

/** The recipients are offline, and the client is closed and started again in between. */
export function recipientOffline(): Story {
  const id = 'recipient-offline';
  const before = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const after = { ...before, pid: 8456 };
  const from = moment('2016-06-28T08:00:00Z');
  const to = moment('2016-06-28T08:30:00Z');
  const bob = { at: moment('2016-06-28T08:10:00.4Z'), mail: cast.missedMail(['bob@contoso.com'], 'Are you back?') };
  const carol = {
    at: moment('2016-06-28T08:20:00Z'),
    mail: cast.missedMail(['carol@contoso.com'], 'Call me, please.'),
  };
  const restart = later(bob.at, 50);
  const who = { user: cast.ALICE, agent: `UCCAPI/${cast.sipStackVersion(before)} OC/${before.version}` };
  const ids = seeded(`${id} sip`);
  const sipEvent = (pid: number, at: Ticks, kind: UccEvent['kind'], text: string): UccEvent => {
    return { at, pid, tid: 0xc14, kind, text };
  };
  /** The INVITE comes to nothing a moment before the client turns to Exchange. */
  const unanswered = (pid: number, at: Ticks, recipient: string, text: string): readonly UccEvent[] => {
    const talk = { to: recipient, callId: ids.hex(32), conversationId: `AdHRE${ids.hex(20)}==`, text };
    const subject = 'Missed conversation with Alice Appleby';
    return [
      sipEvent(pid, later(at, -1.5), 'sent', sip.invite(who, { ...talk, subject })),
      sipEvent(pid, later(at, -0.8), 'received', sip.replied(who, talk, { status: '480 Temporarily Unavailable' })),
    ];
  };
  // A client that is started anew registers anew.
  const second = (event: UccEvent): UccEvent => ({ ...event, text: event.text.replaceAll('5d1f0c7b', '81e6a3d0') });
  const log = [
    ...signIn(before, from),
    ...unanswered(before.pid, bob.at, 'bob@contoso.com', 'Are you back?'),
    sipEvent(before.pid, later(bob.at, 20), 'sent', sip.unregister(who)),
    ...signIn(after, restart).map(second),
    ...unanswered(after.pid, carol.at, 'carol@contoso.com', 'Call me, please.'),
  ];
  const create = { disposition: 'SendAndSaveCopy', folder: { distinguished: 'sentitems' } } as const;
  const calls = [
    ...exchangeOf(id, before).create({ ...create, at: bob.at, tid: 0x2400, mails: [bob.mail] }),
    ...exchangeOf(`${id} again`, after).create({
      ...create,
      at: later(bob.at, 70),
      tid: 0x2404,
      mails: [bob.mail],
      outcomes: [{ code: 'NoError' }],
    }),
  ];
  const trace = [
    ...noise(id, before, { from, to: later(bob.at, 20), lines: 300, calls: 2 }),
    ...noise(`${id} again`, after, { from: restart, to, lines: 300, calls: 2 }),
    ...calls,
  ];
  return {
    id,
    title: 'The recipients are offline, and the client is restarted in between',
    tale: [
      'Alice writes to Bob, who is offline: the INVITE is answered 480, and her client turns to Exchange. It is closed before an answer comes, and started again fifty seconds after the message was sent; the second call is accepted within the two minutes.',
      'Ten minutes later Carol is offline, too. This time no call of Exchange follows: the message stays in the History Spooler.',
    ],
    options: ['--now', '2016-06-28T09:00:00Z'],
    files: [
      { path: cast.tracePath(before, 'txt'), bytes: ocsText(trace), modifiedAt: to },
      { path: UCC_LOG, bytes: uccApiLog(log, { lineEnd: 'crlf' }), modifiedAt: carol.at },
      spoolFile({ name: '2A000001.hist', mail: carol.mail, writtenAt: carol.at }),
    ],
    messages: [
      { recipients: ['bob@contoso.com'], outcome: 'delivered', sentAt: bob.at },
      { recipients: ['carol@contoso.com'], outcome: 'left-in-spooler', sentAt: carol.at },
    ],
    fired: [],
    quiet: cast.quietBut(),
  };
}
