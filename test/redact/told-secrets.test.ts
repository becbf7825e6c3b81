import { describe, expect, test } from 'vitest';
import { isFreeOfLeaks, PLACES } from './shown.ts';

/** Lines with a secret in them, and what of them must go. */
const LINES: readonly (readonly [line: string, gone: string])[] = [
  ['logon password: walrus asked', 'walrus'],
  ['password walrus7 sent', 'walrus7'],
  ['client_secret=S3cretHeron - queued', 'S3cretHeron'],
  ['userPassword = walrus;server=x', 'walrus'],
  ['passwd=wal;rus&x9 done', 'wal;rus&x9'],
  ['password = "two walruses here" now', 'two walruses here'],
  ['password "wal ruses" typed', 'ruses'],
  ['passphrase: correct walrus battery, then more', 'correct walrus battery'],
  ['pass phrase: correct walrus battery, then more', 'correct walrus battery'],
  ['pass-code walrus typed', 'walrus'],
  ['password of Bob: walrus', 'walrus'],
  ['the password for the user Bob Miller is walrus', 'walrus'],
  ['token for m17 walrus7 sent', 'walrus7'],
  ['password for alice@contoso.com: gwx', 'gwx'],
  ['pin of CONTOSO\\bob = 4711', '4711'],
  ['password for Gwen Vogel <gwen.vogel@contoso.com>: gwx', 'gwx'],
  ['pin: 4711 accepted', '4711'],
  ['pin: 471 accepted', '471'],
  ['Password: hello', 'hello'],
  ['<o:Password>walrus</o:Password>', 'walrus'],
  ['<wsse:Password Type="text">wal rus</wsse:Password>', 'wal rus'],
  ['&lt;o:Password&gt;walrus&lt;/o:Password&gt;', 'walrus'],
  ['{"access_token":"walrus123abc","x":1}', 'walrus123abc'],
  ['{\\"access_token\\":\\"walrus123abc\\",\\"x\\":1}', 'walrus123abc'],
  ['"{""access_token"":""walrus123abc""}","7"', 'walrus123abc'],
  ['next exchangecookie=walrus7heron sent', 'walrus7heron'],
  ['X-MS-WebTicket: opaque=cwt-walrus-17', 'cwt-walrus-17'],
  ['Authorization=Bearer walrus', 'walrus'],
  ['POST /x?grant=y&password%3Dwalrus%26user%3Dz', 'walrus'],
  ['https://meet.contoso.com/frieda.vogel/ABCD12 opened', 'ABCD12'],
  ['https://meet.contoso.com/frieda.vogel/ABCD12 opened', 'frieda.vogel'],
  ['https://meet.contoso.com/frieda.vogel/QWERTYUI opened', 'QWERTYUI'],
  ['https://meet.lync.com/fabsec/frieda.vogel/ABCD12', 'frieda.vogel'],
  ['https://meet.lync.com/fabsec/frieda.vogel/ABCD12', 'fabsec'],
  ['https://contoso.com/meet/frieda.vogel/ABCD12', 'ABCD12'],
  ['logon user: gwen then', 'gwen'],
  ['Account: gwen.heron', 'gwen'],
  ['User: Gwen Vogel logged on', 'Vogel'],
];

describe.each(PLACES)('secrets and accounts in %s', (_place, shown) => {
  test.each(LINES)('%s', (line, gone) => {
    const out = shown(line);
    expect(out).not.toContain(gone);
  });

  test('a secret that is no usual word goes wherever it stands', () => {
    expect(shown('heard walrus again', 'password: walrus')).not.toContain('walrus');
    expect(shown('heard hello again', 'password: hello')).toBe('heard hello again');
    expect(shown('heard gwx again', 'password: gwx')).toBe('heard gwx again');
  });

  test.each([
    'token acquired from the broker',
    'token for m17 is expired',
    'auth: failed with 0x80070005',
    'token: expired',
    'password: required',
    'WWW-Authenticate: Negotiate',
    'Proxy-Authenticate: NTLM',
    'Authorization: required',
    'Authorization: Kerberos',
    'basic authentication failed',
    'credentials: none',
    'password=****** sent',
    'token 12 of 14',
    'CAuthTokenCache::Get token ErrorAccessDenied',
    'bypass list empty, passing on',
    'user: unknown',
    'User: offline again',
    'meet the deadline',
    '<a:TokenType>Bearer</a:TokenType>',
    '<t:ChangeKey>none</t:ChangeKey>',
  ])('what the client says of secrets stays: %s', (line) => {
    expect(shown(line)).toBe(line);
  });
});

test.each(LINES)('the searches for leaks find nothing: %s', async (line) => {
  expect(await isFreeOfLeaks(line)).toBe(true);
});
