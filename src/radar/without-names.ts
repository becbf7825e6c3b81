import { joinedWords } from './joined-words.ts';
import type { Counting, MinedLines } from './mined-lines.ts';
import { type Skeleton, withMaskedWords } from './skeleton.ts';

/** The lines by their skeletons, in the order of code units, without the words that are names. */
export function withoutNames(
  all: readonly (readonly [Skeleton, Counting])[],
  names: ReadonlySet<string>,
): ReadonlyMap<Skeleton, readonly MinedLines[]> {
  const isName = (word: string): boolean => names.has(word.toLowerCase()) || names.has(word);
  const codesWithout = (codes: ReadonlySet<string | undefined>): ReadonlySet<string | undefined> =>
    new Set([...codes].map((code) => (joinedWords(code ?? '').some(isName) ? undefined : code)));
  const skeletons = new Map<Skeleton, MinedLines[]>();
  for (const [skeleton, lines] of all) {
    const masked = names.size === 0 ? skeleton : withMaskedWords(skeleton, isName);
    const same = skeletons.get(masked);
    // A hole more moves the numbers of those behind it.
    const first = masked === skeleton ? lines.first : { ...lines.first, samples: [] };
    const [components, functions] = [codesWithout(lines.components), codesWithout(lines.functions)];
    const kept = { ...lines, first, components, functions, ids: masked === skeleton ? lines.ids : undefined };
    if (same === undefined) skeletons.set(masked, [kept]);
    else same.push(kept);
  }
  return new Map([...skeletons].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
