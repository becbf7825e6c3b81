import type { Ticks } from '../../src/model/ticks.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import { ALICE } from '../make/cast.ts';
import { later } from '../make/clock.ts';
import { type HistOptions, writeHist } from '../make/hist.ts';
import type { Dice } from './dice.ts';
import type { World } from './world.ts';

export interface SimFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly modifiedAt: Ticks;
}

const FOLDER = 'sip_alice@contoso.com/History Spooler';

interface Note {
  readonly name: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly type: string;
  readonly writtenAt: Ticks;
}

function person(address: string): { readonly name: string; readonly uri: string } {
  return { name: address.split('@', 1)[0] ?? address, uri: `sip:${address}` };
}

/** A layout that nobody knows: UTF-16 strings between numbers. */
function unknownLayout(note: Note, xml: string): Buffer {
  const strings = [`sip:${note.from}`, ...note.to.map((address) => `sip:${address}`), note.type, note.html, xml];
  return Buffer.concat(
    strings.flatMap((text) => [Buffer.from([text.length % 256, 1, 0, 0]), Buffer.from(`${text}\0`, 'utf16le')]),
  );
}

/** A file in the layout of Lync 2013, the only one that is known, or now and then in another. */
function spooled(note: Note, dice: Dice): SimFile {
  const xml = `<conversations><conversation><imReceived from="sip:${note.from}" ts="${ticksToIso(note.writtenAt)}" /></conversation></conversations>`;
  const path = `${FOLDER}/${note.name}`;
  if (dice.chance(10)) return { path, bytes: unknownLayout(note, xml), modifiedAt: note.writtenAt };
  const options: HistOptions = { lengths: dice.pick(['length', 'length', 'zero']) };
  const bytes = writeHist(
    {
      initiator: person(note.from),
      members: note.to.map(person),
      title: note.subject,
      body: note.html,
      sipStrings: [`sip:${note.from}`, dice.hex(32), `sip:${note.to[0] ?? note.from}`],
      type: note.type,
      xml,
      note: '',
      fileName: note.name,
    },
    options,
  );
  return { path, bytes, modifiedAt: note.writtenAt };
}

/** Files of the spooler that are no offline message of the user: ordinary history, and what others began. */
function others(world: World, dice: Dice): readonly SimFile[] {
  return Array.from({ length: dice.below(4) }, () => {
    const isHistory = dice.chance(70);
    return spooled(
      {
        name: `${dice.hex(8).toUpperCase()}.hist`,
        from: isHistory ? ALICE : 'bob@contoso.com',
        to: isHistory ? [dice.pick(['frank@contoso.com', 'bob@contoso.com'])] : [ALICE],
        subject: isHistory ? 'Conversation with Frank Fir' : 'Missed conversation with Bob Beech',
        html: `<html><body>An ordinary talk, ${dice.hex(6)}.</body></html>`,
        type: isHistory ? dice.pick(['Conversation', 'IPM.Note.Microsoft.Conversation']) : 'Missed',
        writtenAt: later(world.start, dice.between(0, 600)),
      },
      dice,
    );
  });
}

/** What stands in the History Spooler when the bundle is collected. */
export function spoolFiles(world: World, dice: Dice): readonly SimFile[] {
  const own = world.messages.flatMap((message) => {
    if (message.spoolFile === undefined || world.unspooled.has(message.index)) return [];
    const note = {
      name: message.spoolFile,
      from: ALICE,
      to: message.recipients,
      subject: message.mail.subject,
      html: message.mail.html ?? '',
      type: dice.pick(['Missed', 'IPM.Note.Microsoft.Missed', 'IM.Note.MissedConversation']),
      writtenAt: later(world.start, message.sentAt),
    };
    return [spooled(note, dice)];
  });
  return [...own, ...others(world, dice)];
}
