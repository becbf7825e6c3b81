import { type HoleKind, SHOWN } from './hole-kind.ts';
import { partsOf, type Skeleton, withoutKinds, wordsOf } from './skeleton.ts';

/** Text that all lines of a shape have, or what differs. */
export type ShapePart =
  | { readonly kind: 'text'; readonly text: string }
  /** A masked stretch: the same place in every line. `kinds`: one, unless they differ. `number`: among the holes of each line, where that is the same. */
  | { readonly kind: 'hole'; readonly kinds: readonly HoleKind[]; readonly number?: number }
  /** A word that differs. `kinds`: of the holes in it. */
  | { readonly kind: 'word'; readonly kinds: readonly HoleKind[] };

function holesOf(word: string): readonly HoleKind[] {
  return [...partsOf(word)].flatMap((part) => (typeof part === 'string' ? [] : [part.kind]));
}

function unique(kinds: readonly HoleKind[]): readonly HoleKind[] {
  return [...new Set(kinds)].sort();
}

/** Parts of one place of the lines of a shape. `number`: of the first hole. */
function wordParts(words: readonly string[], number: number | undefined): readonly ShapePart[] {
  const [first = ''] = words;
  const shape = withoutKinds(first);
  if (words.some((word) => withoutKinds(word) !== shape))
    return [{ kind: 'word', kinds: unique(words.flatMap(holesOf)) }];
  let hole = 0;
  return [...partsOf(first)].map((part): ShapePart => {
    if (typeof part === 'string') return { kind: 'text', text: part };
    const at = hole++;
    const kinds = words.flatMap((word) => holesOf(word)[at] ?? []);
    return { kind: 'hole', kinds: unique(kinds), ...(number === undefined ? {} : { number: number + at }) };
  });
}

/** What all lines of a shape have in common, in order. */
export function partsOfShape(skeletons: readonly Skeleton[]): readonly ShapePart[] {
  const lines = skeletons.map(wordsOf);
  const parts: ShapePart[] = [];
  const keep = (part: ShapePart): void => {
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      parts[parts.length - 1] = { kind: 'text', text: last.text + part.text };
    else parts.push(part);
  };
  let number: number | undefined = 0;
  for (const place of (lines[0] ?? []).keys()) {
    if (place > 0) keep({ kind: 'text', text: ' ' });
    for (const part of wordParts(
      lines.map((words) => words[place] ?? ''),
      number,
    )) {
      if (part.kind === 'hole' && number !== undefined) number++;
      if (part.kind === 'word' && part.kinds.length > 0) number = undefined;
      keep(part);
    }
  }
  return parts;
}

/** Whether a word that differs stands in front of a part, with no letter or digit between. */
export function isBehindWord(parts: readonly ShapePart[], at: number): boolean {
  const [last, between] = [parts[at - 1], parts[at - 2]];
  if (last?.kind === 'text') return !/[\p{L}\p{N}]/u.test(last.text) && between?.kind === 'word';
  return last?.kind === 'word';
}

function shownHole(kinds: readonly HoleKind[], sample: string | undefined): string {
  const [only, ...more] = kinds;
  const name = only === undefined || more.length > 0 ? 'value' : SHOWN[only];
  return sample ?? (name === ' ' ? ' ' : `<${name}>`);
}

function shownPart(part: ShapePart, samples: readonly (string | undefined)[]): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'word':
      return '<word>';
    case 'hole':
      return shownHole(part.kinds, part.number === undefined ? undefined : samples[part.number]);
  }
}

/** A shape as it may be shown to anybody: names of what differs in the place of it. `samples`: values of holes that tell nothing of anybody. */
export function shownShape(parts: readonly ShapePart[], samples: readonly (string | undefined)[]): string {
  return parts
    .map((part) => shownPart(part, samples))
    .join('')
    .trim();
}
