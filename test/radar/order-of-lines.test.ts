import { expect, test } from 'vitest';
import { ticks } from '../../src/model/ticks.ts';
import type { UnmatchedLine } from '../../src/model/unmatched-line.ts';
import { lineOf, minedShapes } from './lines.ts';

function bothWays(lines: readonly UnmatchedLine[]): ReturnType<typeof minedShapes> {
  const shapes = minedShapes(lines);
  const plain = (some: typeof shapes) => some.map((shape) => ({ ...shape, first: shape.first.offset }));
  expect(plain(minedShapes(lines.toReversed()))).toEqual(plain(shapes));
  return shapes;
}

test('a function named after an operation is known among any others, whichever come first', () => {
  const functions = ['COim::One', 'COim::Two', 'COim::CreateItem'];
  const lines = functions.map((name, i) =>
    lineOf(`Offline message N-47110${i} delivered to Exchange`, i, { function: name }),
  );
  expect(bothWays(lines)).toMatchObject([{ isInOperation: true }]);
  expect(bothWays(lines.slice(0, 2))).toMatchObject([{ isInOperation: false }]);
});

test('an operation counts though the name of its function is one of somebody, too', () => {
  const lines = [lineOf('Offline note for heron@zqcorp.example', 1, { function: 'Heron::CreateItem' })];
  expect(bothWays(lines)).toMatchObject([{ isInOperation: true, function: undefined }]);
});

test('copies of a line that state another component or function are of its shape as well', () => {
  const at = ticks(1_000_000);
  const one = { at, pid: 7, tid: 9, source: 'a.log', component: 'Oim', function: 'COim::Step' };
  const other = { ...one, source: 'b.log', component: 'Provider', function: 'X::SendItem' };
  const text = 'Offline message N-471101 queued';
  expect(bothWays([lineOf(text, 1, one), lineOf(text, 2, other)])).toMatchObject([
    { count: 1, component: undefined, function: undefined, isInOperation: true },
  ]);
});
