import type { WantedLiterals } from '../model/wanted.ts';
import { literal, loneNumber, type Needle } from './needles.ts';

function needlesOf<Kind>(literals: readonly string[], numbers: readonly string[], kind: Kind): readonly Needle<Kind>[] {
  return [...literals.map((text) => literal(text, kind)), ...numbers.map((digits) => loneNumber(digits, kind))];
}

/** Needles of all that observations can begin with. */
export function wantedNeedles<Kind>({ literals, numbers }: WantedLiterals, kind: Kind): readonly Needle<Kind>[] {
  return needlesOf(literals, numbers, kind);
}

/** The same in forms that write each item of an event apart. */
export function itemNeedles<Kind>({ itemLiterals, numbers }: WantedLiterals, kind: Kind): readonly Needle<Kind>[] {
  return needlesOf(itemLiterals, numbers, kind);
}

/** The upper three bytes of the HRESULTs of WinHTTP, WinINet and Winsock (0x80072714 to 0x80072FB5), as memory has them. */
const TRANSPORT_RESULT: Needle<'hit'> = {
  kind: 'hit',
  at: 0,
  fingerprint: [[0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f], [0x07], [0x80]],
  matches: (bytes, start) =>
    ((bytes[start] ?? 0) & 0xf8) >= 0x20 && bytes[start + 1] === 0x07 && bytes[start + 2] === 0x80,
};

/** Needles of the same in the bytes of events that nothing decodes: in one byte a character or two, at any place; and as numbers. */
export function payloadNeedles({ itemLiterals, numbers }: WantedLiterals): readonly Needle<'hit'>[] {
  const all = [...itemLiterals, ...numbers];
  if (all.length === 0) return [];
  const wide = all.map((text) => text.split('').join('\0'));
  return [...[...all, ...wide].map((text) => literal(text, 'hit' as const)), TRANSPORT_RESULT];
}
