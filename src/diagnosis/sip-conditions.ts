import type { SipAnswer, SipInvitation } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import type { Question } from './conditions.ts';
import { ofKind } from './of-kind.ts';
import type { Case } from './rule.ts';

function answersOf({ input }: Case): readonly SipAnswer[] {
  return ofKind(input.observations, 'sip-answer');
}

/** A 401 begins every sign-in, so that only one which ends without success has failed. */
export const signInFailed: Question<Case> = {
  name: 'the sign-in to Skype for Business failed',
  wanted: 'REGISTER refused, and never answered with 200',
  ask: (subject) => {
    const answers = answersOf(subject).filter(({ method }) => method === 'REGISTER');
    const last = answers.at(-1);
    if (last === undefined) return { holds: 'unknown', because: 'no answer to a REGISTER was seen' };
    const isIn = answers.some(({ status }) => status < 300);
    const found = `SIP ${last.status}`;
    return isIn ? { holds: 'no', found: 'signed in' } : { holds: 'yes', found, evidence: last.evidence };
  },
};

/** Not there, and busy: what a person who does not want to be disturbed answers. */
const TURNED_AWAY: ReadonlySet<number> = new Set([480, 486]);

interface Declined {
  readonly status: number;
  /** Whom the message was for. */
  readonly to: string | undefined;
  readonly evidence: readonly Ref[];
}

/** What the user wrote and a client refused: who answers so is there. A call that is refused is none. */
function declinedOf(subject: Case): readonly Declined[] {
  const written = new Map<string, SipInvitation>();
  for (const one of ofKind(subject.input.observations, 'sip-invitation')) {
    if (one.isWritten) written.set(one.callId, one);
  }
  return answersOf(subject).flatMap(({ isByEndpoint, status, callId, method, evidence }) => {
    const asked = method === 'REGISTER' ? undefined : written.get(callId);
    if (!isByEndpoint || !TURNED_AWAY.has(status) || asked === undefined) return [];
    return [{ status, to: asked.to, evidence: [...asked.evidence, ...evidence] }];
  });
}

/** A refusal of an INVITE whose body is not in the log: it may have been to a conversation in writing, or to a call. */
function unclearRefusal(subject: Case): SipAnswer | undefined {
  const opaque = new Set(
    ofKind(subject.input.observations, 'sip-invitation').flatMap((one) => (one.isOpaque === true ? [one.callId] : [])),
  );
  if (opaque.size === 0) return undefined;
  // A server answers 480 for one who is offline, and 486 for nobody.
  return answersOf(subject).find(
    ({ isByEndpoint, status, callId }) => opaque.has(callId) && (status === 486 || (status === 480 && isByEndpoint)),
  );
}

/** A server answers 480 for one who is offline; that a client answers shows that the recipient is there. */
export const recipientDeclined: Question<Case> = {
  name: "the recipient's own client turned the message away",
  wanted: 'SIP 480 or 486 from a client, and no offline message to that address',
  ask: (subject) => {
    const { lives, observations } = subject.input;
    const reached = new Set(lives.flatMap(({ recipients }) => recipients));
    const declined = declinedOf(subject).filter(({ to }) => to === undefined || !reached.has(to));
    if (declined.length > 0) {
      const found = declined.map(({ status, to }) => `SIP ${status} of ${to ?? 'a recipient'}`).join('; ');
      return { holds: 'yes', found, evidence: declined.flatMap((one) => one.evidence), certainty: 'likely' };
    }
    const unclear = unclearRefusal(subject);
    if (unclear !== undefined) {
      const because = 'the body of the INVITE is not in the log: whether it was to write or to call is not known';
      return { holds: 'unknown', found: `SIP ${unclear.status}`, because };
    }
    const hasSip =
      ofKind(observations, 'sip-answer').length > 0 ||
      ofKind(observations, 'sip-server').length > 0 ||
      ofKind(observations, 'user').some(({ origin }) => origin === 'sip-from');
    return hasSip ? { holds: 'no', found: 'no such answer' } : { holds: 'unknown', because: 'the trace holds no SIP' };
  },
};
