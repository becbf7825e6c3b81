import { describe, expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';

const ORIGINALS = [
  '10.47.12.13',
  '2001:4898:80e8:1::12',
  '6f9619ff-8b86-d011-b42d-00c04fc964ff',
  'S-1-5-21-3623811015-3361044348-30300820-1013',
  'd0a1b2c3d4e5f60718293a4b5c6d7e8f',
  'wolpert@contoso.com',
];
const hex = (sign: string): string => sign.charCodeAt(0).toString(16).padStart(2, '0');
const ESCAPED: readonly (readonly [string, (text: string) => string, (text: string) => string])[] = [
  ['as it is', (text) => text, (text) => text],
  ['percent-encoded', encodeURIComponent, decodeURIComponent],
  [
    'percent-encoded twice',
    (text) => encodeURIComponent(encodeURIComponent(text)),
    (text) => decodeURIComponent(decodeURIComponent(text)),
  ],
  [
    'in JSON',
    (text) => text.replace(/[ /{"]/, (sign) => `\\u00${hex(sign)}`),
    (text) => text.replace(/\\u00(..)/, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  ],
  [
    'in XML',
    (text) => text.replace(/[ /{"]/, (sign) => `&#x${hex(sign)};`),
    (text) => text.replace(/&#x(..);/, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  ],
];

describe.each(ORIGINALS)('what is replaced by its look is so behind escapes, by the same token: %s', (original) => {
  test.each(ESCAPED)('%s', (_name, escaped, plainly) => {
    for (const lead of [' ', '/', '{', '"']) {
      const text = `u=-${escaped(`${lead}${original}/ews`)}`;
      const identities = new Identities();
      identities.add(text);
      const pseudonyms = new Pseudonyms(Buffer.from('key'), identities);
      const shown = pseudonyms.text(text);
      const plain = pseudonyms.text(`u ${original} v`).slice(2, -2);
      expect(plain).not.toContain(original);
      expect(plainly(shown)).toBe(`u=-${lead}${plain}/ews`);
      expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
      expect(leaksIn(Buffer.from(text), identities)).not.toEqual([]);
    }
  });
});

test.each([
  ['a host in JSON', '{"at":"x\\u002fmail.contoso.com/ews"}', /^\{"at":"x\\u002fmail\.x\w{7}\.example\/ews"\}$/],
  [
    'a path that was percent-encoded twice',
    'f=C%253A%255CZenker%255CWolpert%2520Akte.docx',
    /^f=C%253A%255Cx\w{7}%255Cx\w{7}%20x\w{7}\.docx$/,
  ],
])('%s stands so again', (_name, text, pattern) => {
  const identities = new Identities();
  identities.add(text);
  const shown = new Pseudonyms(Buffer.from('key'), identities).text(text);
  expect(shown).toMatch(pattern);
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
});

test('an address of a server in the query of another', () => {
  const text = 'X-Target: url=https%3A%2F%2F10.47.12.13%2Fews';
  const identities = new Identities();
  identities.add(text);
  const shown = new Pseudonyms(Buffer.from('key'), identities).text(text);
  expect(shown).toMatch(/^X-Target: url=https%3A%2F%2F198\.1[89]\.\d+\.\d+%2Fews$/);
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
});

test.each([
  'GET /calls/d0a1b2c3d4e5f60718293a4b5c6d7e8f HTTP/1.1',
  'GET /calls/6f9619ff-8b86-d011-b42d-00c04fc964ff HTTP/1.1',
  'dialog.d0a1b2c3d4e5f60718293a4b5c6d7e8f ended',
])('within what looks like another id, and is none: %s', (text) => {
  const identities = new Identities();
  identities.add(text);
  const shown = new Pseudonyms(Buffer.from('key'), identities).text(text);
  expect(shown).not.toMatch(/d0a1b2c3|6f9619ff/);
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
});

test('what stands around an id keeps its escapes', () => {
  const text =
    'Id=&quot;AAMkAGI2TG93AAAx7Qz9Lw0pR2sT&quot; Cookie: a=b%20c; d=wolpert%40contoso.com; path=/%20x\r\n%2Fo%3DWolpert%2Fcn%3DZenker';
  const identities = new Identities();
  identities.add(text);
  expect(new Pseudonyms(Buffer.from('key'), identities).text(text)).toMatch(
    /^Id=&quot;A\w{27}&quot; Cookie: a=x[a-z2-7]{7}; d=x[a-z2-7]{7}; path=x[a-z2-7]{7}\r\n%2Fo%3Dx[a-z2-7]{7}%2Fcn%3Dx[a-z2-7]{7}$/,
  );
});

test('one cookie has one token, whatever else stands in its record', () => {
  const text = 'Set-Cookie: exchangecookie=9f3b+49895550199x; path=/\r\n';
  const identities = new Identities();
  identities.add(text);
  const pseudonyms = new Pseudonyms(Buffer.from('key'), identities);
  const alone = pseudonyms.text(text);
  expect(pseudonyms.text(`peer 10.47.12.13 %20 wolpert%40contoso.com\r\n${text}`)).toContain(alone);
  expect(alone).toMatch(/^Set-Cookie: exchangecookie=x[a-z2-7]{7}; path=x[a-z2-7]{7}\r\n$/);
});
