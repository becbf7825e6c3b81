import type { LinkStrength } from '../model/life.ts';
import type { RequestedItem } from '../model/observation.ts';
import type { Ticks } from '../model/ticks.ts';
import { addSeconds } from '../model/ticks.ts';
import { answerAt, attemptOf } from './attempt.ts';
import type { Call } from './calls.ts';
import { FolderNames } from './folders.ts';
import { DEADLINE_SECONDS, Gathering } from './gathering.ts';
import { isOfflineItem } from './offline-item.ts';
import { threadOf } from './pairing.ts';

const SEND_AS_DENIED = 'ErrorSendAsDenied';

/** Same people, whatever their order. */
export function peopleKey(recipients: readonly string[]): string {
  return recipients.toSorted().join(' ');
}

function startOf(call: Call): Ticks | undefined {
  return call.handshakes[0]?.request.at ?? call.request.at;
}

/** Joins the EWS calls of a trace, in order of time, to messages (design section 4: strengths of correlation). */
class Gatherer {
  readonly messages: Gathering[] = [];
  readonly #folders: FolderNames;
  /** Messages of a CreateItem by its id, each at the index of its item. */
  readonly #byRequestId = new Map<string, Map<number, Gathering>>();
  readonly #byItemId = new Map<string, Gathering>();
  readonly #byPeople = new Map<string, Gathering[]>();

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
    const key = peopleKey(message.recipients);
    const same = this.#byPeople.get(key) ?? [];
    if (!same.includes(message)) this.#byPeople.set(key, [...same, message]);
    const folder = this.#folders.nameOf(request.folder);
    const attempt = attemptOf(call, index, folder, found?.link ?? call.link);
    message.attempts.push(attempt);
    const itemIds = answerAt(call, index)?.itemIds ?? [];
    this.#know(message, call, itemIds);
    if (request.clientRequestId !== undefined) {
      const sameCall = this.#byRequestId.get(request.clientRequestId) ?? new Map<number, Gathering>();
      this.#byRequestId.set(request.clientRequestId, sameCall.set(index, message));
    }
    if (attempt.result === 'saved') {
      message.drafts.set(itemIds[0] ?? `draft ${message.attempts.length}`, { isUncertain: folder === 'unknown' });
    } else if (attempt.responseCode === SEND_AS_DENIED && request.disposition === 'SendAndSaveCopy') {
      message.drafts.set(`draft ${message.attempts.length}`, { isUncertain: false });
    }
    return message;
  }

  /** The message of which this CreateItem is another try, with what says so. */
  #earlierTry(
    call: Call,
    item: RequestedItem,
    index: number,
    taken: ReadonlySet<Gathering>,
  ): { message: Gathering; link: LinkStrength } | undefined {
    const { request } = call;
    const at = startOf(call);
    if (request.clientRequestId !== undefined) {
      const byId = this.#byRequestId.get(request.clientRequestId)?.get(index);
      if (byId !== undefined && !taken.has(byId) && this.#mayBeSame(byId, item))
        return { message: byId, link: 'exact' };
    }
    const same = this.#byPeople.get(peopleKey(item.recipients)) ?? [];
    const message = same.find(
      (one) => !taken.has(one) && !one.isAnsweredForGood(at) && this.#saysTheSame(one, item, at),
    );
    if (message === undefined) return undefined;
    const sharesConversation = message.conversationId !== undefined && message.conversationId === item.conversationId;
    return { message, link: sharesConversation ? 'exact' : 'moderate' };
  }

  #mayBeSame(message: Gathering, item: RequestedItem): boolean {
    const isOtherBody =
      message.bodyHash !== undefined && item.bodyHash !== undefined && message.bodyHash !== item.bodyHash;
    return (
      !isOtherBody && (item.recipients.length === 0 || peopleKey(message.recipients) === peopleKey(item.recipients))
    );
  }

  #saysTheSame(message: Gathering, item: RequestedItem, at: Ticks | undefined): boolean {
    if (item.recipients.length === 0) return false;
    if (message.bodyHash !== undefined || item.bodyHash !== undefined) return message.bodyHash === item.bodyHash;
    if (message.subjectHash !== item.subjectHash) return false;
    // The trace holds no text: the same subject to the same people is a retry only while the first can still be on its way.
    const deadline =
      message.firstRequestAt === undefined ? undefined : addSeconds(message.firstRequestAt, DEADLINE_SECONDS);
    return deadline !== undefined && at !== undefined && at <= deadline;
  }

  #send(call: Call): void {
    for (const [index, itemId] of call.request.itemIds.entries()) {
      const known = this.#byItemId.get(itemId);
      const message = known ?? this.#draftOfThread(call);
      if (message === undefined) continue;
      const attempt = attemptOf(
        call,
        index,
        this.#folders.nameOf(call.request.folder),
        known === undefined ? 'moderate' : 'exact',
      );
      message.attempts.push(attempt);
      this.#know(message, call, [itemId, ...(answerAt(call, index)?.itemIds ?? [])]);
      if (attempt.result === 'accepted') message.drafts.clear();
      else if (known === undefined) {
        // An item that is being sent stands in Drafts, even if its saving was not seen.
        message.drafts.clear();
        message.drafts.set(itemId, { isUncertain: false });
      } else if (attempt.responseCode === SEND_AS_DENIED && message.drafts.size === 0) {
        message.drafts.set(itemId, { isUncertain: false });
      }
    }
  }

  /** The one message of this thread whose saved draft has no known ItemId: its answer was lost or cut. */
  #draftOfThread(call: Call): Gathering | undefined {
    const thread = threadOf(call.request);
    if (thread === undefined) return undefined;
    const candidates = this.messages.filter(
      (message) => message.itemIds.length === 0 && !message.isAccepted && message.threads.has(thread),
    );
    const last = candidates.at(-1)?.attempts.at(-1);
    const isOpenSave = last?.disposition === 'SaveOnly' && last.result !== 'error' && last.result !== 'transport-error';
    return candidates.length === 1 && isOpenSave ? candidates[0] : undefined;
  }

  /** UpdateItem SaveOnly: the draft stays a draft. */
  #update(call: Call): void {
    for (const [index, itemId] of call.request.itemIds.entries()) {
      const message = this.#byItemId.get(itemId);
      const newId = answerAt(call, index)?.itemIds[0];
      if (message === undefined || newId === undefined) continue;
      this.#know(message, call, [newId]);
      const draft = message.drafts.get(itemId);
      if (draft === undefined) continue;
      message.drafts.delete(itemId);
      message.drafts.set(newId, draft);
    }
  }

  #remove(call: Call, how: 'deleted' | 'moved'): void {
    const target = how === 'moved' ? this.#folders.nameOf(call.request.folder) : undefined;
    for (const [index, itemId] of call.request.itemIds.entries()) {
      const message = this.#byItemId.get(itemId);
      const answer = answerAt(call, index);
      const isDone = answer?.responseCode === 'NoError' || answer?.responseClass === 'Success';
      if (message === undefined || !isDone) continue;
      const newIds = answer?.itemIds ?? [];
      this.#know(message, call, newIds);
      const draft = message.drafts.get(itemId);
      message.drafts.delete(itemId);
      if (target === 'drafts') {
        message.drafts.set(newIds[0] ?? itemId, draft ?? { isUncertain: false });
        continue;
      }
      const at = call.response?.at ?? call.request.at;
      message.removals.push({
        how,
        evidence: [...call.request.evidence, ...(answer?.evidence ?? [])],
        ...(at === undefined ? {} : { at }),
      });
    }
  }

  #know(message: Gathering, call: Call, itemIds: readonly string[]): void {
    const { request } = call;
    message.addIds(itemIds, request.requestIds);
    for (const id of itemIds) if (!this.#byItemId.has(id)) this.#byItemId.set(id, message);
    const thread = threadOf(request);
    if (thread !== undefined) message.threads.add(thread);
  }
}

/** All messages that the EWS calls tell of, in order of their first request. */
export function gatherMessages(calls: readonly Call[]): readonly Gathering[] {
  const gatherer = new Gatherer(new FolderNames(calls));
  for (const call of calls) gatherer.add(call);
  return gatherer.messages;
}
