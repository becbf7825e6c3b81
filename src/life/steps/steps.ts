import type { Step } from '../../model/life.ts';
import type { Happening } from '../happening.ts';
import type { Gathering } from '../messages/gathering.ts';
import type { Judgement } from '../outcome.ts';
import type { SipSide } from '../sip/sip-side.ts';
import { sortedRefs } from '../timeline.ts';
import type { Writable } from '../writable.ts';
import { align } from './align.ts';
import { type Blindness, whyUnseen } from './blindness.ts';
import { happeningsOf } from './happenings.ts';
import type { Move } from './machine.ts';

function stepOf({ event, state, fit }: Move, happening: Happening, blindness: Blindness): Step {
  const { at, link, reason, evidence } = happening;
  const isUnseen = fit === 'required-not-seen';
  const step: Writable<Step> = { event, state, fit, link, evidence: isUnseen ? [] : sortedRefs(evidence) };
  const why = isUnseen ? whyUnseen(event, at, blindness) : reason;
  if (at !== undefined && !isUnseen) step.at = at;
  if (why !== undefined) step.reason = why;
  return step;
}

/** The steps of a message aligned with the machine: those seen, and those required that were not. */
export function stepsOf(message: Gathering, judgement: Judgement, blindness: Blindness, sip: SipSide): readonly Step[] {
  const happenings = happeningsOf(message, judgement, sip);
  const moves = align(happenings.map(({ event }) => event));
  return happenings.flatMap((happening, i) => (moves[i] ?? []).map((move) => stepOf(move, happening, blindness)));
}
