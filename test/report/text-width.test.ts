import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeVisible } from '../../src/model/visible.ts';
import { columnsOf } from '../../src/report/text-width.ts';
import { clip, wrap } from '../../src/report/wrap.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

test.each([
  ['abc', 3],
  ['漢字', 4],
  ['한글', 4],
  ['ｆｕｌｌ', 8],
  ['ｶﾅ', 2],
  ['e\u0301', 1],
  ['🫠', 2],
  ['🚀', 2],
  ['🇩🇪', 2],
  ['❤️', 2],
  ['สวัสดี', 4],
  ['\u0300', 1],
])('%s takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

describe('visible text', () => {
  test.each([
    ['\u001b[31m', '\\u{1b}[31m'],
    ['a\tb', 'a b'],
    ['\u202egnp', '\\u{202e}gnp'],
    ['a\u200bb', 'a\\u{200b}b'],
    ['\ud800', '\\u{d800}'],
    ['漢字 é', '漢字 é'],
  ])('%j reads %s', (text, visible) => {
    expect(makeVisible(text)).toBe(visible);
  });
});

describe('wrapping', () => {
  test('no line is wider than asked, and nothing but blanks is lost', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (raw, width) => {
        const text = makeVisible(raw);
        const lines = wrap(text, width);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(Math.max(2, width));
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test('a long id is parted at its joints', () => {
    expect(wrap('drafts-bug-2016-06', 11)).toEqual(['drafts-bug-', '2016-06']);
    expect(wrap('bob@contoso.com', 8)).toEqual(['bob@', 'contoso.', 'com']);
  });

  test('words stay whole where they can', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('', 7)).toEqual(['']);
  });
});

test('a clipped text is no wider than asked and shows its cut', () => {
  expect(clip('abcdefgh', 6)).toBe('abc...');
  expect(clip('abcdef', 6)).toBe('abcdef');
  expect(clip('漢字漢字', 6)).toBe('漢...');
});
