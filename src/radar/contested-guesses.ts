import type { SuggestedPhrase } from '../model/radar-report.ts';
import { PhraseSet, readPhrasebook } from '../phrases/index.ts';
import type { Shape } from './build-shapes.ts';

/** A shape with the phrase that was made of it. */
export interface Suggestion {
  readonly shape: Shape;
  readonly phrase: SuggestedPhrase | undefined;
}

/** A line of a shape, each hole filled with a word. */
function lineOf({ parts }: Shape): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : 'x17')).join('');
}

/** Whether a phrase may be of the component and the function of a shape: they are not known where its lines have several. */
function isWithin(phrase: SuggestedPhrase, shape: Shape): boolean {
  const fits = (asked: string | undefined, own: string | undefined): boolean =>
    asked === undefined || own === undefined || asked === own;
  return fits(phrase.component, shape.component) && fits(phrase.function, shape.function);
}

/**
 * Shapes whose phrase has a guess, and stands in lines of another shape as well, of which nothing is guessed: a template has no end of the line, so `… sent to Exchange`
 * stands in `… sent to Exchange later`, too. Lines of another guess are taken by its own phrase, which has more text; those of one that is contested are taken by none.
 */
export function contestedGuesses(suggestions: readonly Suggestion[]): ReadonlySet<Shape> {
  const phrases = suggestions.flatMap(({ phrase }, i) =>
    phrase?.observes === undefined ? [] : [{ id: String(i), observes: phrase.observes, text: phrase.text }],
  );
  if (phrases.length === 0) return new Set();
  const set = new PhraseSet([readPhrasebook('radar', JSON.stringify({ phrasebook: 1, name: 'radar', phrases }))]);
  const contested = new Set<Shape>();
  const unguessed = suggestions.filter(({ phrase }) => phrase?.observes === undefined).map(({ shape }) => shape);
  for (const shape of unguessed)
    for (const { id } of set.allIn(lineOf(shape))) {
      const other = suggestions[Number(id)];
      if (other?.phrase === undefined || other.shape === shape || contested.has(other.shape)) continue;
      if (!isWithin(other.phrase, shape)) continue;
      contested.add(other.shape);
      unguessed.push(other.shape);
    }
  return contested;
}
