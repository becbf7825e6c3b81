import type { Question } from './conditions.ts';
import type { Case } from './rule.ts';

/** Answers of one kind in order of time. */
function answersTo(methods: readonly string[], { input }: Case) {
  return input.observations
    .filter((one) => one.kind === 'sip-response')
    .filter(({ method }) => methods.includes(method));
}

/** A 401 begins every sign-in, so that only one which ends without success has failed. */
export const signInFailed: Question<Case> = {
  name: 'the sign-in to Skype for Business failed',
  wanted: 'REGISTER refused, and never answered with 200',
  ask: (subject) => {
    const answers = answersTo(['REGISTER'], subject);
    const last = answers.at(-1);
    if (last === undefined) return { holds: 'unknown', because: 'no answer to a REGISTER was seen' };
    const isIn = answers.some(({ status }) => status < 300);
    const found = `SIP ${last.status}`;
    return isIn ? { holds: 'no', found: 'signed in' } : { holds: 'yes', found, evidence: last.evidence };
  },
};

/** A server answers 480 for one who is offline; that a client answers shows that the recipient is there. */
export const recipientDeclined: Question<Case> = {
  name: "the recipient's own client turned the message away",
  wanted: 'SIP 480 or 486 from a client, and no offline message to that address',
  ask: (subject) => {
    const { input } = subject;
    const answers = answersTo(['INVITE', 'MESSAGE'], subject);
    const declined = answers.filter(
      ({ isFromClient, recipient = '' }) =>
        isFromClient && !input.lives.some(({ recipients }) => recipients.includes(recipient)),
    );
    if (declined.length > 0) {
      const found = declined
        .map(({ status, recipient }) => `SIP ${status} of ${recipient ?? 'a recipient'}`)
        .join('; ');
      return { holds: 'yes', found, evidence: declined.flatMap((one) => one.evidence), certainty: 'likely' };
    }
    const hasSip = input.observations.some(
      (one) =>
        one.kind === 'sip-response' || one.kind === 'sip-server' || (one.kind === 'user' && one.origin === 'sip-from'),
    );
    return hasSip ? { holds: 'no', found: 'no such answer' } : { holds: 'unknown', because: 'the trace holds no SIP' };
  },
};
