import { expect, test } from 'vitest';
import { batchProgressText, openBatchProgress } from '../../src/cli/batch-progress.ts';

test('progress tells how many, how fast, and how long it will take', () => {
  const state = { total: 1000, skipped: 100, done: 300, current: 'alice\u001b[2J.zip' };
  expect(batchProgressText(state, 10)).toBe('oimscope: 400 of 1000 bundles, 30/s, 20 s left  alice\\u{1b}[2J.zip');
  expect(batchProgressText({ total: 5, skipped: 0, done: 0 }, 0)).toBe('oimscope: 0 of 5 bundles');
  expect(batchProgressText({ total: 90_000, skipped: 0, done: 10 }, 10)).toContain('1.0/s, 25.0 h left');
});

function shown(isTTY: boolean, when: 'auto' | 'never'): string {
  let [text, now] = ['', 0];
  const stream = { isTTY, columns: 30, write: (part: string) => (text += part) };
  const lines = openBatchProgress(stream, when, () => now);
  for (; now < 12_000; now += 1000)
    lines.show({ total: 20, skipped: 0, done: now / 1000, current: 'a bundle of a long name' });
  lines.tell('bob: partial\nwrong');
  lines.end();
  return text;
}

test('on a terminal one line is written over, within its width; elsewhere a line comes now and then', () => {
  const terminal = shown(true, 'auto');
  expect(terminal.split('\n')).toHaveLength(3);
  for (const line of terminal.split(/\r\u001b\[K|\n/)) expect(line.trimEnd().length).toBeLessThan(30);
  expect(shown(false, 'auto')).toBe(
    [
      'oimscope: 5 of 20 bundles, 1.0/s, 15 s left  a bundle of a long name',
      'oimscope: 10 of 20 bundles, 1.0/s, 10 s left  a bundle of a long name',
      'oimscope: bob: partial',
      'oimscope:   wrong',
      '',
    ].join('\n'),
  );
  expect(shown(false, 'never'), 'what failed is told all the same').toBe('oimscope: bob: partial\noimscope:   wrong\n');
});
