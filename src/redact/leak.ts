import { Blobs } from './blobs.ts';
import { fold, isEdge, wordsOf } from './fold.ts';
import type { Identities } from './identities.ts';
import type { Identity, IdentityKind } from './identity.ts';
import { overlappingPieces } from './pieces.ts';
import { isSureInBytes } from './redactor.ts';
import { decodedViews } from './views.ts';
import { VOCABULARY } from './vocabulary.ts';

export type LeakForm = 'plain' | 'escaped' | 'encoded' | 'truncated';

/** What kind of original stands in an output, and how. Never the original itself. */
export interface Leak {
  readonly kind: IdentityKind;
  readonly form: LeakForm;
}

/** The beginning of an original gives it away from so many characters on. */
const LEAST_CUT = 8;
/** Ids and identifiers of accounts begin alike. */
const LEAST_CUT_ID = 12;

/** What a search found: originals that are surely some, and words that may be the renderer's own. */
interface Suspicions {
  readonly sure: Leak | undefined;
  readonly words: ReadonlyMap<string, Leak>;
}

class Search {
  readonly #identities: Identities;
  readonly #ordinary: ReadonlySet<string>;
  readonly #cuts: ReadonlySet<string>;
  readonly #blobs: Blobs;
  readonly words = new Map<string, Leak>();
  sure: Leak | undefined;
  #inBytes: Identity | undefined;

  constructor(identities: Identities, ordinary: ReadonlySet<string>) {
    this.#identities = identities;
    this.#ordinary = ordinary;
    this.#cuts = identities.needles.beginnings(LEAST_CUT);
    this.#blobs = new Blobs((text) => this.#isHit(text));
  }

  #isHit(text: string): boolean {
    for (const { identity } of this.#identities.needles.hitsIn(fold(text), isSureInBytes)) {
      if (identity.isWord && this.#isOrdinary(fold(identity.original))) continue;
      this.#inBytes = identity;
      return true;
    }
    return false;
  }

  #isOrdinary(word: string): boolean {
    return this.#ordinary.has(word) || VOCABULARY.has(word);
  }

  /** Looks through one piece of an output; stops at what is sure. */
  piece(text: string): void {
    this.#shown(text, 'plain');
    for (const view of decodedViews(text)) this.#shown(view.text, 'escaped');
    // A name may be wrapped at its blank.
    if (/\s\n|\n\s/.test(text)) this.#shown(text.replace(/\s+/g, ' '), 'plain');
    if (this.sure === undefined && this.#blobs.in(text).length > 0) {
      this.sure = { kind: this.#inBytes?.kind ?? 'id', form: 'encoded' };
    }
  }

  #shown(text: string, form: LeakForm): void {
    if (this.sure !== undefined) return;
    const folded = fold(text);
    for (const { identity } of this.#identities.needles.hitsIn(folded, () => true)) {
      const { kind, original, isWord } = identity;
      if (!isWord) {
        this.sure = { kind, form };
        return;
      }
      const word = fold(original);
      if (!this.#isOrdinary(word)) this.words.set(word, { kind, form });
    }
    this.#truncated(folded);
  }

  /** The beginning of an original in front of what goes on otherwise: `alice@cont…` */
  #truncated(folded: string): void {
    for (let at = 0; at + LEAST_CUT <= folded.length; at++) {
      if (!isEdge(folded, at) || !this.#cuts.has(folded.slice(at, at + LEAST_CUT))) continue;
      const { identity, length } = this.#identities.needles.mostAlike(folded, at);
      if (identity === undefined || identity.isWord || identity.kind === 'ip' || identity.lead !== undefined) continue;
      let end = at + length;
      while (end > at && !isEdge(folded, end)) end--;
      const part = folded.slice(at, end).replace(/[^\p{L}\p{N}\p{M}]+$/u, '');
      const least = identity.kind === 'id' || identity.kind === 'sid' ? LEAST_CUT_ID : LEAST_CUT;
      if (part.length < least || wordsOf(part).every((word) => this.#isOrdinary(word) || /^\d+$/.test(word))) continue;
      const [only, ...others] = wordsOf(part);
      const leak: Leak = { kind: identity.kind, form: 'truncated' };
      if (only !== undefined && others.length === 0) this.words.set(only, leak);
      else {
        this.sure = leak;
        return;
      }
    }
  }
}

function suspicions(parts: Iterable<string>, identities: Identities, ordinary: ReadonlySet<string>): Suspicions {
  const search = new Search(identities, ordinary);
  for (const piece of overlappingPieces(parts)) {
    search.piece(piece);
    if (search.sure !== undefined) break;
  }
  return search;
}

/**
 * Looks in a rendered output for every original: as it is, with escapes undone, in base64 and hexadecimal digits, in UTF-16, and cut.
 * `own`: the same output of a report in which no data of the bundle stands; a single word that stands in it, too, is the renderer's. It is
 * asked for only where there is such a word.
 */
export async function findLeak(
  parts: Iterable<string>,
  identities: Identities,
  ordinary: ReadonlySet<string>,
  own: () => Promise<string>,
): Promise<Leak | undefined> {
  const { sure, words } = suspicions(parts, identities, ordinary);
  if (sure !== undefined || words.size === 0) return sure;
  const ownWords = new Set(wordsOf(await own()));
  for (const [word, leak] of words) if (!wordsOf(word).every((part) => ownWords.has(part))) return leak;
  return undefined;
}
