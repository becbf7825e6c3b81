import type { Outcome } from '../model/life.ts';
import type { PhraseKind } from '../model/phrase.ts';
import type { KnownShare } from '../model/radar-report.ts';
import type { Shape } from './build-shapes.ts';

/** A shape with what is known of it. */
export interface Ranked {
  readonly shape: Shape;
  readonly known: KnownShare | undefined;
  /** What all of its lines say. */
  readonly wording: string;
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
 * Guesses by the fates of known messages, of which there are so many: of the shapes that go with messages of one outcome alone, and whose words tell nothing,
 * the one that comes last tells how they ended; of those that go with all messages the first one tells that they began.
 */
export function guessesByFate(ranked: readonly Ranked[], messages: number): ReadonlyMap<Shape, PhraseKind> {
  const guesses = new Map<Shape, PhraseKind>();
  const open = ranked
    .filter(
      ({ known, words, shape }) =>
        words === undefined && shape.nearTicks !== undefined && (known?.score ?? 0) >= LEAST_SCORE,
    )
    .toSorted((a, b) => (a.shape.nearTicks ?? 0) - (b.shape.nearTicks ?? 0));
  const isTold = (kind: PhraseKind): boolean =>
    ranked.some(({ words, known }) => words === kind && (known?.near ?? 0) > 0);
  for (const [outcome, last] of Object.entries(LAST_OF)) {
    if (isTold(last)) continue;
    const its = open.filter(({ known }) => known?.outcome === outcome).at(-1);
    if (its !== undefined) guesses.set(its.shape, last);
  }
  const first = open.find(({ known }) => known?.messages === messages);
  if (first !== undefined && !isTold('message-queued') && !guesses.has(first.shape))
    guesses.set(first.shape, 'message-queued');
  return guesses;
}
