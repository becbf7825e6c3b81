import { expect, test } from 'vitest';
import type { When } from '../../src/cli/output.ts';
import { openProgress, progressText } from '../../src/cli/progress.ts';

const state = { source: 'Tracing/Lync.UccApilog', bytesDone: 43_000_000, bytesTotal: 100_000_000 };

function written(when: When, isTTY: boolean, times: readonly number[]): readonly string[] {
  const out: string[] = [];
  const clock = [...times];
  const line = openProgress({ isTTY, columns: 60, write: (text) => out.push(text) }, when, () => clock[0] ?? 0);
  for (const _ of times) {
    line.show(state);
    clock.shift();
  }
  line.erase();
  return out;
}

test('one line, cut to the terminal, and harmless', () => {
  expect(progressText(state, 80)).toBe('oimscope: 43 %  41 of 95 MiB  Tracing/Lync.UccApilog');
  expect(progressText({ ...state, bytesTotal: 0 }, 80)).toBe('oimscope: 41 MiB  Tracing/Lync.UccApilog');
  expect(progressText({ ...state, source: 'x'.repeat(500) }, 60)).toHaveLength(59);
  expect(progressText({ ...state, source: '\u001b[2J' }, 80)).toContain('\\u{1b}[2J');
});

test('silent without a terminal, unless asked for', () => {
  expect(written('auto', false, [0, 500])).toEqual([]);
  expect(written('never', true, [0, 500])).toEqual([]);
  expect(written('always', false, [0, 500])).toHaveLength(3);
});

test('at most ten a second, and erased at the end', () => {
  const out = written('auto', true, [0, 50, 99, 100, 150]);
  expect(out).toHaveLength(3);
  expect(out.at(-1)).toBe('\r\u001b[K');
});
