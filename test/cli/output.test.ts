import { describe, expect, test } from 'vitest';
import { type Display, renderOptions, type Surroundings } from '../../src/cli/output.ts';

const display: Display = { color: 'auto', verbose: false };
const terminal: Surroundings = { isTerminal: true, columns: 132, platform: 'linux', env: { LANG: 'C.UTF-8' } };
const pipe: Surroundings = { ...terminal, isTerminal: false };

test('a terminal has its own width, colour and box characters', () => {
  expect(renderOptions(display, terminal)).toEqual({ width: 132, color: true, verbose: false, unicode: true });
});

test('a pipe and a file have a page of 100 columns in plain ASCII', () => {
  const plain = { width: 100, color: false, verbose: false, unicode: false };
  expect(renderOptions(display, pipe)).toEqual(plain);
  expect(renderOptions({ ...display, output: 'report.txt' }, terminal)).toEqual(plain);
});

test('a stated width wins; a tiny terminal gets the least a table needs', () => {
  expect(renderOptions({ ...display, width: 60 }, terminal).width).toBe(60);
  expect(renderOptions(display, { ...terminal, columns: 20 }).width).toBe(40);
});

describe('colour', () => {
  test.each<[string, Display['color'], Surroundings, Surroundings['env'], boolean]>([
    ['NO_COLOR on a terminal', 'auto', terminal, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR on a terminal', 'auto', terminal, { NO_COLOR: '' }, true],
    ['FORCE_COLOR on a pipe', 'auto', pipe, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 on a terminal', 'auto', terminal, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR and NO_COLOR', 'auto', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['a dumb terminal', 'auto', terminal, { TERM: 'dumb' }, false],
    ['always, with NO_COLOR', 'always', pipe, { NO_COLOR: '1' }, true],
    ['never, with FORCE_COLOR', 'never', terminal, { FORCE_COLOR: '1' }, false],
  ])('%s', (_name, color, around, env, isColored) => {
    expect(renderOptions({ ...display, color }, { ...around, env }).color).toBe(isColored);
  });
});

test.each<[string, string, Surroundings['env'], boolean]>([
  ['Windows Terminal', 'win32', { WT_SESSION: '1' }, true],
  ['the old Windows console', 'win32', {}, false],
  ['a UTF-8 locale', 'linux', { LC_ALL: '', LANG: 'de_DE.utf8' }, true],
  ['the C locale', 'linux', { LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, false],
])('box characters on %s', (_name, platform, env, hasUnicode) => {
  expect(renderOptions(display, { ...terminal, platform, env }).unicode).toBe(hasUnicode);
});
