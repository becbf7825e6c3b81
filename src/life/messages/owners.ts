import type { RequestedItem } from '../../model/observation.ts';
import type { Ticks } from '../../model/ticks.ts';
import type { Call } from '../calls/call.ts';
import { type Gathering, MOST_CONTRADICTIONS } from './gathering.ts';
import { peopleKey } from './open-tries.ts';

function mayBeSame(message: Gathering, item: RequestedItem): boolean {
  const isOtherBody =
    message.bodyHash !== undefined && item.bodyHash !== undefined && message.bodyHash !== item.bodyHash;
  if (isOtherBody) return false;
  if (item.recipients.length === 0 || message.recipients.length === 0) return true;
  return peopleKey(message.recipients) === peopleKey(item.recipients);
}

/** Which message an exact key belongs to. The first that a key was seen with keeps it; what contradicts it is told. */
export class Owners {
  readonly #byItemId = new Map<string, Gathering>();
  /** Messages of a CreateItem by the id of the call and the index of the item, with the file in which it stood last. */
  readonly #byCall = new Map<string, { readonly message: Gathering; readonly source: string }>();

  ofItem(itemId: string): Gathering | undefined {
    return this.#byItemId.get(itemId);
  }

  /**
   * The message that stood at this index of an earlier CreateItem of the same client-request-id. What was accepted and is asked
   * again in the same file is a second message; in another file it may be the same call, logged twice.
   */
  ofCall(call: Call, index: number, item: RequestedItem, at: Ticks | undefined): Gathering | undefined {
    const { clientRequestId, source } = call.request;
    const owner = clientRequestId === undefined ? undefined : this.#byCall.get(`${clientRequestId} ${index}`);
    if (owner === undefined) return undefined;
    const { message } = owner;
    if (!mayBeSame(message, item)) {
      this.contradict(message, call, `client-request-id ${clientRequestId} stands on two requests that differ`);
      return undefined;
    }
    if (owner.source !== source || !message.isAccepted || !message.isAnsweredForGood(at)) return message;
    this.contradict(message, call, `client-request-id ${clientRequestId} stands on a request behind the answer`);
    return undefined;
  }

  knowCall(message: Gathering, call: Call, index: number): void {
    const { clientRequestId, source } = call.request;
    if (clientRequestId !== undefined) this.#byCall.set(`${clientRequestId} ${index}`, { message, source });
  }

  know(message: Gathering, call: Call, itemIds: readonly string[]): void {
    message.addIds(itemIds, call.request.requestIds);
    for (const id of itemIds) {
      const owner = this.#byItemId.get(id);
      if (owner === undefined) this.#byItemId.set(id, message);
      else if (owner !== message) {
        this.contradict(owner, call, 'its ItemId is that of another message, too');
        this.contradict(message, call, 'its ItemId is that of another message, too');
      }
    }
  }

  /** Keeps what a call says against what is known of a message. */
  contradict(message: Gathering, call: Call, reason: string): void {
    if (message.contradictions.length >= MOST_CONTRADICTIONS) return;
    const at = call.response?.at ?? call.request.at;
    const evidence = [...call.request.evidence, ...(call.response?.evidence ?? [])];
    message.contradictions.push({ reason, evidence, ...(at === undefined ? {} : { at }) });
  }
}
