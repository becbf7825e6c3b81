import type { PhraseKind } from '../model/phrase.ts';
import type { SuggestedPhrase } from '../model/radar-report.ts';
import { PhraseSet, readPhrasebook } from '../phrases/index.ts';
import type { Shape } from './build-shapes.ts';
import type { ContestingLine } from './contesting-lines.ts';

/** A shape with the phrase that was made of it. */
export interface Suggestion {
  readonly shape: Shape;
  readonly phrase: SuggestedPhrase | undefined;
}

/** A line of a shape, each hole filled with a word. */
function lineOf({ parts }: Shape): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : 'x17')).join('');
}

/** Whether a phrase may be of the component and the function of lines: they are not known where those have several. */
function isWithin(phrase: SuggestedPhrase, lines: Pick<ContestingLine, 'component' | 'function'>): boolean {
  const fits = (asked: string | undefined, own: string | undefined): boolean =>
    asked === undefined || own === undefined || asked === own;
  return fits(phrase.component, lines.component) && fits(phrase.function, lines.function);
}

/** What a line with a transport error may tell as well. */
const FAILURES: ReadonlySet<PhraseKind> = new Set<PhraseKind>([
  'message-failed',
  'ews-failed',
  'autodiscover-failed',
  'timer-expired',
]);

/**
 * Shapes whose phrase has a guess, and stands in lines of another shape as well, of which nothing is guessed: a template has no end of the line, so `… delivered to Exchange`
 * stands in `… delivered to Exchange later`, too. Lines of another guess are taken by its own phrase, which has more text; those of one that is contested are taken by none.
 * `failures`: lines that are no shapes, as they are understood to tell a failure.
 */
export function contestedGuesses(
  suggestions: readonly Suggestion[],
  failures: readonly ContestingLine[] = [],
): ReadonlySet<Shape> {
  const phrases = suggestions.flatMap(({ phrase }, i) =>
    phrase?.observes === undefined ? [] : [{ id: String(i), observes: phrase.observes, text: phrase.text }],
  );
  if (phrases.length === 0) return new Set();
  const set = new PhraseSet([readPhrasebook('radar', JSON.stringify({ phrasebook: 1, name: 'radar', phrases }))]);
  const contested = new Set<Shape>();
  const unguessed = suggestions.filter(({ phrase }) => phrase?.observes === undefined).map(({ shape }) => shape);
  const contest = (text: string, lines: Pick<ContestingLine, 'component' | 'function'>, isFailure: boolean): void => {
    for (const { id } of set.allIn(text)) {
      const { shape, phrase } = suggestions[Number(id)] ?? {};
      if (shape === undefined || phrase?.observes === undefined || shape === lines || contested.has(shape)) continue;
      if (!isWithin(phrase, lines) || (isFailure && FAILURES.has(phrase.observes))) continue;
      contested.add(shape);
      unguessed.push(shape);
    }
  };
  for (const line of failures) contest(line.text, line, true);
  for (const shape of unguessed) contest(lineOf(shape), shape, false);
  return contested;
}
