import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import { addSeconds, type Ticks } from '../../model/ticks.ts';
import type { Gathering } from './gathering.ts';
import { peopleKey } from './open-tries.ts';

function differ<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Messages of which phrases tell no words: the next one to the same people may be another try of the one before, and nothing tells. */
export class WordlessTries {
  readonly #last = new Map<string, Gathering>();

  /** Takes a message that begins at `at`, in order of time. */
  add(message: Gathering, at: Ticks | undefined): void {
    if (message.recipients.length === 0) return;
    const key = peopleKey(message.recipients);
    const before = this.#last.get(key);
    this.#last.set(key, message);
    if (before === undefined || before === message || at === undefined || before.isAnsweredForGood(at)) return;
    if (differ(before.messageId, message.messageId) || differ(before.conversationId, message.conversationId)) return;
    const { firstRequestAt } = before;
    if (firstRequestAt !== undefined && at <= addSeconds(firstRequestAt, DEADLINE_SECONDS))
      before.mayBeTriedElsewhere = true;
  }
}
