import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { hasUsableSource } from '../../src/model/usable-source.ts';
import { sampleBytes } from '../samples/read-sample.ts';
import { issueCodes, reportOf } from './bundle-of.ts';
import { fileOf, readFile } from './read-file.ts';

const LINE = 'TL_INFO(TF_A) [0]1BD4.0D0C::06/08/2016-09:15:00.101.00000001 (C,F::g:f.cpp(1))';
const UCC = '06/08/2016|09:15:00.168 1F68:C14 INFO  :: ';

function formats(report: Report): readonly string[] {
  return report.bundle.sources.map((source) => `${source.path} ${source.format}`);
}

describe('a bundle without anything of use still gets its report', () => {
  test('an empty folder', async () => {
    const report = await reportOf({});
    expect(report.bundle.sources).toEqual([]);
    expect(report.messages).toEqual([]);
    expect(report.issues).toEqual([]);
    expect(report.horizon).toBeUndefined();
    expect(report.gaps.map((gap) => gap.kind)).toEqual(['source-missing', 'source-missing']);
    expect(hasUsableSource(report)).toBe(false);
  });

  test('an empty file is named as such', async () => {
    const report = await reportOf({ 'trace.txt': '' });
    expect(issueCodes(report)).toEqual(['EMPTY trace.txt']);
    expect(hasUsableSource(report)).toBe(false);
  });

  test('files that nothing recognises are named as such', async () => {
    const report = await reportOf({
      'a.docx': 'PK\u0003',
      'b/readme.txt': 'Hello',
      'c.txt': '\u0000\u0001\u0002',
    });
    expect(issueCodes(report)).toEqual([
      'NOT_RECOGNISED a.docx',
      'NOT_RECOGNISED b/readme.txt',
      'NOT_RECOGNISED c.txt',
    ]);
    expect(formats(report)).toEqual(['a.docx unknown', 'b/readme.txt unknown', 'c.txt unknown']);
    expect(hasUsableSource(report)).toBe(false);
  });

  test('a raw .etl is known by its bytes, whatever it is called, and what it could not tell is a gap', async () => {
    const report = await reportOf({ 'trace.txt': sampleBytes('raw-wppstr-sample.etl') });
    expect(issueCodes(report)).toEqual([]);
    expect(formats(report)).toEqual(['trace.txt etl']);
    expect(report.bundle.sources).toMatchObject([
      { records: 8, undecoded: 4, zone: { value: 'UTC', basis: 'stated' } },
    ]);
    const gap = report.gaps.find(({ kind }) => kind === 'undecoded')?.text;
    expect(gap).toContain('744151fd-b3f4-32e6-38eb-0fd11e3fb62d');
    expect(gap).toContain('WppStrEmitter.pdb');
    expect(report.rules.filter(({ status }) => status === 'quiet')).toEqual([]);
    expect(hasUsableSource(report)).toBe(true);
  });

  test('an .evtx is named, with what to do about it', async () => {
    const report = await reportOf({ x: Buffer.concat([Buffer.from('ElfFile\0'), Buffer.alloc(70_000, 1)]) });
    expect(issueCodes(report)).toEqual(['EVENT_LOG_FILE x']);
    expect(report.issues[0]?.text).toContain('wevtutil');
    expect(hasUsableSource(report)).toBe(false);
  });

  test.each([1, 7, 8, 55, 71, 73])('an .etl of %d bytes is no .etl yet, and nothing is thrown', async (size) => {
    const report = await reportOf({ 'a.etl': sampleBytes('raw-wppstr-sample.etl').subarray(0, size) });
    expect(issueCodes(report)).toEqual(['NOT_RECOGNISED a.etl']);
  });
});

describe('times that are none', () => {
  test('do not reach the horizon, and no record is lost', async () => {
    const report = await reportOf({ 'a.txt': `${LINE.replace('06/08/2016', '99/99/9999')}one\n${LINE}two\n` });
    expect(report.bundle.sources[0]).toMatchObject({ records: 2, from: '2016-06-08T09:15:00.101Z' });
    expect(report.horizon).toBe('2016-06-08T09:15:00.101Z');
  });

  test('in every record leave a trace without a horizon', async () => {
    const report = await reportOf({
      'a.txt': `${LINE.replace('06/08/2016', '99/99/9999')}one\n`,
      'b.UccApilog': `${UCC.replace('09:15', '99:99')}two\n`,
      'c.xml': '<Events><Event xmlns=""><System><TimeCreated SystemTime="now"/></System></Event></Events>',
    });
    expect(report.bundle.sources.map((source) => [source.records, source.from])).toEqual([
      [1, undefined],
      [1, undefined],
      [1, undefined],
    ]);
    expect(report.horizon).toBeUndefined();
  });
});

describe('lines that begin as a record does and are none', () => {
  test.each([
    ['TL_ without a thread', LINE, 'TL_INFO(TF_A) is the level of most lines'],
    ['TL_ with a thread and no time', LINE, 'TL_INFO(TF_A) [0]1BD4.0D0C::x'],
    ['TL_ cut at the bracket', LINE, 'TL_INFO(TF_A) ['],
    ['a date of the SIP log without a time', UCC, '06/08/2016|'],
    ['a date in the text', UCC, '06/08/2016 was a Wednesday'],
  ])('%s', async (_, prefix, line) => {
    const bytes = Buffer.from(`${prefix}one\n${line}\nmore of one\n${prefix}two\n`);
    const { records } = await readFile(fileOf(bytes));
    expect(records.map((record) => record.message)).toEqual([`one\n${line}\nmore of one`, 'two']);
  });
});

describe('NULs, and bytes that are no text', () => {
  test('a log padded with NULs at its end, as a crash leaves it, is read', async () => {
    const padded = Buffer.concat([Buffer.from(`${UCC}REGISTER sip:contoso.com SIP/2.0\n`), Buffer.alloc(4096)]);
    expect(formats(await reportOf({ 'a.UccApilog': padded }))).toEqual(['a.UccApilog uccapilog']);
  });

  test('a NUL inside a line does not hide the other lines', async () => {
    const report = await reportOf({ 'a.txt': `${LINE}one\0two\n${LINE}three\n` });
    expect(report.bundle.sources[0]).toMatchObject({ format: 'ocs-text', records: 2 });
  });

  test('NULs behind the first 64 KiB do not end the reading', async () => {
    const lines = `${LINE}text\n`.repeat(1000);
    const report = await reportOf({ 'a.txt': `${lines}${'\0'.repeat(5000)}\n${lines}` });
    expect(report.bundle.sources[0]).toMatchObject({ format: 'ocs-text', records: 2000 });
  });

  test('invalid UTF-8 and UTF-16 are read as far as they go', async () => {
    const report = await reportOf({
      'a.txt': Buffer.concat([
        Buffer.from(`${LINE}HTTP/1.1 200 OK `),
        Buffer.from([0xff, 0xc3, 0x28, 0x80, 0xfe, 0x0a]),
      ]),
      'b.txt': Buffer.concat([
        Buffer.from(`\ufeff${LINE}HTTP/1.1 200 OK`, 'utf16le'),
        Buffer.from([0x00, 0xd8, 0x41, 0x00, 0xdc, 0xdc, 0x0a]),
      ]),
    });
    expect(report.bundle.sources.map((source) => [source.encoding, source.records])).toEqual([
      ['windows-1252', 1],
      ['utf-16le', 1],
    ]);
  });

  test('windows-1252 behind the first 64 KiB is told whatever the chunks are', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${LINE}text\n`.repeat(1000)),
      Buffer.from(`${LINE}Zo`),
      Buffer.from([0xeb, 0x0a]),
    ]);
    for (const size of [1, 2, 1 << 16]) {
      const { survey } = await readFile(fileOf(bytes, { chunkSize: size }));
      expect(survey?.encoding, `chunks of ${size}`).toBe('windows-1252');
    }
  });

  const BEGINNINGS = [
    '',
    '\ufeff',
    LINE,
    UCC,
    '<Events><Event xmlns="">',
    'FolderType : Drafts\nItemsInFolder : ',
    'Identity : Global\nEnableIMAutoArchiving : ',
    'Identity,EnableOfflineIm\n"',
    'GAL Status;x;--;\nEWS Information;;',
    'Windows Registry Editor Version 5.00\n[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Lync]\n"',
    '#Log-type: EWS Logs\n#Fields: DateTime,UserAgent,SoapAction\n2016-06-10T09:00:00Z,OC/16.0.6741.2042,',
    'Event Name, PID, TID, Clock-Time, User Data\nA, 1, 2, 131098509001234567, ',
    '"Message","Id","TimeCreated"\n"HTTP/1.1 ',
    'ElfFile\0',
    '\0\0',
  ];
  const EXTENSIONS = ['txt', 'log', 'xml', 'UccApilog', 'etl', 'evtx', 'csv', 'hist', 'zip', ''];

  test('random bytes under every extension give a report', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...EXTENSIONS),
        fc.constantFrom(...BEGINNINGS),
        fc.uint8Array({ maxLength: 400 }),
        fc.boolean(),
        async (extension, beginning, noise, isSpool) => {
          const folder = isSpool ? 'sip_alice@contoso.com/History Spooler/' : '';
          const bytes = Buffer.concat([Buffer.from(beginning), noise]);
          const report = await reportOf({ [`${folder}a.${extension}`]: bytes });
          expect(report.bundle.sources).toHaveLength(1);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  test('random text of a trace gives a report', async () => {
    const word = fc.constantFrom(
      LINE,
      UCC,
      '\n',
      '\r',
      '\0',
      'HTTP/1.1 200 OK',
      'POST /EWS/Exchange.asmx HTTP/1.1',
      '<s:Envelope>',
      '</s:Envelope>',
      '<Event>',
      '<Event xmlns="">',
      '</Event>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&#0;',
      '&#x110000;',
      '&lt;',
      'SystemTime="',
      '"',
      '<Data>',
      '</Data>',
      '<t:Body>',
      '<m:CreateItem MessageDisposition="SaveOnly">',
      'ItemsInFolder : 3',
      '12002',
      '0x80072EE2',
      '<BinaryEventData>41',
      '\nA, 1, 2, 131098509001234567, ',
      '{744151fd-b3f4-32e6-38eb-0fd11e3fb62d}, ',
      ',',
      '","',
      '6/8/2016 9:41:05 AM',
      '</BinaryEventData>',
      'é',
      '\ud800',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '',
          LINE,
          UCC,
          '<Events>\n',
          'Event Name, PID, TID, Clock-Time, User Data\n',
          '"Message","Id","TimeCreated"\n',
        ),
        fc.array(word, { maxLength: 40 }),
        async (start, words) => {
          const report = await reportOf({ 'a.txt': start + words.join('') });
          expect(report.issues.filter((issue) => issue.code === 'ANALYSIS_FAILED')).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  }, 60_000);
});
