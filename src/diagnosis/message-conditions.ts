import type { Attempt, Certainty, Life, LifeEvent, Outcome } from '../model/life.ts';
import type { Ref } from '../model/ref.ts';
import { describeAttempt, describeAttempts } from './attempts.ts';
import { stronger } from './certainty.ts';
import type { Answer, Question } from './conditions.ts';
import { remembered } from './remembered.ts';
import type { MessageCase } from './rule.ts';
import { silenceOf } from './silence.ts';

/** Evidence of the steps of one kind. */
export function refsOfSteps(life: Life, event: LifeEvent): readonly Ref[] {
  return life.steps.filter((step) => step.event === event).flatMap((step) => step.evidence);
}

function outcomeIn(name: string, wanted: readonly Outcome[]): Question<MessageCase> {
  return {
    name,
    wanted: wanted.join(' or '),
    ask: ({ life }) => ({
      holds: wanted.includes(life.outcome) ? 'yes' : 'no',
      found: `${life.id} is ${life.outcome}`,
    }),
  };
}

export const isDelivered: Question<MessageCase> = outcomeIn('Exchange accepted the message for sending', ['delivered']);

export const hasNoEnd: Question<MessageCase> = outcomeIn('nothing shows how the message ended', [
  'pending',
  'left-in-spooler',
  'unknown',
]);

export const isPending: Question<MessageCase> = outcomeIn('its two minutes were not over', ['pending']);

/** The first message that went through, if one did: the way to Exchange and the mailbox of the user are there. */
export const firstDelivered: (lives: readonly Life[]) => Life | undefined = remembered((lives) =>
  lives.find(({ outcome }) => outcome === 'delivered'),
);

/** A later success replaces an earlier failure of the same message (contract section 3). */
export const isNotDelivered: Question<MessageCase> = {
  name: 'the message was not delivered',
  ask: ({ life }) => ({
    holds: life.outcome === 'delivered' ? 'no' : 'yes',
    found: `${life.id} is ${life.outcome}`,
  }),
};

/** Whether one of the message's EWS calls ended as described; unknown where the trace is silent, not no. */
export function someCallEnded(
  name: string,
  wanted: string,
  matches: (attempt: Attempt, subject: MessageCase) => boolean,
  sureness: (attempt: Attempt, subject: MessageCase) => Certainty = () => 'proven',
): Question<MessageCase> {
  return {
    name,
    wanted,
    ask: (subject) => {
      const matching = subject.life.attempts.filter((attempt) => matches(attempt, subject));
      if (matching.length > 0) {
        return {
          holds: 'yes',
          found: matching.map(describeAttempt).join('; '),
          evidence: matching.flatMap((attempt) => attempt.evidence),
          // Nearness alone never joins two things, so a call that hangs by less than a key is a guess.
          certainty: matching
            .map((attempt) => (attempt.link === 'weak' ? 'possible' : sureness(attempt, subject)))
            .reduce(stronger, 'possible'),
        };
      }
      return noCall(subject);
    },
  };
}

function noCall(subject: MessageCase): Answer {
  const because = silenceOf(subject);
  const found = describeAttempts(subject.life);
  return because === undefined ? { holds: 'no', found } : { holds: 'unknown', found, because };
}

export const deadlineHasPassed: Question<MessageCase> = {
  name: 'its two minutes are over',
  ask: ({ life }) => {
    if (life.deadlinePassed || life.outcome === 'timed-out')
      return { holds: 'yes', evidence: refsOfSteps(life, 'deadline-passed') };
    if (life.sentAt === undefined) return { holds: 'unknown', because: 'it is not known when the message was sent' };
    return { holds: 'no' };
  },
};

/** Its spool file, still in the spooler. */
export const isInSpooler: Question<MessageCase> = {
  name: 'its file is in the spooler',
  ask: ({ life }) => {
    if (life.spool === 'unknown') return { holds: 'unknown', because: 'the bundle has no History Spooler folder' };
    if (life.spool === 'absent') return { holds: 'no', found: 'no file' };
    return {
      holds: 'yes',
      ...(life.spoolFile !== undefined && { found: life.spoolFile }),
      evidence: refsOfSteps(life, 'spool-written'),
    };
  },
};
