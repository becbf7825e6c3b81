import type { Disposition } from '../make/ews.ts';
import type { FolderKind, ItemReply, Operation, Reply, SimCall } from './call.ts';
import { carryCall, type Surroundings } from './connection.ts';
import type { SimMessage } from './message.ts';
import type { Fate } from './plan.ts';
import type { Profile } from './profile.ts';
import { isRetryable } from './retryable.ts';

/** Where a message stands with its client. */
interface Progress {
  readonly message: SimMessage;
  creates: number;
  sends: number;
  lastId?: string;
  itemId?: string;
  version: number;
  /** Accepted, or refused in a way that trying again does not change. */
  answeredForGoodAt?: number;
}

interface CallParts {
  readonly operation: Operation;
  readonly disposition?: Disposition;
  readonly folder?: FolderKind;
  readonly itemId?: string;
  readonly requestId?: string;
  readonly reply: Reply;
}

function at<Item>(list: readonly [Item, ...Item[]], index: number): Item {
  return list[index] ?? list.at(-1) ?? list[0];
}

/** How a fate reads as the reply to one item. */
function itemReply(fate: Fate, itemId: string | undefined): ItemReply {
  if (fate.kind === 'code') return { code: fate.code, ...(fate.inner === undefined ? {} : { inner: fate.inner }) };
  return { code: 'NoError', ...(itemId === undefined ? {} : { itemId }) };
}

/** A fate that a whole call meets, whatever its items. */
function wholeReply(fate: Fate, profile: Profile): Reply | undefined {
  switch (fate.kind) {
    case 'ok':
    case 'code':
      return undefined;
    case 'fault':
      return { status: 500, ...fate };
    case 'status':
      // By the contract, whatever asks next on the thread of a refusal goes on with it: only a waiting thread can be left alone.
      return fate.status === 401 && profile.threading === 'any' ? { ...fate, status: 403 } : fate;
    case 'transport':
    case 'silence':
      return fate;
  }
}

/** The client: sends messages, tries again, gives up. */
export class Client {
  readonly calls: SimCall[] = [];
  /** Files that the client has taken out of the spooler, by the index of their message. */
  readonly unspooled = new Set<number>();
  readonly #around: Surroundings;
  readonly #slow: boolean;
  readonly #keepsSpoolFiles: boolean;
  readonly #whenOver: (message: SimMessage) => void;

  constructor(
    around: Surroundings,
    habits: { readonly isSlow: boolean; readonly keepsSpoolFiles: boolean },
    whenOver: (message: SimMessage) => void,
  ) {
    this.#around = around;
    this.#slow = habits.isSlow;
    this.#keepsSpoolFiles = habits.keepsSpoolFiles;
    this.#whenOver = whenOver;
  }

  /** Sends messages, several in one request if there are several. */
  send(messages: readonly SimMessage[]): void {
    const all = messages.filter(({ plan }) => !plan.isNeverAsked);
    if (all.length === 0) return;
    const progresses = all.map((message) => ({ message, creates: 0, sends: 0, version: 1 }));
    this.#create(progresses);
  }

  #latency(reply: Reply): number {
    const { dice } = this.#around;
    const isSlow =
      (reply.kind === 'transport' && (reply.code === 12002 || reply.code === 10060)) ||
      (reply.kind === 'status' && reply.status === 504);
    if (isSlow) return dice.between(20, 60);
    return this.#slow ? dice.between(3, 25) : dice.between(0.05, 2);
  }

  #newItem(): string {
    return `AAMkAGE1Sim${this.#around.dice.hex(24)}AAA=`;
  }

  #call(progresses: readonly Progress[], parts: CallParts, whenOver: (call: SimCall) => void): void {
    const { agenda } = this.#around;
    const call: SimCall = {
      id: this.calls.length,
      messages: progresses.map(({ message }) => message.index),
      startedAt: agenda.now,
      ...parts,
    };
    this.calls.push(call);
    const mails = progresses.map(({ message }) => message.mail);
    const version = progresses[0]?.version ?? 1;
    carryCall(this.#around, call, mails, version, this.#latency(parts.reply), () => whenOver(call));
  }

  #id(progress: Progress | undefined): { requestId?: string } {
    const { profile, dice } = this.#around;
    if (profile.idHeader === 'none') return {};
    const keeps = progress?.message.plan.keepsId === true && progress.lastId !== undefined;
    const id = (keeps ? progress.lastId : undefined) ?? dice.guid();
    if (progress !== undefined) progress.lastId = id;
    return { requestId: id };
  }

  #create(progresses: readonly Progress[]): void {
    const { profile } = this.#around;
    const [first] = progresses;
    if (first === undefined) return;
    const { disposition } = first.message.plan;
    const isDraft = disposition === 'SaveOnly';
    const fates = progresses.map((one) => at(one.message.plan.create, one.creates));
    const whole = fates.map((fate) => wholeReply(fate, profile)).find((reply) => reply !== undefined);
    const items = fates.map((fate) => itemReply(fate, isDraft ? this.#newItem() : undefined));
    const reply = whole ?? { kind: 'items', items };
    const folder = isDraft ? profile.draftsFolder : disposition === 'SendAndSaveCopy' ? 'sentitems' : 'none';
    for (const one of progresses) one.creates++;
    const id = this.#id(progresses.length === 1 ? first : undefined);
    this.#call(progresses, { operation: 'CreateItem', disposition, folder, ...id, reply }, () => {
      for (const [i, one] of progresses.entries()) {
        const answer = reply.kind === 'items' ? reply.items[i] : undefined;
        this.#created(one, reply, answer);
      }
    });
    // Nothing tells the client of silence: it asks again after a while of its own.
    if (reply.kind === 'silence') for (const one of progresses) this.#again(one, 'create');
  }

  #created(progress: Progress, reply: Reply, answer: ItemReply | undefined): void {
    const { plan } = progress.message;
    if (answer?.code !== 'NoError') {
      this.#failed(progress, reply, answer, 'create');
      return;
    }
    if (plan.disposition !== 'SaveOnly') {
      this.#delivered(progress);
      return;
    }
    progress.itemId = answer.itemId ?? '';
    delete progress.lastId;
    this.#afterSaving(progress);
  }

  #afterSaving(progress: Progress): void {
    const { agenda, dice } = this.#around;
    const soon = dice.between(0.1, 2);
    switch (progress.message.plan.between) {
      case 'nothing':
        agenda.after(soon, () => this.#sendDraft(progress));
        break;
      case 'update':
        agenda.after(soon, () => this.#update(progress));
        break;
      case 'deleted':
        agenda.after(3 * soon, () => this.#remove(progress, 'DeleteItem'));
        break;
      case 'moved':
        agenda.after(3 * soon, () => this.#remove(progress, 'MoveItem'));
        break;
      case 'forgotten':
        break;
    }
  }

  #update(progress: Progress): void {
    const { itemId = '' } = progress;
    const reply: Reply = { kind: 'items', items: [{ code: 'NoError', itemId }] };
    const parts = { operation: 'UpdateItem', disposition: 'SaveOnly', itemId, ...this.#id(undefined), reply } as const;
    this.#call([progress], parts, () => {
      progress.version++;
      this.#around.agenda.after(0.2, () => this.#sendDraft(progress));
    });
  }

  #remove(progress: Progress, operation: 'DeleteItem' | 'MoveItem'): void {
    const { itemId = '' } = progress;
    const moved = operation === 'MoveItem' ? { itemId: this.#newItem() } : {};
    const reply: Reply = { kind: 'items', items: [{ code: 'NoError', ...moved }] };
    this.#call([progress], { operation, itemId, ...this.#id(undefined), reply }, () => undefined);
  }

  #sendDraft(progress: Progress): void {
    const { itemId = '' } = progress;
    const { plan } = progress.message;
    const fate = at(plan.send, progress.sends++);
    const operation = plan.sendVia;
    const answer = itemReply(fate, operation === 'UpdateItem' ? itemId : undefined);
    const reply = wholeReply(fate, this.#around.profile) ?? { kind: 'items', items: [answer] };
    const disposition = operation === 'UpdateItem' ? ({ disposition: 'SendAndSaveCopy' } as const) : {};
    this.#call([progress], { operation, ...disposition, itemId, ...this.#id(progress), reply }, () => {
      if (reply.kind === 'items' && answer.code === 'NoError') this.#delivered(progress);
      else this.#failed(progress, reply, reply.kind === 'items' ? answer : undefined, 'send');
    });
    if (reply.kind === 'silence') this.#again(progress, 'send');
  }

  #delivered(progress: Progress): void {
    if (!this.#keepsSpoolFiles) this.unspooled.add(progress.message.index);
    this.#whenOver(progress.message);
  }

  #failed(progress: Progress, reply: Reply, answer: ItemReply | undefined, step: 'create' | 'send'): void {
    const isOver =
      reply.kind !== 'transport' && !(reply.kind === 'status' && reply.status === 504) && !isRetryable(reply, answer);
    if (!isOver) {
      this.#again(progress, step);
      return;
    }
    const { plan } = progress.message;
    if (step === 'send' && plan.deletesFailed) {
      this.#around.agenda.after(1, () => this.#remove(progress, 'DeleteItem'));
    } else if (step === 'create' && answer !== undefined && answer.code !== 'ErrorSendAsDenied') {
      this.#whenOver(progress.message);
    }
  }

  #again(progress: Progress, step: 'create' | 'send'): void {
    const { agenda, dice } = this.#around;
    const { plan } = progress.message;
    const done = step === 'create' ? progress.creates : progress.sends;
    const fates = step === 'create' ? plan.create : plan.send;
    if (done >= Math.max(plan.tries, fates.length)) return;
    const wait = dice.between(4, 30);
    agenda.after(wait, () => (step === 'create' ? this.#create([progress]) : this.#sendDraft(progress)));
  }
}
