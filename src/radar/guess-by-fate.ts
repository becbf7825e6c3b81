import type { Outcome } from '../model/life.ts';
import type { PhraseKind } from '../model/phrase.ts';
import type { KnownShare } from '../model/radar-report.ts';
import type { Shape } from './build-shapes.ts';

/** A shape with what is known of it. */
export interface Ranked {
  readonly shape: Shape;
  readonly known: KnownShare | undefined;
  readonly words: PhraseKind | undefined;
}

/** What a message of this outcome ends with. */
const LAST_OF: Readonly<Partial<Record<Outcome, PhraseKind>>> = {
  delivered: 'message-sent',
  'stuck-in-drafts': 'draft-saved',
  rejected: 'message-failed',
  unreachable: 'ews-failed',
  'timed-out': 'timer-expired',
  'left-in-spooler': 'spool-written',
};
/** Below this a shape goes with the known messages by chance. */
const LEAST_SCORE = 0.5;

/**
 * Guesses by the fates of known messages: of the shapes that go with messages of one outcome alone, and whose words tell nothing, the one that comes last tells
 * how they ended; of those that go with all of them the first one tells that they began.
 */
export function guessesByFate(ranked: readonly Ranked[]): ReadonlyMap<Shape, PhraseKind> {
  const guesses = new Map<Shape, PhraseKind>();
  const open = ranked.filter(({ known, words }) => words === undefined && (known?.score ?? 0) >= LEAST_SCORE);
  const byTime = open.toSorted((a, b) => a.shape.nearTicks - b.shape.nearTicks);
  for (const [outcome, last] of Object.entries(LAST_OF)) {
    if (ranked.some(({ words, known }) => words === last && (known?.near ?? 0) > 0)) continue;
    const its = byTime.filter(({ known }) => known?.outcome === outcome).at(-1);
    if (its !== undefined) guesses.set(its.shape, last);
  }
  const [first] = byTime;
  const isBegun = ranked.some(({ words, known }) => words === 'message-queued' && (known?.near ?? 0) > 0);
  if (first !== undefined && !isBegun && !guesses.has(first.shape)) guesses.set(first.shape, 'message-queued');
  return guesses;
}
