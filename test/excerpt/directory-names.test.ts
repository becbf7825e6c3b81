import { expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';

const TOKEN = 'x[a-z2-7]{7}';

test.each<[string, string]>([
  ['X-Owner: CN=Qi,OU=Vu,O=Wy', `X-Owner: CN=${TOKEN},OU=${TOKEN},O=${TOKEN}`],
  ['/o=wy/ou=vu/cn=Qi', `/o=${TOKEN}/ou=${TOKEN}/cn=${TOKEN}`],
  ['/O%3Dwy/ou%3Dvu/cn%3DQi', `/O%3D${TOKEN}/ou%3D${TOKEN}/cn%3D${TOKEN}`],
  ['&lt;x&gt;CN=Qi,OU=vu&lt;/x&gt;', `&lt;x&gt;CN=${TOKEN},OU=${TOKEN}&lt;/x&gt;`],
  ['OU=vu;CN=Qi', `OU=${TOKEN};CN=${TOKEN}`],
  ['CN=IT,OU=vu', `CN=IT,OU=${TOKEN}`],
])('a name in a directory may be short: %s', (text, pattern) => {
  const identities = new Identities();
  identities.add(text);
  const shown = new Pseudonyms(Buffer.from('key'), identities).text(text);
  expect(shown).toMatch(new RegExp(`^${pattern}$`));
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
  expect(leaksIn(Buffer.from(text), identities)).not.toEqual([]);
});

test('two letters that are a name in a directory are none elsewhere', () => {
  const identities = new Identities();
  identities.add('X-Owner: CN=Qi,OU=Vu,O=Wy');
  const text = 'vu=7 Wy qi foo=wy';
  expect(new Pseudonyms(Buffer.from('key'), identities).text(text)).toBe(text);
  expect(leaksIn(Buffer.from(text), identities)).toEqual([]);
});
