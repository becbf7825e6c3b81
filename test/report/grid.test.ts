import { expect, test } from 'vitest';
import { grid } from '../../src/report/grid.ts';
import { openPage } from '../../src/report/page.ts';

const page = openPage({ width: 60, color: false, verbose: false, unicode: true });
const columns = [
  { title: 'a title of several words', least: 8 },
  { title: 'b', least: 8 },
];

test.each([0, 1, 199, 200, 201, 400, 450])('%i rows stand in one table', (count) => {
  const rows = Array.from({ length: count }, (_, n) => [`row ${n}`, '漢字 and some words '.repeat(n % 7)]);
  const lines = grid(page, columns, rows);
  const isRule = (line: string): boolean => /^[┌├└]/.test(line);
  expect(lines.filter((line) => line.startsWith('┌'))).toEqual([lines[0]]);
  expect(lines.filter((line) => line.startsWith('└'))).toEqual([lines.at(-1)]);
  expect(lines.filter((line) => line.startsWith('├')).length).toBe(count);
  expect(lines.filter((line) => line.includes('a title'))).toHaveLength(1);
  expect(lines.some((line, at) => isRule(line) && isRule(lines[at + 1] ?? ''))).toBe(false);
  expect(lines.flatMap((line) => /row \d+/.exec(line)?.[0] ?? [])).toEqual(rows.map(([name]) => name));
});
