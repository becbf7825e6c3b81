import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Attempt, Life } from '../../model/life.ts';
import type { HttpResponse, Observation } from '../../model/observation.ts';
import { isSend } from '../attempts.ts';
import { CitedPlaces } from '../evidence.ts';
import type { Change, Changeable } from './fact-change.ts';

/** One way in which calls failed. */
interface Failure {
  readonly words: string;
  readonly isOfAttempt: (attempt: Attempt) => boolean;
  readonly isOfObservation: (observation: Observation) => boolean;
}

const FAILED: ReadonlySet<Attempt['result']> = new Set(['error', 'transport-error', 'no-answer']);

function codesOf(one: Observation): readonly (string | undefined)[] {
  if (one.kind !== 'http-response') return [];
  const answers = one.fault === undefined ? one.answers : [...one.answers, one.fault];
  return answers.flatMap(({ responseCode, innerResponseCode }) => [responseCode, innerResponseCode]);
}

function byCode(code: string): Failure {
  return {
    words: `had Exchange accepted the call instead of answering ${code}`,
    isOfAttempt: (attempt) => attempt.responseCode === code || attempt.innerResponseCode === code,
    isOfObservation: (one) => codesOf(one).includes(code),
  };
}

function byStatus(status: number): Failure {
  return {
    words: `had Exchange accepted the call instead of answering HTTP ${status}`,
    isOfAttempt: (attempt) => FAILED.has(attempt.result) && attempt.httpStatus === status,
    isOfObservation: (one) => one.kind === 'http-response' && one.status === status,
  };
}

function byTransport(code: number, name: string): Failure {
  const shown = name.includes(String(code)) ? name : `${name} (${code})`;
  return {
    words: `had the call been answered instead of ending in ${shown}`,
    isOfAttempt: (attempt) => attempt.transport?.code === code,
    isOfObservation: (one) => one.kind === 'transport-failure' && one.code === code,
  };
}

const SILENCE: Failure = {
  words: 'had Exchange answered the call in time',
  isOfAttempt: (attempt) => attempt.result === 'no-answer',
  isOfObservation: () => false,
};

/** The ways in which calls of the case failed, each once, in the order met: those of its messages, then others. */
function failuresIn({ lives, observations }: DiagnosisInput): readonly Failure[] {
  const failures = new Map<string, Failure>();
  const add = (key: string, failure: Failure) => failures.has(key) || failures.set(key, failure);
  for (const { result, responseCode, innerResponseCode, httpStatus, transport } of lives.flatMap(
    (life) => life.attempts,
  )) {
    if (!FAILED.has(result)) continue;
    for (const code of [innerResponseCode, responseCode]) {
      if (code !== undefined && code !== 'NoError') add(code, byCode(code));
    }
    if (transport !== undefined) add(transport.name, byTransport(transport.code, transport.name));
    if (result === 'no-answer') add('silence', SILENCE);
    else if (responseCode === undefined && transport === undefined && httpStatus !== undefined) {
      add(`HTTP ${httpStatus}`, byStatus(httpStatus));
    }
  }
  for (const one of observations) {
    if (one.kind === 'transport-failure') add(one.name, byTransport(one.code, one.name));
    for (const code of codesOf(one)) if (code !== undefined && code !== 'NoError') add(code, byCode(code));
    if (one.kind !== 'http-response' || one.status === undefined || one.status < 400) continue;
    if (codesOf(one).length === 0) add(`HTTP ${one.status}`, byStatus(one.status));
  }
  return [...failures.values()];
}

/** The call as Exchange would have taken it. */
function accepted(attempt: Attempt): Attempt {
  const { transport: _, innerResponseCode: __, backOffMs: ___, ...call } = attempt;
  return {
    ...call,
    result: isSend(attempt) ? 'accepted' : 'saved',
    httpStatus: 200,
    responseCode: 'NoError',
    retryable: false,
    challenges: [],
  };
}

/** A later success replaces an earlier failure (contract section 3), and a message that was sent is no draft. */
function withAttempts(life: Life, attempts: readonly Attempt[]): Life {
  if (!attempts.some((attempt) => attempt.result === 'accepted')) return { ...life, attempts };
  return { ...life, attempts, outcome: 'delivered', hasDraft: false, draftFolderUncertain: false };
}

function answered(one: Observation): HttpResponse {
  const { source, offset, evidence, at, pid, tid } = one;
  const ids = one.kind === 'http-response' || one.kind === 'transport-failure' ? one.requestIds : [];
  return {
    kind: 'http-response',
    source,
    offset,
    evidence,
    ...(at !== undefined && { at }),
    ...(pid !== undefined && { pid }),
    ...(tid !== undefined && { tid }),
    ...(one.kind === 'http-response' && one.clientRequestId !== undefined && { clientRequestId: one.clientRequestId }),
    requestIds: ids,
    cut: false,
    status: 200,
    ...(one.kind === 'http-response' && one.operation !== undefined && { operation: one.operation }),
    answers: [{ responseClass: 'Success', responseCode: 'NoError', itemIds: [], folders: [], evidence }],
    challenges: [],
  };
}

function without(failure: Failure, input: DiagnosisInput): DiagnosisInput {
  const places = new CitedPlaces();
  const lives = input.lives.map((life) => {
    if (!life.attempts.some(failure.isOfAttempt)) return life;
    return withAttempts(
      life,
      life.attempts.map((attempt) => {
        if (!failure.isOfAttempt(attempt)) return attempt;
        places.add(attempt.evidence);
        return accepted(attempt);
      }),
    );
  });
  const isAnswer = (one: Observation) => one.kind === 'http-response' || one.kind === 'transport-failure';
  const isChanged = (one: Observation) =>
    failure.isOfObservation(one) || (isAnswer(one) && places.hasAny(one.evidence));
  return { ...input, lives, observations: input.observations.map((one) => (isChanged(one) ? answered(one) : one)) };
}

/** For each way in which calls failed, that they had not failed so. */
export function answerChanges({ input }: Changeable): readonly Change[] {
  return failuresIn(input).map((failure) => ({
    fact: 'answer',
    words: failure.words,
    apply: (changed) => without(failure, changed),
  }));
}
