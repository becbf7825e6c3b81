import { expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';

const PAYLOADS: readonly string[] = [
  'X-Note: call (425) 555-0118, C:\\Docs\\Zenker Wolpert.docx',
  'X-Note: call (425) 555-0118, C:\\Docs\\Zenk\u00fcr Wolpert.docx',
  'Phone: 089 5550118 is the one to call',
  'callto:5550118 was clicked, and nothing came of it',
  'tel:5550118;phone-context=+1425 was called, once',
  'Subject =?utf-8?Q?Zenker_Wolpert?= came back',
  'opened ~/Zenker/Wolpert.docx and closed it again',
  'opened %userprofile%\\Zenker\\Wolpert.docx again',
  'GET https://contoso.sharepoint.com/sites/Zenker/Shared%20Documents/Wolpert.docx HTTP/1.1',
  'peer 2001:4898:80e8:1::12 went away and came back',
  'url=https%3A%2F%2F10.47.12.13%2Fews was asked for',
  'from S-1-5-21-3623811015-3361044348-30300820-1013 on',
];
const ENCODINGS = ['latin1', 'utf16le'] as const;
const GONE = /0118|zenk|wolpert|contoso|2001:4898|10\.47|3623811015|1425/i;

test.each(PAYLOADS.flatMap((text) => ENCODINGS.map((encoding) => [encoding, text] as const)))(
  'a payload in hexadecimal digits reads as its text would: %s, %s',
  (encoding, text) => {
    const payload = (some: string): string =>
      `<EventPayload>${Buffer.from(some, encoding).toString('hex').toUpperCase()}</EventPayload>`;
    const identities = new Identities();
    identities.add(payload(text));
    const pseudonyms = new Pseudonyms(Buffer.from('key'), identities);
    const plain = pseudonyms.text(text);
    expect(plain).not.toMatch(GONE);
    const shown = pseudonyms.text(payload(text));
    expect(Buffer.from(shown.slice(14, -15), 'hex').toString(encoding)).toBe(plain);
    expect(leaksIn(Buffer.from(shown), identities)).toEqual([]);
    expect(leaksIn(Buffer.from(payload(text)), identities)).not.toEqual([]);
  },
);
