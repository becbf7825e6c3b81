import { HOLE_KINDS, type HoleKind } from './hole-kind.ts';
import { joinedWords } from './joined-words.ts';
import type { Piece } from './piece.ts';

/**
 * A masked line as a text: what is kept is text that anybody may see, and a character of private use stands for each hole, by its kind. Lines of one skeleton differ in
 * nothing but what was masked.
 */
export type Skeleton = string;

/** A skeleton ends in it where the line goes on. */
const CUT = '\u001f';
/** Kinds are numbered from here: no text that is kept holds such a character. */
const FIRST_HOLE = 0xe000;
const HOLE = /[\ue000-\ue07f]/;
const HOLES = /[\ue000-\ue07f]/g;

const SIGNS: ReadonlyMap<HoleKind, string> = new Map(
  HOLE_KINDS.map((kind, i) => [kind, String.fromCharCode(FIRST_HOLE + i)] as const),
);

function signOf(kind: HoleKind): string {
  return SIGNS.get(kind) ?? '';
}

export function skeletonOf(pieces: readonly Piece[]): Skeleton {
  let text = '';
  for (const piece of pieces) text += typeof piece === 'string' ? piece : signOf(piece.kind);
  return text;
}

/** The skeleton of a line that goes on behind what was masked of it. */
export function cutSkeleton(skeleton: Skeleton): Skeleton {
  return skeleton + CUT;
}

export function isCutSkeleton(skeleton: Skeleton): boolean {
  return skeleton.endsWith(CUT);
}

/** The words of a skeleton, with their holes; two blanks in a row have an empty word between them. */
export function wordsOf(skeleton: Skeleton): readonly string[] {
  const text = isCutSkeleton(skeleton) ? skeleton.slice(0, -CUT.length) : skeleton;
  return text.split(' ');
}

/** The text of a word or skeleton, a sign in the place of each hole whatever its kind. */
export function withoutKinds(word: string): string {
  return word.replace(HOLES, '\ue000');
}

export function hasHole(word: string): boolean {
  return HOLE.test(word);
}

function kindOf(sign: string): HoleKind | undefined {
  return HOLE_KINDS[sign.charCodeAt(0) - FIRST_HOLE];
}

/** The kept text of a word and the kinds of its holes, in order. */
export function* partsOf(word: string): Generator<string | { readonly kind: HoleKind }> {
  for (const [part] of word.matchAll(/[\ue000-\ue07f]|[^\ue000-\ue07f]+/g)) {
    const kind = kindOf(part);
    yield kind === undefined ? part : { kind };
  }
}

/** `BobMiller`, `JSmith`, `szBob`: words joined to one. */
const JOINED = /[A-Za-z][A-Z][a-z]/;

/** Masks words in the kept text of a skeleton, and those joined of one. */
export function withMaskedWords(skeleton: Skeleton, isMasked: (word: string) => boolean): Skeleton {
  return skeleton.replace(/(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])/g, (word) =>
    isMasked(word) || (JOINED.test(word) && joinedWords(word).some(isMasked)) ? signOf('name') : word,
  );
}

/** Values of the holes of a line, in order. */
export function valuesOf(pieces: readonly Piece[]): readonly { readonly kind: HoleKind; readonly value: string }[] {
  return pieces.filter((piece) => typeof piece !== 'string');
}
