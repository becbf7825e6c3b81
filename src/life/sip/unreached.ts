import type { Observation, SipAnswer, SipInvitation } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import { inOrderOfTime, sortedRefs } from '../timeline.ts';
import { lastUpTo, type Timed } from './in-time.ts';

/** An INVITE or MESSAGE of the user that reached nobody; `at`: when the answer said so. */
export interface Unreached extends Timed {
  readonly callId: string;
  readonly conversationId?: string;
  /** Address of the recipient. */
  readonly to?: string;
  /** Hash of what was said by it. */
  readonly bodyHash?: string;
  /** What the answer says, in short: `SIP 480, ms-diagnostics 1003`. */
  readonly answer: string;
  readonly evidence: readonly Ref[];
}

/** RFC 3261 21.4 and RFC 5626: nobody of that name, no answer in time, gone, connection lost, not there for now. */
const NOBODY_THERE: ReadonlySet<number> = new Set([404, 408, 410, 430, 480]);
/** A server that says why it has no way to the recipient; where it does not, it is the server that is in trouble. */
const NO_WAY = 503;

type Sent = SipInvitation & Timed;
type Answered = SipAnswer & Timed;

/** The requests of one Call-ID, in order of time. */
interface Chain {
  readonly sent: Sent[];
  /** Those that carry a text. */
  readonly saying: Sent[];
  readonly byNumber: Map<string, Sent>;
  /** The first that one of them names. */
  conversationId: string | undefined;
}

/** Busy, declined and do-not-disturb is what the recipient's own client says: who says so is not offline. */
function saysNobodyReached({ status, isByEndpoint, diagnosticsId }: SipAnswer): boolean {
  return !isByEndpoint && (NOBODY_THERE.has(status) || (status === NO_WAY && diagnosticsId !== undefined));
}

function numberOf({ method, cseq }: SipInvitation | SipAnswer): string {
  return `${cseq} ${method}`;
}

function chainsOf(sent: readonly Sent[]): ReadonlyMap<string, Chain> {
  const chains = new Map<string, Chain>();
  for (const one of inOrderOfTime(sent)) {
    const chain: Chain = chains.get(one.callId) ?? {
      sent: [],
      saying: [],
      byNumber: new Map<string, Sent>(),
      conversationId: undefined,
    };
    chains.set(one.callId, chain);
    chain.sent.push(one);
    chain.conversationId ??= one.conversationId;
    if (one.bodyHash !== undefined) chain.saying.push(one);
    if (one.cseq !== undefined && !chain.byNumber.has(numberOf(one))) chain.byNumber.set(numberOf(one), one);
  }
  return chains;
}

/** The request that an answer belongs to: that of its number, else the last one before it if it is of its method. */
function askedBy(answer: Answered, chain: Chain): Sent | undefined {
  if (answer.cseq !== undefined) return chain.byNumber.get(numberOf(answer));
  const before = lastUpTo(chain.sent, answer.at);
  return before?.method === answer.method ? before : undefined;
}

function wordsOf({ status, diagnosticsId }: SipAnswer): string {
  return `SIP ${status}${diagnosticsId === undefined ? '' : `, ms-diagnostics ${diagnosticsId}`}`;
}

function unreachedOf(answer: Answered, chain: Chain): Unreached | undefined {
  const asked = askedBy(answer, chain);
  if (asked === undefined) return undefined;
  // A request that is asked again with credentials may have left its text to the first one.
  const { bodyHash } = asked.bodyHash === undefined ? (lastUpTo(chain.saying, asked.at) ?? asked) : asked;
  const conversationId = asked.conversationId ?? chain.conversationId;
  return {
    at: answer.at,
    callId: answer.callId,
    answer: wordsOf(answer),
    evidence: sortedRefs([...asked.evidence, ...answer.evidence]),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(asked.to === undefined ? {} : { to: asked.to }),
    ...(bodyHash === undefined ? {} : { bodyHash }),
  };
}

/** All requests of the user that reached nobody, in order of time; one that two logs tell of counts once. */
export function unreachedCalls(observations: readonly Observation[]): readonly Unreached[] {
  const users = new Set(observations.filter((one) => one.kind === 'user').map(({ address }) => address));
  const isOwn = (one: SipInvitation): boolean => users.size === 0 || users.has(one.from);
  const chains = chainsOf(
    observations.filter((one): one is Sent => one.kind === 'sip-invitation' && one.at !== undefined && isOwn(one)),
  );
  const answers = inOrderOfTime(
    observations.filter(
      (one): one is Answered => one.kind === 'sip-answer' && one.at !== undefined && saysNobodyReached(one),
    ),
  );
  const found = new Map<string, Unreached>();
  for (const answer of answers) {
    const chain = chains.get(answer.callId);
    const unreached = chain === undefined ? undefined : unreachedOf(answer, chain);
    if (unreached === undefined) continue;
    const key = `${answer.callId} ${answer.cseq === undefined ? answer.at : numberOf(answer)}`;
    if (!found.has(key)) found.set(key, unreached);
  }
  return [...found.values()];
}
