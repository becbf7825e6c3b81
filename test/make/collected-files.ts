import { type Ticks, ticksToIso } from '../../src/model/ticks.ts';
import { ALICE, sipStackVersion } from './cast.ts';
import { later } from './clock.ts';
import type { MailItem } from './ews.ts';
import type { ClientProcess } from './exchange-call.ts';
import { writeHist } from './hist.ts';
import { seeded } from './seeded.ts';
import * as sip from './sip.ts';
import type { StoryFile } from './story.ts';
import type { UccEvent } from './uccapilog.ts';

export const SPOOLER = 'sip_alice@contoso.com/History Spooler';
export const UCC_LOG = 'Tracing/Lync-UccApi-0.UccApilog';

export interface SpoolNote {
  readonly name: string;
  readonly from?: string;
  readonly mail: MailItem;
  readonly writtenAt: Ticks;
  readonly type?: string;
}

/** A file of Alice's History Spooler. */
export function spoolFile(note: SpoolNote): StoryFile {
  const from = note.from ?? ALICE;
  const people = note.mail.to ?? [];
  const iso = ticksToIso(note.writtenAt);
  const bytes = writeHist({
    initiator: { name: from.split('@', 1)[0] ?? from, uri: `sip:${from}` },
    members: people.map((address) => ({ name: address.split('@', 1)[0] ?? address, uri: `sip:${address}` })),
    title: note.mail.subject,
    body: note.mail.html ?? '',
    sipStrings: [`sip:${from}`, seeded(note.name).hex(32), `sip:${people[0] ?? from}`],
    type: note.type ?? 'Missed',
    xml: `<conversations><conversation><imReceived from="sip:${from}" ts="${iso}" /></conversation></conversations>`,
    note: '',
    fileName: note.name,
  });
  return { path: `${SPOOLER}/${note.name}`, bytes, modifiedAt: note.writtenAt };
}

/** What the SIP log of a session holds: sign-in, provisioning, the user's options, some presence. */
export function signIn(
  client: ClientProcess,
  at: Ticks,
  settings: { readonly policy?: boolean; readonly option?: boolean } = {},
): readonly UccEvent[] {
  const who = { user: ALICE, agent: `UCCAPI/${sipStackVersion(client)} OC/${client.version}` };
  const { policy = true, option = true } = settings;
  const event = (seconds: number, kind: UccEvent['kind'], text: string): UccEvent => ({
    at: later(at, seconds),
    pid: client.pid,
    tid: 0xc14,
    kind,
    text,
  });
  return [
    event(0, 'line', 'CUccPlatform::Initialize done'),
    event(1, 'sent', sip.register(who)),
    event(1.2, 'received', sip.registered(who)),
    event(2, 'received', sip.provisioning(who, { EnableIMAutoArchiving: String(policy), DisableSavingIM: 'false' })),
    event(2.5, 'received', sip.otherOptions(who, option)),
    event(3, 'received', sip.presence(who, 'bob@contoso.com')),
    event(4, 'line', 'Endpoint is signed in, 12002 ms after start'),
  ];
}
