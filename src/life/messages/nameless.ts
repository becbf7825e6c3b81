import type { Call } from '../calls/call.ts';
import { answerAt, attemptOf, isDone, SEND_AS_DENIED } from './attempt.ts';
import { Gathering } from './gathering.ts';

/** An item of a call that no message is known for, because the request that made it was not logged. */
export interface NamelessCall {
  readonly call: Call;
  readonly index: number;
  /** Absent for the answer to a CreateItem. */
  readonly itemId?: string;
}

function addRemoval(message: Gathering, { call, index }: NamelessCall): void {
  const answer = answerAt(call, index);
  if (answer === undefined) message.hasDoubtfulRemoval = true;
  if (!isDone(answer)) return;
  const at = call.response?.at ?? call.request.at;
  const evidence = [...call.request.evidence, ...(answer?.evidence ?? [])];
  const how = call.request.operation === 'MoveItem' ? 'moved' : 'deleted';
  message.dropDrafts();
  message.addRemoval({
    how,
    link: call.link === 'weak' ? 'weak' : 'exact',
    evidence,
    ...(at === undefined ? {} : { at }),
  });
}

function isRemoval({ call: { request } }: NamelessCall): boolean {
  return request.operation === 'DeleteItem' || request.operation === 'MoveItem';
}

/**
 * Messages of which the trace holds neither people nor words: a draft that is sent, by its ItemId, and a CreateItem that was refused, by
 * its id. What was accepted is none of them: its spool file is gone, so that nothing can name it. Calls in order of time.
 */
export function namelessMessages(calls: readonly NamelessCall[]): readonly Gathering[] {
  const byKey = new Map<string, Gathering>();
  const alone: Gathering[] = [];
  for (const one of calls) {
    const { call, index, itemId } = one;
    const key = itemId === undefined ? call.response?.clientRequestId : `item ${itemId}`;
    const known = key === undefined ? undefined : byKey.get(key);
    if (isRemoval(one)) {
      if (known !== undefined) addRemoval(known, one);
      continue;
    }
    const message = known ?? new Gathering();
    if (known === undefined) alone.push(message);
    if (key !== undefined) byKey.set(key, message);
    const attempt = attemptOf(call, index, undefined, 'weak');
    message.addAttempt(attempt);
    message.addIds(itemId === undefined ? [] : [itemId], call.request.requestIds);
    // An item that is being sent stands in Drafts, even if its saving was not seen.
    if (itemId !== undefined) message.saveDraft(itemId, false);
    // Whether a copy was asked for, of which the denial leaves a draft, is not known.
    else if (attempt.responseCode === SEND_AS_DENIED) message.saveDraft('draft', true);
  }
  return alone.filter(({ isAccepted }) => !isAccepted);
}
