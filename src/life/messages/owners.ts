import type { HttpRequest, RequestedItem } from '../../model/observation.ts';
import type { Ticks } from '../../model/ticks.ts';
import type { Call } from '../calls/call.ts';
import type { Gathering } from './gathering.ts';
import { peopleKey } from './open-tries.ts';

function mayBeSame(message: Gathering, item: RequestedItem): boolean {
  const isOtherBody =
    message.bodyHash !== undefined && item.bodyHash !== undefined && message.bodyHash !== item.bodyHash;
  if (isOtherBody) return false;
  if (item.recipients.length === 0 || message.recipients.length === 0) return true;
  return peopleKey(message.recipients) === peopleKey(item.recipients);
}

/** The last call of an id: its message, and what was asked. */
interface Known {
  readonly message: Gathering;
  readonly request: HttpRequest;
}

/** Almost all calls are of one item: the id alone, which is in memory anyway, stands for the first. An id is one line. */
function callKey(clientRequestId: string, index: number): string {
  return index === 0 ? clientRequestId : `${clientRequestId}\n${index}`;
}

/** The id of a call is that of another message, too. */
export interface Clash {
  readonly owner: Gathering;
  readonly reason: string;
}

/** Which message an exact key belongs to. The first that a key was seen with keeps it; what contradicts it is told. */
export class Owners {
  readonly #byItemId = new Map<string, Gathering>();
  readonly #byMessageId = new Map<string, Gathering>();
  /** Messages by the id of a call and the index of the item. */
  readonly #byCall = new Map<string, Known>();

  /** By what the client calls it. */
  ofMessageId(messageId: string | undefined): Gathering | undefined {
    return messageId === undefined ? undefined : this.#byMessageId.get(messageId);
  }

  /** A message keeps the first name that it was seen with. */
  name(message: Gathering, messageId: string | undefined): void {
    if (messageId === undefined || message.messageId !== undefined || this.#byMessageId.has(messageId)) return;
    message.messageId = messageId;
    this.#byMessageId.set(messageId, message);
  }

  ofItem(itemId: string): Gathering | undefined {
    return this.#byItemId.get(itemId);
  }

  /**
   * The message that stood at this index of an earlier CreateItem of the same client-request-id, or why it is another one. What was
   * accepted and is asked again in the same file is a second message; in another file it may be the same call, logged twice.
   */
  ofCall(call: Call, index: number, item: RequestedItem, at: Ticks | undefined): Gathering | Clash | undefined {
    const { clientRequestId, source } = call.request;
    const known = this.ofId(clientRequestId, index);
    if (known === undefined || known.request.operation !== 'CreateItem') return undefined;
    const { message } = known;
    if (!mayBeSame(message, item)) {
      return { owner: message, reason: `client-request-id ${clientRequestId} stands on two requests that differ` };
    }
    if (known.request.source !== source || !message.isAccepted || !message.isAnsweredForGood(at)) return message;
    return { owner: message, reason: `client-request-id ${clientRequestId} stands on a request behind the answer` };
  }

  /** What is known of the last call of an id. */
  ofId(clientRequestId: string | undefined, index: number): Known | undefined {
    return clientRequestId === undefined ? undefined : this.#byCall.get(callKey(clientRequestId, index));
  }

  knowCall(message: Gathering, { request }: Call, index: number): void {
    const { clientRequestId } = request;
    if (clientRequestId !== undefined) this.#byCall.set(callKey(clientRequestId, index), { message, request });
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
    if (message.hasMostContradictions) return;
    const end = call.response ?? call.failure;
    const at = end?.at ?? call.request.at;
    const evidence = [...call.request.evidence, ...(end?.evidence ?? [])];
    message.addContradiction({ reason, evidence, ...(at === undefined ? {} : { at }) });
  }
}
