import type { Ticks } from '../../model/ticks.ts';
import type { Call } from '../calls/call.ts';
import { type ThreadKey, threadOf } from '../calls/http-event.ts';
import type { Gathering } from './gathering.ts';

/** What a phrase calls the message of a call; a call of several items has no name for each. */
export function nameIn({ request, response, failure }: Call): string | undefined {
  if (request.items.length > 1 || request.itemIds.length > 1) return undefined;
  return request.told?.messageId ?? (response ?? failure)?.told?.messageId;
}

export function hasOtherName(message: Gathering, messageId: string | undefined): boolean {
  return messageId !== undefined && message.messageId !== undefined && message.messageId !== messageId;
}

/** Where and when a message had to do with Exchange. */
export interface Visit {
  readonly message: Gathering;
  readonly thread: ThreadKey;
  readonly at: Ticks;
}

/** Where and when a call of a message was made, and answered. */
export function visitsOf(message: Gathering, { request, response, failure }: Call): readonly Visit[] {
  return [request, response ?? failure].flatMap((one) => {
    const thread = one === undefined ? undefined : threadOf(one);
    return one?.at === undefined || thread === undefined ? [] : [{ message, thread, at: one.at }];
  });
}
