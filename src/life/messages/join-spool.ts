import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { LinkStrength } from '../../model/life.ts';
import type { SpoolFileSeen } from '../../model/observation.ts';
import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';
import { FreePlaces } from './free-places.ts';
import { Gathering } from './gathering.ts';
import { joinNameless } from './join-nameless.ts';
import { peopleKey } from './open-tries.ts';
import { joinableByOwner } from './spool-owner.ts';

/** How far apart a spool file and the request of its message may be where only the people tell that they are one. */
const SAME_SEND_TICKS = DEADLINE_SECONDS * TICKS_PER_SECOND;
/** People and time join only where nothing else could be meant; among so many something else could. */
const MOST_RIVALS = 64;

/** A file that its own text makes an offline message of the local user; ordinary conversation history lies beside it. */
function isOfflineFile(file: SpoolFileSeen, users: ReadonlySet<string>): boolean {
  if (!file.saysMissed || file.initiator === undefined) return false;
  if (file.owner !== undefined) return file.initiator === file.owner;
  return users.size === 0 || users.has(file.initiator);
}

/** Keys under which a message stands, and those under which a file looks for it; nothing joins people and text of a file without people. */
const CONVERSATION = {
  of: (message: Gathering): readonly string[] =>
    message.conversationId === undefined
      ? []
      : [message.conversationId, `${message.conversationId} ${message.bodyHash ?? ''}`],
  /** Where both have a text it must be the same. */
  lookedFor: (file: SpoolFileSeen): readonly string[] =>
    file.conversationIds.flatMap((id) => (file.bodyHash === undefined ? [id] : [`${id} ${file.bodyHash}`, `${id} `])),
};
const CONTENT = {
  of: (message: Gathering): readonly string[] =>
    message.bodyHash === undefined ? [] : [`${peopleKey(message.recipients)} ${message.bodyHash}`],
  lookedFor: (file: SpoolFileSeen): readonly string[] =>
    file.bodyHash === undefined || file.participants.length === 0
      ? []
      : [`${peopleKey(file.participants)} ${file.bodyHash}`],
};

function timeOf(at: Ticks | undefined): number {
  return at ?? Number.POSITIVE_INFINITY;
}

function grouped<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
  numberOf: (item: Item) => number,
): ReadonlyMap<string, FreePlaces<Item>> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push(item);
    }
  }
  return new Map([...groups].map(([key, group]) => [key, new FreePlaces(group, numberOf)]));
}

function isNearer(a: Gathering, b: Gathering, file: SpoolFileSeen): boolean {
  const away = (one: Gathering): number => Math.abs(timeOf(one.tracedAt) - timeOf(file.writtenAt));
  return away(a) < away(b);
}

/** Joins files to messages by keys, each file to the message that is nearest to it in time. */
function joinByKeys(
  messages: readonly Gathering[],
  files: ReadonlySet<SpoolFileSeen>,
  keys: typeof CONTENT,
  join: (file: SpoolFileSeen, message: Gathering) => void,
): void {
  const free = messages.filter((message) => message.spool === undefined);
  const groups = grouped(free, keys.of, (message) => timeOf(message.tracedAt));
  for (const file of [...files]) {
    let nearest: Gathering | undefined;
    for (const key of keys.lookedFor(file)) {
      const found = groups.get(key)?.nearest(timeOf(file.writtenAt));
      if (found !== undefined && (nearest === undefined || isNearer(found, nearest, file))) nearest = found;
    }
    if (nearest === undefined) continue;
    join(file, nearest);
    for (const key of keys.of(nearest)) groups.get(key)?.take(nearest);
  }
}

/** Joins files to the messages that phrases name them for; of two files of one name either may be meant. */
function joinByName(
  messages: readonly Gathering[],
  files: ReadonlySet<SpoolFileSeen>,
  join: (file: SpoolFileSeen, message: Gathering) => void,
): void {
  const named = messages.filter(({ spoolName, spool }) => spoolName !== undefined && spool === undefined);
  if (named.length === 0) return;
  const byName = new Map<string, SpoolFileSeen | undefined>();
  for (const file of files) {
    const name = file.file.toLowerCase();
    byName.set(name, byName.has(name) ? undefined : file);
  }
  for (const message of named) {
    const file = byName.get(message.spoolName ?? '');
    if (file === undefined) continue;
    join(file, message);
    byName.delete(message.spoolName ?? '');
  }
}

/** Joins what only people and time tell, where a single file and a single message can be meant. */
function joinByElimination(
  messages: readonly Gathering[],
  files: readonly SpoolFileSeen[],
  join: (file: SpoolFileSeen, message: Gathering) => void,
): void {
  const people = (names: readonly string[]): readonly string[] => (names.length === 0 ? [] : [peopleKey(names)]);
  const freeMessages = grouped(
    messages.filter((message) => message.spool === undefined && message.tracedAt !== undefined),
    (message) => people(message.recipients),
    (message) => timeOf(message.tracedAt),
  );
  const freeFiles = grouped(
    files.filter((file) => file.writtenAt !== undefined),
    (file) => people(file.participants),
    (file) => timeOf(file.writtenAt),
  );
  const isTold = (file: SpoolFileSeen, message: Gathering): boolean =>
    file.bodyHash === undefined || message.bodyHash === undefined;
  for (const file of files) {
    const key = peopleKey(file.participants);
    const [messagesOfPeople, filesOfPeople] = [freeMessages.get(key), freeFiles.get(key)];
    if (file.writtenAt === undefined || messagesOfPeople === undefined || filesOfPeople === undefined) continue;
    const around = file.writtenAt;
    const fitting = messagesOfPeople
      .between(around - SAME_SEND_TICKS, around + SAME_SEND_TICKS, MOST_RIVALS)
      .filter((message) => isTold(file, message));
    const [message] = fitting;
    if (fitting.length !== 1 || message === undefined) continue;
    const asked = timeOf(message.tracedAt);
    const rivals = filesOfPeople
      .between(asked - SAME_SEND_TICKS, asked + SAME_SEND_TICKS, MOST_RIVALS)
      .filter((other) => isTold(other, message));
    if (rivals.length !== 1) continue;
    join(file, message);
    messagesOfPeople.take(message);
    filesOfPeople.take(file);
  }
}

/**
 * Joins spool files to the messages of the trace, strongest links first; a file left over becomes a message of its own
 * when it says that it is one.
 */
export function joinSpool(
  messages: readonly Gathering[],
  nameless: readonly Gathering[],
  files: readonly SpoolFileSeen[],
  users: ReadonlySet<string>,
  usersOf: (source: string) => ReadonlySet<string> | undefined,
): readonly Gathering[] {
  if (files.length === 0) return messages;
  const free = new Set(files);
  const joinAs =
    (link: LinkStrength) =>
    (file: SpoolFileSeen, message: Gathering): void => {
      message.spool = file;
      message.spoolLink = link;
      // What phrases tell may name nobody, and no conversation.
      if (message.attempts.length === 0) {
        if (message.recipients.length === 0) message.recipients = file.participants;
        message.conversationId ??= file.conversationIds[0];
      }
      free.delete(file);
    };
  const joinable = joinableByOwner(files, messages, usersOf);
  const stillFree = (of: readonly SpoolFileSeen[]): ReadonlySet<SpoolFileSeen> =>
    new Set(of.filter((file) => free.has(file)));
  for (const part of joinable) joinByName(part.messages, stillFree(part.files), joinAs('exact'));
  for (const part of joinable) joinByKeys(part.messages, stillFree(part.files), CONVERSATION, joinAs('exact'));
  for (const part of joinable) joinByKeys(part.messages, stillFree(part.files), CONTENT, joinAs('moderate'));
  // A file that is no offline message by its own words needs more than people and time to be tied to one.
  const offline = [...free].filter((file) => isOfflineFile(file, users));
  for (const part of joinable) {
    const own = new Set(part.files);
    joinByElimination(
      part.messages,
      offline.filter((file) => own.has(file)),
      joinAs('weak'),
    );
  }
  const left = offline.filter((file) => free.has(file));
  const named = new Map<SpoolFileSeen, Gathering>();
  const [part, ...more] = joinableByOwner(left, nameless, usersOf);
  // Of two users either may be meant.
  if (part !== undefined && more.length === 0) {
    const known = new Set(left);
    const others = [...free].filter((file) => !known.has(file));
    joinNameless(part.messages, part.files, others, messages, (file, message) => named.set(file, message));
  }
  const alone = left.map((file) => {
    const message = named.get(file) ?? new Gathering();
    message.recipients = file.participants;
    message.conversationId = file.conversationIds[0];
    message.spool = file;
    if (named.has(file)) message.spoolLink = 'weak';
    return message;
  });
  return [...messages, ...alone];
}
