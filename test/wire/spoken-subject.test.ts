import { expect, test } from 'vitest';
import { privateRanges, withoutSubject } from '../../src/wire/private-text.ts';

/** What a citation shows of a text. */
function shown(text: string): string {
  return privateRanges(text)
    .toSorted((a, b) => b.start - a.start)
    .reduce((out, { start, end }) => `${out.slice(0, start)}…${out.slice(end)}`, text);
}

test.each([
  'Subject: quagga okapi',
  'INVITE sip:bob@contoso.com SIP/2.0\r\nSubject: quagga\r\nTo: <sip:bob@contoso.com>',
  'Thread-Topic: quagga',
  'item has Subject: quagga',
  'item has subject: quagga okapi',
  'INVITE sip:bob@contoso.com SIP/2.0\r\ns: quagga\r\nt: <sip:bob@contoso.com>',
  'open mailto:bob@contoso.com?subject=quagga&body=okapi now',
  'item subject="quagga okapi" body="okapi"',
  '{"Subject":"quagga okapi"}',
])('of "%s" no subject is cited', (text) => {
  expect(shown(text)).not.toMatch(/quagga|okapi/);
});

test.each([
  'certificate Subject: CN=mail.contoso.com',
  'the subject was set',
  'HTTP/1.1 200 OK\r\ns: okapi',
  '<t:Body BodyType="Text">',
])('of "%s" all is cited', (text) => {
  expect(shown(text)).toContain(text);
});

test('an address of the web keeps the rest of its query', () => {
  expect(withoutSubject('https://mail.contoso.com/EWS/Exchange.asmx?subject=quagga&a=1')).toBe(
    'https://mail.contoso.com/EWS/Exchange.asmx?subject=…&a=1',
  );
});
