import type { UnmatchedLine } from '../../src/model/unmatched-line.ts';
import { shapesOf } from '../../src/radar/build-shapes.ts';
import { LineMiner } from '../../src/radar/line-miner.ts';

/** A line of a trace as a reader tells it. */
export function lineOf(text: string, number: number, more: Partial<UnmatchedLine> = {}): UnmatchedLine {
  return {
    text,
    source: 'trace.txt',
    offset: number * 1000,
    cite: () => ({ line: number, offset: number * 1000 }),
    ...more,
  };
}

/** The shapes of some lines. */
export function minedShapes(lines: readonly UnmatchedLine[]): ReturnType<typeof shapesOf> {
  const miner = new LineMiner();
  for (const line of lines) miner.add(line);
  return shapesOf(miner.skeletons());
}
