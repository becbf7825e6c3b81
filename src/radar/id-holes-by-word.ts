import { ID_KINDS } from './hole-kind.ts';
import { holeName } from './hole-names.ts';
import type { Piece } from './piece.ts';

/** Which holes of a masked line stand where a template would have `{messageId}`: the same in all lines of one skeleton. */
export function idHolesByWord(pieces: readonly Piece[]): readonly number[] {
  let before = '';
  let hole = -1;
  return pieces.flatMap((piece, i) => {
    if (typeof piece === 'string') {
      before += piece;
      return [];
    }
    hole++;
    const next = pieces[i + 1];
    const place = { kinds: [piece.kind], before, behind: typeof next === 'string' ? next : '' };
    before += ' ';
    return ID_KINDS.has(piece.kind) && holeName(place) === 'messageId' ? [hole] : [];
  });
}
