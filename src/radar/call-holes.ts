import type { HoleKind } from './hole-kind.ts';
import type { ShapePart } from './shape-parts.ts';
import { namedGaps } from './suggest-template.ts';

/** What a call is known by: whether it saves or sends. */
const SAY_WHAT: readonly HoleKind[] = ['operation', 'disposition'];
const OPERATION = /\b(?:Create|Send|Update|Move|Copy|Delete|Get|Find)(?:Item|Folder)\b/i;

/**
 * Whether a phrase for lines that tell of a call says what was called as far as the lines do. An operation that begins the line has no hole with a name, and without it each call
 * would be taken for one that makes an item; a call that names an item without saying what for may read it as well as send it. `idHole`: the one of the id of the message, by its number, where no word
 * says so.
 */
export function saysWhichCall(parts: readonly ShapePart[], isCut: boolean, idHole: number | undefined): boolean {
  const { gaps, tail } = namedGaps(parts, isCut, idHole);
  const isLost = gaps.some(({ kinds, hole }) => hole === '*' && kinds.some((kind) => SAY_WHAT.includes(kind)));
  if (isLost) return false;
  if (!gaps.some(({ hole }) => hole === 'itemId')) return true;
  const text = gaps.map(({ before }) => before).join(' ') + tail;
  return gaps.some(({ hole }) => hole === 'operation') || OPERATION.test(text);
}
