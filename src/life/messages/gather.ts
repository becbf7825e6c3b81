import type { Attempt, LinkStrength } from '../../model/life.ts';
import type { RequestedItem } from '../../model/observation.ts';
import type { Ticks } from '../../model/ticks.ts';
import type { Call } from '../calls/call.ts';
import { threadOf } from '../calls/http-event.ts';
import type { Writable } from '../writable.ts';
import { answerAt, attemptOf, isDone } from './attempt.ts';
import { FolderNames } from './folders.ts';
import { Gathering, MOST_CONTRADICTIONS } from './gathering.ts';
import { isOfflineItem } from './offline-item.ts';
import { type DraftKind, OpenDrafts, type Place } from './open-drafts.ts';
import { OpenTries } from './open-tries.ts';
import { Owners } from './owners.ts';

const SEND_AS_DENIED = 'ErrorSendAsDenied';

/** A message with what says that a call is one of it. */
interface Joined {
  readonly message: Gathering;
  readonly link: LinkStrength;
}

function startOf(call: Call): Ticks | undefined {
  return call.handshakes[0]?.request.at ?? call.request.at;
}

function placeOfCall(call: Call): Place {
  const at = startOf(call);
  const { response } = call;
  const isElsewhere = response !== undefined && threadOf(response) !== threadOf(call.request);
  const thread = isElsewhere ? undefined : threadOf(call.request);
  const { pid } = call.request;
  const place: Writable<Place> = {};
  if (at !== undefined) place.at = at;
  if (thread !== undefined) place.thread = thread;
  if (pid !== undefined) place.pid = pid;
  return place;
}

/** Joins the EWS calls of a trace, in order of time, to messages (design section 4: strengths of correlation). */
class Gatherer {
  readonly messages: Gathering[] = [];
  readonly #folders: FolderNames;
  readonly #owners = new Owners();
  readonly #tries = new OpenTries();
  readonly #drafts = new OpenDrafts();
  /** Sendings that Exchange accepted by answers which thread and order alone tie to them. */
  readonly #accepting = new Map<
    Gathering,
    { readonly call: Call; readonly index: number; readonly attempt: Attempt }
  >();

  constructor(folders: FolderNames) {
    this.#folders = folders;
  }

  add(call: Call): void {
    const { operation, disposition } = call.request;
    switch (operation) {
      case 'CreateItem':
        this.#createAll(call);
        break;
      case 'SendItem':
        this.#send(call);
        break;
      case 'UpdateItem':
        if (disposition === 'SaveOnly' || disposition === undefined) this.#update(call);
        else this.#send(call);
        break;
      case 'DeleteItem':
        this.#remove(call, 'deleted');
        break;
      case 'MoveItem':
        this.#remove(call, 'moved');
        break;
    }
  }

  /** The items of one request are several messages, even where they say the same (contract section 3). */
  #createAll(call: Call): void {
    this.#tries.beginRequest();
    const taken = new Set<Gathering>();
    for (const [index, item] of call.request.items.entries()) {
      if (isOfflineItem(call.request, item, index, this.#folders)) taken.add(this.#create(call, item, index, taken));
    }
  }

  #create(call: Call, item: RequestedItem, index: number, taken: ReadonlySet<Gathering>): Gathering {
    const { request } = call;
    const found = this.#earlierTry(call, item, index, taken);
    const message = found?.message ?? new Gathering();
    if (found === undefined) this.messages.push(message);
    message.describe(item);
    if (request.cut && item.recipients.length === 0) message.isCut = true;
    const folder = this.#folders.nameOf(request.folder);
    const attempt = attemptOf(call, index, folder, call.link === 'weak' ? 'weak' : (found?.link ?? call.link));
    message.addAttempt(attempt);
    const itemIds = answerAt(call, index)?.itemIds ?? [];
    this.#owners.know(message, call, itemIds);
    this.#owners.knowCall(message, call, index);
    if (attempt.result === 'saved') {
      message.drafts.set(itemIds[0] ?? `draft ${message.attempts.length}`, { isUncertain: folder === 'unknown' });
    } else if (attempt.responseCode === SEND_AS_DENIED && request.disposition === 'SendAndSaveCopy') {
      message.drafts.set(`draft ${message.attempts.length}`, { isUncertain: false });
    }
    this.#tries.add(message);
    this.#drafts.update(message, placeOfCall(call));
    return message;
  }

  /** The message of which this CreateItem is another try, with what says so. */
  #earlierTry(call: Call, item: RequestedItem, index: number, taken: ReadonlySet<Gathering>): Joined | undefined {
    const sameCall = this.#owners.ofCall(call, index, item, startOf(call));
    if (sameCall !== undefined && !taken.has(sameCall)) return { message: sameCall, link: 'exact' };
    const message = this.#tries.find(item, startOf(call), taken);
    if (message === undefined) return undefined;
    const sharesConversation = message.conversationId !== undefined && message.conversationId === item.conversationId;
    return { message, link: sharesConversation ? 'exact' : 'moderate' };
  }

  /** SendItem, and an UpdateItem that sends. */
  #send(call: Call): void {
    const { itemIds } = call.request;
    for (const [index, itemId] of itemIds.entries()) {
      const owner = this.#owners.ofItem(itemId);
      const joined: Joined | undefined =
        owner === undefined
          ? this.#onlyDraft('unnamed', call)
          : { message: owner, link: call.link === 'weak' ? 'weak' : 'exact' };
      if (joined !== undefined) this.#sendOf(joined, call, index, itemId, owner === undefined);
    }
    if (itemIds.length > 0) return;
    const joined = call.isUnasked === true ? this.#onlyAnswered(call) : this.#onlyDraft('any', call);
    if (joined !== undefined) this.#sendOf(joined, call, 0, undefined, false);
  }

  #sendOf({ message, link }: Joined, call: Call, index: number, itemId: string | undefined, isNewId: boolean): void {
    const attempt = attemptOf(call, index, this.#folders.nameOf(call.request.folder), link);
    message.addAttempt(attempt);
    const answered = answerAt(call, index)?.itemIds ?? [];
    this.#owners.know(message, call, itemId === undefined ? answered : [itemId, ...answered]);
    if (attempt.result === 'accepted') {
      message.drafts.clear();
      if (call.link !== 'exact') this.#accepting.set(message, { call, index, attempt });
    } else if (itemId !== undefined && isNewId) {
      // An item that is being sent stands in Drafts, even if its saving was not seen.
      message.drafts.clear();
      message.drafts.set(itemId, { isUncertain: false });
    } else if (attempt.responseCode === SEND_AS_DENIED && message.drafts.size === 0) {
      message.drafts.set(itemId ?? `draft ${message.attempts.length}`, { isUncertain: false });
    }
    this.#drafts.update(message, placeOfCall(call));
  }

  /** The one draft that a SendItem can mean which does not tell. */
  #onlyDraft(kind: DraftKind, call: Call): Joined | undefined {
    const place = placeOfCall(call);
    const ofThread = this.#drafts.only(kind, 'thread', place);
    const ofProcess = this.#drafts.only(kind, 'process', place);
    // A client that gives ids may have each call of a message on another thread.
    const isOnly = call.request.clientRequestId === undefined || ofProcess === ofThread;
    if (ofThread !== undefined && isOnly) return { message: ofThread, link: 'moderate' };
    return ofProcess === undefined ? undefined : { message: ofProcess, link: 'weak' };
  }

  /** The one message whose sending an answer can tell of. That its draft was saved must have been seen: too much would be missing else. */
  #onlyAnswered(call: Call): Joined | undefined {
    const message = this.#drafts.only('answered', 'process', placeOfCall(call));
    return message?.isSaved === true ? { message, link: 'weak' } : undefined;
  }

  /** UpdateItem SaveOnly: the draft stays a draft. */
  #update(call: Call): void {
    for (const [index, itemId] of call.request.itemIds.entries()) {
      const message = this.#owners.ofItem(itemId);
      const newId = answerAt(call, index)?.itemIds[0];
      if (message === undefined || newId === undefined) continue;
      this.#owners.know(message, call, [newId]);
      const draft = message.drafts.get(itemId);
      if (draft === undefined) continue;
      message.drafts.delete(itemId);
      message.drafts.set(newId, draft);
    }
  }

  /** A draft that is removed was not sent before: an answer that only its thread tied to the sending, and that came later, is another's. */
  #takeBack(message: Gathering, removedAt: Ticks | undefined): void {
    const accepting = this.#accepting.get(message);
    const acceptedAt = accepting?.call.response?.at;
    if (accepting === undefined || acceptedAt === undefined || removedAt === undefined) return;
    if (acceptedAt <= removedAt || message.contradictions.length >= MOST_CONTRADICTIONS) return;
    const { response, ...unanswered } = accepting.call;
    const { folder, link } = accepting.attempt;
    message.replaceAttempt(accepting.attempt, attemptOf(unanswered, accepting.index, folder, link));
    this.#owners.contradict(message, accepting.call, 'a draft that was removed cannot have been sent afterwards');
    this.#accepting.delete(message);
  }

  #remove(call: Call, how: 'deleted' | 'moved'): void {
    const target = how === 'moved' ? this.#folders.nameOf(call.request.folder) : undefined;
    for (const [index, itemId] of call.request.itemIds.entries()) {
      const message = this.#owners.ofItem(itemId);
      const answer = answerAt(call, index);
      if (message === undefined || !isDone(answer)) continue;
      const newIds = answer?.itemIds ?? [];
      this.#owners.know(message, call, newIds);
      const draft = message.drafts.get(itemId);
      message.drafts.delete(itemId);
      if (target === 'drafts') {
        message.drafts.set(newIds[0] ?? itemId, draft ?? { isUncertain: false });
        continue;
      }
      const at = call.response?.at ?? call.request.at;
      this.#takeBack(message, at);
      message.addRemoval({
        how,
        evidence: [...call.request.evidence, ...(answer?.evidence ?? [])],
        ...(at === undefined ? {} : { at }),
      });
      this.#drafts.update(message, placeOfCall(call));
    }
  }
}

/** All messages that the EWS calls tell of, in order of their first request. */
export function gatherMessages(calls: readonly Call[]): readonly Gathering[] {
  const gatherer = new Gatherer(new FolderNames(calls));
  for (const call of calls) gatherer.add(call);
  return gatherer.messages;
}
