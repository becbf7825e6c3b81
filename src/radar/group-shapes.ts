import { isTradeWord } from '../model/trade-words.ts';
import { hasHole, isCutSkeleton, type Skeleton, withoutKinds, wordsOf } from './skeleton.ts';

/**
 * Groups skeletons as Drain does (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017): a tree of fixed depth by the number
 * of words and the first words leads to a few groups, and a line joins the most similar of them. Three things are otherwise:
 * - The skeletons are there at once, each but once, and are taken in the order of code units: so the groups do not depend on the order of files.
 * - Words that tell what happened (queued, failed, not) are part of the path: two outcomes are never one shape.
 * - Where a word of a group is one of very few (IPLoM's second step: Makanju, Zincir-Heywood, Milios, KDD 2009), it is what tells shapes apart, not a parameter.
 */

/** Depth 4 in the paper's count: root, number of words, two first words. */
const FIRST_WORDS = 2;
/** The paper uses 0.3 to 0.5 on raw lines; here most of what differs is masked before, so what still differs more often matters. */
const SIMILAR = 0.6;
/** Groups under one node (the paper's maxChild); a line that would begin another one joins the last. */
const MOST_IN_NODE = 100;
/** So few different words in one place are alternatives. */
const FEW_WORDS = 4;
const MOST_SPLITS = 16;

const TELLING =
  /^(?:not?|never|cannot|unable|without|(?:un|de|en|re|dis)?(?:queue|pick|spool|time|expire|elapse|fire|start|arm|stop|fail|err|refuse|den|reject|abort|drop|park|hold|held|save|store|send|sent|deliver|accept|receive|request|respon|repl|answer|return|remove|delete|purge|write|wrote|written|read|create|succeed|success|connect|available|sign|log|exit|shut|retr|abandon|give|gave|lost|lose|skip|discard|flush|move|cancel)\w{0,8})$/i;

function tellingWords(words: readonly string[]): string {
  return words
    .flatMap((word) => word.match(/[A-Za-z]+/g) ?? [])
    .filter((word) => TELLING.test(word))
    .join(' ')
    .toLowerCase();
}

interface Item {
  readonly skeleton: Skeleton;
  /** Without the kinds of holes. */
  readonly words: readonly string[];
}

interface Node {
  readonly groups: Item[][];
  /** Of each group; undefined where the words of its lines differ. */
  readonly patterns: (string | undefined)[][];
}

function pathOf({ skeleton, words }: Item): string {
  const first = words.slice(0, FIRST_WORDS).map((word) => (hasHole(word) ? '*' : word));
  return [words.length, isCutSkeleton(skeleton), ...first, tellingWords(words)].join('\n');
}

function similarity(pattern: readonly (string | undefined)[], words: readonly string[]): number {
  let same = 0;
  for (const [i, word] of words.entries()) if (pattern[i] === word) same++;
  return same / words.length;
}

function join(node: Node, item: Item): void {
  let [best, most] = [-1, SIMILAR];
  for (const [i, pattern] of node.patterns.entries()) {
    const alike = similarity(pattern, item.words);
    if (alike > most || (best < 0 && alike >= most)) [best, most] = [i, alike];
  }
  if (best < 0 && node.groups.length < MOST_IN_NODE) {
    node.groups.push([item]);
    node.patterns.push([...item.words]);
    return;
  }
  const at = best < 0 ? node.groups.length - 1 : best;
  node.groups[at]?.push(item);
  const pattern = node.patterns[at] ?? [];
  for (const [i, word] of item.words.entries()) if (pattern[i] !== word) pattern[i] = undefined;
}

/** A word that may be one of a few that the client writes: no name, or one of the trade. */
function mayBeAlternative(word: string): boolean {
  const letters = /^[("'[<]*([A-Za-z]+)[)"'\]>,.;:!]*$/.exec(word)?.[1];
  return letters !== undefined && (/^[a-z]/.test(letters) || isTradeWord(letters));
}

/** Parts a group by the places at which one of a few words stands. */
function split(group: readonly Item[]): readonly (readonly Item[])[] {
  const [first] = group;
  if (first === undefined) return [];
  const places = first.words.flatMap((_, place) => {
    const words = new Set<string>();
    for (const { words: all } of group) if (words.size <= FEW_WORDS) words.add(all[place] ?? '');
    const isFew = words.size > 1 && words.size <= FEW_WORDS;
    return isFew && [...words].every(mayBeAlternative) ? [place] : [];
  });
  if (places.length === 0) return [group];
  const parts = new Map<string, Item[]>();
  for (const item of group) {
    const key = places.map((place) => item.words[place]).join(' ');
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [item]);
    else part.push(item);
  }
  return parts.size > MOST_SPLITS ? [group] : [...parts.values()];
}

/** Skeletons in groups, each of one shape: of as many words, the cut ones by themselves. `skeletons`: in the order of code units. */
export function groupShapes(skeletons: readonly Skeleton[]): readonly (readonly Skeleton[])[] {
  const nodes = new Map<string, Node>();
  for (const skeleton of skeletons) {
    const item: Item = { skeleton, words: wordsOf(skeleton).map(withoutKinds) };
    const path = pathOf(item);
    const node = nodes.get(path) ?? { groups: [], patterns: [] };
    nodes.set(path, node);
    join(node, item);
  }
  return [...nodes.values()]
    .flatMap(({ groups }) => groups)
    .flatMap(split)
    .map((group) => group.map(({ skeleton }) => skeleton));
}
