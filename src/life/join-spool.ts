import type { LinkStrength } from '../model/life.ts';
import type { SpoolFileSeen } from '../model/observation.ts';
import { TICKS_PER_SECOND } from '../model/ticks.ts';
import { peopleKey } from './gather.ts';
import { DEADLINE_SECONDS, Gathering } from './gathering.ts';

/** How far apart a spool file and the request of its message may be where only the people tell that they are one. */
const SAME_SEND_TICKS = DEADLINE_SECONDS * TICKS_PER_SECOND;

function samePeople(file: SpoolFileSeen, message: Gathering): boolean {
  return file.participants.length > 0 && peopleKey(file.participants) === peopleKey(message.recipients);
}

function linkBetween(file: SpoolFileSeen, message: Gathering): LinkStrength | undefined {
  const hasBothTexts = file.bodyHash !== undefined && message.bodyHash !== undefined;
  const sameText = hasBothTexts && file.bodyHash === message.bodyHash;
  if (
    message.conversationId !== undefined &&
    file.conversationIds.includes(message.conversationId) &&
    (sameText || !hasBothTexts)
  ) {
    return 'exact';
  }
  if (!samePeople(file, message)) return undefined;
  if (sameText) return 'moderate';
  const sent = message.firstRequestAt;
  if (hasBothTexts || sent === undefined || file.writtenAt === undefined) return undefined;
  return Math.abs(file.writtenAt - sent) <= SAME_SEND_TICKS ? 'weak' : undefined;
}

const ORDER: readonly LinkStrength[] = ['exact', 'moderate', 'weak'];

/** A file that its own text makes an offline message of the local user; ordinary conversation history lies beside it. */
function isOfflineFile(file: SpoolFileSeen, users: ReadonlySet<string>): boolean {
  if (!file.saysMissed || file.initiator === undefined) return false;
  if (file.owner !== undefined) return file.initiator === file.owner;
  return users.size === 0 || users.has(file.initiator);
}

function distance(file: SpoolFileSeen, message: Gathering): number {
  const sent = message.firstRequestAt;
  return sent === undefined || file.writtenAt === undefined
    ? Number.POSITIVE_INFINITY
    : Math.abs(file.writtenAt - sent);
}

/**
 * Joins spool files to the messages of the trace, strongest links first; a file left over becomes a message of its own
 * when it says that it is one. A weak link (people and time, no text) joins only where nothing else could be meant.
 */
export function joinSpool(
  messages: readonly Gathering[],
  files: readonly SpoolFileSeen[],
  users: ReadonlySet<string>,
): readonly Gathering[] {
  const free = new Set(files);
  for (const strength of ORDER) {
    for (const file of files) {
      if (!free.has(file)) continue;
      // A file that is no offline message by its own words needs more than people and time to be tied to one.
      if (strength === 'weak' && !isOfflineFile(file, users)) continue;
      const fitting = messages.filter(
        (message) => message.spool === undefined && linkBetween(file, message) === strength,
      );
      if (strength === 'weak') {
        const rivals = files.filter(
          (other) => free.has(other) && fitting.some((one) => linkBetween(other, one) === 'weak'),
        );
        if (fitting.length !== 1 || rivals.length !== 1) continue;
      }
      const message = fitting.toSorted((a, b) => distance(file, a) - distance(file, b))[0];
      if (message === undefined) continue;
      message.spool = file;
      message.spoolLink = strength;
      free.delete(file);
    }
  }
  const alone = files
    .filter((file) => free.has(file) && isOfflineFile(file, users))
    .map((file) => {
      const message = new Gathering();
      message.recipients = file.participants;
      message.conversationId = file.conversationIds[0];
      message.spool = file;
      return message;
    });
  return [...messages, ...alone];
}
