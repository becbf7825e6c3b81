import type { Attempt, Certainty, Life } from '../model/life.ts';
import type { ItemAnswer } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import { describeAttempt } from './attempts.ts';
import { stronger, weaker } from './certainty.ts';
import type { Answer, Question } from './conditions.ts';
import { type Exchange, endedEwsCalls } from './exchanges.ts';
import type { Case } from './rule.ts';
import { silenceOf } from './silence.ts';

/** How a call of the client ended, be it one of a message or not. */
export interface CallEnd {
  readonly words: string;
  readonly status?: number;
  readonly transportCode?: number;
  readonly isTimeout: boolean;
  readonly codes: readonly string[];
  readonly challenges: readonly string[];
  /** The x-ms-diagnostics header. */
  readonly diagnostics?: string;
  readonly evidence: readonly Ref[];
}

/** How sure it is that a call ended so; undefined for one that did not. */
export type Matches = (end: CallEnd) => Certainty | undefined;

function codesOf(answers: readonly ItemAnswer[]): readonly string[] {
  return answers.flatMap(({ responseCode, innerResponseCode }) => [responseCode ?? [], innerResponseCode ?? []].flat());
}

export function endOfExchange({ request, response, failure }: Exchange): CallEnd {
  const what = request.operation ?? 'a request';
  const how = failure === undefined ? `answered HTTP ${response?.status ?? '?'}` : `failed with ${failure.name}`;
  const fault = response?.fault === undefined ? [] : [response.fault];
  return {
    words: `${what} ${how}`,
    isTimeout: failure?.isTimeout === true,
    codes: codesOf([...(response?.answers ?? []), ...fault]),
    challenges: response?.challenges ?? [],
    evidence: [...request.evidence, ...(response?.evidence ?? []), ...(failure?.evidence ?? [])],
    ...(response?.status !== undefined && { status: response.status }),
    ...(response?.diagnostics !== undefined && { diagnostics: response.diagnostics }),
    ...(failure !== undefined && { transportCode: failure.code }),
  };
}

function placeOfRef({ source, line, offset }: Ref): string {
  return `${line} ${offset} ${source}`;
}

/** The header stands in the answer, which an attempt does not carry: it is that of the exchange with the same evidence. */
function diagnosticsOf(attempt: Attempt, exchanges: readonly Exchange[]): string | undefined {
  const places = new Set(attempt.evidence.map(placeOfRef));
  return exchanges.findLast(
    ({ response }) =>
      response?.diagnostics !== undefined && response.evidence.some((ref) => places.has(placeOfRef(ref))),
  )?.response?.diagnostics;
}

function endOfAttempt(attempt: Attempt, exchanges: readonly Exchange[]): CallEnd {
  const { httpStatus, transport, responseCode, innerResponseCode, challenges, evidence } = attempt;
  const diagnostics = diagnosticsOf(attempt, exchanges);
  return {
    words: describeAttempt(attempt),
    isTimeout: transport?.isTimeout === true,
    codes: [responseCode ?? [], innerResponseCode ?? []].flat(),
    challenges,
    evidence,
    ...(httpStatus !== undefined && { status: httpStatus }),
    ...(transport !== undefined && { transportCode: transport.code }),
    ...(diagnostics !== undefined && { diagnostics }),
  };
}

/** Whether it may still go, or has gone. */
function isWellOff({ outcome }: Life): boolean {
  return outcome === 'delivered' || outcome === 'pending';
}

/** How the last call of a message that was not delivered ended: what came before it was tried again. */
function lastEnd(life: Life, subject: Case): CallEnd | undefined {
  const last = isWellOff(life) ? undefined : life.attempts.at(-1);
  return last === undefined ? undefined : endOfAttempt(last, subject.exchanges);
}

/** The ends of all EWS calls, if all of them ended so; one alone says little, unless a message waits for Exchange. */
function allEndedSo(subject: Case, matches: Matches): readonly CallEnd[] | undefined {
  const ends = endedEwsCalls(subject.exchanges).map(endOfExchange);
  const isEnough = ends.length > 1 || (ends.length === 1 && subject.input.lives.some(waits));
  return isEnough && ends.every((end) => matches(end) !== undefined) ? ends : undefined;
}

/** A message that was to go, and of which no call was made. */
export function waits(life: Life): boolean {
  return !isWellOff(life) && life.attempts.length === 0;
}

function answerOf(ends: readonly CallEnd[], certainty: Certainty): Answer {
  const shown = ends.slice(0, 3);
  const found = [...new Set(shown.map((end) => end.words))].join('; ');
  return { holds: 'yes', found, certainty, evidence: shown.flatMap((end) => end.evidence) };
}

/** Whether every EWS call of the client ended so: one that did not shows that it is not the environment. */
export function everyCallEndsSo(name: string, wanted: string, matches: Matches): Question<Case> {
  return {
    name,
    wanted,
    ask: (subject) => {
      const ends = endedEwsCalls(subject.exchanges).map(endOfExchange);
      if (ends.length === 0) return { holds: 'unknown', because: 'no EWS call with an answer was seen' };
      const other = ends.find((end) => matches(end) === undefined);
      if (other !== undefined) return { holds: 'no', found: other.words };
      return answerOf(
        ends,
        ends.length > 1 ? ends.map((end) => matches(end) ?? 'possible').reduce(weaker) : 'possible',
      );
    },
  };
}

/**
 * Whether a message that was not delivered ended so, or every EWS call that the client made. A failure that a later call got over is
 * none, and a call that fails now and then is none of the environment.
 */
export function callsEndSo(name: string, wanted: string, matches: Matches): Question<Case> {
  return {
    name,
    wanted,
    ask: (subject) => {
      const ends = subject.input.lives.flatMap((life) => lastEnd(life, subject) ?? []);
      const own = ends.filter((end) => matches(end) !== undefined);
      if (own.length > 0) return answerOf(own, own.map((end) => matches(end) ?? 'possible').reduce(stronger));
      const all = allEndedSo(subject, matches);
      if (all !== undefined)
        return answerOf(all, all.map((end) => matches(end) ?? 'possible').reduce(weaker, 'likely'));
      const silent = subject.input.lives.flatMap((life) =>
        isWellOff(life) ? [] : (silenceOf({ ...subject, life }) ?? []),
      );
      const others = endedEwsCalls(subject.exchanges).map(endOfExchange);
      if (
        ends.length === 0 &&
        others.length === 0 &&
        !subject.input.lives.some(({ outcome }) => outcome === 'delivered')
      )
        return { holds: 'unknown', because: silent[0] ?? 'no EWS call with an answer was seen' };
      if (silent[0] !== undefined && others.length === 0) return { holds: 'unknown', because: silent[0] };
      const [found] = [...ends, ...others];
      return { holds: 'no', ...(found !== undefined && { found: found.words }) };
    },
  };
}

/** What of the messages such an end explains: those whose last call ended so, and those for which no call was made. */
export function explainedBy(matches: Matches): (life: Life, subject: Case) => boolean {
  return (life, subject) => {
    const end = lastEnd(life, subject);
    if (end !== undefined) return matches(end) !== undefined;
    return waits(life) && allEndedSo(subject, matches) !== undefined;
  };
}
