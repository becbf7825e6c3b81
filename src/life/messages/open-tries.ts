import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { RequestedItem } from '../../model/observation.ts';
import { addSeconds, type Ticks } from '../../model/ticks.ts';
import { Gathering } from './gathering.ts';

/** Same people, whatever their order. */
export function peopleKey(recipients: readonly string[]): string {
  if (recipients.length < 2) return recipients[0] ?? '';
  return recipients.toSorted().join(' ');
}

interface Content {
  readonly recipients: readonly string[];
  readonly bodyHash?: string | undefined;
  readonly subjectHash?: string | undefined;
}

function contentKey(one: Content): string {
  const text = one.bodyHash === undefined ? `subject ${one.subjectHash}` : `body ${one.bodyHash}`;
  return `${peopleKey(one.recipients)} ${text}`;
}

/** A place in a chain of messages: what is tried no more is taken out of its midst. */
interface Link {
  readonly message: Gathering | undefined;
  next: Link | undefined;
}

/** Messages of one content, oldest first, behind a link without one. */
interface Chain {
  readonly head: Link;
  last: Link;
}

function chainOf(message: Gathering): Chain {
  const link: Link = { message, next: undefined };
  return { head: { message: undefined, next: link }, last: link };
}

/** Messages that the items of a request were found to be of; of a request with one item none. */
export type Taken = ReadonlySet<Gathering> | undefined;

/** Messages that may be tried again, by what they say and to whom. Asked in order of time. */
export class OpenTries {
  /** Most messages are the only one of their content. */
  readonly #byContent = new Map<string, Gathering | Chain>();
  /** How far the chains were looked through for the items of the request at hand. */
  readonly #looked = new Map<string, Link>();
  #lastContent: Content | undefined;
  #lastKey = '';

  /** The items of one request are different messages: what one of them took is not looked at again. */
  beginRequest(): void {
    if (this.#looked.size > 0) this.#looked.clear();
  }

  /** To be told again when more is known of a message. */
  add(message: Gathering): void {
    const key = this.#keyOf(message);
    if (message.contentKey === key) return;
    message.contentKey = key;
    const same = this.#byContent.get(key);
    if (same === undefined) {
      this.#byContent.set(key, message);
      return;
    }
    const chain = same instanceof Gathering ? chainOf(same) : same;
    if (chain !== same) this.#byContent.set(key, chain);
    const link: Link = { message, next: undefined };
    chain.last.next = link;
    chain.last = link;
  }

  /** The oldest message that says the same, to the same people, and that was not answered for good before `at`. */
  find(item: RequestedItem, at: Ticks | undefined, taken: Taken): Gathering | undefined {
    if (item.recipients.length === 0) return undefined;
    const key = this.#keyOf(item);
    const same = this.#byContent.get(key);
    if (same === undefined) return undefined;
    if (same instanceof Gathering) {
      return taken?.has(same) !== true && this.#mayBeTriedAgain(same, key, at) ? same : undefined;
    }
    let before = this.#looked.get(key) ?? same.head;
    for (let link = before.next; link !== undefined; link = before.next) {
      const { message } = link;
      const isTaken = message !== undefined && taken?.has(message) === true;
      if (message !== undefined && !isTaken && !this.#mayBeTriedAgain(message, key, at)) {
        before.next = link.next;
        if (same.last === link) same.last = before;
        continue;
      }
      before = link;
      if (isTaken) continue;
      this.#looked.set(key, link);
      return message;
    }
    this.#looked.set(key, before);
    return undefined;
  }

  /** The key of the one asked for last is at hand: an item is looked for, then the message that it begins is added. */
  #keyOf(one: Content): string {
    const { recipients, bodyHash, subjectHash } = one;
    const last = this.#lastContent;
    const isLast = last?.recipients === recipients && last.bodyHash === bodyHash && last.subjectHash === subjectHash;
    if (!isLast) {
      this.#lastContent = { recipients, bodyHash, subjectHash };
      this.#lastKey = contentKey(one);
    }
    return this.#lastKey;
  }

  #mayBeTriedAgain(message: Gathering, key: string, at: Ticks | undefined): boolean {
    if (message.isAnsweredForGood(at) || message.contentKey !== key) return false;
    if (message.bodyHash !== undefined) return true;
    // The trace holds no text: the same subject to the same people is a retry only while the first can still be on its way.
    const { firstRequestAt } = message;
    return firstRequestAt !== undefined && at !== undefined && at <= addSeconds(firstRequestAt, DEADLINE_SECONDS);
  }
}
