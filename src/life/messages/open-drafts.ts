import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';
import type { ThreadKey } from '../calls/http-event.ts';
import { DEADLINE_SECONDS } from '../deadline.ts';
import type { Gathering } from './gathering.ts';

type Where = 'thread' | 'process';

/**
 * How long after a draft was asked for a SendItem may mean it: on its thread until the message is given up; on another one only
 * as long as WinHTTP waits for an answer (its default receive time-out, 30 s).
 */
const WAIT_TICKS: Readonly<Record<Where, number>> = {
  thread: DEADLINE_SECONDS * TICKS_PER_SECOND,
  process: 30 * TICKS_PER_SECOND,
};

/** Messages of one thread or process, in the order in which each was last asked to be saved. */
class Latest {
  readonly #messages = new Map<Gathering, Ticks | undefined>();

  put(message: Gathering, at: Ticks | undefined): void {
    this.#messages.delete(message);
    this.#messages.set(message, at);
  }

  drop(message: Gathering): void {
    this.#messages.delete(message);
  }

  /** The one message that is not older than the wait; undefined where there is none, or more than one. */
  only(at: Ticks | undefined, wait: number): Gathering | undefined {
    for (const [message, asked] of this.#messages) {
      if (at === undefined || asked === undefined || at - asked <= wait) break;
      this.#messages.delete(message);
    }
    const [first] = this.#messages.keys();
    return this.#messages.size === 1 ? first : undefined;
  }
}

/** When and where a call was made. */
export interface Place {
  readonly at?: Ticks;
  /** Absent where the answer came on another thread: then a thread says nothing of what belongs together. */
  readonly thread?: ThreadKey;
  readonly pid?: number;
}

/**
 * Which drafts may be meant: `unnamed` by a SendItem of an ItemId that is not known, `any` by one that names none, `answered` by an
 * answer alone: that may be of a message that is being sent as well.
 */
export type DraftKind = 'unnamed' | 'any' | 'answered';

const UNNAMED: readonly DraftKind[] = ['unnamed', 'any', 'answered'];
const NAMED: readonly DraftKind[] = ['any', 'answered'];
const SENDING: readonly DraftKind[] = ['answered'];
const NONE: readonly DraftKind[] = [];

function kindsOf(message: Gathering): readonly DraftKind[] {
  if (message.isOpenDraft) return message.itemIds.length === 0 ? UNNAMED : NAMED;
  return message.isBeingSent ? SENDING : NONE;
}

type Groups = Readonly<Record<DraftKind, Latest>>;

function groupsAt<Key>(all: Map<Key, Groups>, key: Key): Groups {
  const known = all.get(key);
  if (known !== undefined) return known;
  const groups = { unnamed: new Latest(), any: new Latest(), answered: new Latest() };
  all.set(key, groups);
  return groups;
}

/**
 * Messages whose draft was saved, as far as the trace tells, and not sent: what a SendItem may mean that names no item, or one that no
 * answer in the trace has named. Only where a single message can be meant does it tell anything.
 */
export class OpenDrafts {
  readonly #byThread = new Map<ThreadKey, Groups>();
  readonly #byProcess = new Map<number, Groups>();
  readonly #groupsOf = new Map<Gathering, readonly Latest[]>();

  /** To be told after each call of a message. */
  update(message: Gathering, place: Place): void {
    for (const group of this.#groupsOf.get(message) ?? []) group.drop(message);
    const kinds = kindsOf(message);
    if (kinds.length === 0) {
      this.#groupsOf.delete(message);
      return;
    }
    const groups: Latest[] = [];
    for (const kind of kinds) {
      if (place.thread !== undefined) groups.push(groupsAt(this.#byThread, place.thread)[kind]);
      if (place.pid !== undefined) groups.push(groupsAt(this.#byProcess, place.pid)[kind]);
    }
    for (const group of groups) group.put(message, place.at);
    this.#groupsOf.set(message, groups);
  }

  /** The one draft of the thread, or of the process. */
  only(kind: DraftKind, where: Where, { at, thread, pid }: Place): Gathering | undefined {
    const groups =
      where === 'thread'
        ? thread === undefined
          ? undefined
          : this.#byThread.get(thread)
        : pid === undefined
          ? undefined
          : this.#byProcess.get(pid);
    return groups?.[kind].only(at, WAIT_TICKS[where]);
  }
}
