import { detached } from '../model/detached.ts';
import { namesInPieces } from './names-in-pieces.ts';
import type { Piece } from './piece.ts';
import { type Skeleton, skeletonOf } from './skeleton.ts';

/** `Bob Miller <bob@contoso.com>` is one value: a recipient may be written so. */
function withNamedAddresses(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const [name, open, address] = joined.slice(-3);
    const isNamed =
      typeof name === 'object' &&
      name.kind.startsWith('name') &&
      open === ' <' &&
      typeof address === 'object' &&
      address.kind === 'address';
    if (!isNamed || typeof piece !== 'string' || !piece.startsWith('>')) {
      joined.push(piece);
      continue;
    }
    joined.splice(-3, 3, { kind: 'address-with-name', value: `${name.value} <${address.value}>` });
    if (piece.length > 1) joined.push(piece.slice(1));
  }
  return joined;
}

/** Skeletons of lines are few, and their lines many: what was found in so many of them is kept. */
const MOST_KEPT = 1000;
/** Longer ones are mostly of one line only. */
const LONGEST_KEPT = 200;
const FOREIGN = skeletonOf([{ kind: 'foreign', value: '' }]);

/** The names in the lines of a skeleton. */
interface Names {
  /** What each text is made of, by the number of its piece. Undefined where all are as they were. */
  readonly parts: readonly (readonly Piece[])[] | undefined;
  /** Names in front of addresses are one with them. */
  readonly isNamed: boolean;
  /** Of the line without them. */
  readonly skeleton: Skeleton;
}

/** A masked line. */
export interface Masked {
  readonly pieces: readonly Piece[];
  readonly skeleton: Skeleton;
}

const known = new Map<Skeleton, Names>();

function withNames(pieces: readonly Piece[], { parts, isNamed }: Omit<Names, 'skeleton'>): readonly Piece[] {
  if (parts === undefined) return pieces;
  const named = pieces.flatMap((piece, i) => (typeof piece === 'string' ? (parts[i] ?? piece) : piece));
  return isNamed ? withNamedAddresses(named) : named;
}

function namesFor(pieces: readonly Piece[]): Names {
  const found = namesInPieces(pieces);
  const flat = found.flat();
  const isSame = found.every((some, i) => some.length === 1 && some[0] === pieces[i]);
  // Holes are of one line only, and not to be kept.
  const parts = isSame ? undefined : found.map((some, i) => (typeof pieces[i] === 'string' ? some : []));
  const isNamed = withNamedAddresses(flat).length < flat.length;
  return { parts, isNamed, skeleton: skeletonOf(withNames(pieces, { parts, isNamed })) };
}

function namesOf(pieces: readonly Piece[]): Names {
  const skeleton = skeletonOf(pieces);
  // Whether a name stands beside a word in other letters is told by that word.
  if (skeleton.length > LONGEST_KEPT || skeleton.includes(FOREIGN)) return namesFor(pieces);
  const kept = known.get(skeleton);
  if (kept !== undefined) return kept;
  // A part of a text keeps all of it in memory, and that may be a window of a file.
  const names = namesFor(pieces.map((piece) => (typeof piece === 'string' ? detached(piece) : piece)));
  if (known.size >= MOST_KEPT) known.clear();
  known.set(detached(skeleton), names);
  return names;
}

/** Masks the names of people in the text of a line that is kept (namesInPieces). */
export function maskNames(pieces: readonly Piece[]): Masked {
  const names = namesOf(pieces);
  return { pieces: withNames(pieces, names), skeleton: names.skeleton };
}
