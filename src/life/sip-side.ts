import type { LifeEvent, LinkStrength } from '../model/life.ts';
import type { Observation } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import { addSeconds, later, type Ticks } from '../model/ticks.ts';
import { clientRestarts } from './client-restarts.ts';
import { DEADLINE_SECONDS } from './gathering.ts';
import { between, type Timed } from './in-time.ts';
import { inOrderOfTime, sortedRefs } from './timeline.ts';
import { type Unreached, unreachedCalls } from './unreached.ts';

/** Something that happened beside a message, to its recipient or to the client; it changes no state. */
export interface Beside {
  readonly at: Ticks | undefined;
  readonly event: LifeEvent;
  readonly link: LinkStrength;
  readonly evidence: readonly Ref[];
  readonly reason?: string;
}

/** What is known of a message when what stands beside it is asked for. */
export interface Sought {
  readonly recipients: readonly string[];
  readonly conversationId: string | undefined;
  readonly bodyHash: string | undefined;
  readonly sentAt: Ticks | undefined;
  readonly endedAt: Ticks | undefined;
}

type Happening = Beside & Timed;

/** The client falls back to Exchange after the INVITE has failed; its time-outs are below a minute. */
const LEAD_SECONDS = 60;

/** Sign-in, sign-out, provisioning and restarts, in order of time. */
function clientHappenings(observations: readonly Observation[]): readonly Happening[] {
  const found: (Happening & { readonly source: string; readonly offset: number })[] = [];
  const policies = new Map<string, { readonly names: string[]; readonly evidence: Ref[] }>();
  for (const one of observations) {
    const { at, source, offset, evidence } = one;
    if (at === undefined) continue;
    const place = { at, source, offset, link: 'exact' } as const;
    if (one.kind === 'session') found.push({ ...place, event: one.event, evidence });
    if (one.kind !== 'policy' || one.origin !== 'in-band') continue;
    // All properties of one provisioning document came at once.
    const key = `${source}\n${offset}\n${at}`;
    const document = policies.get(key);
    const name = `${one.name} ${one.value}`;
    if (document !== undefined) {
      document.names.push(name);
      document.evidence.push(...evidence);
      continue;
    }
    policies.set(key, { names: [name], evidence: [...evidence] });
    found.push({ ...place, event: 'policy-received', evidence: [] });
  }
  const dated = found.map((one) => {
    const document =
      one.event === 'policy-received' ? policies.get(`${one.source}\n${one.offset}\n${one.at}`) : undefined;
    if (document === undefined) return one;
    return { ...one, evidence: sortedRefs(document.evidence), reason: [...new Set(document.names)].sort().join(', ') };
  });
  const restarts = clientRestarts(observations).map(({ at, before, after, evidence }) => {
    const reason = `process ${after} speaks, and process ${before} no more`;
    return {
      at,
      source: evidence[0]?.source ?? '',
      offset: 0,
      event: 'client-restarted',
      link: 'exact',
      evidence,
      reason,
    } as const;
  });
  return inOrderOfTime<(typeof found)[number]>([...dated, ...restarts]).map(
    ({ source, offset, ...happening }) => happening,
  );
}

/** Those who say the same words, or all where nobody does: of one conversation, several messages may have reached nobody. */
function ofSameWords(calls: readonly Unreached[], bodyHash: string | undefined): readonly Unreached[] {
  const same = calls.filter((call) => bodyHash !== undefined && call.bodyHash === bodyHash);
  return same.length > 0 ? same : calls;
}

/** What the SIP log tells of messages, in indexes that are made once. */
export class SipSide {
  readonly #client: readonly Happening[];
  /** By conversation id and by Call-ID, then by recipient and words; each in order of time. */
  readonly #byId = new Map<string, Unreached[]>();
  readonly #byWords = new Map<string, Unreached[]>();

  constructor(observations: readonly Observation[]) {
    this.#client = clientHappenings(observations);
    const add = (map: Map<string, Unreached[]>, key: string, call: Unreached): void => {
      const calls = map.get(key) ?? [];
      map.set(key, calls);
      calls.push(call);
    };
    for (const call of unreachedCalls(observations)) {
      for (const id of new Set([call.callId, call.conversationId])) if (id !== undefined) add(this.#byId, id, call);
      if (call.to !== undefined && call.bodyHash !== undefined) add(this.#byWords, `${call.to} ${call.bodyHash}`, call);
    }
  }

  /** What happened beside a message between its sending and its end, in order of time. Nearness in time alone ties nothing to it. */
  of(message: Sought): readonly Beside[] {
    const { sentAt, endedAt } = message;
    const until = sentAt === undefined ? undefined : later(sentAt, endedAt ?? addSeconds(sentAt, DEADLINE_SECONDS));
    const client = sentAt === undefined || until === undefined ? [] : between(this.#client, sentAt, until);
    return [...this.#offline(message, until), ...client].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  }

  #offline({ recipients, conversationId, bodyHash, sentAt }: Sought, until: Ticks | undefined): readonly Beside[] {
    const within = (calls: readonly Unreached[] | undefined): readonly Unreached[] => {
      if (calls === undefined || sentAt === undefined || until === undefined) return calls ?? [];
      return between(calls, addSeconds(sentAt, -LEAD_SECONDS), until);
    };
    const known = conversationId === undefined ? [] : ofSameWords(within(this.#byId.get(conversationId)), bodyHash);
    const alike =
      bodyHash === undefined
        ? []
        : recipients
            .flatMap((to) => within(this.#byWords.get(`${to} ${bodyHash}`)))
            .filter((call) => !known.includes(call));
    const besideOf = (call: Unreached, link: LinkStrength): Beside => {
      return { at: call.at, event: 'recipient-offline', link, evidence: call.evidence, reason: call.answer };
    };
    return [...known.map((call) => besideOf(call, 'exact')), ...alike.map((call) => besideOf(call, 'moderate'))];
  }
}
