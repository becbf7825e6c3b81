import type { Phrase, PhraseMatch } from '../model/phrase.ts';
import type { ItemPhrase } from '../model/wanted.ts';
import { itemPhrasesOf } from './item-phrases.ts';
import { compileTemplate, type MatchTemplate } from './matcher.ts';
import { PhraseIndex } from './phrase-index.ts';
import type { Phrasebook, ReadPhrase } from './read-phrasebook.ts';
import { isTakenBack } from './taken-back.ts';
import type { TemplatePart } from './template.ts';

/** ASCII without what XML, CSV or JSON write otherwise. */
const PLAIN_RUN = /[\x20-\x21\x23-\x25\x28-\x3b\x3d\x3f-\x5b\x5d-\x7e]+/g;
/** A search for fewer characters would find too much. */
const LEAST_SEARCHED = 4;
const MOST_SEARCHED = 32;

interface Compiled {
  readonly phrase: Phrase;
  readonly parts: readonly TemplatePart[];
  readonly searched: string | undefined;
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
  if (run.length < LEAST_SEARCHED) return undefined;
  // Another item of the event may begin at a blank: there the bytes have something else.
  const trimmed = run.trim();
  return (trimmed.length < LEAST_SEARCHED ? run : trimmed).slice(0, MOST_SEARCHED);
}

/** Words of it that any form of trace writes as they are. */
function wordsOf(parts: readonly TemplatePart[]): readonly string[] {
  const runs = literalsOf(parts).flatMap((text) => text.match(PLAIN_RUN) ?? []);
  return [...new Set(runs.flatMap((run) => run.split(' ')).filter((word) => word !== ''))];
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

const NONE: readonly PhraseMatch[] = [];
/** Phrases of different versions that one line may be told by: each may say what the others do not. */
const MOST_MATCHES = 100;

/** The phrases in use, out of all phrasebooks. */
export class PhraseSet {
  /** The more telling first: of a later file, then with more literal text, then the earlier of a file. */
  readonly phrases: readonly Phrase[];
  /** Phrases whose place one of the same id in a later file has taken. */
  readonly replaced: readonly Phrase[];
  /** Texts without which no phrase matches; see `searchesAll`. */
  readonly literals: readonly string[];
  /** The same for forms that write each item of an event apart: phrases by their words, and the texts of those that have none to look for. */
  readonly itemPhrases: readonly ItemPhrase[];
  readonly itemLiterals: readonly string[];
  /** Some phrase has no text that can be searched for: every record must be looked at. */
  readonly searchesAll: boolean;
  readonly #compiled: readonly Compiled[];
  readonly #ranks: ReadonlyMap<Phrase, number>;
  readonly #index: PhraseIndex;
  #words: { readonly each: readonly (readonly string[])[]; readonly index: PhraseIndex } | undefined;

  constructor(books: readonly Phrasebook[]) {
    const byId = new Map<string, ReadPhrase & { readonly book: number }>();
    const replaced: Phrase[] = [];
    for (const [book, { phrases }] of books.entries()) {
      for (const one of phrases) {
        const earlier = byId.get(one.phrase.id);
        if (earlier !== undefined) replaced.push(earlier.phrase);
        byId.set(one.phrase.id, { ...one, book });
      }
    }
    const ranked = [...byId.values()].toSorted(
      (a, b) => b.book - a.book || literalLength(b.parts) - literalLength(a.parts),
    );
    this.replaced = replaced;
    this.phrases = ranked.map(({ phrase }) => phrase);
    this.#compiled = ranked.map(({ phrase, parts }) => ({
      phrase,
      parts,
      match: compileTemplate(parts),
      searched: searchedIn(parts),
    }));
    this.#ranks = new Map(this.phrases.map((phrase, rank) => [phrase, rank]));
    this.#index = new PhraseIndex(ranked.map(({ parts }) => literalsOf(parts)));
    this.literals = [...new Set(this.#compiled.flatMap(({ searched }) => searched ?? []))].toSorted();
    const found = this.#compiled.filter(({ searched }) => searched !== undefined);
    const all = itemPhrasesOf(found.map(({ parts }) => wordsOf(parts)));
    this.itemPhrases = all.filter(({ searched }) => searched.length > 0);
    this.itemLiterals = found.flatMap(({ searched }, i) => (all[i]?.searched.length === 0 ? (searched ?? []) : []));
    this.searchesAll = this.#compiled.some(({ searched }) => searched === undefined);
  }

  /**
   * The most telling phrase that a line holds: one line says one thing. Behind one of certain versions of the client stand those that may count in others, up
   * to one that states none.
   */
  matchLine(line: string, scope: PhraseScope): readonly PhraseMatch[] {
    const candidates = this.#index.candidates(line);
    if (candidates.length === 0) return NONE;
    const found: PhraseMatch[] = [];
    for (const number of candidates) {
      const one = this.#compiled[number];
      if (one === undefined || !fits(one.phrase, scope)) continue;
      const match = one.match(line);
      if (match === undefined || isTakenBack(line, { phrase: one.phrase, ...match })) continue;
      found.push({ phrase: one.phrase, ...match });
      const isOfAny = one.phrase.since === undefined && one.phrase.until === undefined;
      if (isOfAny || found.length === MOST_MATCHES) break;
    }
    return found;
  }

  /** What all phrases find in a line, whoever says it; the most telling first. */
  *matchesIn(line: string): Generator<PhraseMatch, void> {
    for (const number of this.#index.candidates(line)) {
      const one = this.#compiled[number];
      const match = one?.match(line);
      if (one !== undefined && match !== undefined) yield { phrase: one.phrase, ...match };
    }
  }

  /** Whether the items of a record may hold a phrase together, by their text as its form writes them. */
  mayHold(text: string): boolean {
    if (this.#words === undefined) {
      const words = this.#compiled.map(({ parts }) => wordsOf(parts));
      this.#words = { each: words, index: new PhraseIndex(words) };
    }
    const { each, index } = this.#words;
    return index.candidates(text).some((number) => each[number]?.every((word) => text.includes(word)) === true);
  }

  /** All phrases that a line holds, whoever says it; the most telling first. */
  *allIn(line: string): Generator<Phrase, void> {
    for (const { phrase } of this.matchesIn(line)) yield phrase;
  }

  /** Whether a line holds a phrase, whoever says it. */
  isIn(phrase: Phrase, line: string): boolean {
    return this.#compiled[this.rankOf(phrase)]?.match(line) !== undefined;
  }

  /** 0 for the most telling. */
  rankOf(phrase: Phrase): number {
    return this.#ranks.get(phrase) ?? -1;
  }

  partsOf(phrase: Phrase): readonly TemplatePart[] {
    return this.#compiled[this.rankOf(phrase)]?.parts ?? [];
  }

  /** Whether it has no text that can be searched for. */
  isSlow(phrase: Phrase): boolean {
    return this.#compiled[this.rankOf(phrase)]?.searched === undefined;
  }
}
