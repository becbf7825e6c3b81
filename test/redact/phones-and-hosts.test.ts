import { describe, expect, test } from 'vitest';
import { isFreeOfLeaks, PLACES } from './shown.ts';

const GONE: readonly (readonly [string, RegExp])[] = [
  ['reached 001-425-555-0199 at last', /425-555/],
  ['forwarded to 1-425-555-0199 now', /425-555/],
  ['forwarded to 425.555.0199.', /425\.555/],
  ['To: <sip:4255550199@contoso.com;user=phone>', /4255550199/],
  ['To: <sip:+14255550199;ext=77@contoso.com;user=phone>', /14255550199/],
  ['To: <tel:5550199;phone-context=+1425>', /5550199|1425/],
  ['certificate mail.fabrikam.com.cer loaded', /fabrikam/],
  ['certificate EXCHQ7.cer and EXCHQ7.KEY loaded', /EXCHQ7/],
  ['opened Wolkenbuch.one by hand', /Wolkenbuch/],
  ['GET https://mail.fabrikam.one/EWS/Exchange.asmx via mail.fabrikam.one', /fabrikam/],
  ['rejected "weird name"@contoso.com (5.1.1)', /weird|contoso/],
  ['GET /photo?email=alice.quill%2Bnews%40contoso.com&size=64', /alice|quill|news|contoso/],
  ['GET /x?q=%20alice@contoso.com HTTP/1.1', /alice|contoso/],
];

describe.each(PLACES)('in %s', (_where, shown) => {
  test.each(GONE)('of "%s" no identity is left', (text, part) => {
    expect(shown(text)).not.toMatch(part);
  });

  test('an escape of an address stays one', () => {
    expect(shown('GET /photo?email=alice.quill%2Bnews%40contoso.com&size=64')).toMatch(
      /^GET \/photo\?email=[\w.%+@-]+\.example&size=64$/,
    );
    expect(shown('GET /x?q=%20alice@contoso.com HTTP/1.1')).toMatch(/^GET \/x\?q=%20[\w.@-]+ HTTP\/1\.1$/);
  });

  test.each([
    'OC/16.0.7030.5432 (Skype for Business), build 16.0.7030.5432, Exchange 15.1.225.42',
    'version 425.555.0199, v425.555.1999, Office/425.555.0199',
    '127.0.0.1:443 and 0.0.0.0 at 2016-06-08 09:15:00.123, 08.06.2016, 2016-06-08T09:15:00.1234567Z',
    'took 425.555 ms of 425.555.019 bytes, 4255550199 bytes, DocID 2016-0425-5550',
    'HRESULT 0x80072EE2 at 0001-0425-0555, KB3114-996, 16.0.4255.5501',
    'module.exe failed in file.cpp(425), object.key = 7, this.one',
  ])('all of "%s" stays', (text) => {
    expect(shown(text)).toBe(text);
  });

  test.each([
    'ASP.NET_SessionId and ASP.NET 4.0.30319, ADO.NET, VB.NET, System.Net',
    'BUILTIN\\Administrators has access',
    'NT AUTHORITY\\SYSTEM, NT AUTHORITY\\NetworkService, NT-AUTORITÄT\\SYSTEM, VORDEFINIERT\\Administratoren',
    'IIS APPPOOL\\MSExchangeServicesAppPool, NT SERVICE\\MSExchangeTransport, Window Manager\\DWM-1',
  ])('the public words of "%s" stay', (text) => {
    expect(shown(text)).toBe(text);
  });
});

test('no part of a GUID is a number of a telephone', () => {
  const [, inExcerpt] = PLACES[1] ?? [];
  const guid = '0a1b2c3d-0014-2555-5501-990a1b2c3d4e';
  expect(inExcerpt?.(guid)).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(PLACES[0]?.[1](guid)).toMatch(/^id-/);
});

test.each(GONE)('the search for leaks agrees on "%s"', async (text) => {
  expect(await isFreeOfLeaks(text)).toBe(true);
});

test('of a document the word alone goes, too, where it is no ordinary one', () => {
  const [, inReport] = PLACES[0] ?? [];
  expect(inReport?.('opened huberin.zip; the password of Huberin was asked')).not.toMatch(/huberin/i);
  expect(inReport?.('opened trace.zip; the trace was asked')).toBe('opened trace.zip; the trace was asked');
});
