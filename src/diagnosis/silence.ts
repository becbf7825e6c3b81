import type { Gap, GapKind } from '../model/issue.ts';
import type { Life } from '../model/life.ts';
import type { MessageCase } from './rule.ts';

/** Gaps behind which an answer may be hidden. That a trace begins or ends somewhere hides no answer within it. */
const HIDING: ReadonlySet<GapKind> = new Set<GapKind>(['undecoded', 'capped', 'unpaired', 'damaged']);

function sourcesOf(life: Life): ReadonlySet<string> {
  const refs = [...life.attempts, ...life.steps].flatMap((one) => one.evidence);
  return new Set(refs.map((ref) => ref.source));
}

/** The first gap, in a source that tells of this message or in none in particular, that may hide an answer. */
export function hidingGap(subject: MessageCase): Gap | undefined {
  const sources = sourcesOf(subject.life);
  return subject.input.gaps.find(
    (gap) => HIDING.has(gap.kind) && (gap.source === undefined || sources.has(gap.source)),
  );
}

/**
 * Why the absence of an error among a message's calls says nothing, or undefined when it does say that there was none.
 * A trace that is silent proves nothing.
 */
export function silenceOf(subject: MessageCase): string | undefined {
  const { life } = subject;
  if (life.outcome === 'delivered') return undefined;
  if (life.attempts.length === 0) {
    if (subject.input.horizon === undefined) return `there is no trace that could show an EWS call of ${life.id}`;
    return `no EWS call of ${life.id} was seen in the trace`;
  }
  const unreadable = life.attempts.find((attempt) => attempt.result === 'unreadable');
  if (unreadable !== undefined) return `the answer to ${unreadable.operation} cannot be read`;
  const unanswered = life.attempts.find((attempt) => attempt.result === 'no-answer');
  const gap = unanswered === undefined ? undefined : hidingGap(subject);
  if (unanswered === undefined || gap === undefined) return undefined;
  return `no answer to ${unanswered.operation} was seen, and one may be hidden: ${gap.text}`;
}
