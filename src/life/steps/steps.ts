import type { Step } from '../../model/life.ts';
import type { Ref } from '../../model/ref.ts';
import type { Happening } from '../happening.ts';
import type { Gathering } from '../messages/gathering.ts';
import type { Judgement } from '../outcome.ts';
import type { SipSide } from '../sip/sip-side.ts';
import { sortedRefs } from '../timeline.ts';
import { align } from './align.ts';
import { type Blindness, whyUnseen } from './blindness.ts';
import { happeningsOf } from './happenings.ts';
import type { Move } from './machine.ts';

const NO_EVIDENCE: readonly Ref[] = [];

/** Of most lives the same steps went unseen, for the same reason: each is made once a move. */
const unseen = new WeakMap<Move, Step>();

function unseenStep(move: Move, { at, link }: Happening, blindness: Blindness): Step {
  const { event, state, fit } = move;
  const reason = whyUnseen(event, at, blindness);
  const known = unseen.get(move);
  if (known?.link === link && known.reason === reason) return known;
  const step: Step = { event, state, fit, link, reason, evidence: NO_EVIDENCE };
  unseen.set(move, step);
  return step;
}

/** Each shape is written out: what is set later, or spread, takes more time and memory, and there are millions of steps. */
function seenStep({ event, state, fit }: Move, { at, link, reason, evidence: cited }: Happening): Step {
  const evidence = sortedRefs(cited);
  if (at === undefined)
    return reason === undefined ? { event, state, fit, link, evidence } : { event, state, fit, link, reason, evidence };
  return reason === undefined
    ? { at, event, state, fit, link, evidence }
    : { at, event, state, fit, link, reason, evidence };
}

/** Why it cannot be told what became of a message. */
function whyUnknown({ attempts, removals, spool, isInTrace }: Gathering): string {
  const last = attempts.at(-1);
  if (removals.length > 0) return 'the draft is gone, and no sending of it was seen';
  if (last?.result === 'unreadable')
    return last.responseCode === 'NoError'
      ? 'whether it was to be sent or only to be saved is not in the trace'
      : 'what Exchange answered is not in the trace';
  if (last?.result === 'accepted')
    return 'the answer that accepts it is tied to it by nothing but the lack of others, and its file still stands';
  if (spool !== undefined && !isInTrace) return 'there is no trace, and when the files were collected is not known';
  return 'what is in the files is not enough to tell';
}

/** The last step of a message whose outcome is unknown says why. */
function withDoubt(steps: readonly Step[], message: Gathering): readonly Step[] {
  return steps.map((step, i) =>
    i < steps.length - 1 || step.reason !== undefined ? step : { ...step, reason: whyUnknown(message) },
  );
}

/** The steps of a message aligned with the machine: those seen, and those required that were not. */
export function stepsOf(message: Gathering, judgement: Judgement, blindness: Blindness, sip: SipSide): readonly Step[] {
  const happenings = happeningsOf(message, judgement, sip);
  const moves = align(happenings.map(({ event }) => event));
  const steps: Step[] = [];
  for (const [i, happening] of happenings.entries()) {
    for (const move of moves[i] ?? []) {
      steps.push(move.fit === 'required-not-seen' ? unseenStep(move, happening, blindness) : seenStep(move, happening));
    }
  }
  // A copy has no room for more.
  return judgement.outcome === 'unknown' ? withDoubt(steps, message) : steps.slice();
}
