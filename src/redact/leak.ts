import { Blobs } from '../model/identity/blobs.ts';
import { fold, isEdge, wordsOf } from '../model/identity/fold.ts';
import { decodedTexts } from '../model/identity/views.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';
import type { Filter } from './filter.ts';
import type { Identities } from './identities.ts';
import { type Identity, type IdentityKind, isSureInBytes } from './identity.ts';
import { overlappingPieces } from './pieces.ts';
import { Units } from './units.ts';

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

/** A line of text that was broken at a blank, perhaps within a name; lines of JSON end and begin otherwise. */
const WRAPPED = /[\p{L}\p{N}.,]\r?\n[ |]*(?=\p{L})/uy;
const WRAPPED_NAME = 64;
const [CARRIAGE_RETURN, BLANK, BAR, FIRST_NOT_ASCII] = [0x0d, 0x20, 0x7c, 0x80];

function isLetterOrNotAscii(unit: number): boolean {
  const small = unit | 0x20;
  return (small >= 0x61 && small <= 0x7a) || unit >= FIRST_NOT_ASCII;
}

/** What stands around each line end at which a name may be broken. */
function* wrappedIn(text: string): Generator<string> {
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    let next = end + 1;
    while (text.charCodeAt(next) === BLANK || text.charCodeAt(next) === BAR) next++;
    if (!isLetterOrNotAscii(text.charCodeAt(next))) continue;
    WRAPPED.lastIndex = end - (text.charCodeAt(end - 1) === CARRIAGE_RETURN ? 2 : 1);
    if (WRAPPED.test(text)) yield text.slice(Math.max(0, end - WRAPPED_NAME), next + WRAPPED_NAME).replace(/\s+/g, ' ');
  }
}

/** What a search found: originals that are surely some, and words that may be the renderer's own. */
interface Suspicions {
  readonly sure: Leak | undefined;
  readonly words: ReadonlyMap<string, Leak>;
}

class Search {
  readonly #identities: Identities;
  readonly #ordinary: ReadonlySet<string>;
  readonly #cuts: Filter;
  readonly #blobs: Blobs;
  readonly #units: Units;
  readonly words = new Map<string, Leak>();
  sure: Leak | undefined;
  #inBytes: Identity | undefined;

  constructor(identities: Identities, ordinary: ReadonlySet<string>) {
    this.#identities = identities;
    this.#ordinary = ordinary;
    this.#cuts = identities.needles.beginnings(LEAST_CUT);
    this.#blobs = new Blobs((text) => this.#isHit(text), identities.needles.inBytes);
    this.#units = new Units(identities.needles);
  }

  #isHit(text: string): boolean {
    for (const { identity } of this.#identities.needles.hitsIn(fold(text), isSureInBytes)) {
      if (identity.isWords && this.#areOrdinary(identity.original)) continue;
      this.#inBytes = identity;
      return true;
    }
    return false;
  }

  #areOrdinary(text: string): boolean {
    return wordsOf(text).every((word) => this.#ordinary.has(word) || VOCABULARY.has(word) || /^\d+$/.test(word));
  }

  /** Looks through one piece of an output; stops at what is sure. */
  piece(text: string): void {
    for (const unit of this.#units.newIn(text)) {
      this.#unit(unit);
      if (this.sure !== undefined) return;
    }
    for (const around of wrappedIn(text)) this.#shown(around, 'plain');
  }

  #unit(text: string): void {
    this.#shown(text, 'plain');
    for (const shown of decodedTexts(text)) this.#shown(shown, 'escaped');
    if (this.sure === undefined && this.#blobs.in(text).length > 0) {
      this.sure = { kind: this.#inBytes?.kind ?? 'id', form: 'encoded' };
    }
  }

  #shown(text: string, form: LeakForm): void {
    if (this.sure !== undefined) return;
    const folded = fold(text);
    for (const at of this.#identities.needles.placesIn(folded)) {
      const leak = this.#wholeAt(folded, at, form) ?? this.#cutAt(folded, at);
      if (leak === undefined) continue;
      this.sure = leak;
      return;
    }
  }

  #wholeAt(folded: string, at: number, form: LeakForm): Leak | undefined {
    const hit = this.#identities.needles.hitAt(folded, at, () => true);
    if (hit === undefined) return undefined;
    const { kind, original, isWords } = hit.identity;
    if (!isWords) return { kind, form };
    if (!this.#areOrdinary(original)) this.words.set(original, { kind, form });
    return undefined;
  }

  /** The beginning of an original in front of what goes on otherwise: `alice@cont…` */
  #cutAt(folded: string, at: number): Leak | undefined {
    if (at + LEAST_CUT > folded.length || !this.#cuts.mayHold(folded, at, LEAST_CUT)) return undefined;
    const { identity, length } = this.#identities.needles.mostAlike(folded, at);
    if (identity === undefined || identity.kind === 'ip' || identity.lead !== undefined) return undefined;
    if (length === identity.original.length || (identity.isWords && wordsOf(identity.original).length < 2))
      return undefined;
    let end = at + length;
    while (end > at && !isEdge(folded, end)) end--;
    const part = folded.slice(at, end).replace(/[^\p{L}\p{N}\p{M}]+$/u, '');
    const least = identity.kind === 'id' || identity.kind === 'sid' ? LEAST_CUT_ID : LEAST_CUT;
    if (part.length < least || this.#areOrdinary(part)) return undefined;
    const leak: Leak = { kind: identity.kind, form: 'truncated' };
    if (!identity.isWords && wordsOf(part).length > 1) return leak;
    this.words.set(part, leak);
    return undefined;
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
  const ownWords = new Set<string>();
  for (const line of new Set((await own()).split('\n'))) for (const word of wordsOf(line)) ownWords.add(word);
  for (const [word, leak] of words) if (!wordsOf(word).every((part) => ownWords.has(part))) return leak;
  return undefined;
}
