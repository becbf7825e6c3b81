import type { Mention } from '../model/radar-report.ts';
import { groupShapes } from './group-shapes.ts';
import { maskLine } from './mask-line.ts';
import { type FirstLine, isBefore, type MinedLines } from './mined-lines.ts';
import { partsOfShape, type ShapePart } from './shape-parts.ts';
import { isCutSkeleton, type Skeleton } from './skeleton.ts';
import { suggestTemplate } from './suggest-template.ts';
import { mergedCounts, type ValueCounts } from './unnamed-ids.ts';

/** The lines of one shape, all together. */
export interface Shape {
  readonly parts: readonly ShapePart[];
  readonly template: string | undefined;
  /** Some lines go on behind what was looked at. */
  readonly isCut: boolean;
  /** Records of some lines have others, too, which may take back what these say. */
  readonly isOneOfSeveral: boolean;
  /** Values that may be ids of messages, by the number of their hole. */
  readonly ids: ReadonlyMap<number, ValueCounts>;
  readonly count: number;
  readonly mentions: readonly Mention[];
  readonly first: FirstLine;
  readonly component: string | undefined;
  readonly function: string | undefined;
  /** A function that wrote some of them is named after an operation of EWS. */
  readonly isInOperation: boolean;
  readonly near: number;
  readonly nearTo: ReadonlyMap<number, number>;
  /** Mean time from the earliest sending of a known message to such a line; undefined where none has a time. */
  readonly nearTicks: number | undefined;
}

const ORDER: readonly Mention[] = ['offline-im', 'drafts', 'spooler', 'ews', 'message-id', 'known-message'];

function firstOf(lines: readonly MinedLines[]): FirstLine | undefined {
  return lines
    .map(({ first }) => first)
    .reduce<FirstLine | undefined>((best, one) => (best === undefined || isBefore(one, best) ? one : best), undefined);
}

/** A name of code: nothing else of what stands in its place is shown, and none of which something is masked as in a line. */
const CODE_NAME = /^[A-Za-z_~<][\w:~<>.$-]{0,99}$/;

function isCodeName(name: string): boolean {
  return CODE_NAME.test(name) && maskLine(name).pieces.every((piece) => typeof piece === 'string');
}

function onlyOf(sets: readonly ReadonlySet<string | undefined>[]): string | undefined {
  const all = new Set(sets.flatMap((set) => [...set]));
  const [only] = all;
  return all.size === 1 && only !== undefined && isCodeName(only) ? only : undefined;
}

function shapeOf(
  skeletons: readonly Skeleton[],
  linesOf: ReadonlyMap<Skeleton, readonly MinedLines[]>,
): readonly Shape[] {
  const lines = skeletons.flatMap((skeleton) => linesOf.get(skeleton) ?? []);
  const first = firstOf(lines);
  if (first === undefined) return [];
  const parts = partsOfShape(skeletons);
  const isCut = skeletons.some(isCutSkeleton);
  const nearTo = new Map<number, number>();
  for (const { nearTo: some } of lines)
    for (const [number, count] of some) nearTo.set(number, (nearTo.get(number) ?? 0) + count);
  const mentions = new Set(lines.flatMap(({ mentions: some }) => [...some]));
  const sum = (of: (one: MinedLines) => number): number => lines.reduce((total, one) => total + of(one), 0);
  const times = sum((one) => one.nearTimes);
  return [
    {
      parts,
      template: suggestTemplate(parts, isCut),
      isCut,
      isOneOfSeveral: lines.some((one) => one.isOneOfSeveral),
      ids: mergedCounts(lines.map(({ ids }) => ids?.counts() ?? new Map())),
      count: sum(({ count }) => count),
      mentions: ORDER.filter((mention) => mentions.has(mention)),
      first,
      component: onlyOf(lines.map(({ components }) => components)),
      function: onlyOf(lines.map(({ functions }) => functions)),
      isInOperation: lines.some((one) => one.isInOperation),
      near: sum((one) => one.near),
      nearTo,
      nearTicks: times === 0 ? undefined : sum((one) => one.nearTicks) / times,
    },
  ];
}

/** The lines in shapes. */
export function shapesOf(linesOf: ReadonlyMap<Skeleton, readonly MinedLines[]>): readonly Shape[] {
  return groupShapes([...linesOf.keys()]).flatMap((skeletons) => shapeOf(skeletons, linesOf));
}
