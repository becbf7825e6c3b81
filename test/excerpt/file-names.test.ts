import { expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';

const TOKEN = 'x[a-z2-7]{7}';
const ADDRESS = `${TOKEN}@${TOKEN}\\.example`;

test.each<[string, string]>([
  ['C:\\Mails\\bob@contoso.com Kunden Wolpert.docx', `C:\\\\${TOKEN}\\\\${ADDRESS} ${TOKEN} ${TOKEN}\\.docx`],
  ['opened "bob@contoso.com Kunden Wolpert.docx"', `opened "${ADDRESS} ${TOKEN} ${TOKEN}\\.docx"`],
  [
    'https://contoso.sharepoint.com/sites/hr/Shared%20Documents/bob@contoso.com%20Wolpert.docx',
    `https://${TOKEN}\\.sharepoint\\.com/sites/${TOKEN}/Shared%20Documents/${TOKEN}%40${TOKEN}\\.example%20${TOKEN}\\.docx`,
  ],
  ['C:\\Tracing\\sip_bob@contoso.com\\Wolpert.txt', `C:\\\\Tracing\\\\sip_${ADDRESS}\\\\${TOKEN}\\.txt`],
])('the name of a file may hold an address: %s', (text, pattern) => {
  const identities = new Identities();
  identities.add(text);
  const shown = new Pseudonyms(Buffer.from('key'), identities).text(text);
  expect(shown).toMatch(new RegExp(`^${pattern}$`));
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
  expect(leaksIn(Buffer.from(text), identities)).not.toEqual([]);
});

test.each(['Saved as "+49 (89) 1234/5678 Wolpert.xlsx"', 'file C:\\Data\\+49 (89) 1234/5678 Wolpert & Zenker.docx'])(
  'and a number of a telephone: %s',
  (text) => {
    const identities = new Identities();
    identities.add(text);
    expect(new Pseudonyms(Buffer.from('key'), identities).text(text)).not.toMatch(/Wolpert|Zenker|5678/);
  },
);
