import type { RadarReport } from '../model/radar-report.ts';

const NOTE = 'drafted by radar: make sure that it tells this, then set the status to confirmed';

/** A draft of a phrasebook, and what is not in it. */
export interface DraftPhrasebook {
  /** Ends with one newline. */
  readonly text: string;
  readonly phrases: number;
  /** Shapes of which nobody can say what they tell: a phrase must say that. */
  readonly left: number;
}

/** A phrasebook of the phrases whose meaning could be guessed. They are `assumed`: what rests on them is likely at most until somebody confirms them. */
export function draftPhrasebook(report: RadarReport): DraftPhrasebook {
  const ids = new Set<string>();
  const phrases = report.shapes.flatMap(({ phrase, count }) => {
    if (phrase?.observes === undefined || ids.has(phrase.id)) return [];
    ids.add(phrase.id);
    const { id, observes, text, ...scope } = phrase;
    return [
      { id, observes, text, ...scope, status: 'assumed', note: `${count} ${count === 1 ? 'line' : 'lines'}; ${NOTE}` },
    ];
  });
  const book = { phrasebook: 1, name: 'draft by radar', phrases };
  return {
    text: `${JSON.stringify(book, undefined, 2)}\n`,
    phrases: phrases.length,
    left: report.shapes.length - phrases.length,
  };
}
