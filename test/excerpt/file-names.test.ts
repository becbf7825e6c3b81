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

test.each([
  'C:\\Logs\\10.47.12.13 Wolpert.log',
  'C:\\Logs\\S-1-5-21-3623811015-3361044348-30300820-1013 Wolpert.log',
  'C:\\Logs\\6f9619ff-8b86-d011-b42d-00c04fc964ff Wolpert.log',
  'D%3A%5CLogs%5C2001-4898 d0a1b2c3d4e5f60718293a4b5c6d7e8f.log',
])('and what is replaced by its look: %s', (text) => {
  const identities = new Identities();
  identities.add(text);
  const shown = new Pseudonyms(Buffer.from('key'), identities).text(text);
  expect(shown).not.toMatch(/Wolpert|47\.12|3623811015|8b86|d011|a1b2|00c04/);
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
});
