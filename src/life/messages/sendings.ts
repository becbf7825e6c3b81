import type { Call } from '../calls/call.ts';
import { answerAt, attemptOf, isDone, SEND_AS_DENIED } from './attempt.ts';
import { placeOfCall } from './call-place.ts';
import type { Joined, Ledger } from './ledger.ts';
import type { DraftKind } from './open-drafts.ts';
import { nameIn } from './told-names.ts';

/** SendItem, and an UpdateItem that sends. */
export function send(ledger: Ledger, call: Call): void {
  const { itemIds } = call.request;
  for (const [index, itemId] of itemIds.entries()) {
    const owner = ledger.owners.ofItem(itemId);
    const exact = ledger.namedOr(owner, call) ?? ledger.newOf(call);
    const joined: Joined | undefined =
      exact === undefined
        ? onlyDraft(ledger, 'unnamed', call)
        : { message: exact, link: call.link === 'weak' ? 'weak' : 'exact' };
    if (joined !== undefined) sendOf(ledger, joined, call, index, itemId, owner === undefined);
    else ledger.nameless.push({ call, index, itemId });
    if (joined !== undefined) continue;
    if (call.response !== undefined && isDone(answerAt(call, index))) ledger.unplaced.push(call.response);
  }
  if (itemIds.length > 0) return;
  const named = ledger.owners.ofMessageId(nameIn(call)) ?? ledger.newOf(call);
  const link = call.link === 'weak' ? 'weak' : 'exact';
  const told = named === undefined ? undefined : ({ message: named, link } as const);
  const joined = told ?? (call.isUnasked ? onlyAnswered(ledger, call) : onlyDraft(ledger, 'any', call));
  if (joined !== undefined) sendOf(ledger, joined, call, 0, undefined, false);
}

function sendOf(
  ledger: Ledger,
  { message, link }: Joined,
  call: Call,
  index: number,
  itemId: string | undefined,
  isNewId: boolean,
): void {
  const attempt = attemptOf(call, index, ledger.folders.nameOf(call.request.folder), link);
  ledger.add(message, call, attempt);
  ledger.owners.name(message, nameIn(call));
  const answered = answerAt(call, index)?.itemIds ?? [];
  ledger.owners.know(message, call, itemId === undefined ? answered : [itemId, ...answered]);
  ledger.owners.knowCall(message, call, index);
  if (attempt.result === 'accepted') {
    message.dropDrafts();
    if (call.link !== 'exact') ledger.changes.accept(message, { call, index, attempt });
  } else if (itemId !== undefined && isNewId) {
    // An item that is being sent stands in Drafts, even if its saving was not seen.
    message.dropDrafts();
    message.saveDraft(itemId, false);
  } else if (attempt.responseCode === SEND_AS_DENIED && message.drafts.size === 0) {
    message.saveDraft(itemId ?? `draft ${message.attempts.length}`, false);
  }
  ledger.drafts.update(message, placeOfCall(call));
}

/** The one draft that a SendItem can mean which does not tell. */
function onlyDraft(ledger: Ledger, kind: DraftKind, call: Call): Joined | undefined {
  const place = placeOfCall(call);
  const ofThread = ledger.drafts.only(kind, 'thread', place);
  const ofProcess = ledger.drafts.only(kind, 'process', place);
  // A client that gives ids may have each call of a message on another thread.
  const isOnly = call.request.clientRequestId === undefined || ofProcess === ofThread;
  if (ofThread !== undefined && isOnly) return { message: ofThread, link: call.link === 'weak' ? 'weak' : 'moderate' };
  return ofProcess === undefined ? undefined : { message: ofProcess, link: 'weak' };
}

/** The one message whose sending an answer can tell of. That its draft was saved must have been seen: too much would be missing else. */
function onlyAnswered(ledger: Ledger, call: Call): Joined | undefined {
  const message = ledger.drafts.only('answered', 'process', placeOfCall(call));
  return message?.isSaved === true ? { message, link: 'weak' } : undefined;
}
