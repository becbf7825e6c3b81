import type { LinkStrength } from '../../model/life.ts';
import type { HttpResponse, RequestedItem } from '../../model/observation.ts';
import type { Call } from '../calls/call.ts';
import { answerAt, attemptOf, isDone, SEND_AS_DENIED } from './attempt.ts';
import { placeOfCall, startOf } from './call-place.ts';
import { DraftChanges } from './draft-changes.ts';
import { FolderNames } from './folders.ts';
import { Gathering } from './gathering.ts';
import { type NamelessCall, namelessMessages } from './nameless.ts';
import { isOfflineItem } from './offline-item.ts';
import { type DraftKind, OpenDrafts } from './open-drafts.ts';
import { OpenTries, type Taken } from './open-tries.ts';
import { Owners } from './owners.ts';
import { hasOtherName, nameIn, type Visit, visitsOf } from './told-names.ts';

/** What was asked is not in the trace, and Exchange refused it. */
function isRefusedWithoutItems({ request, response }: Call): boolean {
  if (request.items.length > 0 || response === undefined) return false;
  const [answer, ...more] = response.fault === undefined ? response.answers : [response.fault];
  return more.length === 0 && answer?.responseCode !== undefined && !isDone(answer);
}

/** A phrase tells no words: the same people are all that would be left to tell a second try by, and they join nothing. */
function isWordless({ request }: Call, { bodyHash, subjectHash }: RequestedItem): boolean {
  return request.told !== undefined && bodyHash === undefined && subjectHash === undefined;
}

const SENDING: ReadonlySet<string> = new Set(['CreateItem', 'SendItem', 'UpdateItem']);

/** How a call is tied to its message: as its answer is to it, unless something else ties it. */
function linkOf(call: Call, found: Joined | undefined): LinkStrength {
  if (call.link === 'weak') return 'weak';
  const isOpen = call.response === undefined && call.failure === undefined;
  return found?.link ?? (isOpen && nameIn(call) !== undefined ? 'exact' : call.link);
}

const TWO_MESSAGES = 'a phrase names one message for a call, and its id is that of another';

/** A message with what says that a call is one of it. */
interface Joined {
  readonly message: Gathering;
  readonly link: LinkStrength;
}

/** Joins the EWS calls of a trace, in order of time, to messages (docs/life.md says how sure each way is). */
class Gatherer {
  readonly messages: Gathering[] = [];
  readonly #folders: FolderNames;
  readonly #owners = new Owners();
  readonly #tries = new OpenTries();
  readonly #drafts = new OpenDrafts();
  readonly #changes: DraftChanges;
  /** Answers that accepted a sending which no message is known for. */
  readonly unplaced: HttpResponse[] = [];
  /** Calls of an item that no message is known for. */
  readonly #nameless: NamelessCall[] = [];

  /** Where the calls of messages were made, where that is asked for. */
  readonly visits: Visit[] | undefined;

  constructor(folders: FolderNames, keepsVisits: boolean) {
    this.#folders = folders;
    this.visits = keepsVisits ? [] : undefined;
    this.#changes = new DraftChanges(folders, this.#owners, this.#drafts);
  }

  add(call: Call): void {
    const { operation, disposition } = call.request;
    if (call.isUnasked && (this.#answerAgain(call) || this.#answerTold(call))) return;
    switch (operation) {
      case 'CreateItem':
        this.#createAll(call);
        break;
      case 'SendItem':
        this.#send(call);
        break;
      case 'UpdateItem':
        if (disposition === 'SaveOnly' || disposition === undefined) this.#changes.update(call);
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

  /** Messages that no request names, as far as no message has turned out to be theirs. */
  get nameless(): readonly Gathering[] {
    const isOwned = ({ itemId }: NamelessCall): boolean =>
      itemId !== undefined && this.#owners.ofItem(itemId) !== undefined;
    return namelessMessages(this.#nameless.filter((one) => !isOwned(one)));
  }

  #remove(call: Call, how: 'deleted' | 'moved'): void {
    this.#changes.remove(call, how);
    for (const [index, itemId] of call.request.itemIds.entries()) {
      if (this.#owners.ofItem(itemId) === undefined) this.#nameless.push({ call, index, itemId });
    }
  }

  /** The items of one request are several messages, even where they say the same (contract section 3). */
  #createAll(call: Call): void {
    this.#tries.beginRequest();
    const { items } = call.request;
    if (isRefusedWithoutItems(call)) this.#nameless.push({ call, index: 0 });
    // Most requests have one item, which needs no set.
    const taken = items.length > 1 ? new Set<Gathering>() : undefined;
    for (const [index, item] of items.entries()) {
      if (!isOfflineItem(call.request, item, index, this.#folders)) continue;
      const message = this.#create(call, item, index, taken);
      taken?.add(message);
    }
  }

  #create(call: Call, item: RequestedItem, index: number, taken: Taken): Gathering {
    const { request } = call;
    const messageId = nameIn(call);
    const sameCall = this.#owners.ofCall(call, index, item, startOf(call));
    const clash = sameCall !== undefined && 'owner' in sameCall ? sameCall : undefined;
    const byId =
      sameCall !== undefined && !('owner' in sameCall) && taken?.has(sameCall) !== true ? sameCall : undefined;
    const exact = this.#namedOr(byId, call);
    const found =
      exact === undefined ? this.#sameContent(call, item, taken) : { message: exact, link: 'exact' as const };
    const message = found?.message ?? new Gathering();
    if (found === undefined) this.messages.push(message);
    this.#owners.name(message, messageId);
    for (const one of clash === undefined ? [] : [clash.owner, message]) {
      this.#owners.contradict(one, call, clash?.reason ?? '');
    }
    message.describe(item);
    if (request.cut && item.recipients.length === 0) message.isCut = true;
    const folder = this.#folders.nameOf(request.folder);
    const attempt = attemptOf(call, index, folder, linkOf(call, found));
    message.addAttempt(attempt);
    this.visits?.push(...visitsOf(message, call));
    const itemIds = answerAt(call, index)?.itemIds ?? [];
    this.#owners.know(message, call, itemIds);
    this.#owners.knowCall(message, call, index);
    if (attempt.result === 'saved') {
      message.saveDraft(itemIds[0] ?? `draft ${message.attempts.length}`, folder === 'unknown');
    } else if (attempt.responseCode === SEND_AS_DENIED && request.disposition === 'SendAndSaveCopy') {
      message.saveDraft(`draft ${message.attempts.length}`, false);
    }
    if (!isWordless(call, item)) this.#tries.add(message);
    this.#drafts.update(message, placeOfCall(call));
    return message;
  }

  /** The message of which this CreateItem is another try by what it says, and to whom. */
  #sameContent(call: Call, item: RequestedItem, taken: Taken): Joined | undefined {
    if (isWordless(call, item)) return undefined;
    const message = this.#tries.find(item, startOf(call), taken);
    if (message === undefined || hasOtherName(message, nameIn(call))) return undefined;
    const sharesConversation = message.conversationId !== undefined && message.conversationId === item.conversationId;
    return { message, link: sharesConversation ? 'exact' : 'moderate' };
  }

  /** The message that a phrase names for a call, else that of an id of it. One of which the two tell differently is told so of both. */
  #namedOr(byId: Gathering | undefined, call: Call): Gathering | undefined {
    const messageId = nameIn(call);
    const named = this.#owners.ofMessageId(messageId);
    if (byId === undefined) return named;
    if (named === byId || !(named !== undefined || hasOtherName(byId, messageId))) return byId;
    for (const one of new Set([byId, named ?? byId])) this.#owners.contradict(one, call, TWO_MESSAGES);
    return byId;
  }

  /** An answer that a phrase ties to a message by name, and whose request was not logged. */
  #answerTold(call: Call): boolean {
    const messageId = nameIn(call);
    const { operation } = call.request;
    if (messageId === undefined || !(operation === undefined || SENDING.has(operation))) return false;
    const message = this.#owners.ofMessageId(messageId) ?? this.#nameNew(messageId);
    const attempt = attemptOf(call, 0, undefined, 'exact');
    message.addAttempt(attempt);
    this.visits?.push(...visitsOf(message, call));
    this.#owners.know(message, call, answerAt(call, 0)?.itemIds ?? []);
    if (attempt.result === 'accepted') message.dropDrafts();
    this.#drafts.update(message, placeOfCall(call));
    return true;
  }

  #nameNew(messageId: string): Gathering {
    const message = new Gathering();
    this.messages.push(message);
    this.#owners.name(message, messageId);
    return message;
  }

  /** A message of which no request was seen, by the name that a phrase has for it. */
  #newOf(call: Call): Gathering | undefined {
    const messageId = nameIn(call);
    return messageId === undefined ? undefined : this.#nameNew(messageId);
  }

  /** Another answer of an id whose request has one: that of a try which was not logged, unless it says the same again. */
  #answerAgain(call: Call): boolean {
    let isKnown = false;
    for (const index of call.response?.answers.keys() ?? []) {
      const known = this.#owners.ofId(call.response?.clientRequestId, index);
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
      this.#owners.know(message, again, itemIds);
      if (attempt.result === 'accepted') message.dropDrafts();
      if (attempt.result === 'saved') message.saveDraft(itemIds[0] ?? 'draft', attempt.folder === 'unknown');
      this.#drafts.update(message, placeOfCall(again));
    }
    return isKnown;
  }

  /** SendItem, and an UpdateItem that sends. */
  #send(call: Call): void {
    const { itemIds } = call.request;
    for (const [index, itemId] of itemIds.entries()) {
      const owner = this.#owners.ofItem(itemId);
      const exact = this.#namedOr(owner, call) ?? this.#newOf(call);
      const joined: Joined | undefined =
        exact === undefined
          ? this.#onlyDraft('unnamed', call)
          : { message: exact, link: call.link === 'weak' ? 'weak' : 'exact' };
      if (joined !== undefined) this.#sendOf(joined, call, index, itemId, owner === undefined);
      else this.#nameless.push({ call, index, itemId });
      if (joined !== undefined) continue;
      if (call.response !== undefined && isDone(answerAt(call, index))) this.unplaced.push(call.response);
    }
    if (itemIds.length > 0) return;
    const named = this.#owners.ofMessageId(nameIn(call)) ?? this.#newOf(call);
    const link = call.link === 'weak' ? 'weak' : 'exact';
    const told = named === undefined ? undefined : ({ message: named, link } as const);
    const joined = told ?? (call.isUnasked ? this.#onlyAnswered(call) : this.#onlyDraft('any', call));
    if (joined !== undefined) this.#sendOf(joined, call, 0, undefined, false);
  }

  #sendOf({ message, link }: Joined, call: Call, index: number, itemId: string | undefined, isNewId: boolean): void {
    const attempt = attemptOf(call, index, this.#folders.nameOf(call.request.folder), link);
    message.addAttempt(attempt);
    this.visits?.push(...visitsOf(message, call));
    this.#owners.name(message, nameIn(call));
    const answered = answerAt(call, index)?.itemIds ?? [];
    this.#owners.know(message, call, itemId === undefined ? answered : [itemId, ...answered]);
    this.#owners.knowCall(message, call, index);
    if (attempt.result === 'accepted') {
      message.dropDrafts();
      if (call.link !== 'exact') this.#changes.accept(message, { call, index, attempt });
    } else if (itemId !== undefined && isNewId) {
      // An item that is being sent stands in Drafts, even if its saving was not seen.
      message.dropDrafts();
      message.saveDraft(itemId, false);
    } else if (attempt.responseCode === SEND_AS_DENIED && message.drafts.size === 0) {
      message.saveDraft(itemId ?? `draft ${message.attempts.length}`, false);
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
    if (ofThread !== undefined && isOnly)
      return { message: ofThread, link: call.link === 'weak' ? 'weak' : 'moderate' };
    return ofProcess === undefined ? undefined : { message: ofProcess, link: 'weak' };
  }

  /** The one message whose sending an answer can tell of. That its draft was saved must have been seen: too much would be missing else. */
  #onlyAnswered(call: Call): Joined | undefined {
    const message = this.#drafts.only('answered', 'process', placeOfCall(call));
    return message?.isSaved === true ? { message, link: 'weak' } : undefined;
  }
}

/** What the EWS calls tell of messages. */
export interface Gathered {
  /** In order of their first request. */
  readonly messages: readonly Gathering[];
  /** Answers that accepted a sending which no message is known for. */
  readonly unplaced: readonly HttpResponse[];
  /** Of which neither people nor words are known: no messages of their own. */
  readonly nameless: readonly Gathering[];
  /** In order of the calls; absent unless asked for. */
  readonly visits: readonly Visit[] | undefined;
}

export function gatherMessages(calls: readonly Call[], keepsVisits: boolean): Gathered {
  const gatherer = new Gatherer(new FolderNames(calls), keepsVisits);
  for (const call of calls) gatherer.add(call);
  return gatherer;
}
