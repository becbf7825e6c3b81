import { expect, it } from 'vitest';
import { meaningOf } from '../../src/meanings/index.ts';
import { HOLE_NAMES, PHRASE_KINDS } from '../../src/model/phrase.ts';
import { seen } from './seen.ts';

const SHORT = 300;
const TIMES = 8;
/** Less than this is noise. */
const LEAST_MS = 3;

/** User CPU time of the meanings of all phrases whose holes are filled so, in ms. */
function costOf(text: string): number {
  const values = Object.fromEntries(HOLE_NAMES.map((name) => [name, text]));
  const phrases = PHRASE_KINDS.map((kind) => seen(kind, values));
  const before = process.cpuUsage();
  for (const phrase of phrases) meaningOf(phrase);
  return Math.max(LEAST_MS, process.cpuUsage(before).user / 1000);
}

// What fills a hole is as long as the line is. Linear is 8 times as much, quadratic 64.
it.each([
  ['blanks between letters', (length: number) => `a${' '.repeat(length)}b`],
  ['quotation marks', (length: number) => `a${'"'.repeat(length)}b`],
  ['opening brackets', (length: number) => `a${'<'.repeat(length)}b`],
  ['full stops', (length: number) => `${'.'.repeat(length)}x`],
  ['colons of an address', (length: number) => `smtp:${':'.repeat(length)}x@`],
  ['letters', (length: number) => 'a'.repeat(length)],
  ['names of errors in one word', (length: number) => 'ERROR_WINHTTP_'.repeat(length)],
  ['digits', (length: number) => '1'.repeat(length)],
  ['digits in pairs', (length: number) => '1.'.repeat(length / 2)],
  ['backslashes', (length: number) => '\\ '.repeat(length / 2)],
  ['a word of the mailbox', (length: number) => 'not on '.repeat(length / 7)],
])('%s in all holes cost no more than their length', { retry: 2 }, (_, text) => {
  expect(costOf(text(SHORT * TIMES)) / costOf(text(SHORT))).toBeLessThan(3 * TIMES);
});
