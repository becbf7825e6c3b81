import { byCodeUnits } from '../model/order.ts';
import type { StoredMessage } from '../model/stored-report.ts';
import { addTo } from './add-to.ts';

/** Messages of two reports that are the same one, and those that are in one of them only. */
export interface MatchedMessages {
  readonly pairs: readonly { readonly before: StoredMessage; readonly after: StoredMessage }[];
  readonly gone: readonly StoredMessage[];
  readonly new: readonly StoredMessage[];
}

/** Something to know a message by; none, one or several keys. */
type KeysOf = (message: StoredMessage) => readonly string[];

function toText({ recipients }: StoredMessage): string {
  return JSON.stringify(recipients.map((address) => address.toLowerCase()).sort(byCodeUnits));
}

function keyed(keys: readonly (string | undefined)[], ...more: readonly (string | undefined)[]): readonly string[] {
  if (more.includes(undefined)) return [];
  return keys.flatMap((key) => (key === undefined ? [] : [JSON.stringify([key, ...more])]));
}

/** Spool files keep their name, not their folder. */
function spoolName({ keys }: StoredMessage): string | undefined {
  return keys.spoolFile?.split(/[/\\]/).at(-1)?.toLowerCase();
}

/** All of a message that is looked at, but its number: those alike in it may stand for one another. */
function contentOf(message: StoredMessage): string {
  const { sentAt = '', recipients, outcome, certainty, causes, attempts, keys } = message;
  const { spoolFile = '', itemIds, requestIds, conversationId = '' } = keys;
  const ids = [spoolFile, itemIds, requestIds, conversationId];
  return JSON.stringify([sentAt, recipients, outcome, certainty, causes, attempts.length, ids]);
}

/** What messages are known by, the surest first: one request may carry several messages, one conversation many. */
const KINDS: readonly KeysOf[] = [
  (message) => [contentOf(message)],
  ({ keys }) => keys.itemIds,
  (message) => keyed(message.keys.requestIds, toText(message)),
  ({ keys }) => keys.requestIds,
  (message) => keyed([spoolName(message)]),
  (message) => keyed([message.keys.conversationId], message.sentAt),
  (message) => keyed([message.sentAt], toText(message)),
  (message) => keyed([message.keys.conversationId], toText(message)),
];

/** Where ids and addresses are tokens: they count only where the time agrees, as tokens of two reports may be alike by chance. */
const REDACTED_KINDS: readonly KeysOf[] = [
  (message) => [contentOf(message)],
  (message) => keyed([...message.keys.itemIds, ...message.keys.requestIds], message.sentAt),
  (message) => keyed([message.sentAt], toText(message)),
  (message) => keyed([message.sentAt], String(message.recipients.length)),
  (message) => keyed([message.sentAt]),
];

/** An order that leaves nothing to the numbers of messages. */
function inOrder(messages: readonly StoredMessage[]): readonly StoredMessage[] {
  const contents = new Map(messages.map((message) => [message, contentOf(message)]));
  return messages.toSorted((a, b) => byCodeUnits(contents.get(a) ?? '', contents.get(b) ?? ''));
}

function listsBy(messages: Iterable<StoredMessage>, keysOf: KeysOf): ReadonlyMap<string, readonly StoredMessage[]> {
  const lists = new Map<string, StoredMessage[]>();
  for (const message of messages) for (const key of new Set(keysOf(message))) addTo(lists, key, message);
  return lists;
}

/**
 * Finds the messages that two reports have in common, never by their numbers. Which report is the first makes no difference, nor does
 * the order of messages.
 */
export function matchMessages(
  before: readonly StoredMessage[],
  after: readonly StoredMessage[],
  isRedacted: boolean,
): MatchedMessages {
  const pairs: { before: StoredMessage; after: StoredMessage }[] = [];
  const gone = new Set(inOrder(before));
  const fresh = new Set(inOrder(after));
  for (const keysOf of isRedacted ? REDACTED_KINDS : KINDS) {
    const others = listsBy(fresh, keysOf);
    for (const [key, list] of [...listsBy(gone, keysOf)].sort(([a], [b]) => byCodeUnits(a, b))) {
      const left = list.filter((message) => gone.has(message));
      const right = (others.get(key) ?? []).filter((message) => fresh.has(message));
      for (const [i, one] of left.entries()) {
        const other = right[i];
        if (other === undefined) break;
        pairs.push({ before: one, after: other });
        gone.delete(one);
        fresh.delete(other);
      }
    }
  }
  return { pairs, gone: [...gone], new: [...fresh] };
}
