import type { Attempt } from '../../model/life.ts';
import type { Ticks } from '../../model/ticks.ts';
import type { Call } from '../calls/call.ts';
import { answerAt, attemptOf, isDone } from './attempt.ts';
import { placeOfCall } from './call-place.ts';
import type { FolderNames } from './folders.ts';
import type { Gathering } from './gathering.ts';
import type { OpenDrafts } from './open-drafts.ts';
import type { Owners } from './owners.ts';

/** A sending that Exchange accepted by an answer which thread and order alone tie to it. */
interface Accepting {
  readonly call: Call;
  readonly index: number;
  readonly attempt: Attempt;
}

/** The draft that an ItemId stands for: by that id, or the only one, as an update or a move gives it another. */
function draftKey(message: Gathering, itemId: string): string | undefined {
  if (message.drafts.has(itemId)) return itemId;
  const [only] = message.drafts.keys();
  return message.drafts.size === 1 ? only : undefined;
}

/** What becomes of drafts beside being sent: updated, moved, deleted. */
export class DraftChanges {
  readonly #folders: FolderNames;
  readonly #owners: Owners;
  readonly #drafts: OpenDrafts;
  readonly #accepting = new Map<Gathering, Accepting>();

  constructor(folders: FolderNames, owners: Owners, drafts: OpenDrafts) {
    this.#folders = folders;
    this.#owners = owners;
    this.#drafts = drafts;
  }

  accept(message: Gathering, accepting: Accepting): void {
    this.#accepting.set(message, accepting);
  }

  /** UpdateItem SaveOnly: the draft stays a draft. */
  update(call: Call): void {
    for (const [index, itemId] of call.request.itemIds.entries()) {
      const message = this.#owners.ofItem(itemId);
      const newId = answerAt(call, index)?.itemIds[0];
      if (message === undefined || newId === undefined) continue;
      this.#owners.know(message, call, [newId]);
      const draft = message.drafts.get(itemId);
      if (draft === undefined) continue;
      message.dropDraft(itemId);
      message.saveDraft(newId, draft);
    }
  }

  remove(call: Call, how: 'deleted' | 'moved'): void {
    const target = how === 'moved' ? this.#folders.nameOf(call.request.folder) : undefined;
    for (const [index, itemId] of call.request.itemIds.entries()) {
      const message = this.#owners.ofItem(itemId);
      if (message === undefined) continue;
      const answer = answerAt(call, index);
      if (isDone(answer)) this.#removeOne(message, call, index, itemId, how, target);
      else if (answer === undefined && target !== 'drafts') message.hasDoubtfulRemoval = true;
    }
  }

  #removeOne(
    message: Gathering,
    call: Call,
    index: number,
    itemId: string,
    how: 'deleted' | 'moved',
    target: string | undefined,
  ): void {
    const answer = answerAt(call, index);
    const newIds = answer?.itemIds ?? [];
    this.#owners.know(message, call, newIds);
    const at = call.response?.at ?? call.request.at;
    const evidence = [...call.request.evidence, ...(answer?.evidence ?? [])];
    const moment = { evidence, ...(at === undefined ? {} : { at }) };
    const key = draftKey(message, itemId);
    const draft = key === undefined ? undefined : message.drafts.get(key);
    if (key !== undefined) message.dropDraft(key);
    if (target === 'drafts') {
      message.saveDraft(newIds[0] ?? itemId, draft ?? false);
      if (draft === undefined) message.addReturn(moment);
    } else {
      this.#takeBack(message, at);
      message.addRemoval({ ...moment, how, link: call.link === 'weak' ? 'weak' : 'exact' });
    }
    this.#drafts.update(message, placeOfCall(call));
  }

  /** A draft that is removed was not sent before: an answer that only its thread tied to the sending, and that came later, is another's. */
  #takeBack(message: Gathering, removedAt: Ticks | undefined): void {
    const accepting = this.#accepting.get(message);
    const acceptedAt = accepting?.call.response?.at;
    if (accepting === undefined || acceptedAt === undefined || removedAt === undefined) return;
    if (acceptedAt <= removedAt || message.hasMostContradictions) return;
    const unanswered = { ...accepting.call, response: undefined };
    const { folder, link } = accepting.attempt;
    message.replaceAttempt(accepting.attempt, attemptOf(unanswered, accepting.index, folder, link));
    this.#owners.contradict(message, accepting.call, 'a draft that was removed cannot have been sent afterwards');
    this.#accepting.delete(message);
  }
}
