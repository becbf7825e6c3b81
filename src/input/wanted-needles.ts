import type { WantedLiterals } from '../model/wanted.ts';
import type { ItemSearch, ItemWord } from './item-words.ts';
import { literal, loneNumber, type Needle } from './needles.ts';

function needlesOf<Kind>(literals: readonly string[], numbers: readonly string[], kind: Kind): readonly Needle<Kind>[] {
  return [...literals.map((text) => literal(text, kind)), ...numbers.map((digits) => loneNumber(digits, kind))];
}

/** Needles of all that observations can begin with. */
export function wantedNeedles<Kind>({ literals, numbers }: WantedLiterals, kind: Kind): readonly Needle<Kind>[] {
  return needlesOf(literals, numbers, kind);
}

/** What stands at a place: something wanted, or a word that counts only beside others. */
export type Sought = 'hit' | ItemWord;

/** Needles of the words by which phrases are found over several items of an event. */
export function wordNeedles({ words }: ItemSearch): readonly Needle<ItemWord>[] {
  return words.map((word) => literal(word.text, word));
}

/** The same in forms that write each item of an event apart. What is wanted goes before words: of two at one place it counts. */
export function itemNeedles(search: ItemSearch): readonly Needle<Sought>[] {
  const { itemLiterals, numbers } = search.wanted;
  return [...needlesOf<Sought>(itemLiterals, numbers, 'hit'), ...wordNeedles(search)];
}

/** The upper three bytes of the HRESULTs of WinHTTP, WinINet and Winsock (0x80072714 to 0x80072FB5), as memory has them. */
const TRANSPORT_RESULT: Needle<Sought> = {
  kind: 'hit',
  at: 0,
  fingerprint: [[0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f], [0x07], [0x80]],
  matches: (bytes, start) =>
    ((bytes[start] ?? 0) & 0xf8) >= 0x20 && bytes[start + 1] === 0x07 && bytes[start + 2] === 0x80,
};

/** Needles of the same in the bytes of events that nothing decodes: in one byte a character or two, at any place; and as numbers. */
export function payloadNeedles({ wanted, words }: ItemSearch): readonly Needle<Sought>[] {
  const all: readonly (readonly [string, Sought])[] = [
    ...[...wanted.itemLiterals, ...wanted.numbers].map((text) => [text, 'hit'] as const),
    ...words.map((word) => [word.text, word] as const),
  ];
  if (all.length === 0) return [];
  const wide = all.map(([text, kind]) => [text.split('').join('\0'), kind] as const);
  return [TRANSPORT_RESULT, ...[...all, ...wide].map(([text, kind]) => literal(text, kind))];
}
