import type { LinkStrength } from '../../model/life.ts';
import type { Observation } from '../../model/observation.ts';
import { addSeconds, later, type Ticks } from '../../model/ticks.ts';
import { DEADLINE_SECONDS } from '../deadline.ts';
import type { Happening } from '../happening.ts';
import { clientHappenings } from './client-happenings.ts';
import { between, type Timed } from './in-time.ts';
import { type Unreached, unreachedCalls } from './unreached.ts';

/** What is known of a message when what stands beside it is asked for. */
export interface Sought {
  readonly recipients: readonly string[];
  readonly conversationId: string | undefined;
  readonly bodyHash: string | undefined;
  readonly sentAt: Ticks | undefined;
  readonly endedAt: Ticks | undefined;
}

/** The client falls back to Exchange after the INVITE has failed; its time-outs are below a minute. */
const LEAD_SECONDS = 60;

/** Those who say the same words, or all where nobody does: of one conversation, several messages may have reached nobody. */
function ofSameWords(calls: readonly Unreached[], bodyHash: string | undefined): readonly Unreached[] {
  const same = calls.filter((call) => bodyHash !== undefined && call.bodyHash === bodyHash);
  return same.length > 0 ? same : calls;
}

/** Those calls of some that fall into the life of a message. */
type Within = (calls: readonly Unreached[]) => readonly Unreached[];

function offline({ at, evidence, answer }: Unreached, link: LinkStrength): Happening & Timed {
  return { at, event: 'recipient-offline', link, evidence, reason: answer };
}

function wordsKey(to: string, bodyHash: string): string {
  return `${bodyHash} ${to}`;
}

/** What the SIP log tells of messages, in indexes that are made once. */
export class SipSide {
  readonly #client: readonly (Happening & Timed)[];
  /** By conversation id and by Call-ID, then by recipient and words; each in order of time. */
  readonly #byId = new Map<string, Unreached[]>();
  readonly #byWords = new Map<string, Unreached[]>();

  constructor(observations: readonly Observation[]) {
    // Who restarts or signs in does so to all messages alike: the moment alone says which of them live through it.
    this.#client = clientHappenings(observations).map((one) => ({ ...one, link: 'exact' }));
    const add = (map: Map<string, Unreached[]>, key: string, call: Unreached): void => {
      const calls = map.get(key) ?? [];
      map.set(key, calls);
      calls.push(call);
    };
    for (const call of unreachedCalls(observations)) {
      for (const id of new Set([call.callId, call.conversationId])) if (id !== undefined) add(this.#byId, id, call);
      if (call.to !== undefined && call.bodyHash !== undefined)
        add(this.#byWords, wordsKey(call.to, call.bodyHash), call);
    }
  }

  /** What happened beside a message between its sending and its end, in order of time. Nearness in time alone ties nothing to it. */
  of(message: Sought): readonly Happening[] {
    if (this.#client.length === 0 && this.#byId.size === 0 && this.#byWords.size === 0) return [];
    const { sentAt, endedAt } = message;
    if (sentAt === undefined)
      return this.#byConversation(message, (calls) => calls).map((call) => offline(call, 'exact'));
    const until = later(sentAt, endedAt ?? addSeconds(sentAt, DEADLINE_SECONDS)) ?? sentAt;
    const within: Within = (calls) => between(calls, addSeconds(sentAt, -LEAD_SECONDS), until);
    const known = this.#byConversation(message, within);
    const alike = this.#alike(message, within, new Set(known));
    return [
      ...known.map((call) => offline(call, 'exact')),
      ...alike.map((call) => offline(call, 'moderate')),
      ...between(this.#client, sentAt, until),
    ].sort((a, b) => a.at - b.at);
  }

  #byConversation({ conversationId, bodyHash }: Sought, within: Within): readonly Unreached[] {
    const calls = conversationId === undefined ? undefined : this.#byId.get(conversationId);
    return ofSameWords(within(calls ?? []), bodyHash);
  }

  /** Calls to the same recipient with the same words. */
  #alike({ recipients, bodyHash }: Sought, within: Within, known: ReadonlySet<Unreached>): readonly Unreached[] {
    if (bodyHash === undefined) return [];
    return [...new Set(recipients)]
      .flatMap((to) => within(this.#byWords.get(wordsKey(to, bodyHash)) ?? []))
      .filter((call) => !known.has(call));
  }
}
