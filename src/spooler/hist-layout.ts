import { ByteCursor, type StringRule } from './byte-cursor.ts';
import { addressOf } from './spool-text.ts';

/**
 * What the known layout of a `.hist` file gives; each part is absent where the bytes end or break before it.
 *
 * The layout is that of Lync 2010 and 2013 as the one public reader of these files knows it (LyncHistoryTool); that of
 * Skype for Business 2016 may differ, so nothing here is trusted before it looks like what it should be.
 */
export interface HistLayout {
  /** Every part was read and looks like what it should be. */
  readonly complete: boolean;
  /** Address of who began the conversation. */
  readonly initiator: string | undefined;
  readonly members: readonly string[];
  /** Display names of both, as far as they stand there. */
  readonly names: readonly string[];
  readonly title: string | undefined;
  readonly body: string | undefined;
  /** `Missed`, `Conversation` or a message class. */
  readonly type: string | undefined;
  readonly xml: string | undefined;
  /** Strings of unknown meaning: SIP addresses, Call-IDs, a file name. */
  readonly others: readonly string[];
  /** The two blocks of unknown meaning that may hold FILETIMEs. */
  readonly blocks: readonly Uint8Array[];
}

/** A conversation of the client has at most 250 people; more in a count is a misread. */
const MAX_MEMBERS = 1000;
const MAX_TYPE_LENGTH = 200;
const ADDRESS = /^(?:[^\s@<>:]+@[^\s@<>:]+|tel:\S+)$/;
const CONTROL = /[\x00-\x1f\x7f]/;

interface Person {
  readonly name: string;
  readonly address: string;
}

function person(cursor: ByteCursor): Person | undefined {
  const name = cursor.prefixedString();
  const uri = cursor.prefixedString();
  if (name === undefined || uri === undefined) return undefined;
  const address = addressOf(uri);
  return ADDRESS.test(address) ? { name, address } : cursor.fail();
}

function people(cursor: ByteCursor): readonly Person[] {
  const count = cursor.i32() ?? 0;
  if (count < 0 || count > MAX_MEMBERS) cursor.fail();
  const found: Person[] = [];
  while (!cursor.failed && found.length < count) {
    const one = person(cursor);
    if (one !== undefined) found.push(one);
  }
  return found;
}

function typeText(cursor: ByteCursor): string | undefined {
  const text = cursor.prefixedString();
  return text !== undefined && (text.length > MAX_TYPE_LENGTH || CONTROL.test(text)) ? cursor.fail() : text;
}

function conversationXml(cursor: ByteCursor): string | undefined {
  const text = cursor.string()?.trim();
  return text !== undefined && text !== '' && !text.startsWith('<') ? cursor.fail() : text;
}

/** The order of the reads is the order of the file. */
function readBy(rule: StringRule, bytes: Uint8Array): HistLayout {
  const cursor = new ByteCursor(bytes, rule);
  cursor.i32();
  const initiator = person(cursor);
  const members = people(cursor);
  const title = cursor.prefixedString();
  cursor.i32();
  const body = cursor.prefixedString();
  cursor.block(4 + 2 + 3 + 4 + 4);
  const others = [cursor.prefixedString(), cursor.prefixedString()];
  const type = typeText(cursor);
  const blocks = [cursor.block(21)];
  const xml = conversationXml(cursor);
  const complete = !cursor.failed;
  others.push(cursor.prefixedString(), cursor.prefixedString(), cursor.prefixedString());
  blocks.push(cursor.block(13));
  return {
    complete,
    initiator: initiator?.address,
    members: members.map(({ address }) => address),
    names: [...(initiator === undefined ? [] : [initiator]), ...members].map(({ name }) => name),
    title,
    body,
    type,
    xml,
    others: others.filter((text) => text !== undefined),
    blocks: blocks.filter((block) => block !== undefined),
  };
}

/**
 * Reads the layout with the length before each string, and once more by NULs alone where that breaks: that the number
 * before a string is its length is an inference. Never throws.
 */
export function readHistLayout(bytes: Uint8Array): HistLayout {
  const byLength = readBy('by-length', bytes);
  if (byLength.complete) return byLength;
  const byNul = readBy('by-nul', bytes);
  return byNul.complete || byLength.initiator === undefined ? byNul : byLength;
}
