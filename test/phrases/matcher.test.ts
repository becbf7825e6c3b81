import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOLE_NAMES } from '../../src/model/phrase.ts';
import { compileTemplate } from '../../src/phrases/matcher.ts';
import { readTemplate, type TemplatePart } from '../../src/phrases/template.ts';

/** The same by a regular expression, which goes back where it must: right, and slow on hostile lines. */
function naive(parts: readonly TemplatePart[], line: string): { at: number; values: [string, string][] } | undefined {
  const names: string[] = [];
  const source = parts.map((part, i) => {
    if (part.kind === 'literal') return part.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const isLast = i === parts.length - 1;
    if (part.kind === 'skip') return isLast ? '.*' : '.*?';
    names.push(part.name);
    return isLast ? '(.+)' : '(.+?)';
  });
  const found = new RegExp(source.join(''), 's').exec(line);
  if (found === null) return undefined;
  const values = new Map<string, string>();
  for (const [i, name] of names.entries()) if (!values.has(name)) values.set(name, (found[i + 1] ?? '').trim());
  return { at: found.index, values: [...values].sort() };
}

const literal = fc.stringMatching(/^[ab ]{1,5}$/).map((text): TemplatePart => ({ kind: 'literal', text }));
const gap = fc.oneof(
  fc.constant<TemplatePart>({ kind: 'skip' }),
  fc.constantFrom(...HOLE_NAMES).map((name): TemplatePart => ({ kind: 'hole', name })),
);
const template = fc
  .tuple(
    fc.option(fc.constant<TemplatePart>({ kind: 'skip' })),
    literal,
    fc.array(fc.tuple(gap, literal), { maxLength: 4 }),
    fc.option(gap),
  )
  .map(([first, text, more, last]): TemplatePart[] => [
    ...(first === null ? [] : [first]),
    text,
    ...more.flat(),
    ...(last === null ? [] : [last]),
  ]);

describe('a template', () => {
  it('finds what a naive matcher finds', () => {
    fc.assert(
      fc.property(template, fc.stringMatching(/^[abc ]{0,40}$/), (parts, line) => {
        const found = compileTemplate(parts)(line);
        const same = found && { at: found.at, values: [...found.values].sort() };
        expect(same).toEqual(naive(parts, line));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    [
      'Queued message {messageId} for {recipient}',
      'x Queued message 7 for bob@contoso.com ',
      { messageId: '7', recipient: 'bob@contoso.com' },
    ],
    ['{*}timer for {messageId} fired', 'the timer for m1 fired', { messageId: 'm1' }],
    ['literal {{brace}} {text}', 'a literal {brace} x', { text: 'x' }],
    ['alone } stands {text}', 'alone } stands y', { text: 'y' }],
    ['ends in a hole {text}', 'ends in a hole ', undefined],
  ])('%s', (text, line, values) => {
    const { parts, problems } = readTemplate(text);
    expect(problems).toEqual([]);
    const found = compileTemplate(parts)(line);
    expect(found && Object.fromEntries(found.values)).toEqual(values);
  });
});
