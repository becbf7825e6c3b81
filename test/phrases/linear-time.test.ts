import fc from 'fast-check';
import { expect, it } from 'vitest';
import { literalFinder } from '../../src/phrases/find-literal.ts';
import { compileTemplate } from '../../src/phrases/matcher.ts';
import { readTemplate } from '../../src/phrases/template.ts';

/** A line that counts how often one of its characters is asked for. */
class CountingLine extends String {
  looks = 0;

  override charCodeAt(at: number): number {
    this.looks++;
    return super.charCodeAt(at);
  }
}

const LENGTH = 20_000;

// The built-in search, which short literals are left to, looks at each place at most as often as they are long.
it.each([
  ['a literal that nearly stands everywhere', `${'a'.repeat(3990)}b`],
  ['one that begins otherwise', `b${'a'.repeat(3990)}`],
  ['one with a fault in its middle', `${'a'.repeat(1990)}b${'a'.repeat(1990)}`],
  ['one that repeats itself', `${'ab'.repeat(1990)}c`],
  ['holes between long literals', `${'a'.repeat(40)}${`{*}${'a'.repeat(40)}`.repeat(60)}b`],
])('looks at a line at most a few times for %s', (_, template) => {
  const { parts, problems } = readTemplate(template);
  expect(problems).toEqual([]);
  const line = new CountingLine('a'.repeat(LENGTH));
  compileTemplate(parts)(line as unknown as string);
  expect(line.looks).toBeGreaterThan(0);
  expect(line.looks).toBeLessThan(4 * LENGTH);
});

it('finds long literals where they stand', () => {
  const long = fc.stringMatching(/^[ab]{30,60}$/);
  fc.assert(
    fc.property(long, fc.stringMatching(/^[ab]{0,300}$/), fc.boolean(), fc.nat(50), (text, line, isThere, from) => {
      const whole = isThere ? `${line}${text}${line}` : line;
      expect(literalFinder(text)(whole, from)).toBe(whole.indexOf(text, from));
    }),
    { numRuns: 2000 },
  );
});
