import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Attempt, Life } from '../../model/life.ts';
import type { HttpResponse, Observation } from '../../model/observation.ts';
import { isSend } from '../attempts.ts';
import { endsAbandoned } from '../call-matches.ts';
import { CitedPlaces } from '../evidence.ts';
import { type Change, type Changeable, NOWHERE } from './fact-change.ts';

/** One way in which calls fail: what is otherwise with a change of the environment. */
interface Failure {
  readonly isOfAttempt: (attempt: Attempt) => boolean;
  readonly isOfObservation: (observation: Observation) => boolean;
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

const ADAL = 'AllowAdalForNonLyncIndependentOfLync';

/** Refusals of a client that does not take the token it is offered. */
function offersIn(observations: readonly Observation[]): Failure {
  const isOffer = (one: Observation) =>
    one.kind === 'http-response' && one.status === 401 && one.hasAuthorizationUri === true;
  const places = new CitedPlaces(observations.filter(isOffer).flatMap(({ evidence }) => evidence));
  return { isOfObservation: isOffer, isOfAttempt: ({ evidence }) => places.hasAny(evidence) };
}

/** With the setting the client signs in with the token that it is offered, and is not refused for want of one. */
export function tokenChanges({ input }: Changeable): readonly Change[] {
  if (!input.observations.some(offersIn(input.observations).isOfObservation)) return [];
  const apply = (changed: DiagnosisInput): DiagnosisInput => {
    const { observations, ...rest } = without(offersIn(changed.observations), changed);
    const others = observations.filter((one) => one.kind !== 'setting' || one.name !== ADAL);
    const set: Observation = { ...NOWHERE, kind: 'setting', name: ADAL, value: '1', origin: 'user-policy' };
    return { ...rest, observations: [...others, set] };
  };
  return [{ fact: 'setting', words: `with ${ADAL} 1`, apply }];
}

/** As if the client had gone on with the connections that it gave up. */
export function withoutAbandoned(input: DiagnosisInput): DiagnosisInput {
  const isAbandoned = (transportCode: number) =>
    endsAbandoned({ words: '', codes: [], offersToken: false, isUnreadable: false, evidence: [], transportCode }) !==
    undefined;
  const failure: Failure = {
    isOfAttempt: ({ transport }) => transport !== undefined && isAbandoned(transport.code),
    isOfObservation: (one) => one.kind === 'transport-failure' && isAbandoned(one.code),
  };
  return without(failure, input);
}
