import { describe, expect, test } from 'vitest';
import { isEtl } from '../../src/etl/index.ts';
import { readBytes, sampleBytes, sampleText } from './read-sample.ts';

// Expected numbers and times are counted by hand in the files; fixtures/samples/SOURCES.md says what each file is.

const TL_PAGE = 'ms-doc-TL_lines-test-csfederatedpart-fail.md';
const FRAGMENTS = 'transcribed-tracerpt-wpp-undecoded.fragment.xml';

const utf8 = (text: string): Uint8Array => Buffer.from(text);
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('OCSLogger text inside a page of documentation', () => {
  const asItIs = sampleText(TL_PAGE);
  const writings: ReadonlyArray<readonly [string, Uint8Array]> = [
    ['LF', utf8(asItIs)],
    ['CR LF', utf8(asItIs.replaceAll('\n', '\r\n'))],
    ['UTF-16', utf16(asItIs)],
  ];

  test.each(writings)('two records with their lines, times and threads: %s', async (_, bytes) => {
    const read = await readBytes(TL_PAGE, bytes);
    expect(read).toMatchObject({
      format: 'ocs-text',
      survey: { records: 2, undecoded: 0, zone: { value: 'UTC', basis: 'assumed' } },
      from: '2012-01-18T05:00:43.101Z',
      to: '2012-01-18T05:07:42.622Z',
      issues: [],
    });
    expect(read.records).toMatchObject([
      {
        line: 54,
        pid: 0x6e4,
        tid: 0xeb4,
        component: 'SIPStack',
        function: 'SIPAdminLog::TraceProtocolRecord',
      },
      {
        line: 77,
        pid: 0x860,
        tid: 0xcdc,
        component: 'SIPStack',
        function: 'CSIPRequest::GetNextHopByRouteHeader',
      },
    ]);
  });

  test('a record keeps the lines that follow its prefix', async () => {
    const { records } = await readBytes(TL_PAGE, utf8(asItIs));
    expect(records[0]?.message).toContain('Start-Line: OPTIONS sip:Options_User@fabrikam.com SIP/2.0\n');
    expect(records[0]?.message).toContain('USER-AGENT: RTCC/4.0.0.0\n');
    expect(records[1]?.message).toContain('Result-Code: 0xc3e93c5e SIPPROXY_E_ROUTING\n');
  });

  test('the offset of a record is the byte its prefix begins at', async () => {
    const bytes = sampleBytes(TL_PAGE);
    const { records } = await readBytes(TL_PAGE, bytes);
    const starts = records.map(({ offset }) => Buffer.from(bytes).toString('latin1', offset, offset + 12));
    expect(starts).toEqual(['TL_INFO(TF_P', 'TL_ERROR(TF_']);
  });
});

describe('output of tracefmt and its relatives', () => {
  test('45 lines of a driver, one of them undecoded', async () => {
    const read = await readBytes('tracefmt-iddcx.txt', sampleBytes('tracefmt-iddcx.txt'));
    expect(read).toMatchObject({
      format: 'tracefmt',
      survey: { records: 45, undecoded: 1, zone: { value: 'UTC', basis: 'assumed' } },
      from: '2020-04-24T09:43:36.894Z',
      issues: [],
    });
    expect(read.records).toHaveLength(44);
    expect(read.records[0]).toMatchObject({
      line: 1,
      pid: 0xef8,
      tid: 0xcf0,
      component: 'cx',
      message: '[IddCx]DriverEntry: Enter',
    });
  });

  test('the same lines behind what a debugger prints in front of them', async () => {
    const plain = await readBytes('a', sampleBytes('tracefmt-iddcx.txt'));
    const read = await readBytes('a', sampleBytes('wmitrace-logdump-iddcx.txt'));
    expect(read).toMatchObject({ format: 'tracefmt', survey: { records: 45, undecoded: 1 }, from: plain.from });
    const messages = read.records.map((record) => record.message);
    expect(messages.slice(0, -1)).toEqual(plain.records.slice(0, -1).map((record) => record.message));
  });

  test('netsh writes the year in front, nine digits, and a blank behind the name', async () => {
    const read = await readBytes('a', sampleBytes('netsh-convert-msquic-lines.txt'));
    expect(read).toMatchObject({ format: 'tracefmt', from: '2021-04-13T09:22:48.2974491Z', issues: [] });
    expect(read.records).toMatchObject([
      {
        pid: 0x6f30,
        tid: 0x34b0,
        component: 'Microsoft-Quic',
        message: '[conn][0x1CF25AC46B0] Transport Shutdown: 18446744071566327813 (Remote=0) (QS=1)',
      },
      { line: 2, pid: 4, tid: 0xf54, message: '[strm][0xC16BA610] Send Blocked Flags: 128' },
    ]);
  });

  const fenced = (page: string, first: string): Uint8Array => {
    const block = sampleText(page)
      .split(/^```.*\n/m)
      .find((part) => part.startsWith(first));
    if (block === undefined) throw new Error(`no block in ${page}`);
    return utf8(block);
  };

  test('the samples of the pages, taken out of them, are traces', async () => {
    const sequence = await readBytes('a', fenced('wdk-doc-example-4--sequence-numbers.md', '[0]0AF4'));
    expect(sequence).toMatchObject({ format: 'tracefmt', survey: { records: 3 } });
    expect(sequence.records[1]).toMatchObject({ component: 'tracedrv', message: 'Hello, 1 Hi' });
    const own = await readBytes(
      'a',
      fenced('wdk-doc-example-7--customizing-the-trace-message-prefix.md', 'tracedrv_c'),
    );
    expect(own).toMatchObject({ format: 'tracefmt', survey: { records: 4 }, from: '2003-07-25T13:55:39.998Z' });
    expect(own.records[3]).toMatchObject({
      pid: 0xaf4,
      tid: 0xc64,
      function: 'TracedrvDispatchDeviceControl',
      message: 'Hello, 3 Hi',
    });
    const output = await readBytes('a', fenced('wdk-doc-tracefmt-output-file.md', 'EventTrace'));
    expect(output).toMatchObject({ format: 'tracefmt', survey: { records: 8, undecoded: 0 } });
    const unknown = await readBytes('a', fenced('wdk-doc-example-3--specifying-a-tmf-file.md', 'Unknown('));
    expect(unknown).toMatchObject({ format: 'tracefmt', survey: { records: 3, undecoded: 3 }, from: undefined });
  });
});

describe('fragments of tracerpt XML', () => {
  const fragments = sampleText(FRAGMENTS);
  const fragment = (name: string): string => {
    const found = new RegExp(`<${name}[ >].*?</${name}>`, 's').exec(fragments)?.[0];
    if (found === undefined) throw new Error(`no ${name} in ${FRAGMENTS}`);
    return found;
  };
  const event = (payload: string): string =>
    `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\n${fragment('System')}\n${fragment(payload)}\n</Event>\n`;

  test('alone they are no trace', async () => {
    expect((await readBytes(FRAGMENTS, sampleBytes(FRAGMENTS))).format).toBeUndefined();
  });

  test('put into events, only the WPP event without a format is undecoded', async () => {
    const trace = `<Events>\n${event('BinaryEventData')}${event('DebugData')}${event('RenderingInfo')}</Events>\n`;
    const read = await readBytes('trace.xml', utf8(trace));
    expect(read).toMatchObject({
      format: 'tracerpt-xml',
      // The file says +07:59: tracerpt writes offsets east of Greenwich one minute short.
      survey: { records: 3, undecoded: 1, zone: { value: '+08:00', basis: 'stated' } },
      from: '2022-08-22T09:26:59.5869895Z',
      to: '2022-08-22T09:26:59.5869895Z',
      issues: [],
    });
    expect(read.records.map((record) => record.message.trim())).toEqual([
      'DeleteIHVRILService: OpenSCManager failed (5)',
      'ACPI method \\_SB.PC00.TDM1._STA evaluation has started .',
    ]);
    expect(read.records[0]).toMatchObject({ pid: 3032, tid: 2732 });
  });
});

test.each([
  'raw-wppstr-sample.etl',
  'tracefmt-FmtSum.txt',
  'wdk-doc-example-3--specifying-a-tmf-file.md',
  'wdk-doc-example-4--sequence-numbers.md',
  'wdk-doc-example-7--customizing-the-trace-message-prefix.md',
  'wdk-doc-example-9--creating-a-tmf-file.md',
  'wdk-doc-summary-message-file.md',
  'wdk-doc-tracefmt-output-file.md',
  'lync-doc-otheroptions-permissions-imautoarchiving-element.md',
  'lync-doc-parsing-endpoint-configuration.md',
  'lync-doc-parsing-location-policy.md',
  'lync-doc-parsing-media-configuration.md',
  'lync-doc-parsing-server-configuration.md',
])('%s is no trace in text form', async (name) => {
  expect((await readBytes(name, sampleBytes(name))).format).toBeUndefined();
});

test('a real .etl is named by its bytes, text is not', () => {
  expect(isEtl(sampleBytes('raw-wppstr-sample.etl'))).toBe(true);
  expect(isEtl(sampleBytes('tracefmt-FmtSum.txt'))).toBe(false);
});
