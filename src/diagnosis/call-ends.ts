import type { Certainty, Life } from '../model/life.ts';
import { addSeconds } from '../model/ticks.ts';
import { stronger, weaker } from './certainty.ts';
import type { CallEnd } from './client-calls.ts';
import type { Answer, Question } from './conditions.ts';
import { HANDSHAKE_SECONDS } from './exchanges.ts';
import type { Case } from './rule.ts';
import { silenceOf } from './silence.ts';

/** How sure it is that a call ended so; undefined for one that did not. */
export type Matches = (end: CallEnd) => Certainty | undefined;

/** Why an end that does not match may hide one that does; undefined where it is plain. */
export type Unclear = (end: CallEnd) => string | undefined;

const PLAIN: Unclear = () => undefined;

/** Whether it may still go, or has gone. */
function isWellOff({ outcome }: Life): boolean {
  return outcome === 'delivered' || outcome === 'pending';
}

/** A message that was to go, and of which no call was made. */
export function waits(life: Life): boolean {
  return !isWellOff(life) && life.attempts.length === 0;
}

/** How the last call of a message that was not delivered ended: what came before it was tried again. */
function lastEnd(life: Life, { calls }: Case): CallEnd | undefined {
  const last = isWellOff(life) ? undefined : life.attempts.at(-1);
  return last === undefined ? undefined : calls.endOf(last);
}

/** A refusal so near the end of the trace may be the first leg of a handshake. */
function mayGoOn({ status, at }: CallEnd, { input: { horizon } }: Case): boolean {
  if ((status !== 401 && status !== 407) || at === undefined || horizon === undefined) return false;
  return horizon < addSeconds(at, HANDSHAKE_SECONDS);
}

function surenessOf(end: CallEnd, matches: Matches, subject: Case): Certainty | undefined {
  const certainty = matches(end);
  return certainty !== undefined && mayGoOn(end, subject) ? 'possible' : certainty;
}

interface Sure {
  readonly end: CallEnd;
  readonly certainty: Certainty;
}

/** Messages whose last call ended so; a call that hangs by less than a key is a guess. */
function messagesEndedSo(subject: Case, matches: Matches): readonly Sure[] {
  return subject.input.lives.flatMap((life) => {
    const end = lastEnd(life, subject);
    const certainty = end === undefined ? undefined : surenessOf(end, matches, subject);
    if (end === undefined || certainty === undefined) return [];
    const isGuess = life.attempts.at(-1)?.link === 'weak';
    return [{ end, certainty: isGuess ? 'possible' : weaker(certainty, life.certainty) }];
  });
}

/** The ends of all EWS calls, if all of them ended so; one alone says little, unless a message waits for Exchange. */
function allEndedSo(subject: Case, matches: Matches): readonly Sure[] | undefined {
  const { ewsEnds } = subject.calls;
  const sure = ewsEnds.flatMap((end) => {
    const certainty = surenessOf(end, matches, subject);
    return certainty === undefined ? [] : [{ end, certainty }];
  });
  const isEnough = ewsEnds.length > 1 || (ewsEnds.length === 1 && subject.input.lives.some(waits));
  return isEnough && sure.length === ewsEnds.length ? sure : undefined;
}

function answerOf(sure: readonly Sure[], certainty: Certainty): Answer {
  const shown = sure.slice(0, 3).map(({ end }) => end);
  const found = [...new Set(shown.map(({ words }) => words))].join('; ');
  return { holds: 'yes', found, certainty, evidence: shown.flatMap(({ evidence }) => evidence) };
}

/** Whether every EWS call of the client ended so: one that did not shows that it is not the environment. */
export function everyCallEndsSo(
  name: string,
  wanted: string,
  matches: Matches,
  unclear: Unclear = PLAIN,
): Question<Case> {
  return {
    name,
    wanted,
    ask: (subject) => {
      const { ewsEnds } = subject.calls;
      if (ewsEnds.length === 0) return { holds: 'unknown', because: 'no EWS call with an answer was seen' };
      const others = ewsEnds.filter((end) => matches(end) === undefined);
      const plain = others.find((end) => unclear(end) === undefined);
      if (plain !== undefined) return { holds: 'no', found: plain.words };
      const [other] = others;
      const because = other === undefined ? undefined : unclear(other);
      if (other !== undefined && because !== undefined) return { holds: 'unknown', found: other.words, because };
      const all = allEndedSo(subject, matches);
      const [only] = ewsEnds;
      if (all === undefined)
        return answerOf(only === undefined ? [] : [{ end: only, certainty: 'possible' }], 'possible');
      return answerOf(all, all.map(({ certainty }) => certainty).reduce(weaker, 'likely'));
    },
  };
}

/** Why it cannot be told that no call ended so; undefined where it can. */
function silenceOfCalls(subject: Case): string | undefined {
  const { lives } = subject.input;
  if (subject.calls.ewsEnds.length > 0 || lives.some(({ outcome }) => outcome === 'delivered')) return undefined;
  for (const life of lives) {
    const because = isWellOff(life) ? undefined : silenceOf({ ...subject, life });
    if (because !== undefined) return because;
  }
  return lives.some((life) => life.attempts.length > 0) ? undefined : 'no EWS call with an answer was seen';
}

/** An end of a message that may hide such a one, or the first of all calls where every one may. */
function hidingEnd(lasts: readonly CallEnd[], all: readonly CallEnd[], unclear: Unclear): CallEnd | undefined {
  const own = lasts.find((end) => unclear(end) !== undefined);
  return own ?? (all.every((end) => unclear(end) !== undefined) ? all[0] : undefined);
}

/**
 * Whether a message that was not delivered ended so, or every EWS call that the client made. A failure that a later call got over is
 * none, and a call that fails now and then is none of the environment.
 */
export function callsEndSo(name: string, wanted: string, matches: Matches, unclear: Unclear = PLAIN): Question<Case> {
  return {
    name,
    wanted,
    ask: (subject) => {
      const own = messagesEndedSo(subject, matches);
      if (own.length > 0) return answerOf(own, own.map(({ certainty }) => certainty).reduce(stronger, 'possible'));
      const all = allEndedSo(subject, matches);
      if (all !== undefined) return answerOf(all, all.map(({ certainty }) => certainty).reduce(weaker, 'likely'));
      const because = silenceOfCalls(subject);
      if (because !== undefined) return { holds: 'unknown', because };
      const lasts = subject.input.lives.flatMap((life) => lastEnd(life, subject) ?? []);
      const hiding = hidingEnd(lasts, subject.calls.ewsEnds, unclear);
      if (hiding !== undefined) return { holds: 'unknown', found: hiding.words, because: unclear(hiding) ?? '' };
      const found = lasts[0] ?? subject.calls.ewsEnds[0];
      return { holds: 'no', ...(found !== undefined && { found: found.words }) };
    },
  };
}

/** Messages that such an end explains: those whose last call ended so, and those for which no call was made. */
export function explainedBy(matches: Matches): (life: Life, subject: Case) => boolean {
  return (life, subject) => {
    const end = lastEnd(life, subject);
    if (end !== undefined) return matches(end) !== undefined;
    const { ewsEnds } = subject.calls;
    return waits(life) && ewsEnds.length > 0 && ewsEnds.every((one) => matches(one) !== undefined);
  };
}
