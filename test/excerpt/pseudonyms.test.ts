import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Identities } from '../../src/excerpt/identities.ts';
import { leaksIn } from '../../src/excerpt/leaks.ts';
import { Pseudonyms } from '../../src/excerpt/pseudonyms.ts';
import { redactedPath } from '../../src/excerpt/redacted-names.ts';

function of(text: string, key = 'key'): { readonly pseudonyms: Pseudonyms; readonly identities: Identities } {
  const identities = new Identities();
  identities.add(text);
  return { pseudonyms: new Pseudonyms(Buffer.from(key), identities), identities };
}

const KNOWN =
  'From: "Alice Appleby" <sip:alice.appleby@contoso.com>\nHost: mail.contoso.com\nX-FEServer: EXCH01\nCONTOSO\\dave';
const TOKEN = 'x[a-z2-7]{7}';

describe('tokens in place of identities', () => {
  test.each<[string, string, string]>([
    ['an address', 'alice.appleby@contoso.com', `^${TOKEN}\\.${TOKEN}@${TOKEN}\\.example$`],
    ['an address that nobody named', 'zoe@fabrikam.co.uk', `^${TOKEN}@${TOKEN}-[a-z2-7]{3}\\.example$`],
    ['an address, percent-encoded', 'alice.appleby%40contoso.com', `^${TOKEN}\\.${TOKEN}%40${TOKEN}\\.example$`],
    ['a folder of the client', 'sip_alice.appleby@contoso.com', `^sip_${TOKEN}\\.${TOKEN}@${TOKEN}\\.example$`],
    ['a host', 'https://mail.contoso.com/EWS/Exchange.asmx', `^https://mail\\.${TOKEN}\\.example/EWS/Exchange\\.asmx$`],
    ['a host of another name', 'exch02.corp.contoso.com', `^${TOKEN}\\.corp\\.${TOKEN}\\.example$`],
    ['a machine', 'proxied by exch01 today', `^proxied by ${TOKEN} today$`],
    ['a name, and parts of it', 'APPLEBY, Alice', `^${TOKEN}, ${TOKEN}$`],
    ['a domain of Windows', 'CONTOSO\\dave', `^${TOKEN}\\\\${TOKEN}$`],
    ['an IP address', '192.0.2.77:20323', '^198\\.1[89]\\.\\d+\\.\\d+:20323$'],
    ['an address of IPv6', 'fe80::1ff:fe23:4567:890a', '^2001:db8::[\\da-f]{4}:[\\da-f]{4}$'],
    ['a SID', 'S-1-5-21-1004336348-1177238915-682003330-512', '^S-1-5-21-\\d{10}-\\d{10}-\\d{9}-512$'],
    ['a phone number', 'tel:+14255550100', '^tel:\\+\\d{11}$'],
    [
      'a GUID',
      '{36D79750-A3AC-466E-A2FC-266F5D88694D}',
      '^\\{[\\dA-F]{8}-[\\dA-F]{4}-[\\dA-F]{4}-[\\dA-F]{4}-[\\dA-F]{12}\\}$',
    ],
    ['a Call-ID', 'Call-ID: 5d1f0c7be8a24e0f9b63c1a2d4e6f708', '^Call-ID: [\\da-f]{32}$'],
    [
      'an item',
      '<t:ItemId Id="AAMkAGI2TG93AAA=" ChangeKey="CQAAABYAAAB3x"/>',
      '^<t:ItemId Id="A[A-Za-z0-9]{14}=" ChangeKey="C[A-Za-z0-9]{12}"/>$',
    ],
    [
      'a token of sign-in',
      'Authorization: Negotiate YIIHFAYGKwYBBQUCoIIHCDCC',
      '^Authorization: Negotiate Y[A-Za-z]{23}$',
    ],
    ['a cookie', 'Set-Cookie: exchangecookie=9f3b; path=/', `^Set-Cookie: exchangecookie=${TOKEN}; path=${TOKEN}$`],
    ['a folder of a user', 'C:\\Users\\dave\\AppData', `^C:\\\\Users\\\\${TOKEN}\\\\AppData$`],
    [
      'a name in a directory',
      '/o=Woodgrove/ou=Exchange/cn=Recipients/cn=frank',
      `^/o=${TOKEN}/ou=Exchange/cn=Recipients/cn=${TOKEN}$`,
    ],
  ])('%s', (_name, text, pattern) => {
    const { pseudonyms } = of(`${KNOWN}\n${text}`);
    const token = pseudonyms.text(text);
    expect(token).toMatch(new RegExp(pattern));
    expect(token).not.toBe(text);
    expect(of(`${KNOWN}\n${text}`, 'another').pseudonyms.text(text)).not.toBe(token);
  });

  test.each([
    'OC/16.0.6741.2042 (Skype for Business)',
    'X-OWA-Version: 15.1.225.42',
    'https://outlook.office365.com/EWS/Exchange.asmx',
    'http://schemas.microsoft.com/exchange/services/2006/messages/CreateItem',
    'http://officecdn.microsoft.com/pr/b8f9b850-328d-4355-9145-c59439a0c4cf',
    '<Provider Guid="{744151fd-0000-1111-2222-333344445555}"/>',
    'ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)',
    'TL_INFO(TF_COMPONENT) [0]1BD4.2B00::06/08/2016-09:14:07.899.00005570 (OcExchange,CEwsTransport::SendRequest:EwsTransport.cpp(162))',
    '06/08/2016|09:00:01.000 1BD4:2C14 INFO  :: Sending Packet',
    'error_category="invalid_resource"',
    '127.0.0.1',
    '<t:DistinguishedFolderId Id="sentitems"/>',
  ])('%s names nobody', (text) => {
    expect(of(`${KNOWN}\n${text}`).pseudonyms.text(text)).toBe(text);
  });

  test('the same identity has the same token, whatever it is written like', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.stringMatching(/^[a-z]{4,12}$/), (name, domain) => {
        const address = `${name}@${domain}.com`;
        const { pseudonyms } = of(`sip:${address}`);
        const token = pseudonyms.text(address);
        expect(pseudonyms.text(address.toUpperCase())).toBe(token);
        expect(pseudonyms.text(`sip_${address}`)).toBe(`sip_${token}`);
        expect(pseudonyms.text(`&lt;sip:${address}&gt;`)).toBe(`&lt;sip:${token}&gt;`);
        const hex = Buffer.from(`<sip:${address};tag=1234567890>`, 'utf16le').toString('hex');
        expect(Buffer.from(pseudonyms.text(hex), 'hex').toString('utf16le')).toBe(`<sip:${token};tag=1234567890>`);
      }),
    );
  });

  test('half a pair of code units, as a cut leaves one, stands in the way of nothing', () => {
    const text = 'X-Doc: "C:\\Docs\\geheim%20\ud83dplan.docx" /sites/%C3%A4nderung%2520\udc00x alice%40contoso.com';
    const { pseudonyms, identities } = of(`${KNOWN}\n${text}\n"C:\\\\Docs\\\\geheim%20\\ud83dplan.docx"`);
    for (const shown of [text, JSON.stringify(text), 'X-Doc: "C:\\\\Docs\\\\geheim%20\\ud83dplan.docx"']) {
      expect(pseudonyms.text(shown)).not.toMatch(/geheim|plan|contoso/);
      expect(leaksIn(Buffer.from(pseudonyms.text(shown)), identities)).toEqual([]);
    }
  });

  test.each([
    ['X-User-Identity: 4711081512', /^X-User-Identity: [1-9]\d{9}$/],
    ['client-request-id: 000471108151', /^client-request-id: \d{12}$/],
    ['client-request-id: 47110815aa', /^client-request-id: [\da-f]{10}$/],
  ])('an id keeps its kind of digits: %s', (text, pattern) => {
    const token = of(text).pseudonyms.text(text);
    expect(token).toMatch(pattern);
    expect(token).not.toBe(text);
  });

  test('paths: words of the tools and of rotation stay, others do not', () => {
    const { pseudonyms } = of(KNOWN);
    expect(redactedPath('Tracing/Lync-UccApi-0.UccApilog.bak', pseudonyms)).toBe('Tracing/Lync-UccApi-0.UccApilog.bak');
    expect(redactedPath('Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt', pseudonyms)).toBe(
      'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt',
    );
    expect(redactedPath('sip_alice.appleby@contoso.com/History Spooler/0A1B0001.hist', pseudonyms)).toMatch(
      new RegExp(`^sip_${TOKEN}\\.${TOKEN}@${TOKEN}\\.example/History Spooler/0A1B0001\\.hist$`),
    );
    expect(redactedPath('Woodgrove PC77/trace-1.txt', pseudonyms)).toMatch(
      new RegExp(`^${TOKEN} ${TOKEN}/trace-1\\.txt$`),
    );
  });
});

describe('addresses with signs that most have not', () => {
  const field = (address: string): string => `<t:Mailbox><t:EmailAddress>${address}</t:EmailAddress></t:Mailbox>`;

  test.each<[string, string]>([
    ['"Bob Miller"@contoso.com', 'Bob|Miller'],
    ['bob(hr)@contoso.com', 'bob|hr'],
    ['+1234@contoso.com', '1234'],
    ['a,b;"c"@contoso.com', 'a,b|"c"'],
    ['\u{1f600}@contoso.com', '\u{1f600}'],
    ['o/u=staff-#7@contoso.com', 'staff'],
    ['bob@contoso.com (Bob)@x', 'bob|Bob'],
    [`${'z'.repeat(300)}@contoso.com`, 'zz'],
    [`bounces+${'0123456789'.repeat(20)}=fabrikam.com@lists.contoso.com`, '0123|fabrikam'],
  ])('%s', (address, gone) => {
    const escaped = address.replaceAll('"', '&quot;');
    const text = `${field(address)} ${field(escaped)} ${field(address).replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\nX-AnchorMailbox: ${address}`;
    const { pseudonyms, identities } = of(text);
    const shown = pseudonyms.text(text);
    expect(shown).not.toMatch(new RegExp(`${gone}|contoso`, 'iu'));
    const [first = '', second] = [...shown.matchAll(/<t:EmailAddress>([^<]*)</g)].map(([, token]) => token);
    expect([second, pseudonyms.text(address)]).toEqual([first, first]);
    expect(first).toMatch(new RegExp(`${TOKEN}(?:@|\\.)`));
    expect([leaksIn(Buffer.from(shown), identities), leaksIn(Buffer.from(text), identities).length > 0]).toEqual([
      [],
      true,
    ]);
  });

  test('in an URI of SIP', () => {
    const { pseudonyms } = of('To: <sip:bob(hr)&co@contoso.com;gruu>');
    expect(pseudonyms.text('To: <sip:bob(hr)&co@contoso.com;gruu>')).toMatch(
      new RegExp(`^To: <sip:${TOKEN}@${TOKEN}\\.example;gruu>$`),
    );
  });

  test('a run of signs without end takes no time', () => {
    const run = 'a1.'.repeat(400_000);
    expect(of(run).pseudonyms.text(`${run} `).length).toBeGreaterThan(1_000_000);
  });
});

describe('names that are easily overlooked', () => {
  test.each<[string, string]>([
    ['<t:Name>李明</t:Name> 经理李明来了', '李明'],
    ['From: "Bo Li" <sip:x1@contoso.com>\nshown for Li, Bo', 'Bo|Li'],
    ['"राजेश कुमार" <sip:x1@contoso.com>', 'राजेश|कुमार'],
    ['DisplayName : Zoe Quartermain', 'Zoe|Quartermain'],
    ['Identity : Zoe Quartermain\\Drafts', 'Zoe|Quartermain'],
    ['CN=Zoe Quartermain,OU=Staff', 'Zoe|Quartermain'],
    ['SamAccountName : zquart', 'zquart'],
    ['user=zquart', 'zquart'],
    ['Workstation=PC-ZOE01', 'ZOE'],
    ['sip:zquart@10.1.2.3', 'zquart|10\\.1\\.2\\.3'],
    ['sip:zo\u0308e@mu\u0308ller.de', 'zo\u0308e|ller'],
    ['zoe@contoso.xn--p1ai', 'zoe|contoso'],
    ['peer 14.20.30.40', '14\\.20'],
    ['sip:bob@contoso.com opens /home/bob/AppData/Local/Microsoft/Office', 'bob'],
    ['<Name>J\u00f6rg Xu</Name> photo?name=J%C3%B6rg%20Xu', 'J%C3%B6rg|J\u00f6rg|Xu'],
    ['sip:fabrikam-com.mail.protection.outlook.com', 'fabrikam'],
    ['<sip:x1@contoso.com>;epid=0a1b2c3d4e;opaque=user:epid:0a1b2c3d4eAAA', '0a1b2c3d4e'],
  ])('%s', (text, gone) => {
    expect(of(text).pseudonyms.text(text)).not.toMatch(new RegExp(gone, 'i'));
  });

  test('of a file, every word that no tool writes, beside one that is known', () => {
    expect(redactedPath('alice quartermain.txt', of('sip:alice@contoso.com').pseudonyms)).toMatch(
      new RegExp(`^${TOKEN} ${TOKEN}\\.txt$`),
    );
  });

  test('ten thousand names cost as little as one', () => {
    const identities = new Identities();
    for (let i = 0; i < 10_000; i++) identities.add(`sip:user${i.toString(36)}zz@contoso.com`);
    const begin = process.cpuUsage();
    new Pseudonyms(Buffer.from('key'), identities).text('Status text shown for zoe and others. '.repeat(3000));
    expect(process.cpuUsage(begin).user / 1e6).toBeLessThan(3);
  });
});

describe('leaks', () => {
  const { identities } = of(KNOWN);
  const address = 'alice.appleby@contoso.com';
  test.each<[string, Uint8Array | string]>([
    ['as it is', `x ${address} y`],
    ['in capitals', address.toUpperCase()],
    ['percent-encoded', `user=${encodeURIComponent(address)}`],
    ['UTF-16', Buffer.from(`user ${address}`, 'utf16le')],
    ['UTF-16 from an odd place on', Buffer.concat([Buffer.from('x'), Buffer.from(`user ${address}`, 'utf16le')])],
    ['base64', Buffer.from(`domain ${address} end`).toString('base64')],
    ['base64 of UTF-16', Buffer.from(`a ${address} end`, 'utf16le').toString('base64')],
    ['a word of it', 'photo of Appleby shown'],
    ['base64 in capitals', Buffer.from(`domain ${address.toUpperCase()} end`).toString('base64')],
    ['hexadecimal digits', Buffer.from(address).toString('hex')],
  ])('%s', (_name, content) => {
    expect(leaksIn(Buffer.from(content), identities)).not.toEqual([]);
  });

  test.each([
    '<t:Name>李明</t:Name>',
    'From: "Bo Li" <sip:',
    'from 10.1.2.3 ',
    'S-1-5-21-1004336348-1177238915-682003330-512',
    'tel:+14255550100',
    '{36D79750-A3AC-466E-A2FC-266F5D88694D}',
  ])('%s', (text) => {
    expect(leaksIn(Buffer.from(text), of(text).identities)).not.toEqual([]);
    expect(leaksIn(Buffer.from(of(text).pseudonyms.text(text)), of(text).identities)).toEqual([]);
  });

  test('none in other words', () => {
    expect(leaksIn(Buffer.from('applebys xcontoso.example malice@fabrikam.com'), identities)).toEqual([]);
  });
});

test.each([
  ['tokens', 'aB1/'],
  ['cookies', 'Cookie: a=b; '],
])('%s without end take time in proportion', (_name, part) => {
  const text = part.repeat(20_000);
  const begin = process.cpuUsage();
  of(`${KNOWN}\n${text}`).pseudonyms.text(text);
  expect(process.cpuUsage(begin).user / 1e6).toBeLessThan(10);
});
