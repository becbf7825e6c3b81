import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Redaction } from '../../src/redact/index.ts';

function shown(text: string): string {
  const evidence = [{ source: 'Tracing/x.txt', line: 1, offset: 0, text }];
  return new Redaction({ key: 'a key for tests' }).part({ evidence }).evidence[0]?.text ?? '';
}

const FILE = 'file-[a-km-np-z2-9]{8}';

describe('names of files and folders in a line', () => {
  test.each<[string, string]>([
    ['D:\\Kunden\\Quill GmbH\\Vertrag.docx', `D:\\\\${FILE}\\\\${FILE}\\\\${FILE}\\.docx`],
    ['D:\\\\Kunden\\\\Quill GmbH\\\\Vertrag.docx', `D:\\\\\\\\${FILE}\\\\\\\\${FILE}\\\\\\\\${FILE}\\.docx`],
    ['D:\\\\\\\\Kunden\\\\\\\\Vertrag.docx', `D:\\\\{4}${FILE}\\\\{4}${FILE}\\.docx`],
    ['opened payroll.xlsx in 12 ms', `opened ${FILE}\\.xlsx in 12 ms`],
    [
      '\\\\?\\UNC\\srv7\\share\\Projekt Quill\\a.docx',
      '\\\\\\\\\\?\\\\UNC\\\\host-.{8}\\\\share\\\\file-.{8}\\\\a\\.docx',
    ],
    ['\\\\srv7\\Vertrieb\\Quill\\Angebot', `\\\\\\\\host-.{8}\\\\${FILE}\\\\${FILE}\\\\${FILE}`],
    ['file:///D:/Kunden/Quill/a1-offer.pdf', `file:///D:/${FILE}/${FILE}/${FILE}\\.pdf`],
    ['file:///D:/Kunden/Quill%20GmbH/offer.pdf', `file:///D:/${FILE}/${FILE}/${FILE}\\.pdf`],
    ['file://srv7/share/Quill/offer.pdf', `file://host-.{8}/share/${FILE}/${FILE}\\.pdf`],
    ['%userprofile%\\Documents\\Quill.docx', `%userprofile%\\\\Documents\\\\${FILE}\\.docx`],
    ['/home/zq/Quill/offer.odt', `/home/user-.{8}/${FILE}/${FILE}\\.odt`],
    ['~/Quill/offer', `~/${FILE}/${FILE}`],
    [
      'GET https://contoso.sharepoint.com/sites/ProjektQuill/Shared%20Documents/Vertrag.docx HTTP/1.1',
      `GET https://domain-.{8}\\.example/sites/${FILE}/Shared%20Documents/${FILE}\\.docx HTTP/1\\.1`,
    ],
    [
      'GET /sites/ProjektQuill/Shared%20Documents/Vertrag.docx HTTP/1.1',
      `GET /sites/${FILE}/Shared%20Documents/${FILE}\\.docx HTTP/1\\.1`,
    ],
    ['https://intranet.contoso.com/pay/Quill%20Vertrag.pdf?x=1', `https://\\S+/${FILE}/${FILE}\\.pdf\\?x=1`],
    ['D%3A%5CKunden%5CQuill.docx', `D%3A%5C${FILE}%5C${FILE}\\.docx`],
    ['failed for "Gehalt Quill 2016.xlsx" twice', `failed for "${FILE}\\.xlsx" twice`],
    ['failed for Gehalt Quill 2016.xlsx twice', `failed for ${FILE}\\.xlsx twice`],
    ['sending Angebot Vertrag.docx failed', `sending .*${FILE}\\.docx failed`],
    ['filename="Quill\\Vertrag neu.docx"', `filename="${FILE}\\\\${FILE}\\.docx"`],
    ['Quill\\Vertrag.docx is open', `${FILE}\\\\${FILE}\\.docx is open`],
    ['cannot open D:\\Kunden\\Quill GmbH & Co. KG', `cannot open D:\\\\${FILE}\\\\${FILE}`],
    ['D:\\Kunden\\Quill failed: 0x80070005', `D:\\\\${FILE}\\\\${FILE} failed: 0x80070005`],
    [
      'opened D:\\Kunden\\Quill, D:\\Vertrieb\\Zeta.docx.',
      `opened D:\\\\${FILE}\\\\${FILE}, D:\\\\${FILE}\\\\${FILE}\\.docx\\.`,
    ],
    ['[D:\\Kunden\\Quill]', `\\[D:\\\\${FILE}\\\\${FILE}\\]`],
    ['{"path":"D:\\\\Kunden\\\\Quill"}', `\\{"path":"D:\\\\\\\\${FILE}\\\\\\\\${FILE}"\\}`],
    ['"p"="\\\\\\\\srv7\\\\Vertrieb\\\\Quill"', `"p"="\\\\{4}host-.{8}\\\\\\\\${FILE}\\\\\\\\${FILE}"`],
    ['D:\\Kunden\\Quill\\view.cpp(7)', `D:\\\\${FILE}\\\\${FILE}\\\\view\\.cpp\\(7\\)`],
    ['C:\\Users\\zquill\\Desktop\\Quill.txt', `C:\\\\Users\\\\user-.{8}\\\\Desktop\\\\${FILE}\\.txt`],
    ['C:\\Mails\\bob@contoso.com Kunden Quill.docx', `C:\\\\${FILE}\\\\${FILE}\\.docx`],
    ['opened "bob@contoso.com Kunden Quill.docx"', `opened "${FILE}\\.docx"`],
    [
      'GET /sites/Quill/Shared%20Documents/bob@contoso.com%20Quill.docx HTTP/1.1',
      `GET /sites/${FILE}/Shared%20Documents/${FILE}\\.docx HTTP/1\\.1`,
    ],
    ['C:\\Tracing\\sip_bob@contoso.com\\x.txt', 'C:\\\\Tracing\\\\sip_user-.{8}@domain-.{8}\\.example\\\\x\\.txt'],
    ['C:\\Program Files\\Quill GmbH\\quilltool.exe', `C:\\\\Program Files\\\\${FILE}\\\\${FILE}\\.exe`],
  ])('%s', (text, pattern) => {
    expect(shown(text)).toMatch(new RegExp(`^${pattern}$`));
  });

  test('a folder of several words wherever else it stands, one of a single word in paths', () => {
    const evidence = ['D:\\Quill GmbH\\Zeta\\a1.docx', 'for Quill GmbH and Zeta', 'E:\\Zeta'].map((text, i) => ({
      source: 'x.txt',
      line: i + 1,
      offset: i,
      text,
    }));
    const lines = new Redaction({ key: 'a key for tests' }).part({ evidence }).evidence.map(({ text }) => text);
    expect(lines[1]).toMatch(new RegExp(`^for ${FILE} and Zeta$`));
    expect(lines[2]).toMatch(new RegExp(`^E:\\\\${FILE}$`));
  });
});

test('words that a name of a file begins with, or that stand in one, are no leak elsewhere', async () => {
  const evidence = ['quarterly-findings sample.docx', 'D:\\Quarterly\\x', 'quarterly and quarterly-findings shown'].map(
    (text) => ({
      source: 'quarterly-problem.etl',
      line: 1,
      offset: 0,
      text,
    }),
  );
  const redaction = new Redaction({ key: 'a key for tests' });
  const text = JSON.stringify(redaction.part({ evidence }));
  expect(await redaction.leakIn([text])).toBeUndefined();
  expect(await redaction.leakIn(['see quarterly-problem.etl'])).toEqual({ kind: 'file', form: 'plain' });
  expect(await redaction.leakIn(['in D:\\Quarterly'])).toEqual({ kind: 'file', form: 'plain' });
});

describe('what stays readable', () => {
  test.each([
    'C:\\Program Files (x86)\\Microsoft Office\\root\\Office16\\lync.exe',
    'C:\\Windows\\System32\\drivers\\etc\\hosts',
    'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\clr.dll',
    'd:\\bt\\860047\\private\\lync\\src\\transport\\foo.cpp(123)',
    'uccp.cpp(44), EwsTransport.cpp(162), ucmapi.exe, kernel32.dll',
    '%localappdata%\\Microsoft\\Office\\16.0\\Lync\\Tracing\\Lync-UccApi-0.UccApilog',
    'C:\\Users\\Public\\Documents\\Lync-16.0.6741.5305-Office-x86ship-U.txt',
    'POST /EWS/Exchange.asmx HTTP/1.1',
    'https://outlook.office365.com/EWS/Exchange.asmx/s/GetPhoto.xml',
    'GET /autodiscover/autodiscover.xml and /Autodiscover/AutodiscoverService.svc/root/user',
    'http://schemas.microsoft.com/exchange/services/2006/messages/CreateItem.xsd',
    'HKCU:\\Software\\Microsoft\\Office\\16.0\\Lync',
    'HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Policies\\\\Microsoft',
    'and/or read/write w/o 12/34 at 06/08/2016-09:14',
    'std::vector<T>::operator[] a->b.c this.doc x.doc() obj.text',
    'IPv4/IPv6 TLS/DSK text/html application/json a\\b \\n \\r\\n \\u0041',
    'time 09:15:00 id T:5 C: D:',
    'version 16.0.6741.2048/x64',
  ])('%s', (text) => {
    expect(shown(text)).toBe(text);
  });
});

describe('accounts with a slash', () => {
  test.each([
    'user=FABSEC/zquill',
    'account: FABSEC/zquill',
    'logon FABSEC/zquill failed',
    'signed in as FABSEC/zquill.',
  ])('%s', (text) => {
    expect(shown(text)).toMatch(/domain-.{8}\/user-.{8}/);
  });

  test.each([
    'user/account of client/server',
    'logon and/or password',
    'account: text/html',
    'login TLS/DSK',
    'User-Agent: OC/16.0.6741.2048',
    'user agent OC/16.0',
    'logon Kerberos/NTLM',
  ])('%s stays', (text) => {
    expect(shown(text)).toBe(text);
  });
});

describe('phone numbers without marks', () => {
  test.each([
    ['call (030) 123-4567 now', '4567'],
    ['call 030 1234567 now', '123'],
    ['at 0171-5559876', '555'],
    ['dialing 555-0100 now', '0100'],
    ['called 425-555-0100', '0100'],
    ['Telefon 089 555 01 23', '555'],
    ['fwd to tel:5550100;phone-context=contoso.com', '5550100'],
    ['LineURI: 4255550100', '5550'],
  ])('of "%s" nothing of %s is left', (text, part) => {
    expect(shown(text)).not.toContain(part);
  });

  test.each([
    'call 2016-06-08 09:15:00',
    'called 12345678 times',
    'call 16.0.6741.2042',
    'call took 030 ms, line 555-560',
    '0x0120 12345678 9abcdef0',
    '00000120 0123 4567 89ab cdef',
    'rows 100-2000 and 555-0100',
    '1BD4.2B00::06/08/2016-09:14:07.899.00005570',
    'elapsed 0125 456789 ms',
    'call 06/08/2016 and 12:15',
    'fax 0x80070005',
  ])('%s stays', (text) => {
    expect(shown(text)).toBe(text);
  });
});

describe('hosts of domains that are nobody’s', () => {
  test.each(['bound to zq01.fabsec.example now', 'bound to fabsec.test', 'pc7.fabsec.local'])('%s', (text) => {
    expect(shown(text)).not.toContain('fabsec');
  });
});

test('an address in quoted-printable', () => {
  expect(shown('bounce+zquill=40fabsec-secret.com@relay.contoso.com')).not.toMatch(/zquill|fabsec/);
  expect(shown('X: zquill=40fabsec-secret.com')).toMatch(/^X: user-.{8}@domain-.{8}\.example$/);
  expect(shown('timeout=40 port=4096 epoch=40.5')).toBe('timeout=40 port=4096 epoch=40.5');
});

test.each([
  ['folders', 'D:\\a b\\'],
  ['blanks', 'D:\\a '],
  ['dots', '.docx'],
  ['names', 'x y.docx'],
  ['shares', '\\\\srv\\'],
  ['quotes', '"a.docx'],
  ['slashes', '/sites/a/'],
  ['digits', '030 123456'],
  ['calls', 'call 0-'],
  ['users', 'user=a/'],
  ['brackets', '((((a.pdf'],
])('hostile %s take time in proportion', (_, part) => {
  const timeOf = (length: number): number => {
    const text = part.repeat(length / part.length);
    const begin = process.cpuUsage();
    shown(text);
    return process.cpuUsage(begin).user / 1e6;
  };
  expect(timeOf(100_000)).toBeLessThan(8);
});

test('whatever stands around them, no name is left', () => {
  const around = fc.constantFrom(' ', '\t', '"', '<', '>', '|', '(', '[', ', ', '; ', '=', '\n', "'");
  const names = fc.stringMatching(/^Zq[a-z]{4,8}( Zq[a-z]{3,6})?$/);
  fc.assert(
    fc.property(
      around,
      around,
      fc.array(names, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (a, b, folders, isUnc) => {
        const path = `${isUnc ? '\\\\srv01\\share' : 'D:'}\\${folders.join('\\')}\\Zqfile.docx`;
        expect(shown(`x${a}${path}${b}y`).replace(new RegExp(FILE, 'g'), '')).not.toMatch(/zq/i);
      },
    ),
  );
});
