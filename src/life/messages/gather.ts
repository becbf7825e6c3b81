import type { LinkStrength } from '../../model/life.ts';
import type { HttpResponse, RequestedItem } from '../../model/observation.ts';
import type { Call } from '../calls/call.ts';
import { answerAt, attemptOf, isDone, SEND_AS_DENIED } from './attempt.ts';
import { placeOfCall, startOf } from './call-place.ts';
import { FolderNames } from './folders.ts';
import { Gathering } from './gathering.ts';
import { type Joined, Ledger } from './ledger.ts';
import { answerAgain, answerTold } from './lone-answers.ts';
import { type NamelessCall, namelessMessages } from './nameless.ts';
import { isOfflineItem } from './offline-item.ts';
import type { Taken } from './open-tries.ts';
import { send } from './sendings.ts';
import { hasOtherName, nameIn, type Visit } from './told-names.ts';

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

/** How a call is tied to its message: as its answer is to it, unless something else ties it. */
function linkOf(call: Call, found: Joined | undefined): LinkStrength {
  if (call.link === 'weak') return 'weak';
  const isOpen = call.response === undefined && call.failure === undefined;
  return found?.link ?? (isOpen && nameIn(call) !== undefined ? 'exact' : call.link);
}

/** Joins the EWS calls of a trace, in order of time, to messages (docs/life.md says how sure each way is). */
class Gatherer {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  add(call: Call): void {
    const { operation, disposition } = call.request;
    if (call.isUnasked && (answerAgain(this.#ledger, call) || answerTold(this.#ledger, call))) return;
    switch (operation) {
      case 'CreateItem':
        this.#createAll(call);
        break;
      case 'SendItem':
        send(this.#ledger, call);
        break;
      case 'UpdateItem':
        if (disposition === 'SaveOnly' || disposition === undefined) this.#ledger.changes.update(call);
        else send(this.#ledger, call);
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
      itemId !== undefined && this.#ledger.owners.ofItem(itemId) !== undefined;
    return namelessMessages(this.#ledger.nameless.filter((one) => !isOwned(one)));
  }

  #remove(call: Call, how: 'deleted' | 'moved'): void {
    this.#ledger.changes.remove(call, how);
    for (const [index, itemId] of call.request.itemIds.entries()) {
      if (this.#ledger.owners.ofItem(itemId) === undefined) this.#ledger.nameless.push({ call, index, itemId });
    }
  }

  /** The items of one request are several messages, even where they say the same (contract section 3). */
  #createAll(call: Call): void {
    this.#ledger.tries.beginRequest();
    const { items } = call.request;
    if (isRefusedWithoutItems(call)) this.#ledger.nameless.push({ call, index: 0 });
    // Most requests have one item, which needs no set.
    const taken = items.length > 1 ? new Set<Gathering>() : undefined;
    for (const [index, item] of items.entries()) {
      if (!isOfflineItem(call.request, item, index, this.#ledger.folders)) continue;
      const message = this.#create(call, item, index, taken);
      taken?.add(message);
    }
  }

  #create(call: Call, item: RequestedItem, index: number, taken: Taken): Gathering {
    const { request } = call;
    const messageId = nameIn(call);
    const sameCall = this.#ledger.owners.ofCall(call, index, item, startOf(call));
    const clash = sameCall !== undefined && 'owner' in sameCall ? sameCall : undefined;
    const byId =
      sameCall !== undefined && !('owner' in sameCall) && taken?.has(sameCall) !== true ? sameCall : undefined;
    const exact = this.#ledger.namedOr(byId, call);
    const found =
      exact === undefined ? this.#sameContent(call, item, taken) : { message: exact, link: 'exact' as const };
    const message = found?.message ?? new Gathering();
    if (found === undefined) this.#ledger.messages.push(message);
    this.#ledger.owners.name(message, messageId);
    for (const one of clash === undefined ? [] : [clash.owner, message]) {
      this.#ledger.owners.contradict(one, call, clash?.reason ?? '');
    }
    message.describe(item);
    if (request.cut && item.recipients.length === 0) message.isCut = true;
    const folder = this.#ledger.folders.nameOf(request.folder);
    const attempt = attemptOf(call, index, folder, linkOf(call, found));
    this.#ledger.add(message, call, attempt);
    const itemIds = answerAt(call, index)?.itemIds ?? [];
    this.#ledger.owners.know(message, call, itemIds);
    this.#ledger.owners.knowCall(message, call, index);
    if (attempt.result === 'saved') {
      message.saveDraft(itemIds[0] ?? `draft ${message.attempts.length}`, folder === 'unknown');
    } else if (attempt.responseCode === SEND_AS_DENIED && request.disposition === 'SendAndSaveCopy') {
      message.saveDraft(`draft ${message.attempts.length}`, false);
    }
    if (isWordless(call, item)) this.#ledger.wordless.add(message, startOf(call));
    else this.#ledger.tries.add(message);
    this.#ledger.drafts.update(message, placeOfCall(call));
    return message;
  }

  /** The message of which this CreateItem is another try by what it says, and to whom. */
  #sameContent(call: Call, item: RequestedItem, taken: Taken): Joined | undefined {
    if (isWordless(call, item)) return undefined;
    const message = this.#ledger.tries.find(item, startOf(call), taken);
    if (message === undefined || hasOtherName(message, nameIn(call))) return undefined;
    const sharesConversation = message.conversationId !== undefined && message.conversationId === item.conversationId;
    return { message, link: sharesConversation ? 'exact' : 'moderate' };
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
  const ledger = new Ledger(new FolderNames(calls), keepsVisits);
  const gatherer = new Gatherer(ledger);
  for (const call of calls) gatherer.add(call);
  const { messages, unplaced, visits } = ledger;
  return { messages, unplaced, nameless: gatherer.nameless, visits };
}
