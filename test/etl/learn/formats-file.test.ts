import { describe, expect, test } from 'vitest';
import { FormatsFault, parseFormats, writeFormats } from '../../../src/etl/learned/formats-file.ts';
import type { LearnedFormat } from '../../../src/etl/learned/learned-format.ts';
import { GUID } from '../wpp/wpp-record.ts';

const FORMAT: LearnedFormat = {
  guid: GUID,
  number: 10,
  support: 3,
  component: 'made',
  shapes: [['id=', { choices: [{ type: 'ItemLong', spec: 'd' }], always: '0a' }, ' end']],
};
const OTHER: LearnedFormat = { guid: GUID, number: 9, support: 2, shapes: [], begins: 'a', ends: 'z' };

describe('a file of learned formats', () => {
  test('reads back, by GUID and number', () => {
    expect(parseFormats(writeFormats([FORMAT, OTHER]))).toEqual([OTHER, FORMAT]);
    expect(writeFormats([OTHER, FORMAT])).toBe(writeFormats([FORMAT, OTHER]));
    expect(parseFormats(writeFormats([]))).toEqual([]);
  });

  const file = (message: object): string => JSON.stringify({ formats: 1, messages: [message] });
  const shape = (piece: unknown): string => file({ ...FORMAT, shapes: [[piece]] });
  const choice = (members: object): string => shape({ choices: [{ type: 'ItemLong', spec: 'd', ...members }] });

  test.each([
    ['no JSON', '{', /^no JSON/],
    ['a list', '[]', /^file: not an object/],
    ['another version', '{"formats":2,"messages":[]}', /^formats: not 1/],
    ['a phrasebook', '{"phrasebook":1}', /^file\.phrasebook: no such member/],
    ['no messages', '{"formats":1}', /^messages: not a list/],
    ['an unknown member', file({ ...FORMAT, body: 'x' }), /^messages\[0\]\.body: no such member/],
    ['a GUID in braces', file({ ...FORMAT, guid: `{${GUID}}` }), /^messages\[0\]\.guid/],
    ['a number too large', file({ ...FORMAT, number: 65_536 }), /^messages\[0\]\.number/],
    ['a support below zero', file({ ...FORMAT, support: -1 }), /^messages\[0\]\.support/],
    ['a number for words', file({ ...FORMAT, component: 1 }), /^messages\[0\]\.component: not a text/],
    ['a piece that is none', shape(null), /^messages\[0\]\.shapes\[0\]\[0\]: not an object/],
    ['no choices', shape({ choices: [] }), /choices: empty/],
    ['an unknown type', choice({ type: 'ItemWhatever' }), /choices\[0\]\.type/],
    ['a type that objects have', choice({ type: 'constructor' }), /choices\[0\]\.type/],
    ['a width of a million', choice({ spec: '1000000d' }), /choices\[0\]\.spec/],
    ['a hash that is none', shape({ choices: [{ type: 'ItemLong', spec: 'd' }], always: '<b>' }), /always: not a hash/],
    ['words without end', shape('x'.repeat(70_000)), /longer than 65536/],
  ])('with %s is refused, and the member is named', (_, text, expected) => {
    expect(() => parseFormats(text)).toThrow(FormatsFault);
    expect(() => parseFormats(text)).toThrow(expected);
  });
});
