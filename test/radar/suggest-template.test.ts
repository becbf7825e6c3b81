import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { shapesOf } from '../../src/radar/build-shapes.ts';
import { LineMiner } from '../../src/radar/line-miner.ts';
import { maskLine } from '../../src/radar/mask-line.ts';
import { lineOf, minedShapes } from './lines.ts';

function templatesOf(lines: readonly string[]): readonly (string | undefined)[] {
  return minedShapes(lines.map((text, i) => lineOf(text, i + 1))).map(({ template }) => template);
}

function matcherOf(template: string): (line: string) => ReadonlyMap<string, string> | undefined {
  const phrase = { id: 'x', observes: 'message-queued', text: template };
  const book = readPhrasebook('draft', JSON.stringify({ phrasebook: 1, name: 'draft', phrases: [phrase] }));
  const set = new PhraseSet([book]);
  // What a {text} stands for is kept nowhere, and may be more than what was masked.
  return (line) => {
    const values = set.matchLine(line, {})[0]?.values;
    return values && new Map([...values].filter(([name]) => name !== 'text'));
  };
}

test.each([
  [
    'Offline note m17 for bob@contoso.com (request 3f2504e0-4f89-11d3-9a0c-0305e82c3301) lined up',
    'Offline note {messageId} for {recipient} (request {requestId}) lined up',
  ],
  ['Offline message timer fired after 120 seconds', 'Offline message timer fired after {seconds} seconds'],
  ['EWS CreateItem answered 503, ErrorServerBusy', 'EWS {operation} answered {status}, {responseCode}'],
  ['EWS call failed, hr=0x80072EE2', 'EWS call failed, hr={errorCode}'],
  ['Spool file C:\\a b\\History Spooler\\x-1.hist is gone', 'Spool file {*}History Spooler\\{spoolFile} is gone'],
  ['Offline message from alice@contoso.com to bob@contoso.com', 'Offline message from {*} to {recipient}'],
  [
    'Conversation {3f2504e0-4f89-11d3-9a0c-0305e82c3301} has offline message',
    'Conversation {{{conversationId}}} has offline message',
  ],
  ['Offline note m17 queued, body=see you at noon', 'Offline note {messageId} queued, body={text}'],
  ['Offline note "see you" queued at 5 s', 'Offline note "{text}" queued at {seconds} s'],
  ['Offline note m17 in folder "My Drafts"', 'Offline note {messageId} in folder "{folder}"'],
  ['「see you」 is an offline note', '{*} is an offline note'],
  ['17 offline messages wait', '{*} offline messages wait'],
  ['Offline note M-41010->successfully sent', 'Offline note {messageId}->successfully sent'],
  ['EWS 5', undefined],
])('%j gives %j', (line, expected) => {
  expect(templatesOf([line])).toEqual([expected]);
});

test('the last hole of a line that goes on takes no more than what was masked', () => {
  const line = `Offline message ${'and '.repeat(141)}to bob@contoso.com ${'x'.repeat(100)}`;
  const [template = ''] = templatesOf([line]);
  expect(maskLine(line).pieces.at(-1)).toEqual({ kind: 'address', value: 'bob@contoso.com' });
  expect([...(matcherOf(template)(line) ?? [['none', '']])]).toEqual([]);
});

describe('the phrase of a shape', () => {
  const value = fc.oneof(
    fc.constantFrom(
      'bob@contoso.com',
      'm17',
      '17',
      '503',
      '0x80072EE2',
      'ErrorServerBusy',
      'CreateItem',
      '09:15:00',
      '16.0.6741.2048',
    ),
    fc.uuid(),
    fc.constantFrom(
      'C:\\a b\\History Spooler\\x.hist',
      'C:\\a b\\c d.hist',
      '\\\\fs1\\x y\\z',
      '"hello there"',
      "'a b'",
      'Bob Miller',
      'Zelda',
    ),
    fc.constantFrom(
      'https://a.contoso.com/x?y=1',
      'exch01.contoso.com',
      'CONTOSO\\al',
      'Ümlaut',
      '\u202e\u0007',
      '+49 30 123456',
      '-5',
      '{',
      '}}',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replace(/[\r\n\u2028\u2029]/g, '')),
  );
  const text = fc.constantFrom(
    'offline',
    'message',
    'note',
    'for',
    'failed',
    'status',
    'request',
    'id=',
    '#',
    ', ',
    '. ',
    '(',
    ') ',
    '; ',
    ' ',
    '  ',
    'error',
    'folder ',
    's',
    '=',
    ':',
  );
  const frame = fc.array(fc.oneof(text, fc.constant(undefined)), { minLength: 1, maxLength: 14 });
  /** Some lines of one frame, each with its own values. */
  const family = frame.chain((parts) =>
    fc
      .array(fc.array(value, { minLength: parts.length, maxLength: parts.length }), { minLength: 1, maxLength: 5 })
      .map((all) =>
        all.map(
          (values) =>
            `Offline message ${parts.map((part, i) => (part === undefined ? ` ${values[i]} ` : `${part} `)).join('')}`,
        ),
      ),
  );

  test('matches every line of the shape, and its holes hold just what was masked', () => {
    let matched = 0;
    let named = 0;
    fc.assert(
      fc.property(fc.array(family, { minLength: 1, maxLength: 3 }), (families) => {
        const lines = families.flat();
        const miner = new LineMiner();
        for (const [i, line] of lines.entries()) miner.add(lineOf(line, i + 1));
        const shapes = shapesOf(miner.skeletons());
        expect(shapes.reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
        const matchers = shapes.flatMap(({ template, count }) =>
          template === undefined ? [] : [{ template, count, match: matcherOf(template) }],
        );
        for (const { template, count, match } of matchers) {
          const found = lines.filter((line) => match(line) !== undefined);
          expect(found.length, template).toBeGreaterThanOrEqual(count);
          matched += found.length;
        }
        // A line has its shape: that one, of the templates found for it, in which all holes hold what was masked.
        for (const line of lines) {
          const masked = new Set(
            maskLine(line).pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.value.trim()])),
          );
          const own = matchers.map(({ match }) => match(line)).filter((values) => values !== undefined);
          if (matchers.length !== shapes.length) continue;
          expect(
            own.some((values) => [...values.values()].every((one) => masked.has(one))),
            line,
          ).toBe(true);
          named += Math.max(...own.map((values) => values.size));
        }
      }),
      { numRuns: 400 },
    );
    expect(matched).toBeGreaterThan(100);
    expect(named).toBeGreaterThan(100);
  });

  test('holds in each single line, whatever stands in it', () => {
    let named = 0;
    fc.assert(
      fc.property(family, ([line = '']) => {
        const [template] = templatesOf([line]);
        if (template === undefined) return;
        const values = matcherOf(template)(line);
        expect(values, template).toBeDefined();
        const masked = maskLine(line).pieces.flatMap((piece) =>
          typeof piece === 'string' ? [] : [piece.value.trim()],
        );
        for (const one of values?.values() ?? []) expect(masked, template).toContain(one);
        named += values?.size ?? 0;
      }),
      { numRuns: 2000 },
    );
    expect(named).toBeGreaterThan(500);
  });
});
