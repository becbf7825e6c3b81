import type { RadarReport } from '../model/radar-report.ts';
import { matchedBy } from './matched-by.ts';

const NOTE = 'drafted by radar: make sure that it tells this, then set the status to confirmed';

/** A draft of a phrasebook, and what is not in it. */
export interface DraftPhrasebook {
  /** Ends with one newline. */
  readonly text: string;
  readonly phrases: number;
  /** Shapes without a phrase there, by why. */
  readonly left: {
    /** Nobody can say what they tell: a phrase must say that. */
    readonly unguessed: number;
    /** Too little of them is the same in all lines. */
    readonly untemplated: number;
    /** A shape in front of them has the same phrase. */
    readonly taken: number;
  };
}

/** A phrasebook of the phrases whose meaning could be guessed. They are `assumed`: what rests on them is likely at most until somebody confirms them. */
export function draftPhrasebook(report: RadarReport): DraftPhrasebook {
  const matchedByOthers = new Set<string>();
  let taken = 0;
  const phrases = report.shapes.flatMap(({ phrase, count }) => {
    if (phrase?.observes === undefined) return [];
    if (matchedByOthers.has(matchedBy(phrase))) {
      taken++;
      return [];
    }
    matchedByOthers.add(matchedBy(phrase));
    const { id, observes, text, ...scope } = phrase;
    return [
      { id, observes, text, ...scope, status: 'assumed', note: `${count} ${count === 1 ? 'line' : 'lines'}; ${NOTE}` },
    ];
  });
  const book = { phrasebook: 1, name: 'draft by radar', phrases };
  return {
    text: `${JSON.stringify(book, undefined, 2)}\n`,
    phrases: phrases.length,
    left: {
      unguessed: report.shapes.filter(({ phrase }) => phrase !== undefined && phrase.observes === undefined).length,
      untemplated: report.shapes.filter(({ phrase }) => phrase === undefined).length,
      taken,
    },
  };
}
