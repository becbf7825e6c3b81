import type { Attempt, Certainty, LinkStrength } from '../model/life.ts';
import type { Gathering } from './messages/gathering.ts';
import type { Judgement } from './outcome.ts';
import type { Blindness } from './steps/blindness.ts';

const CAP: Readonly<Record<LinkStrength, Certainty>> = { exact: 'proven', moderate: 'proven', weak: 'possible' };
/** A line without an id may be of a message that no other line tells of. */
const TOLD_CAP: Readonly<Record<LinkStrength, Certainty>> = { exact: 'proven', moderate: 'likely', weak: 'possible' };
const ORDER: readonly Certainty[] = ['proven', 'likely', 'possible'];

/** The weaker of two certainties. */
function weaker(a: Certainty, b: Certainty): Certainty {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

/** Outcomes that rest on something that was not seen: an answer, a sending. Undecoded events may hide it. */
function restsOnSilence(message: Gathering, judgement: Judgement): boolean {
  if (judgement.told !== undefined) return false;
  if (judgement.outcome === 'timed-out') return message.attempts.at(-1)?.result === 'no-answer';
  if (judgement.outcome !== 'stuck-in-drafts') return false;
  return !message.attempts.some((attempt) => attempt.result === 'error' && !attempt.retryable);
}

/** The attempt that the outcome rests on: the one that Exchange accepted, else the last. */
function decisiveOf({ attempts }: Gathering): Attempt | undefined {
  return attempts.find((attempt) => attempt.result === 'accepted') ?? attempts.at(-1);
}

/** How sure the outcome of a message is: capped by its weakest link and by what the trace could not tell. */
export function certaintyOf(message: Gathering, judgement: Judgement, blindness: Blindness): Certainty {
  if (judgement.outcome === 'unknown' || message.isCut) return 'possible';
  let certainty: Certainty = 'proven';
  if (message.spool?.reading === 'carved' && !message.isInTrace) certainty = 'likely';
  if (message.spool !== undefined && message.isInTrace) certainty = weaker(certainty, CAP[message.spoolLink]);
  const decisive = decisiveOf(message);
  if (decisive !== undefined) certainty = weaker(certainty, CAP[decisive.link]);
  // An ItemId ties a sending to its draft; thread and order alone leave room for another's.
  if (decisive !== undefined && decisive.operation !== 'CreateItem' && decisive.link === 'moderate')
    certainty = weaker(certainty, 'likely');
  if (judgement.told !== undefined) certainty = weaker(certainty, TOLD_CAP[judgement.told.link]);
  // Its two minutes are counted from what happened to it later than it was sent.
  if (judgement.deadlinePassed && judgement.told === undefined && message.sentAt === undefined)
    certainty = weaker(certainty, 'likely');
  if (judgement.outcome === 'stuck-in-drafts' && message.hasDoubtfulRemoval) certainty = weaker(certainty, 'likely');
  // That no draft is left, a guess alone says.
  if (judgement.outcome !== 'delivered' && message.removals.some(({ link }) => link === 'weak')) certainty = 'possible';
  if (judgement.outcome !== 'delivered' && message.mayBeTriedElsewhere) certainty = 'possible';
  if (message.contradictions.length > 0) certainty = weaker(certainty, 'likely');
  if (restsOnSilence(message, judgement) && (blindness.hasUndecoded || blindness.hasUnpaired === true))
    certainty = weaker(certainty, 'likely');
  if (judgement.outcome === 'stuck-in-drafts' && message.hasUncertainDraft) certainty = 'possible';
  if (judgement.outcome === 'delivered' && message.spool !== undefined) certainty = weaker(certainty, 'likely');
  return certainty;
}
