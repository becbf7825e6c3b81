import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { MessageEventSeen } from '../../model/observation.ts';
import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';
import { type ThreadKey, threadOf } from '../calls/http-event.ts';
import type { Cluster } from './event-clusters.ts';
import type { Gathering } from './gathering.ts';
import { peopleKey } from './open-tries.ts';
import type { Visit } from './told-names.ts';

/** How far apart a phrase and a call may be where only their thread tells that they are of one message. */
const NEAR_TICKS = DEADLINE_SECONDS * TICKS_PER_SECOND;
/** How far away another message speaks against that. */
const RIVAL_TICKS = 2 * NEAR_TICKS;
/** Among so many messages of one thread within two minutes it tells nothing. */
const MOST_RIVALS = 64;

interface Moment {
  readonly message: Gathering;
  readonly at: Ticks;
}

/** People that both name must be the same. */
function mayBeFor(message: Gathering, recipients: readonly string[]): boolean {
  if (recipients.length === 0 || message.recipients.length === 0) return true;
  return peopleKey(recipients) === peopleKey(message.recipients);
}

function firstFrom(moments: readonly Moment[], from: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.at ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which messages were at work on a thread, and when. */
export class EventThreads {
  readonly #byThread = new Map<ThreadKey, Moment[]>();

  constructor(visits: readonly Visit[]) {
    for (const { message, thread, at } of visits) this.#add(thread, { message, at });
    for (const moments of this.#byThread.values()) moments.sort((a, b) => a.at - b.at);
  }

  /** Notes where a phrase told of a message. */
  visit(message: Gathering, event: MessageEventSeen): void {
    const thread = threadOf(event);
    if (thread !== undefined && event.at !== undefined) this.#add(thread, { message, at: event.at });
  }

  /** The messages of calls that clusters without one are of: each the only one for the other. */
  tie(clusters: readonly Cluster[]): ReadonlyMap<Cluster, Gathering> {
    const found = clusters.map((cluster) => [cluster, this.#onlyFor(cluster)] as const);
    const counts = new Map<Gathering, number>();
    for (const [, message] of found) if (message !== undefined) counts.set(message, (counts.get(message) ?? 0) + 1);
    return new Map(
      found.flatMap(([cluster, message]) =>
        message === undefined || counts.get(message) !== 1 ? [] : [[cluster, message] as const],
      ),
    );
  }

  /**
   * The one message that an event without a name can be of, by its thread. That a message is queued begins it; what has come to its end is
   * done with. `toldOf`: what phrases told of a message until now.
   */
  messageOf(
    event: MessageEventSeen,
    toldOf: (message: Gathering) => readonly MessageEventSeen[],
  ): Gathering | undefined {
    const isOver = (message: Gathering): boolean => toldOf(message).some(({ event: one }) => ENDS.has(one));
    const isBegun = (message: Gathering): boolean => {
      const before = this.#near(event).some((one) => one.message === message && one.at < (event.at ?? one.at));
      return before || toldOf(message).some(({ event: one }) => one === 'message-queued');
    };
    const people = (message: Gathering): readonly string[] =>
      message.recipients.length > 0 ? message.recipients : toldOf(message).flatMap(({ recipients }) => recipients);
    const isFor = (message: Gathering): boolean =>
      event.recipients.length === 0 ||
      people(message).length === 0 ||
      peopleKey([...new Set(people(message))]) === peopleKey(event.recipients);
    // One that began somewhat longer ago may be meant as well.
    const known = new Set(this.#near(event, RIVAL_TICKS).map(({ message }) => message));
    const fitting = [...known].filter(
      (message) => isFor(message) && !isOver(message) && !(event.event === 'message-queued' && isBegun(message)),
    );
    const [only, ...more] = fitting;
    return more.length === 0 && this.#near(event).some(({ message }) => message === only) ? only : undefined;
  }

  #onlyFor({ events, messageId }: Cluster): Gathering | undefined {
    const recipients = events.find((event) => event.recipients.length > 0)?.recipients ?? [];
    const near = new Set(events.flatMap((event) => this.#near(event).map(({ message }) => message)));
    const isUnnamed = (message: Gathering): boolean => messageId === undefined || message.messageId === undefined;
    const fitting = [...near].filter((message) => isUnnamed(message) && mayBeFor(message, recipients));
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  #near({ at, ...event }: MessageEventSeen, reach: number = NEAR_TICKS): readonly Moment[] {
    const thread = threadOf(event);
    const moments = thread === undefined ? undefined : this.#byThread.get(thread);
    if (at === undefined || moments === undefined) return [];
    const found: Moment[] = [];
    for (let i = firstFrom(moments, at - reach); ; i++) {
      const moment = moments[i];
      if (moment === undefined || moment.at > at + reach) return found;
      if (found.length === MOST_RIVALS) return [];
      found.push(moment);
    }
  }

  /** Keeps the order of time: most come behind the last. */
  #add(thread: ThreadKey, moment: Moment): void {
    const moments = this.#byThread.get(thread);
    if (moments === undefined) this.#byThread.set(thread, [moment]);
    else if ((moments.at(-1)?.at ?? moment.at) <= moment.at) moments.push(moment);
    else moments.splice(firstFrom(moments, moment.at), 0, moment);
  }
}

/** After these a client is done with a message. */
const ENDS: ReadonlySet<MessageEventSeen['event']> = new Set<MessageEventSeen['event']>([
  'message-sent',
  'message-failed',
]);
