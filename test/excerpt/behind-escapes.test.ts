import { expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';

const KNOWN = 'From: "Zoe Quill" <sip:zquill@fabrikam-secret.com>';

test.each([
  ['an address in the form of a folder of OneDrive', '/personal/zquill_fabrikam-secret_com/Documents'],
  ['the same, percent-encoded', '/personal/zquill%5Ffabrikam%2Dsecret%5Fcom/Documents'],
  ['the same, escaped for Markdown', 'zquill\\_fabrikam\\-secret\\_com'],
  ['an address in quoted-printable', 'SRS=zquill=40fabrikam-secret.com@relay.contoso.com'],
  ['the same without an ending of letters', 'zquill=40fabrikam-secret.com'],
  ['the same, percent-encoded', 'zquill%3D40fabrikam%2Dsecret.com'],
  ['the same, in XML', 'zquill&#61;40fabrikam-secret.com'],
  ['an address in JSON', '"zquill\\u0040fabrikam-secret.com"'],
  ['an address in XML', 'zquill&#64;fabrikam-secret.com'],
  ['a path', 'D:\\Kunden\\Quarz GmbH\\Zquarz.docx'],
  ['a path in JSON', '"D:\\\\Kunden\\\\Quarz GmbH\\\\Zquarz.docx"'],
  ['a path, percent-encoded', 'D%3A%5CKunden%5CQuarz%20GmbH%5CZquarz.docx'],
  ['an address of SharePoint', 'https://contoso.sharepoint.com/sites/Quarz/Shared%20Documents/Zquarz%20neu.docx'],
  ['a phone number without marks', 'dialing 555-0100 for (030) 123-4567'],
])('nobody is left where %s stands: %s', (_name, text) => {
  const identities = new Identities();
  identities.add(`${KNOWN}\n${text}`);
  const shown = new Pseudonyms(Buffer.from('key'), identities).text(`${KNOWN}\n${text}`);
  expect(shown).not.toMatch(/quill|quarz|kunden|fabrikam|secret|0100|4567/i);
  expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
});

test('a path that is encoded stays encoded', () => {
  const identities = new Identities();
  const shown = new Pseudonyms(Buffer.from('key'), identities).text('GET /sites/Quarz%20GmbH/a1%20neu.docx HTTP/1.1');
  expect(shown).toMatch(
    /^GET \/sites\/x[a-z2-7]{7}%20x[a-z2-7]{7}\/x[a-z2-7]{7}(?:%20x[a-z2-7]{7})?\.docx HTTP\/1\.1$/,
  );
});

test('files of Windows, of the client and of its builds stay', () => {
  const text =
    'C:\\Program Files\\Microsoft Office\\root\\Office16\\lync.exe d:\\bt\\860047\\lync\\foo.cpp(123) POST /EWS/Exchange.asmx';
  expect(new Pseudonyms(Buffer.from('key'), new Identities()).text(text)).toBe(text);
});
