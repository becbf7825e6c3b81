import type { Call } from '../calls/call.ts';
import { answerAt, attemptOf } from './attempt.ts';
import { placeOfCall } from './call-place.ts';
import type { Ledger } from './ledger.ts';
import { nameIn } from './told-names.ts';

const SENDING: ReadonlySet<string> = new Set(['CreateItem', 'SendItem', 'UpdateItem']);

/** An answer that a phrase ties to a message by name, and whose request was not logged. */
export function answerTold(ledger: Ledger, call: Call): boolean {
  const messageId = nameIn(call);
  const { operation } = call.request;
  if (messageId === undefined || !(operation === undefined || SENDING.has(operation))) return false;
  const message = ledger.owners.ofMessageId(messageId) ?? ledger.nameNew(messageId);
  const attempt = attemptOf(call, 0, undefined, 'exact');
  ledger.add(message, call, attempt);
  ledger.owners.know(message, call, answerAt(call, 0)?.itemIds ?? []);
  if (attempt.result === 'accepted') message.dropDrafts();
  ledger.drafts.update(message, placeOfCall(call));
  return true;
}

/** Another answer of an id whose request has one: that of a try which was not logged, unless it says the same again. */
export function answerAgain(ledger: Ledger, call: Call): boolean {
  let isKnown = false;
  for (const index of call.response?.answers.keys() ?? []) {
    const known = ledger.owners.ofId(call.response?.clientRequestId, index);
    if (known === undefined || known.request.operation !== call.request.operation) continue;
    isKnown = true;
    const { message } = known;
    const { disposition } = known.request;
    const request = { ...call.request, ...(disposition === undefined ? {} : { disposition }) };
    const again: Call = { ...call, request };
    const attempt = attemptOf(again, index, message.attempts.at(-1)?.folder, 'exact');
    if (message.isAccepted || attempt.responseCode === message.attempts.at(-1)?.responseCode) continue;
    message.addAttempt(attempt);
    const itemIds = answerAt(again, index)?.itemIds ?? [];
    ledger.owners.know(message, again, itemIds);
    if (attempt.result === 'accepted') message.dropDrafts();
    if (attempt.result === 'saved') message.saveDraft(itemIds[0] ?? 'draft', attempt.folder === 'unknown');
    ledger.drafts.update(message, placeOfCall(again));
  }
  return isKnown;
}
