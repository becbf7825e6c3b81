import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { LinkStrength } from '../../model/life.ts';
import type { Observation } from '../../model/observation.ts';
import { addSeconds, later, type Ticks } from '../../model/ticks.ts';
import type { Happening } from '../happening.ts';
import { isHttp } from '../is-http.ts';
import { clientHappenings } from './client-happenings.ts';
import { clientRestarts } from './client-restarts.ts';
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

/** Happenings beside one message that are told: a client that signs in a hundred times in two minutes is told of by a few of them. */
const MOST_BESIDE = 20;

/** The first of some calls that fall into the life of a message. */
type Within = (calls: readonly Unreached[]) => readonly Unreached[];

function offline({ at, evidence, answer }: Unreached, link: LinkStrength): Happening & Timed {
  return { at, event: 'recipient-offline', link, evidence, reason: answer };
}

/** What was said to a recipient, or in a conversation. */
function wordsKey(where: string, bodyHash: string): string {
  return `${bodyHash} ${where}`;
}

/** What the SIP log tells of messages, in indexes that are made once. */
export class SipSide {
  readonly #client: readonly (Happening & Timed)[];
  /** By conversation id and by Call-ID, by these and words, then by recipient and words; each in order of time. */
  readonly #byId = new Map<string, Unreached[]>();
  readonly #byIdAndWords = new Map<string, Unreached[]>();
  readonly #byWords = new Map<string, Unreached[]>();

  constructor(observations: readonly Observation[]) {
    // Who restarts or signs in does so to all messages alike: the moment alone says which of them live through it.
    const beside = observations.filter((one) => !isHttp(one));
    this.#client = clientHappenings(beside, clientRestarts(observations)).map((one) => ({ ...one, link: 'exact' }));
    const add = (map: Map<string, Unreached[]>, key: string, call: Unreached): void => {
      const calls = map.get(key) ?? [];
      map.set(key, calls);
      calls.push(call);
    };
    for (const call of unreachedCalls(beside)) {
      for (const id of new Set([call.callId, call.conversationId])) {
        if (id === undefined) continue;
        add(this.#byId, id, call);
        if (call.bodyHash !== undefined) add(this.#byIdAndWords, wordsKey(id, call.bodyHash), call);
      }
      if (call.to !== undefined && call.bodyHash !== undefined)
        add(this.#byWords, wordsKey(call.to, call.bodyHash), call);
    }
  }

  /** The first that happened beside a message between its sending and its end, in order of time. Nearness in time alone ties nothing to it. */
  of(message: Sought): readonly Happening[] {
    if (this.#client.length === 0 && this.#byId.size === 0 && this.#byWords.size === 0) return [];
    const { sentAt, endedAt } = message;
    if (sentAt === undefined)
      return this.#byConversation(message, (calls) => calls.slice(0, MOST_BESIDE)).map((call) =>
        offline(call, 'exact'),
      );
    const until = later(sentAt, endedAt ?? addSeconds(sentAt, DEADLINE_SECONDS)) ?? sentAt;
    const within: Within = (calls) => between(calls, addSeconds(sentAt, -LEAD_SECONDS), until, MOST_BESIDE);
    const known = this.#byConversation(message, within);
    const alike = this.#alike(message, within, new Set(known));
    return [
      ...known.map((call) => offline(call, 'exact')),
      ...alike.map((call) => offline(call, 'moderate')),
      ...between(this.#client, sentAt, until, MOST_BESIDE),
    ]
      .sort((a, b) => a.at - b.at)
      .slice(0, MOST_BESIDE);
  }

  /** Those that say the same words, or all where none does: of one conversation, several messages may have reached nobody. */
  #byConversation({ conversationId, bodyHash }: Sought, within: Within): readonly Unreached[] {
    if (conversationId === undefined) return [];
    const alike = bodyHash === undefined ? undefined : this.#byIdAndWords.get(wordsKey(conversationId, bodyHash));
    const same = within(alike ?? []);
    return same.length > 0 ? same : within(this.#byId.get(conversationId) ?? []);
  }

  /** Calls to the same recipient with the same words. */
  #alike({ recipients, bodyHash }: Sought, within: Within, known: ReadonlySet<Unreached>): readonly Unreached[] {
    if (bodyHash === undefined) return [];
    return [...new Set(recipients)]
      .flatMap((to) => within(this.#byWords.get(wordsKey(to, bodyHash)) ?? []))
      .filter((call) => !known.has(call));
  }
}
