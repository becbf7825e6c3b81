import type { HttpRequest } from '../../model/observation.ts';
import { TICKS_PER_SECOND } from '../../model/ticks.ts';
import type { Call } from './call.ts';
import { hasLostItsHead, isChallenge, type ThreadKey, threadOf } from './http-event.ts';

/** Legs of a handshake follow one another at once; a client that tries again waits longer. */
export const LEG_TICKS: number = 2 * TICKS_PER_SECOND;
/** Handshakes have three legs at most, each cited with its head and its body. */
const MOST_CITED = 8;

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.join(' ') === b.join(' ');
}

/** Both say the same, in words or by the item that they name: that two are silent proves nothing. */
function saySame(a: HttpRequest, b: HttpRequest): boolean {
  if (a.operation !== b.operation || a.items.length !== b.items.length) return false;
  if (a.items.length === 0) return isSame(a.itemIds, b.itemIds);
  return a.items.every((item, i) => {
    const other = b.items[i];
    return (
      item.bodyHash !== undefined && item.bodyHash === other?.bodyHash && isSame(item.recipients, other.recipients)
    );
  });
}

/** The end of a call that an id ties to it, and that came after `later` was asked: no challenge, which the later leg would go on with. */
function isAnsweredBehind({ response, failure, link }: Call, later: HttpRequest): boolean {
  if (isChallenge(response)) return false;
  const end = response ?? failure;
  return (
    end === undefined || (link === 'exact' && end.at !== undefined && later.at !== undefined && end.at >= later.at)
  );
}

/** A leg whose head was lost is one call with the leg in front of it on its thread: the answer has the id of that one. */
function isLegOf(leg: Call, first: Call): boolean {
  if (!hasLostItsHead(leg.request) || leg.response !== undefined || leg.failure !== undefined) return false;
  const [before, after] = [first.request.at, leg.request.at];
  if (before === undefined || after === undefined || after < before || after - before > LEG_TICKS) return false;
  return isAnsweredBehind(first, leg.request) && saySame(first.request, leg.request);
}

/** Puts legs that lost their head, and that no answer is tied to, into the call that they are a leg of. Calls in order of time. */
export function joinHeadlessLegs(calls: readonly Call[]): readonly Call[] {
  const joined: Call[] = [];
  const last = new Map<ThreadKey, number>();
  for (const call of calls) {
    const thread = threadOf(call.request);
    const place = thread === undefined ? undefined : last.get(thread);
    const first = place === undefined ? undefined : joined[place];
    if (first !== undefined && place !== undefined && isLegOf(call, first)) {
      const evidence = [...first.request.evidence, ...call.request.evidence].slice(0, MOST_CITED);
      joined[place] = { ...first, request: { ...first.request, evidence } };
      continue;
    }
    if (thread !== undefined) last.set(thread, joined.length);
    joined.push(call);
  }
  return joined;
}
