import { expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';

const OPENED = 'opened "C:\\x\\Wolpert Akte.docx" and "C:\\x\\Z\u00fcrn, Paul.xlsx"';

function of(text: string): { readonly shown: string; readonly name: string; readonly identities: Identities } {
  const identities = new Identities();
  identities.add(`${OPENED}\n${text}`);
  const pseudonyms = new Pseudonyms(Buffer.from('key'), identities);
  const [name = ''] = /x[a-z2-7]{7} x[a-z2-7]{7}\.docx/.exec(pseudonyms.text(OPENED)) ?? [];
  return { shown: pseudonyms.text(text), name, identities };
}

test.each<[string, (name: string) => string]>([
  ['cannot open Wolpert Akte.docx now', (name) => `cannot open ${name} now`],
  ['cannot open WOLPERT AKTE.DOCX now', (name) => `cannot open ${name.replace('.docx', '.DOCX')} now`],
  ['GET /x/Wolpert%20Akte.docx', (name) => `GET /x/${name.replace(' ', '%20')}`],
  ['open\\u0020Wolpert Akte.docx', (name) => `open\\u0020${name}`],
])('a file that is known is known whole elsewhere: %s', (text, expected) => {
  const { shown, name, identities } = of(text);
  expect(shown).toBe(expected(name));
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
});

test.each(['saw Z\u00fcrn, Paul.xlsx there', 'saw Zu\u0308rn, Paul.xlsx there'])(
  'however its letters are written, and with a comma in it: %s',
  (text) => {
    const { shown, identities } = of(text);
    expect(shown).toMatch(/^saw x[a-z2-7]{7}, x[a-z2-7]{7}\.xlsx there$/);
    expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
  },
);

test('the search for leaks knows it', () => {
  const { identities } = of('');
  expect(leaksIn(Buffer.from('cannot open Wolpert Akte.docx now'), identities)).not.toEqual([]);
  expect(leaksIn(Buffer.from('cannot open xWolpert Akte.docx or Wolpert Akte.document now'), identities)).toEqual([]);
});
