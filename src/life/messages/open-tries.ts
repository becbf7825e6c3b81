import type { RequestedItem } from '../../model/observation.ts';
import { addSeconds, type Ticks } from '../../model/ticks.ts';
import { DEADLINE_SECONDS } from '../deadline.ts';
import type { Gathering } from './gathering.ts';

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

/** Messages that may be tried again, by what they say and to whom. Asked in order of time. */
export class OpenTries {
  readonly #byContent = new Map<string, Gathering[]>();
  /** How far the lists were looked through for the items of the request at hand. */
  readonly #looked = new Map<string, number>();

  /** The items of one request are different messages: what one of them took is not looked at again. */
  beginRequest(): void {
    this.#looked.clear();
  }

  /** To be told again when more is known of a message. */
  add(message: Gathering): void {
    const key = contentKey(message);
    if (message.contentKey === key) return;
    message.contentKey = key;
    const same = this.#byContent.get(key) ?? [];
    this.#byContent.set(key, same);
    same.push(message);
  }

  /** The oldest message that says the same, to the same people, and that was not answered for good before `at`. */
  find(item: RequestedItem, at: Ticks | undefined, taken: ReadonlySet<Gathering>): Gathering | undefined {
    if (item.recipients.length === 0) return undefined;
    const key = contentKey(item);
    let same = this.#byContent.get(key);
    if (same === undefined) return undefined;
    let place = this.#looked.get(key);
    if (place === undefined) {
      place = 0;
      same = same.filter((one) => this.#mayBeTriedAgain(one, key, at));
      this.#byContent.set(key, same);
    }
    let found = same[place];
    while (found !== undefined && taken.has(found)) found = same[++place];
    this.#looked.set(key, place + 1);
    return found;
  }

  #mayBeTriedAgain(message: Gathering, key: string, at: Ticks | undefined): boolean {
    if (message.isAnsweredForGood(at) || message.contentKey !== key) return false;
    if (message.bodyHash !== undefined) return true;
    // The trace holds no text: the same subject to the same people is a retry only while the first can still be on its way.
    const { firstRequestAt } = message;
    return firstRequestAt !== undefined && at !== undefined && at <= addSeconds(firstRequestAt, DEADLINE_SECONDS);
  }
}
