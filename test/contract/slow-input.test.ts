import { describe, expect, test } from 'vitest';
import { analyze } from '../report/analyze-validly.ts';

const LINE = 'TL_INFO(TF_A) [0]1BD4.0D0C::06/08/2016-09:15:00.101.00000001 (C,F::g:f.cpp(1))';
const TRACEFMT = '[0]1F68.0C14::06/08/2016-09:15:00.101 [tracedrv]';
const CUSTOM = 'tracedrv_c258: Send: 0af4.0c64: 06/08/2016-13:55:39.998:';
const UNKNOWN = 'Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).';
const EVENT = '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">';
const EXECUTION = '<Execution ProcessID="7124" ThreadID="3084" />';
const POST = 'POST /EWS/Exchange.asmx HTTP/1.1\nHost: mail.contoso.com\n\n';
const SOAP =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:CreateItem MessageDisposition="SendOnly" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:Items><t:Message>';

const TRACERPT = 'Event Name, PID, TID, Clock-Time, User Data\n';
const ROW = 'A, 1, 2, 131098509001234567, ';
const EXPORT = '"Message","Id","TimeCreated"\n';
const GUID = '{744151fd-b3f4-32e6-38eb-0fd11e3fb62d}, ';

/** No figure of speed: what takes the square of its length here takes minutes, the rest a second or two. */
const HANG_MS = 30_000;

/** Input of a MiB or two that takes long where the work grows with its square; a record may have 8 MiB. */
const INPUTS: ReadonlyArray<readonly [string, string]> = [
  ['starts of events without an end', `<Events>${'<Event>'.repeat(5 * 70_000)}`],
  ['events without a time', `<Events>${`${EVENT}<System>${EXECUTION}</System></Event>`.repeat(5 * 8000)}</Events>`],
  [
    'one event of many process numbers',
    `<Events>${EVENT}<System><Execution ${'ProcessID="1" '.repeat(5 * 20_000)}/></System><Data>HTTP/1.1 200 OK</Data></Event></Events>`,
  ],
  ['one line of many marks of an undecoded event', `${LINE}${'(No Format Information found)'.repeat(5 * 16_000)}\n`],
  ['many starts of tracefmt lines', `${TRACEFMT}\n${'[0]1F68.0C14::06/0\n'.repeat(5 * 20_000)}`],
  ['many prefixes of the user on a line', `${CUSTOM}\n${`${CUSTOM} `.repeat(5 * 6000)}\n`],
  ['many short lines among prefixes of the user', `${CUSTOM}\n${'a\n'.repeat(5 * 100_000)}`],
  [
    'a self-describing event that nests deep',
    `${TRACEFMT}{"meta":{},"a HTTP/1":${'['.repeat(5 * 100_000)}${']'.repeat(5 * 100_000)}}\n`,
  ],
  ['a self-describing event without an end', `${TRACEFMT}{"meta":{},"a HTTP/1":${'{"a":'.repeat(5 * 40_000)}\n`],
  ['one line of many names of undecoded events', `${TRACEFMT}${'(x): GUID='.repeat(5 * 20_000)}EventTrace\n`],
  ['many undecoded events', `EventTrace\n${`${UNKNOWN}\n`.repeat(5 * 5000)}`],
  ['flags without an end', `${LINE}\n${`TL_INFO(${'A'.repeat(500)}\n`.repeat(5 * 800)}`],
  ['a record of many subjects', `${LINE}${POST}${SOAP}${'<t:Subject>'.repeat(5 * 45_000)}\n`],
  ['a record of many ends of bodies', `${LINE}${POST}${SOAP}${'</t:Body>'.repeat(5 * 40_000)}\n`],
  [
    'a body of many heads',
    `${LINE}${POST}${SOAP}<t:Body BodyType="HTML">${'&lt;head&gt;'.repeat(5 * 30_000)}</t:Body><t:ToRecipients><t:Mailbox><t:EmailAddress>bob@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem></s:Body></s:Envelope>\n`,
  ],
  ['a record of many status lines', `${LINE}${'HTTP/1.1 200 OK '.repeat(5 * 12_000)}\n`],
  ['a record of many envelopes', `${LINE}${'<s:Envelope></s:Envelope>'.repeat(5 * 6000)}\n`],
  ['a message that goes on over many records', `${LINE}${POST}${SOAP}\n${`${LINE}<t:Message>\n`.repeat(5 * 6000)}`],
  ['one line of many headers', `${LINE}${POST.trimEnd()} ${'request-id: a '.repeat(5 * 20_000)}\n`],
  ['a record of many addresses', `${LINE}HTTP/1.1 200 OK From: <sip:${'a@'.repeat(5 * 100_000)}\n`],
  [
    'a record of many properties',
    `${LINE}HTTP/1.1 200 OK EnableIMAutoArchiving ${'<property name="a" '.repeat(5 * 20_000)}\n`,
  ],
  ['a record of many numbers', `${LINE}error ${'12002 '.repeat(5 * 60_000)}\n`],
  ['many headers of policies', `Identity,EnableOfflineIm\n${'Identity,EnableOfflineIm\n'.repeat(5 * 16_000)}`],
  [
    'many tables of policies',
    `EnableOfflineIm\n---------------\n${'EnableOfflineIm\n---------------\n'.repeat(5 * 12_000)}`,
  ],
  ['many rows of one name', `GAL Status;x\nEWS Information;x\n\n${'GAL Status;x\n\n'.repeat(5 * 30_000)}`],
  [
    'a list of one object',
    `EnableOfflineIm : True\n${Array.from({ length: 5 * 20_000 }, (_, i) => `a${i} : b`).join('\n')}`,
  ],
  ['one wrapped value', `EnableOfflineIm : True\nDescription : x\n${`${' '.repeat(20)}more\n`.repeat(5 * 16_000)}`],
  ['many keys', `REGEDIT4\n${'[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Lync]\n'.repeat(5 * 8000)}`],
  ['one value of many escapes', `REGEDIT4\n[HKEY_USERS\\a]\n"a"="${'\\\\'.repeat(5 * 200_000)}`],
  ['a binary value of many lines', `REGEDIT4\n[HKEY_USERS\\a]\n"a"=hex(7):\\\n${'  41,00,\\\n'.repeat(5 * 40_000)}`],
  [
    'many values of a key that counts',
    `REGEDIT4\n[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Lync]\n${'"EnableTracing"=dword:1\n'.repeat(5 * 20_000)}`,
  ],
  [
    'one row of many lines in a log',
    `#Log-type: EWS Logs\n#Fields: DateTime,UserAgent\n2016-06-10T09:00:00Z,OC/1\n${'OC/1 more\n'.repeat(5 * 40_000)}`,
  ],
  [
    'many columns of a log',
    `#Log-type: EWS Logs\n#Fields: DateTime,UserAgent${',a'.repeat(8000)}\n${'2016-06-10T09:00:00Z,OC/1.2.3.4\n'.repeat(5 * 400)}`,
  ],
  ['a row of many columns', `${TRACERPT}${ROW}HTTP/1.1 200 OK${','.repeat(2_000_000)}\n`],
  ['a row of many GUIDs', `${TRACERPT}${ROW}HTTP/1.1 200 OK, ${GUID.repeat(5 * 10_000)}\n`],
  ['a row of many quotes', `${TRACERPT}${ROW}"HTTP/1.1 200 OK${'" '.repeat(5 * 200_000)}\n`],
  ['many rows without a time', `${TRACERPT}${'A, 1, 2, x\n'.repeat(5 * 40_000)}`],
  ['many lines of one row', `${TRACERPT}${ROW}HTTP/1.1 200 OK\n${'A, 1,\n'.repeat(5 * 60_000)}`],
  ['a quote without its end', `${EXPORT}"HTTP/1.1 200 OK\n${'a\n'.repeat(5 * 200_000)}`],
  ['quotes that begin lines', `${EXPORT}"HTTP/1.1 200 OK\n${'"a\n'.repeat(5 * 100_000)}`],
  ['quotes that may begin rows', `${EXPORT}"HTTP/1.1 200 OK\n${'"a","1","6/8/2016\n'.repeat(5 * 20_000)}`],
  ['a row of many cells', `${EXPORT}"HTTP/1.1 200 OK"${',""'.repeat(5 * 100_000)}\n`],
  [
    'many rows with the newest first',
    `${EXPORT}${'"HTTP/1.1 200 OK","1","6/8/2016 9:41:06 AM"\n"HTTP/1.1 200 OK","1","6/8/2016 9:41:05 AM"\n"","","6/8/2016 9:41:01 AM"\n'.repeat(5000)}`,
  ],
  [
    'many lines of folder statistics',
    `Name : a\nFolderType : Drafts\nItemsInFolder : 3\n${'ItemsInFolder Name\n'.repeat(5 * 20_000)}`,
  ],
];

describe('time grows with the input, not with its square', () => {
  test.each(INPUTS)(
    '%s',
    async (_, text) => {
      const stdin = (async function* () {
        yield Buffer.from(text);
      })();
      const begin = performance.now();
      const report = await analyze(['-'], { stdin });
      expect(performance.now() - begin).toBeLessThan(HANG_MS);
      expect(report.bundle.sources).toHaveLength(1);
    },
    120_000,
  );
});
