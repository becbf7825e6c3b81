/** What a phrase is found by where several items of an event may hold it together. */
export interface ItemPhrase {
  /** Words of it that can be looked for: any of them will do, and the first is likely to be the rarest. */
  readonly searched: readonly string[];
  /** All its words: an event that holds the phrase has each of them. */
  readonly words: readonly string[];
}

/** Texts to look for in a trace, all ASCII and at least three characters long. */
export interface WantedLiterals {
  readonly literals: readonly string[];
  /** The same for forms that write each item of an event apart, and of which a record joins them by blanks: no blank of the record's text is sure to stand there. */
  readonly itemLiterals: readonly string[];
  /** What may stand there over several items. Lines that hold an event as data have such, too. */
  readonly itemPhrases: readonly ItemPhrase[];
  /** Numbers that count only where they stand alone: `error 12002`, not `00012002`. */
  readonly numbers: readonly string[];
}

/** No text at all. */
export const NO_LITERALS: WantedLiterals = { literals: [], itemLiterals: [], itemPhrases: [], numbers: [] };

const LEAST_WORD = 3;

/** What of a text stands in one item of an event: its longest part without a blank, if that can be looked for. */
export function itemLiteralOf(text: string): string {
  const longest = text.split(' ').reduce((best, word) => (word.length > best.length ? word : best), '');
  return longest.length < LEAST_WORD ? text : longest;
}

/**
 * Which records of a trace are worth building. Almost nothing in a trace matters, so a reader frames all records,
 * but makes a TraceRecord only of those that hold one of the literals or that may continue an unfinished message.
 */
export interface Wanted {
  readonly wanted: WantedLiterals;
  /** True while some thread has an unfinished message: only then are process and thread of every record looked at. */
  followsAny(): boolean;
  follows(pid: number | undefined, tid: number | undefined): boolean;
}

const patterns = new WeakMap<WantedLiterals, RegExp>();

/** Whether a text holds one of the literals, or one of the numbers, be it within another. One pattern of all takes a tenth of the time of as many looks. */
export function holdsWanted(wanted: WantedLiterals, text: string): boolean {
  let pattern = patterns.get(wanted);
  if (pattern === undefined) {
    const all = [...wanted.literals, ...wanted.numbers].map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    pattern = new RegExp(all.length === 0 ? '(?!)' : all.join('|'));
    patterns.set(wanted, pattern);
  }
  return pattern.test(text);
}
