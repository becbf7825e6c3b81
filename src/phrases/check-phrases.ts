import type { Phrase } from '../model/phrase.ts';
import type { PhraseSet } from './phrase-set.ts';

/** What may be wrong with phrases that are valid, each by itself. */
export interface PhraseDoubt {
  readonly kind: 'shadowed' | 'contradicts' | 'says-the-same' | 'slow';
  readonly phrase: Phrase;
  /** The other phrase, where there is one. */
  readonly other?: Phrase;
}

/** A character that stands in no literal: what it fills matches nothing but holes. */
const FILLING = '\uE000';

/** A line of which every match of another template says that the other finds whatever this one finds. */
function exampleOf(set: PhraseSet, phrase: Phrase): string {
  return set
    .partsOf(phrase)
    .map((part) => (part.kind === 'literal' ? part.text : FILLING))
    .join('');
}

function hasWiderScope(wide: Phrase, narrow: Phrase): boolean {
  const isOpen = (one: string | undefined, other: string | undefined): boolean => one === undefined || one === other;
  return isOpen(wide.component, narrow.component) && isOpen(wide.function, narrow.function);
}

/**
 * Phrases that never have their turn, as one that goes before them finds all their lines (`shadowed`), that find the same lines and say another thing
 * (`contradicts`) or the same (`says-the-same`), and that make every record be looked at (`slow`). In the order of the set.
 */
export function checkPhrases(set: PhraseSet): readonly PhraseDoubt[] {
  const examples = new Map(set.phrases.map((phrase) => [phrase, exampleOf(set, phrase)] as const));
  return set.phrases.flatMap((phrase, rank): readonly PhraseDoubt[] => {
    const example = examples.get(phrase) ?? '';
    const doubts: PhraseDoubt[] = set.isSlow(phrase) ? [{ kind: 'slow', phrase }] : [];
    const before = set.allIn(example).find((other) => set.rankOf(other) < rank && hasWiderScope(other, phrase));
    if (before === undefined) return doubts;
    const isMutual = set.allIn(examples.get(before) ?? '').includes(phrase) && hasWiderScope(phrase, before);
    if (!isMutual) doubts.push({ kind: 'shadowed', phrase, other: before });
    else
      doubts.push({
        kind: phrase.observes === before.observes ? 'says-the-same' : 'contradicts',
        phrase,
        other: before,
      });
    return doubts;
  });
}
