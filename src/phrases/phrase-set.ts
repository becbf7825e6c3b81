import type { Phrase, PhraseMatch } from '../model/phrase.ts';
import { compileTemplate, type MatchTemplate } from './matcher.ts';
import { PhraseIndex } from './phrase-index.ts';
import type { Phrasebook, ReadPhrase } from './read-phrasebook.ts';
import type { TemplatePart } from './template.ts';

/** ASCII without what XML, CSV or JSON write otherwise. */
const PLAIN_RUN = /[\x20-\x21\x23-\x25\x28-\x3b\x3d\x3f-\x5b\x5d-\x7e]+/g;
/** A search for fewer characters would find too much. */
const LEAST_SEARCHED = 4;
const MOST_SEARCHED = 32;

interface Compiled {
  readonly phrase: Phrase;
  readonly match: MatchTemplate;
}

function literalsOf(parts: readonly TemplatePart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'literal' ? [part.text] : []));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}

/** What can be searched for in the bytes of any form of trace; undefined where a phrase has no such text. */
function searchedIn(parts: readonly TemplatePart[]): string | undefined {
  const run = longest(literalsOf(parts).flatMap((text) => text.match(PLAIN_RUN) ?? []));
  return run.length < LEAST_SEARCHED ? undefined : run.slice(0, MOST_SEARCHED);
}

function literalLength(parts: readonly TemplatePart[]): number {
  return literalsOf(parts).reduce((sum, text) => sum + text.length, 0);
}

/** What a record is asked by. */
export interface PhraseScope {
  readonly component?: string;
  readonly function?: string;
}

function fits(phrase: Phrase, scope: PhraseScope): boolean {
  return (
    (phrase.component === undefined || phrase.component === scope.component) &&
    (phrase.function === undefined || phrase.function === scope.function)
  );
}

/** The phrases in use, out of all phrasebooks. */
export class PhraseSet {
  /** The more telling first: of a later file, then with more literal text, then the earlier of a file. */
  readonly phrases: readonly Phrase[];
  /** Texts without which no phrase matches; see `searchesAll`. */
  readonly literals: readonly string[];
  /** Some phrase has no text that can be searched for: every record must be looked at. */
  readonly searchesAll: boolean;
  readonly #compiled: readonly Compiled[];
  readonly #index: PhraseIndex;

  /** A phrase of a later book takes the place of one of the same id. */
  constructor(books: readonly Phrasebook[]) {
    const byId = new Map<string, ReadPhrase & { readonly book: number }>();
    for (const [book, { phrases }] of books.entries())
      for (const one of phrases) byId.set(one.phrase.id, { ...one, book });
    const ranked = [...byId.values()].toSorted(
      (a, b) => b.book - a.book || literalLength(b.parts) - literalLength(a.parts) || 0,
    );
    this.phrases = ranked.map(({ phrase }) => phrase);
    this.#compiled = ranked.map(({ phrase, parts }) => ({ phrase, match: compileTemplate(parts) }));
    this.#index = new PhraseIndex(ranked.map(({ parts }) => longest(literalsOf(parts))));
    const searched = ranked.map(({ parts }) => searchedIn(parts));
    this.literals = [...new Set(searched.flatMap((text) => text ?? []))].toSorted();
    this.searchesAll = searched.includes(undefined);
  }

  /** The most telling phrase that a line holds: one line says one thing. */
  matchLine(line: string, scope: PhraseScope): PhraseMatch | undefined {
    for (const number of this.#index.candidates(line)) {
      const one = this.#compiled[number];
      if (one === undefined || !fits(one.phrase, scope)) continue;
      const found = one.match(line);
      if (found !== undefined) return { phrase: one.phrase, ...found };
    }
    return undefined;
  }
}
