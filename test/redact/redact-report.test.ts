import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report, ReportRef } from '../../src/model/report.ts';
import { Redaction, redactReport } from '../../src/redact/index.ts';
import { HOSTILE_TEXTS, hostileReport } from '../report/hostile-report.ts';
import { emptyReport, fullReport, uselessReport } from '../report/sample-reports.ts';
import { schemaErrors } from '../report/valid-report.ts';
import { secretReport, secrets } from './secret-report.ts';

const KEY = 'a key for tests';
const TOKEN = /\b(?:user|domain|host|ip|phone|sid|id|name|file|bundle)-[a-z2-9]{8}\b/g;

/** A report that cites some lines, and what becomes of them. */
function linesOf(
  lines: readonly string[],
  options: Partial<Parameters<typeof redactReport>[1]> = {},
): readonly string[] {
  const evidence: readonly ReportRef[] = lines.map((text, i) => ({
    source: 'trace.txt',
    line: i + 1,
    offset: i,
    text,
  }));
  const report: Report = {
    ...emptyReport,
    environment: { clientVersion: { value: '16.0.6741.2048', certainty: 'proven', evidence } },
  };
  const { environment } = redactReport(report, { key: KEY, ...options }).report;
  return environment.clientVersion?.evidence.map(({ text }) => text) ?? [];
}

function lineOf(line: string, options: Partial<Parameters<typeof redactReport>[1]> = {}): string {
  return linesOf([line], options)[0] ?? '';
}

/** The same value with each text of data made one. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return 'text';
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

/** What a redaction must not change: what was found, and how sure it is. */
function verdictsOf({ messages, findings, rules, gaps, issues, bundle }: Report): unknown {
  return {
    messages: messages.map(
      ({ id, outcome, certainty, sentAt, endedAt, spool, witnesses, causes, steps, attempts }) => ({
        id,
        outcome,
        certainty,
        sentAt,
        endedAt,
        spool,
        witnesses,
        causes,
        steps: steps.map(({ at, event, state, fit, link }) => ({ at, event, state, fit, link })),
        attempts: attempts.map(({ operation, responseCode, httpStatus, transportError }) => ({
          operation,
          responseCode,
          httpStatus,
          transportError,
        })),
      }),
    ),
    findings: findings.map(({ rule, severity, verdict, messages: ids, references, fix }) => ({
      rule,
      severity,
      verdict,
      ids,
      references,
      fix,
    })),
    rules: rules.map(({ id, status }) => ({ id, status })),
    gaps: gaps.map(({ kind }) => kind),
    issues: issues.map(({ code, line }) => ({ code, line })),
    sources: bundle.sources.map(({ path: _, ...source }) => source),
  };
}

describe('the report that comes out', () => {
  test('has the shape, the verdicts and the places of the one that went in, and says that it is redacted', () => {
    fc.assert(
      fc.property(secrets, (of) => {
        const before = secretReport(of);
        const { redacted, ...after } = redactReport(before, { key: KEY }).report;
        expect(redacted).toEqual({ by: 'ticket' });
        expect(shapeOf(after)).toEqual(shapeOf(before));
        expect(verdictsOf(after)).toEqual(verdictsOf(before));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  const reports: readonly (readonly [string, Report])[] = [
    ['an empty one', emptyReport],
    ['one without input of use', uselessReport],
    ['a full one', fullReport],
    ...HOSTILE_TEXTS.map((text) => [JSON.stringify(text.slice(0, 20)), hostileReport(text)] as const),
  ];
  test.each(reports)('is valid for %s as far as the one that went in is', (_, report) => {
    const { report: after } = redactReport(report, { key: KEY });
    expect(schemaErrors(after).filter((error) => !schemaErrors(report).includes(error))).toEqual([]);
  });

  test('is the same to the byte for the same key', () => {
    expect(redactReport(fullReport, { key: KEY })).toEqual(redactReport(structuredClone(fullReport), { key: KEY }));
  });

  test('has its sources in the order of their new paths', () => {
    const [source] = fullReport.bundle.sources;
    const sources = ['ann', 'bea', 'cleo', 'dora', 'emma'].map((name) => ({
      ...source,
      path: `sip_${name}@contoso.com/a.txt`,
    }));
    const report: unknown = { ...fullReport, bundle: { name: 'pc', sources } };
    const paths = redactReport(report as Report, { key: KEY }).report.bundle.sources.map(({ path }) => path);
    expect(paths).toHaveLength(5);
    expect(paths).toEqual(paths.toSorted());
  });

  test('is left as it is by a second redaction, whatever its key', () => {
    fc.assert(
      fc.property(secrets, (of) => {
        const once = redactReport(secretReport(of), { key: KEY }).report;
        expect(redactReport(once, { key: 'another key for tests' }).report).toEqual(once);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});

describe('tokens', () => {
  test('are the same for the same thing within a report, whatever its capitals and escapes', () => {
    const lines = linesOf([
      'sip:bob@contoso.com',
      'SIP:BOB@CONTOSO.COM',
      'q=bob%40contoso.com&',
      '&lt;bob@contoso.com&gt;',
      'C:\\Users\\bob\\AppData',
    ]);
    const users = lines.flatMap((line) => line.match(/user-[a-z2-9]{8}/g) ?? []);
    expect(users).toHaveLength(5);
    expect(new Set(users).size).toBe(1);
  });

  test('tell two users of a domain apart, and show that they are of one', () => {
    const [one = '', other = '', third = ''] = linesOf([
      'sip:bob@contoso.com',
      'sip:carol@contoso.com',
      'sip:bob@fabrikam.com',
    ]);
    const domain = (line: string): string => line.split('@')[1] ?? '';
    const user = (line: string): string => line.split('@')[0] ?? '';
    expect(domain(one)).toBe(domain(other));
    expect(user(one)).not.toBe(user(other));
    expect(user(one)).toBe(user(third));
    expect(domain(one)).not.toBe(domain(third));
  });

  test('of a host end in the token of its domain', () => {
    const [host = '', address = ''] = linesOf(['https://mail.contoso.com/EWS', 'alice@contoso.com']);
    const domain = address.split('@')[1] ?? '';
    expect(domain).toMatch(/^domain-[a-z2-9]{8}\.example$/);
    expect(host).toMatch(new RegExp(`^https://host-[a-z2-9]{8}\\.${domain}/EWS$`));
  });

  test('differ from key to key, and are the same in two reports of one key', () => {
    const line = 'sip:bob@contoso.com from 10.1.2.3';
    const tokens = (key: string, more = ''): readonly string[] => linesOf([line, more], { key })[0]?.match(TOKEN) ?? [];
    expect(tokens('one key of many')).toEqual(tokens('one key of many', 'sip:carol@contoso.com'));
    const others = tokens('another key of many');
    for (const token of tokens('one key of many')) expect(others).not.toContain(token);
  });

  test('are all in the map, with what they stand for', () => {
    const { report, map } = redactReport(fullReport, { key: KEY });
    const used = JSON.stringify(report).match(TOKEN) ?? [];
    expect(used.length).toBeGreaterThan(5);
    for (const token of used) expect(map[token]).toBeDefined();
    expect(Object.values(map)).toEqual(expect.arrayContaining(['alice', 'contoso.com']));
  });
});

describe('what stays', () => {
  test.each([
    'User-Agent: UCCAPI/16.0.6741.5305 OC/16.0.6741.2042 (Skype for Business)',
    'Server: Microsoft-IIS/8.5, X-OWA-Version: 15.1.225.42',
    'Exchange 15.0.1178.2 (Exchange 2013 CU12)',
    'failed: 0x80072EE2(ERROR_WINHTTP_TIMEOUT)',
    'POST https://outlook.office365.com/EWS/Exchange.asmx HTTP/1.1',
    '(OcExchange,CEwsTransport::SendRequest:EwsTransport.cpp(162))POST /EWS/Exchange.asmx HTTP/1.1',
    'TL_INFO(TF_COMPONENT) [0]1BD4.2B00::06/08/2016-09:14:07.899.00005570',
    '[1]1BD4.1900::06/21/2016-08:05:00.0000000 [0bd3506a-9030-3f76-9b88-3e8fe1f7cfb6 45]HTTP/1.1 200 OK',
    'CDNBaseUrl=http://officecdn.microsoft.com/pr/b8f9b850-328d-4355-9145-c59439a0c4cf',
    '<t:DistinguishedFolderId Id="conversationhistory" />',
    'xmlns="http://schemas.microsoft.com/exchange" xmlns:t="http://schemas.micros',
    'connect 127.0.0.1:5061 and [::1]:443',
    '"ServerSipUri" in HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Lync',
    'S-1-5-18 is the system; C:\\Users\\Public\\Documents',
    'Via: SIP/2.0/TLS; 2016-06-08T09:15:00.250Z; +02:00',
  ])('%s', (line) => {
    expect(lineOf(line)).toBe(line);
  });

  test('the version of Exchange whose numbers are all small, but not the address that looks alike', () => {
    expect(lineOf('Exchange 15.1.225.42 at https://15.1.225.42/EWS')).toMatch(
      /^Exchange .* at https:\/\/ip-[a-z2-9]{8}\/EWS$/,
    );
  });

  test('words of the tool, for a user or a machine of that name', () => {
    const [address, line] = linesOf(['sip:error@contoso.com', 'an error of Tracing on mail']);
    expect(address).toMatch(/^sip:user-[a-z2-9]{8}@/);
    expect(line).toBe('an error of Tracing on mail');
  });

  test('a domain that is to stay, with the equality of what is in it', () => {
    const options = { keepDomains: ['contoso.com'] };
    const [one = '', other = ''] = linesOf(
      ['https://mail.contoso.com/EWS of bob@contoso.com', 'bob@fabrikam.com'],
      options,
    );
    expect(one).toMatch(/^https:\/\/host-[a-z2-9]{8}\.contoso\.com\/EWS of user-[a-z2-9]{8}@contoso\.com$/);
    expect(other).toMatch(/^user-[a-z2-9]{8}@domain-[a-z2-9]{8}\.example$/);
    expect(lineOf('bob@fabrikam.com', { keepDomains: ['*'] })).toMatch(/^user-[a-z2-9]{8}@fabrikam\.com$/);
  });

  test('known folders, files of the client and endings', () => {
    const paths = [
      'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt',
      'sip_alice@contoso.com/History Spooler/0A1B0001.hist',
      'Alice Appleby.hist',
      'Collected/bob.zip/Tracing/Lync-UccApi-0.UccApilog',
      'C:\\Users\\bob\\trace.etl',
    ];
    const sources = paths.map((path) => ({ ...fullReport.bundle.sources[0], path }));
    const report: unknown = { ...fullReport, bundle: { name: 'alice-pc', sources } };
    const after = new Redaction({ key: KEY }).part(report);
    expect(
      JSON.stringify(after)
        .match(/"path":"[^"]+"/g)
        ?.map((text) => text.replace(/-[a-z2-9]{8}(?=[^a-z0-9.]|\.(?!\d))/g, '-…')),
    ).toEqual([
      '"path":"Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt"',
      '"path":"sip_user-…@domain-….example/History Spooler/0A1B0001.hist"',
      '"path":"file-….hist"',
      '"path":"Collected/user-….zip/Tracing/Lync-UccApi-0.UccApilog"',
      '"path":"C:\\\\Users\\\\user-…\\\\trace.etl"',
    ]);
  });
});

describe('what goes', () => {
  test.each([
    ['a name with a quote and a line end', 'From: "Bob O\'Neil-Baxter" <sip:bob@contoso.com>\r\n', /O'Neil|Baxter/],
    ['a name that is cut', `${'x'.repeat(170)} <t:Name>Roberta Exampl`, /Roberta/],
    ['an address that is cut', `${'x '.repeat(90)}roberta@conto`, /roberta|conto/],
    ['an opaque of SIP', '<sip:bob@contoso.com;gruu;opaque=user:epid:zW2xVbQ4PEWabcd>', /zW2x/],
    ['a share', 'log at \\\\filer07\\logs$\\x.txt', /filer07/],
    ['a phone number', 'tel:+49 (89) 1234-5678 rings', /1234/],
    ['a legacy name', 'x500:/o=Contoso Org/ou=Berlin Office/cn=Recipients/cn=bobexample', /Contoso|Berlin|bobexample/],
    ['a distinguished name', 'CN=Bob Baxter,OU=Vertrieb,DC=contoso,DC=com', /Baxter|Vertrieb/],
    ['a letter with a mark of its own', 'To: "Mu\u0308ller, Ju\u0308rgen" <sip:jm@contoso.com>', /ller/],
  ])('%s', (_, line, left) => {
    expect(lineOf(line)).not.toMatch(left);
  });

  test('somebody beside a time, as its source writes it', () => {
    const ref = { source: 'trace.csv', line: 1, offset: 0, stamp: '6/8/2016 9:41:05 AM zoe@fabrikam.com', text: 'x' };
    const { stamp } = new Redaction({ key: KEY }).part({ evidence: [ref] }).evidence[0] ?? ref;
    expect(stamp).toMatch(/^6\/8\/2016 9:41:05 AM user-[a-z2-9]{8}@domain-[a-z2-9]{8}\.example$/);
  });

  test('no part of a token or of a character where a citation becomes too long', () => {
    for (let length = 140; length < 200; length++) {
      const line = `${'\u{1f600}.'.repeat(length / 3)}${'.'.repeat(length % 3)} bo@ab.de x`;
      const text = lineOf(line);
      expect(text.length).toBeLessThanOrEqual(200);
      expect(text).not.toMatch(/\p{Surrogate}/u);
      const left = text.replaceAll(/(?:user|domain)-[a-z2-9]{8}(?:\.example)?/g, '');
      expect(left).toMatch(/^[\u{1f600}.]* ?@? ?x?$/u);
    }
  });

  test('the beginning of somebody at the end of what is cited', () => {
    const cut = `${'.'.repeat(188)} rob`;
    expect(linesOf(['<t:EmailAddress>roberta@contoso.com', `${cut}erta@con`])[1]).not.toMatch(/rob/);
    expect(linesOf(['<t:EmailAddress>roberta@contoso.com', `${'.'.repeat(193)} robert`])[1]).not.toMatch(/robert/);
  });
});

describe('headers that name a server or let somebody in', () => {
  test.each<[string, string]>([
    ['X-DiagInfo: AMSEXCH02', 'AMSEXCH02'],
    ['X-TargetBEServer: amsexch02', 'amsexch02'],
    ['X-CalculatedFETarget: amsexch02', 'amsexch02'],
    ['FrontEndServer: fe01', 'fe01'],
    ['ms-server: fe01', 'fe01'],
    ['ms-diagnostics: 504;source="fe01"', 'fe01'],
    ['Via: SIP/2.0/TLS fe01:5061;branch=z9', 'fe01'],
    ['Set-Cookie: exchangecookie=6f0ad8c1e2b3445566778899aabbccdd; path=/', '6f0ad8c1'],
    ['Cookie: ClientId=ABCDEFGHIJKLMNOP', 'ABCDEFGHIJKLMNOP'],
    ['X-CanaryToken: qwertyuiopas', 'qwertyuiopas'],
    ['Authorization: Basic YWxpY2VzZWNyZXQ', 'YWxpY2VzZWNyZXQ'],
    ['conversation 6f0ad8c1e2b3445566778899aabbccdd of', '6f0ad8c1'],
    ['MX of contoso-com.mail.protection.outlook.com', 'contoso'],
    ['f: Zoe Quartermain <sip:', 'Quartermain'],
    ['{"displayName":"Zoe Quartermain"}', 'Quartermain'],
  ])('%s', (line, gone) => {
    expect(lineOf(line)).not.toContain(gone);
  });

  test.each(['www.digicert.com', 'officecdn.msocdn.com', 'WWW-Authenticate: Basic realm="mail"', 'path=/EWS'])(
    '%s names nobody',
    (line) => {
      expect(lineOf(line)).toBe(line);
    },
  );
});
