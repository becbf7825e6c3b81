import type { HoleKind } from './hole-kind.ts';
import { holeName } from './hole-names.ts';
import type { Piece } from './piece.ts';

const IDS: ReadonlySet<HoleKind> = new Set<HoleKind>(['guid', 'id', 'number', 'hex']);

/** What stands in a masked line where a template would have `{messageId}`. */
export function messageIdsIn(pieces: readonly Piece[]): readonly string[] {
  let before = '';
  return pieces.flatMap((piece, i) => {
    if (typeof piece === 'string') {
      before += piece;
      return [];
    }
    const next = pieces[i + 1];
    const place = { kinds: [piece.kind], before, behind: typeof next === 'string' ? next : '' };
    before += ' ';
    return IDS.has(piece.kind) && holeName(place) === 'messageId' ? [piece.value] : [];
  });
}
