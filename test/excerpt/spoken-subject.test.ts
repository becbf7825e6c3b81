import { expect, test } from 'vitest';
import { TextMask } from '../../src/excerpt/masked-text.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';

test.each([
  'Subject: quagga okapi',
  'item has subject: quagga okapi',
  'INVITE sip:bob@contoso.com SIP/2.0\r\ns: quagga\r\nt: <sip:bob@contoso.com>',
  'POST /EWS/Exchange.asmx?subject=quagga&body=okapi HTTP/1.1',
  'item subject="quagga okapi" body="okapi"',
])('of "%s" no subject is in an excerpt', (text) => {
  expect(new TextMask(new PrivateMask()).record(text, 'tracefmt', 0, {})).not.toMatch(/quagga|okapi/);
});
