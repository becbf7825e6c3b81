import { describe, expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';

const FORMS: readonly string[] = [
  'caller +14255550118 rang',
  'caller=+14255550118 rang',
  'x=+14255550118',
  'tel:+14255550118',
  'tel:+1 425 555 0118',
  'to +1 (425) 555-0118 x',
  'Phone: 14255550118',
  'Phone=%2B1%20425%20555%200118',
  '<a>tel:%2B14255550118</a>',
  '\\u002b14255550118',
  'mobile&#x3D;&#43;14255550118',
  'sip:+14255550118@contoso.com;user=phone',
  'to=+14255550118@contoso.com',
  'sip:14255550118@contoso.com;user=phone',
  `<D>${Buffer.from('caller +14255550118 rang, and nobody was there').toString('hex')}</D>`,
];

function plain(text: string): string {
  const [hex] = /[\da-f]{48,}/.exec(text) ?? [];
  if (hex !== undefined) return Buffer.from(hex, 'hex').toString();
  return decodeURIComponent(text)
    .replace(/&#x3D;/g, '=')
    .replace(/&#43;/g, '+')
    .replace(/\\u002b/g, '+');
}

describe('one number of a telephone has one token', () => {
  const identities = new Identities();
  for (const text of FORMS) identities.add(text);
  const pseudonyms = new Pseudonyms(Buffer.from('key'), identities);
  const digits = pseudonyms.text('tel:+14255550118').slice('tel:+'.length);

  test.each(FORMS)('%s', (text) => {
    const shown = pseudonyms.text(text);
    const [number = ''] = /\d[\d ().-]*\d/.exec(plain(shown).replace(/x[a-z2-7]{7}/g, '')) ?? [];
    expect(number.replace(/\D/g, '')).toBe(digits);
    expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
  });

  test('as the address of a recipient, too', () => {
    const address = '14255550118@contoso.com';
    const line = `To: <sip:${address};user=phone>`;
    const known = new Identities();
    known.add(line);
    const tokens = new Pseudonyms(Buffer.from('key'), known);
    expect(tokens.text(line)).toBe(`To: <sip:${tokens.text(address)};user=phone>`);
  });

  test('of the same look', () => {
    expect(pseudonyms.text('to +1 (425) 555-0118 x')).toMatch(/^to \+\d \(\d{3}\) \d{3}-\d{4} x$/);
  });
});

test('a word that looks like a token is none', () => {
  const text = 'C:\\Docs\\xylophon.docx';
  const identities = new Identities();
  identities.add(text);
  expect(new Pseudonyms(Buffer.from('key'), identities).text(text)).not.toContain('xylophon');
});
