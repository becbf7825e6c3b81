import type { SimCall, SimRecord } from './call.ts';
import { type AttemptView, codeEnd, endOf, NO_ANSWER, statusEnd } from './view.ts';

/** What is left of one call in a trace that lost some: its texts, each part put together from its records. */
interface Rest {
  /** By leg. */
  readonly requests: Map<number, string>;
  readonly challenges: Map<number, string>;
  answer: string | undefined;
}

export type Rests = ReadonlyMap<number, Rest>;

/** Puts the records of each call together, with a gap where one is missing. */
export function restsOf(records: readonly SimRecord[]): Rests {
  const rests = new Map<number, Rest>();
  for (const { of, text, isUndecoded } of records) {
    if (of === undefined || isUndecoded === true) continue;
    const rest = rests.get(of.call) ?? { requests: new Map(), challenges: new Map(), answer: undefined };
    rests.set(of.call, rest);
    if (of.part === 'answer') rest.answer = (rest.answer ?? '') + text;
    else {
      const legs = of.part === 'request' ? rest.requests : rest.challenges;
      legs.set(of.round, (legs.get(of.round) ?? '') + text);
    }
  }
  return rests;
}

const RECIPIENTS_END = /<\/(?:t:)?ToRecipients>/g;
const DISPOSITION = /MessageDisposition="\w+"/;

/** Whether a request still tells which message it is of. */
function tells(call: SimCall, text: string, index: number): boolean {
  if (call.operation !== 'CreateItem') return text.includes(`Id="${call.itemId}"`);
  return DISPOSITION.test(text) && [...text.matchAll(RECIPIENTS_END)].length > index;
}

/** Whether the request of a call, in any of its legs, still tells of the item at an index. */
export function isRequestShown(call: SimCall, rests: Rests, index: number): boolean {
  return [...(rests.get(call.id)?.requests.values() ?? [])].some((text) => tells(call, text, index));
}

/** `<m:ResponseCode>NoError</m:ResponseCode>`; some styles write a namespace into the tag. */
const CODE = />(\w+)<\/(?:\w+:)?ResponseCode>/g;
const INNER = /InnerErrorResponseCode"[^>]*>(\w+)</g;
const CODE_ONCE = new RegExp(CODE.source);

type End = ReturnType<typeof endOf>;

function answerEnd(call: SimCall, text: string, index: number): End {
  const { reply } = call;
  const told = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  const statusAlone = told === undefined ? NO_ANSWER : statusEnd(Number(told));
  if (reply.kind === 'transport') return endOf(call, reply, index);
  if (reply.kind === 'items') {
    const answer = reply.items[index];
    const codes = [...text.matchAll(CODE)].map(([, code]) => code);
    if (answer === undefined || codes[index] !== answer.code) return statusAlone;
    const { inner, ...outer } = answer;
    const isInnerShown = inner !== undefined && [...text.matchAll(INNER)].some(([, shown]) => shown === inner);
    return codeEnd(call, 200, isInnerShown ? answer : outer);
  }
  if (reply.kind === 'fault' && CODE_ONCE.exec(text)?.[1] === reply.code) return codeEnd(call, reply.status, reply);
  return statusAlone;
}

/** The end of a call as the rest of the trace shows it; undefined where neither a request nor an answer is left. */
export function endShown(call: SimCall, rests: Rests, index: number): AttemptView | undefined {
  const rest = rests.get(call.id);
  if (rest === undefined) return undefined;
  const isAnswered = rest.answer !== undefined && rest.answer !== '';
  if (!isAnswered && !isRequestShown(call, rests, index)) return undefined;
  const lastRequest = Math.max(-1, ...rest.requests.keys());
  const lastChallenge = Math.max(-1, ...rest.challenges.keys());
  // Of a refusal whose next leg is lost nobody can say that it was not the end.
  const refusal =
    lastChallenge >= lastRequest ? /^HTTP\/1\.1 (\d{3})/.exec(rest.challenges.get(lastChallenge) ?? '') : null;
  const open = refusal === null ? NO_ANSWER : statusEnd(Number(refusal[1]));
  const end = isAnswered ? answerEnd(call, rest.answer ?? '', index) : open;
  return {
    call: call.id,
    operation: call.operation === 'SendItem' || call.operation === 'UpdateItem' ? call.operation : 'CreateItem',
    startedAt: call.startedAt,
    ...(call.disposition === undefined ? {} : { disposition: call.disposition }),
    ...(call.itemId === undefined ? {} : { itemId: call.itemId }),
    ...(isAnswered && call.endedAt !== undefined ? { endedAt: call.endedAt } : {}),
    ...end,
  };
}
