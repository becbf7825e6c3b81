import { compareVersions } from '../model/compare-versions.ts';
import { holdsMarkup } from '../model/markup.ts';
import type { Phrase } from '../model/phrase.ts';
import type { PhraseSet } from './phrase-set.ts';

/** What may be wrong with phrases that are valid, each by itself. */
export interface PhraseDoubt {
  readonly kind:
    | 'shadowed'
    | 'contradicts'
    | 'says-the-same'
    | 'slow'
    | 'no-version'
    | 'no-words'
    | 'never-found'
    | 'odd-id';
  readonly phrase: Phrase;
  /** The other phrase, where there is one. */
  readonly other?: Phrase;
}

/** A character that stands in no literal: what it fills matches nothing but holes. */
const FILLING = '\uE000';

/**
 * Lines of which every match of another template says that the other finds whatever this one finds. A `{*}` may be empty, which no hole can be: with one
 * there are two lines.
 */
function examplesOf(set: PhraseSet, phrase: Phrase): readonly string[] {
  const parts = set.partsOf(phrase);
  const lineWith = (skipped: string): string =>
    parts.map((part) => (part.kind === 'literal' ? part.text : part.kind === 'skip' ? skipped : FILLING)).join('');
  return [...new Set([lineWith(FILLING), lineWith('')])];
}

function hasWiderScope(wide: Phrase, narrow: Phrase): boolean {
  const isOpen = (one: string | undefined, other: string | undefined): boolean => one === undefined || one === other;
  return isOpen(wide.component, narrow.component) && isOpen(wide.function, narrow.function);
}

function isNotAfter(since: string | undefined, until: string | undefined): boolean {
  return since === undefined || until === undefined || compareVersions(since, until) <= 0;
}

/** Some version of the client may write both. */
function areOfOneVersion(one: Phrase, other: Phrase): boolean {
  return isNotAfter(one.since, other.until) && isNotAfter(other.since, one.until);
}

/** Whatever version writes the narrow one writes the wide one. */
function hasWiderVersions(wide: Phrase, narrow: Phrase): boolean {
  const beginsEarly = wide.since === undefined || (narrow.since !== undefined && isNotAfter(wide.since, narrow.since));
  return (
    beginsEarly && (wide.until === undefined || (narrow.until !== undefined && isNotAfter(narrow.until, wide.until)))
  );
}

/** A line of these has no letter to tell it from any other. */
const LEAST_LETTERS = 2;
/** An id is shown in tables and sentences. */
const MOST_OF_ID = 100;

function lettersOf(set: PhraseSet, phrase: Phrase): number {
  return set
    .partsOf(phrase)
    .reduce((sum, part) => sum + (part.kind === 'literal' ? (part.text.match(/[\p{L}\p{N}]/gu) ?? []).length : 0), 0);
}

function isOddId(id: string): boolean {
  return id.trim() !== id || id.length > MOST_OF_ID || /[\p{Cc}\p{Cf}\p{Cs}]/u.test(id);
}

/** Lines with markup are not looked at, as what stands in it may be anybody's; and no text holds half a character. */
function isNeverFound(set: PhraseSet, phrase: Phrase): boolean {
  const words = set.partsOf(phrase).map((part) => (part.kind === 'literal' ? part.text : '17'));
  return holdsMarkup(`x ${words.join('')} x`) || /\p{Cs}/u.test(words.join(' '));
}

/** What is doubtful about a phrase whatever the others are. */
function ownDoubts(set: PhraseSet, phrase: Phrase): readonly PhraseDoubt[] {
  return [
    ...(set.isSlow(phrase) ? [{ kind: 'slow', phrase } as const] : []),
    ...(isNotAfter(phrase.since, phrase.until) ? [] : [{ kind: 'no-version', phrase } as const]),
    ...(lettersOf(set, phrase) < LEAST_LETTERS ? [{ kind: 'no-words', phrase } as const] : []),
    ...(isNeverFound(set, phrase) ? [{ kind: 'never-found', phrase } as const] : []),
    ...(isOddId(phrase.id) ? [{ kind: 'odd-id', phrase } as const] : []),
  ];
}

/**
 * Phrases that never have their turn, as one that goes before them finds all their lines (`shadowed`), that find the same lines and say another thing
 * (`contradicts`) or the same (`says-the-same`), that make every record be looked at (`slow`), that no version of the
 * client has (`no-version`), whose words hold next to no letter (`no-words`) or are in no line that is looked at (`never-found`), and whose id is hard to read (`odd-id`). In the order of the set.
 */
export function checkPhrases(set: PhraseSet): readonly PhraseDoubt[] {
  const examples = new Map(set.phrases.map((phrase) => [phrase, examplesOf(set, phrase)] as const));
  const finds = (one: Phrase, other: Phrase): boolean =>
    (examples.get(other) ?? []).every((line) => set.isIn(one, line)) && hasWiderScope(one, other);
  return set.phrases.flatMap((phrase, rank): readonly PhraseDoubt[] => {
    const doubts = ownDoubts(set, phrase);
    for (const other of set.allIn(examples.get(phrase)?.[0] ?? '')) {
      if (set.rankOf(other) >= rank) break;
      if (!areOfOneVersion(other, phrase) || !finds(other, phrase)) continue;
      if (!finds(phrase, other)) {
        if (!hasWiderVersions(other, phrase)) continue;
        return [...doubts, { kind: 'shadowed', phrase, other }];
      }
      return [...doubts, { kind: phrase.observes === other.observes ? 'says-the-same' : 'contradicts', phrase, other }];
    }
    return doubts;
  });
}
