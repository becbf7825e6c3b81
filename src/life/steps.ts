import type { Step } from '../model/life.ts';
import { align } from './align.ts';
import { type Blindness, whyUnseen } from './blindness.ts';
import type { Gathering } from './gathering.ts';
import type { Happening } from './happening.ts';
import { happeningsOf } from './happenings.ts';
import type { Move } from './machine.ts';
import type { Judgement } from './outcome.ts';
import type { SipSide } from './sip-side.ts';
import { sortedRefs } from './timeline.ts';

function stepOf(move: Move, happening: Happening, blindness: Blindness): Step {
  const { at, link, reason, evidence } = happening;
  if (move.fit === 'required-not-seen') {
    return { ...move, link, reason: whyUnseen(move.event, at, blindness), evidence: [] };
  }
  return {
    ...(at === undefined ? {} : { at }),
    ...move,
    link,
    ...(reason === undefined ? {} : { reason }),
    evidence: sortedRefs(evidence),
  };
}

/** The steps of a message aligned with the machine: those seen, and those required that were not. */
export function stepsOf(message: Gathering, judgement: Judgement, blindness: Blindness, sip: SipSide): readonly Step[] {
  const happenings = happeningsOf(message, judgement, sip);
  const moves = align(happenings.map(({ event }) => event));
  return happenings.flatMap((happening, i) => (moves[i] ?? []).map((move) => stepOf(move, happening, blindness)));
}
