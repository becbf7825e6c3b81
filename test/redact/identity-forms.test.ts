import { expect, test } from 'vitest';
import { Redaction } from '../../src/redact/index.ts';

function shown(text: string): string {
  const evidence = [{ source: 'Tracing/x.txt', line: 1, offset: 0, text }];
  return new Redaction({ key: 'a key for tests' }).part({ evidence }).evidence[0]?.text ?? '';
}

test.each([
  ['connects via ::ffff:10.77.88.99', '77'],
  ['connects via 64:ff9b::10.77.88.99 now', '77'],
  ['call (425) 555-0188', '0188'],
  ['call 0171/5559876', '555'],
  ['call 00498955501234', '8955'],
  ['Phone: 089 5550123', '5550'],
  ['Mobile number: 0171 555 98', '555'],
  ['card 00-1A-2B-3C-4D-5E', '1A-2B'],
  ['card 00:1a:2b:3c:4d:5e', '1a:2b'],
  ['WWW-Authenticate: Negotiate, NTLM realm="FABSEC"', 'FABSEC'],
  ['WKS-ZQ-0042$@FABSEC', 'FABSEC'],
])('of "%s" nothing of %s is left', (text, part) => {
  expect(shown(text)).not.toContain(part);
});

test.each([
  'OC/16.0.6741.2042 (Skype for Business)',
  'Exchange 15.1.396.30',
  '0000583700005837',
  '2016-06-08T09:15:00.1234567Z',
  'hr=0x80072EE2 12002 4096/65536 ms',
  'CEwsTransport::SendRequest:EwsTransport.cpp(162)',
])('of "%s" all is left', (text) => {
  expect(shown(text)).toBe(text);
});
