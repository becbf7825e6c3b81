import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';
import type { ThreadKey } from '../calls/http-event.ts';
import type { Gathering, OpenDraft } from './gathering.ts';

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
  readonly #drafts: OpenDraft[] = [];
  /** What stands before it is looked at no more. */
  #first = 0;

  put(draft: OpenDraft): void {
    while (this.#drafts[this.#first]?.isOpen === false) this.#first++;
    if (this.#first === this.#drafts.length) {
      this.#drafts.length = 0;
      this.#first = 0;
    }
    this.#drafts.push(draft);
  }

  /** The one message that is not older than the wait; undefined where there is none, or more than one. */
  only(at: Ticks | undefined, wait: number): Gathering | undefined {
    const isOver = ({ at: asked }: OpenDraft): boolean => at !== undefined && asked !== undefined && at - asked > wait;
    let found: OpenDraft | undefined;
    for (let place = this.#first; ; place++) {
      const draft = this.#drafts[place];
      if (draft === undefined || (draft.isOpen && found !== undefined)) {
        // Those between the two are open no more: the first moves up to the second, so that none is looked at twice.
        this.#first = found === undefined ? place : place - 1;
        if (found !== undefined) this.#drafts[place - 1] = found;
        return draft === undefined ? found?.message : undefined;
      }
      if (draft.isOpen && !isOver(draft)) found = draft;
    }
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

  /** To be told after each call of a message. */
  update(message: Gathering, place: Place): void {
    if (message.openDraft !== undefined) message.openDraft.isOpen = false;
    const kinds = kindsOf(message);
    message.openDraft = kinds.length === 0 ? undefined : { message, at: place.at, isOpen: true };
    if (message.openDraft === undefined) return;
    const ofThread = place.thread === undefined ? undefined : groupsAt(this.#byThread, place.thread);
    const ofProcess = place.pid === undefined ? undefined : groupsAt(this.#byProcess, place.pid);
    for (const kind of kinds) {
      ofThread?.[kind].put(message.openDraft);
      ofProcess?.[kind].put(message.openDraft);
    }
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
