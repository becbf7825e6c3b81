import type { PhraseKind } from '../model/phrase.ts';
import type { SuggestedPhrase } from '../model/radar-report.ts';
import { PhraseSet, readPhrasebook } from '../phrases/index.ts';
import type { Shape } from './build-shapes.ts';

/** Guesses that end the life of a message. */
const ENDS: ReadonlySet<PhraseKind> = new Set<PhraseKind>(['message-sent', 'message-failed']);

/** A shape with the phrase that was made of it. */
export interface Suggestion {
  readonly shape: Shape;
  readonly phrase: SuggestedPhrase | undefined;
}

/** A line of a shape, each hole filled with a word. */
function lineOf({ parts }: Shape): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : 'x17')).join('');
}

/**
 * Shapes whose phrase says how messages ended, and stands in lines of another shape as well, of which nothing is guessed: a template has no end of the line, so
 * `… sent to Exchange` stands in `… sent to Exchange later`, too.
 */
export function contestedGuesses(suggestions: readonly Suggestion[]): ReadonlySet<Shape> {
  const phrases = suggestions.flatMap(({ phrase }, i) =>
    phrase?.observes !== undefined && ENDS.has(phrase.observes)
      ? [{ id: String(i), observes: phrase.observes, text: phrase.text }]
      : [],
  );
  if (phrases.length === 0) return new Set();
  const set = new PhraseSet([readPhrasebook('radar', JSON.stringify({ phrasebook: 1, name: 'radar', phrases }))]);
  const contested = new Set<Shape>();
  for (const { shape, phrase } of suggestions) {
    if (phrase?.observes !== undefined) continue;
    for (const { id } of set.allIn(lineOf(shape))) {
      const other = suggestions[Number(id)]?.shape;
      if (other !== undefined && other !== shape) contested.add(other);
    }
  }
  return contested;
}
