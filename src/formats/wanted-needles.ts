import { literal, loneNumber, type Needle } from '../input/needles.ts';
import type { WantedLiterals } from '../model/wanted.ts';

/** Needles of all that observations can begin with. */
export function wantedNeedles<Kind>({ literals, numbers }: WantedLiterals, kind: Kind): readonly Needle<Kind>[] {
  return [...literals.map((text) => literal(text, kind)), ...numbers.map((digits) => loneNumber(digits, kind))];
}
