import { fold } from '../model/identity/fold.ts';
import { nameForms } from '../model/identity/name-forms.ts';
import { FIRST_NAMES, VOCABULARY } from '../model/identity/vocabulary.ts';

/** A word, or the escape of a URL, which may stand in front of one. Scripts without blanks between words are words by themselves. */
const LEXEME =
  /%[\da-f]{2}|(?:(?=[\u{2e80}-\u{10ffff}])[\p{L}\p{N}\p{M}])+|(?:(?![\u{2e80}-\u{10ffff}])[\p{L}\p{N}\p{M}])+/giu;
/** The same without escapes. */
const WORD = /(?:(?=[\u{2e80}-\u{10ffff}])[\p{L}\p{N}\p{M}])+|(?:(?![\u{2e80}-\u{10ffff}])[\p{L}\p{N}\p{M}])+/gu;
const WORD_HERE = /[\p{L}\p{N}\p{M}]+/uy;
const HAS_BLANKS_NOT = /^[\u{2e80}-\u{10ffff}]/u;
/** What stands between the words of a name: `Li, Bo`, `bo.li`, `Bo%20Li`. */
const BETWEEN = /^(?:[\s.,_'’+-]|%20|%2c){0,3}$/i;
/** Shorter words stand in others, or are some; in scripts without blanks two signs are a name. */
const LEAST_WORD = 3;
const LEAST_WITHOUT_BLANKS = 2;

/** A place in a text where a name stands. `whole`: one with signs in it, as that of a machine, which has one token. */
export interface NameHit {
  readonly start: number;
  readonly end: number;
  readonly kind: 'words' | 'whole' | 'id';
}

interface Phrase {
  readonly words: readonly string[];
  /** Of a whole name: all of it. */
  readonly whole?: string;
}

interface Lexeme {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** A name as it is compared: without capitals, and each sign with its marks one where it can be. */
export function nameKey(text: string): string {
  return fold(text.normalize('NFC'));
}

/** Whether a word, folded, stands so often elsewhere that it names nobody. */
function isOrdinary(word: string): boolean {
  return /^\d+$/.test(word) || (VOCABULARY.has(word) && !FIRST_NAMES.has(word));
}

/** Names by their words and as wholes. What it takes to find them in a text does not grow with their number. */
export class KnownNames {
  readonly words: Set<string> = new Set();
  /** Ids of devices, dialogs and the like that are of letters and digits alone. */
  readonly ids: Set<string> = new Set();
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #seen = new Set<string>();
  /** Names in scripts without blanks, and the length of the longest. */
  readonly #joined = new Set<string>();
  #longest = 0;

  addWord(word: string, least: number = LEAST_WORD): void {
    const key = nameKey(word);
    if (isOrdinary(key)) return;
    const parts = key.match(WORD) ?? [];
    // Of two scripts: `an李18`
    if (parts.length > 1) this.#addPhrase({ words: parts, whole: key });
    else if (HAS_BLANKS_NOT.test(key)) this.#addJoined(key);
    else if (key.length >= least) this.words.add(key);
  }

  #addJoined(key: string): void {
    if (key.length < LEAST_WITHOUT_BLANKS) return;
    this.#joined.add(key);
    this.#longest = Math.max(this.#longest, key.length);
  }

  /** The name of a person: its words, and the whole of it, in which words may be short or ordinary. */
  addName(name: string): void {
    const key = nameKey(name);
    const words = key.match(WORD) ?? [];
    if (words.every(isOrdinary)) return;
    for (const word of words) this.addWord(word, words.length === 1 ? LEAST_WITHOUT_BLANKS : LEAST_WORD);
    if (words.length < 2 || !words.some((word) => word.length > 1)) return;
    this.#addPhrase({ words });
    for (const form of nameForms(key)) {
      const parts = form.match(WORD) ?? [];
      if (parts.length > 1) this.#addPhrase({ words: parts });
      else for (const joined of parts) this.addWord(joined);
    }
  }

  /** The name of a machine or a domain, which has one token however many words it is of. */
  addLabel(label: string): void {
    const whole = nameKey(label);
    const words = whole.match(WORD) ?? [];
    if (words.length === 1) this.addWord(whole);
    else if (!words.every(isOrdinary) || /\p{L}.*\d/u.test(whole)) this.#addPhrase({ words, whole });
  }

  #addPhrase(phrase: Phrase): void {
    const key = phrase.whole ?? phrase.words.join(' ');
    const [first] = phrase.words;
    if (first === undefined || this.#seen.has(key)) return;
    this.#seen.add(key);
    const known = this.#phrases.get(first);
    if (known === undefined) this.#phrases.set(first, [phrase]);
    else known.push(phrase);
  }

  /** The names that stand in a text, from left to right, the longest of those that begin at one place. */
  *hitsIn(text: string): Generator<NameHit> {
    const lexemes = [...text.matchAll(LEXEME)].map(
      ({ 0: word, index }): Lexeme => ({ word: nameKey(word), start: index, end: index + word.length }),
    );
    let at = 0;
    for (const [i, lexeme] of lexemes.entries()) {
      if (lexeme.start < at || isReference(text, lexeme)) continue;
      for (const hit of this.#hitsAt(text, lexemes, i, lexeme)) {
        yield hit;
        at = hit.end;
      }
    }
  }

  #hitsAt(text: string, lexemes: readonly Lexeme[], index: number, { word, start, end }: Lexeme): readonly NameHit[] {
    // `%be` of `100%bert` is no escape.
    if (word.startsWith('%')) {
      WORD_HERE.lastIndex = start + 1;
      const [whole = ''] = WORD_HERE.exec(text) ?? [];
      return this.words.has(nameKey(whole)) ? [{ start: start + 1, end: start + 1 + whole.length, kind: 'words' }] : [];
    }
    const phrase = this.#phraseAt(text, lexemes, index, word);
    if (phrase !== undefined) return [phrase];
    if (this.words.has(word)) return [{ start, end, kind: 'words' }];
    if (this.ids.has(word)) return [{ start, end, kind: 'id' }];
    return HAS_BLANKS_NOT.test(word) && end - start === word.length ? this.#joinedIn(word, start) : [];
  }

  #phraseAt(text: string, lexemes: readonly Lexeme[], index: number, first: string): NameHit | undefined {
    let best: NameHit | undefined;
    for (const { words, whole } of this.#phrases.get(first) ?? []) {
      const found = wordsFrom(text, lexemes, index, words);
      if (found === undefined || found.end <= (best?.end ?? 0)) continue;
      if (whole !== undefined && nameKey(text.slice(found.start, found.end)) !== whole) continue;
      best = { ...found, kind: whole === undefined ? 'words' : 'whole' };
    }
    return best;
  }

  #joinedIn(word: string, start: number): readonly NameHit[] {
    const hits: NameHit[] = [];
    for (let at = 0; at < word.length; at++) {
      for (let length = Math.min(this.#longest, word.length - at); length >= LEAST_WITHOUT_BLANKS; length--) {
        if (!this.#joined.has(word.slice(at, at + length))) continue;
        hits.push({ start: start + at, end: start + at + length, kind: 'words' });
        at += length - 1;
        break;
      }
    }
    return hits;
  }
}

const REFERENCE = /&(?:#\w+|amp|lt|gt|quot|apos|nbsp)$/i;

/** `&amp;`, `&#xEB;` */
function isReference(text: string, { start, end }: Lexeme): boolean {
  return text[end] === ';' && REFERENCE.test(text.slice(Math.max(0, start - 2), end));
}

/** The stretch of a text that some words in a row take, from a lexeme on. */
function wordsFrom(
  text: string,
  lexemes: readonly Lexeme[],
  index: number,
  words: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
  const start = lexemes[index]?.start ?? 0;
  let end = start;
  let next = index;
  for (const word of words) {
    while (next > index && lexemes[next]?.word.startsWith('%')) next++;
    const lexeme = lexemes[next++];
    if (lexeme?.word !== word) return undefined;
    if (end > start && !BETWEEN.test(text.slice(end, lexeme.start))) return undefined;
    end = lexeme.end;
  }
  return { start, end };
}
