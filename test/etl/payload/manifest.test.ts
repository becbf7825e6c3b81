import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EtlFacts } from '../../../src/etl/etl-facts.ts';
import { EventDecoder } from '../../../src/etl/event-decoder.ts';
import { parseManifest } from '../../../src/etl/manifest.ts';
import { ManifestBook } from '../../../src/etl/manifest-book.ts';
import { readPrepared } from '../../../src/etl/read-prepared.ts';
import { bytesFile } from '../bytes-file.ts';
import { eventRecord, writeEtl } from '../etl-writer.ts';
import { recordOf } from './sample-records.ts';

const GUID = '0bd3506a-9030-4f76-9b88-3e8fe1f7cfb6';

function manifestOf(template: string, message: string, more = ''): string {
  return `\uFEFF<?xml version="1.0" encoding="utf-8"?>
<!-- synthetic -->
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events">
 <instrumentation xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events"><events>
  <provider name="Contoso-Client" guid="{${GUID.toUpperCase()}}" symbol="P" resourceFileName="x" messageFileName="x">
   <events><event value="7" version="1" symbol="Answered" level="win:Informational" template="T" message="$(string.e7)" /></events>
   <templates><template tid="T">${template}</template></templates>
   <maps>
    <valueMap name="State"><map value="1" message="$(string.open)"/><map value="0x2" message="$(string.shut)"/></valueMap>
    <bitMap name="Bits"><map value="0x1" message="$(string.open)"/><map value="0x4" message="$(string.shut)"/></bitMap>
   </maps>
  </provider>
 </events></instrumentation>
 <localization>
  <resources culture="de-DE"><stringTable><string id="e7" value="Antwort"/></stringTable></resources>
  <resources culture="en-US"><stringTable>
   <string id="e7" value="${message}"/><string id="open" value="open "/><string id="shut" value="shut"/>
  </stringTable></resources>
 </localization>${more}
</instrumentationManifest>`;
}

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

function decode(template: string, message: string, payload: Uint8Array, pointerSize: 4 | 8 = 8) {
  const book = new ManifestBook();
  expect(book.add(manifestOf(template, message))).toBe(1);
  return book.decode(recordOf({ provider: GUID, id: 7, version: 1, payload, pointerSize }));
}

describe('an instrumentation manifest', () => {
  test('names an event, its fields and its words', () => {
    const template =
      '<data name="Url" inType="win:UnicodeString"/><data name="Status" inType="win:UInt32" outType="xs:unsignedInt"/>' +
      '<data name="hr" inType="win:Int32" outType="win:HResult"/>';
    const payload = Buffer.concat([wide('https://mail.contoso.com/'), u32(503), u32(0x80072ee2)]);
    expect(decode(template, '%2!u! from %1%n(%3) 100%%', payload)).toMatchObject({
      provider: 'Contoso-Client',
      name: 'Answered',
      fields: { Url: 'https://mail.contoso.com/', Status: 503, hr: '0x80072EE2' },
      message: '503 from https://mail.contoso.com/\n(0x80072EE2) 100%',
      isWhole: true,
      left: 0,
    });
  });

  test.each([
    ['win:AnsiString', Buffer.from('abc\0'), 'abc'],
    ['win:Int8', Buffer.from([0xff]), -1],
    ['win:UInt8', Buffer.from([0xff]), 255],
    ['win:Int16', u16(0xfffe), -2],
    ['win:UInt16', u16(0xfffe), 65534],
    ['win:Int32', u32(0xfffffffd), -3],
    ['win:UInt64', Buffer.concat([u32(5), u32(0)]), 5],
    ['win:Int64', Buffer.alloc(8, 0xff), -1],
    ['win:HexInt32', u32(0xabcdef), '0xABCDEF'],
    ['win:HexInt64', Buffer.concat([u32(0x10), u32(1)]), '0x100000010'],
    ['win:Boolean', u32(1), true],
    ['win:GUID', Buffer.from('c414d60af40e25428013f44f37cb0397', 'hex'), '0ad614c4-0ef4-4225-8013-f44f37cb0397'],
    ['win:Pointer', Buffer.concat([u32(0x1000), u32(0)]), '0x1000'],
    ['win:FILETIME', Buffer.from('7010fa4d8ba5d701', 'hex'), '2021-09-09T14:59:35.799Z'],
    ['win:SYSTEMTIME', Buffer.from('e5070900040009000e003b0023001f03', 'hex'), '2021-09-09T14:59:35.799Z'],
    ['win:SID', Buffer.from('010100000000000512000000', 'hex'), 'S-1-5-18'],
    ['win:Double', Buffer.from('000000000000f83f', 'hex'), 1.5],
    ['win:Float', Buffer.from('0000c03f', 'hex'), 1.5],
    ['win:CountedUnicodeString', Buffer.concat([u16(4), Buffer.from('ab', 'utf16le')]), 'ab'],
  ])('reads %s', (type, payload, expected) => {
    const read = decode(`<data name="One" inType="${type}"/>`, 'x', payload);
    expect(read).toMatchObject({ fields: { One: expected }, isWhole: true, left: 0 });
  });

  test.each([
    ['win:Int8', Buffer.from([0xff]), '0xFF'],
    ['win:Int8', Buffer.from([0x7f]), '0x7F'],
    ['win:Int16', u16(0xfffe), '0xFFFE'],
    ['win:Int32', u32(0xfffffffd), '0xFFFFFFFD'],
  ])('writes %s in hexadecimal digits no wider than it is', (type, payload, expected) => {
    const read = decode(`<data name="One" inType="${type}" outType="win:HexInt32"/>`, 'x', payload);
    expect(read).toMatchObject({ fields: { One: expected } });
  });

  test('an address of IPv6 without a length has 16 bytes', () => {
    const template =
      '<data name="Address" inType="win:Binary" outType="win:IPv6"/><data name="Port" inType="win:UInt16"/>';
    const payload = Buffer.concat([Buffer.from('20010db8000000000000000000000001', 'hex'), u16(80)]);
    expect(decode(template, '%1', payload)).toMatchObject({
      fields: { Address: '2001:db8::1', Port: 80 },
      isWhole: true,
      left: 0,
    });
    const counted = template.replace('win:Binary', 'win:CountedBinary');
    expect(decode(counted, '%1', Buffer.concat([u16(16), payload]))).toMatchObject({
      fields: { Address: '2001:db8::1', Port: 80 },
      left: 0,
    });
  });

  test('lengths and counts may be numbers or other fields; structs repeat', () => {
    const template =
      '<data name="Size" inType="win:UInt16"/><data name="Data" inType="win:Binary" length="Size"/>' +
      '<data name="Name" inType="win:UnicodeString" length="3"/><data name="N" inType="win:UInt8"/>' +
      '<data name="Ids" inType="win:UInt16" count="N"/>' +
      '<struct name="Rows" count="N"><data name="Key" inType="win:AnsiString"/><data name="Value" inType="win:UInt8"/></struct>';
    const payload = Buffer.concat([
      ...[u16(2), Buffer.from([0xca, 0xfe]), Buffer.from('ab\0', 'utf16le'), Buffer.from([2])],
      ...[u16(1), u16(2), Buffer.from('x\0\u0001y\0\u0002')],
    ]);
    const rows = [
      { Key: 'x', Value: 1 },
      { Key: 'y', Value: 2 },
    ];
    expect(decode(template, '%5', payload)).toMatchObject({
      fields: { Size: 2, Data: 'cafe', Name: 'ab', N: 2, Ids: [1, 2], Rows: rows },
      message: '[1,2]',
      isWhole: true,
      left: 0,
    });
  });

  test('numbers of a map are words in the message', () => {
    const template =
      '<data name="S" inType="win:UInt32" map="State"/><data name="B" inType="win:UInt32" map="Bits"/><data name="C" inType="win:UInt32" map="State"/>';
    const read = decode(template, '%1, %2, %3', Buffer.concat([u32(2), u32(5), u32(9)]));
    expect(read).toMatchObject({ fields: { S: 2, B: 5, C: 9 }, message: 'shut, open | shut, 9' });
  });

  test('another version, number or provider is another event', () => {
    const book = new ManifestBook();
    book.add(manifestOf('', 'x'));
    const record = recordOf({ provider: GUID, id: 7, version: 1 });
    expect(book.decode(record)?.message).toBe('x');
    for (const other of [{ version: 0 }, { id: 8 }, { provider: GUID.replace('0', '1') }, { kind: 'classic' as const }])
      expect(book.decode({ ...record, ...other })).toBeUndefined();
  });

  test('one with a document type, or none at all, is none', () => {
    const good = manifestOf('', 'x');
    expect(parseManifest(good)).toHaveLength(1);
    expect(parseManifest(good.replace('<!-- synthetic -->', '<!DOCTYPE a [<!ENTITY b "c">]>'))).toEqual([]);
    for (const text of ['', '{}', '<a>', '<provider guid="7"/>', '<'.repeat(1000)])
      expect(parseManifest(text)).toEqual([]);
  });

  test('an event of a type that is not known is left to the harvester', () => {
    const book = new ManifestBook();
    expect(book.add(manifestOf('<data name="x" inType="win:Novel"/>', 'x'))).toBe(0);
  });

  test('random payloads and manifests cut anywhere throw nothing', () => {
    const template =
      '<data name="N" inType="win:UInt32"/><data name="A" inType="win:UnicodeString" count="N"/><data name="S" inType="win:SID"/>' +
      '<struct name="R" count="N"><data name="B" inType="win:Binary" length="N"/></struct>';
    const xml = manifestOf(template, '%1 %2 %3 %4 %9 %');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(xml.length), (payload, end) => {
        parseManifest(xml.slice(0, end));
        const read = decode(template, '%1 %2 %3 %4 %9 %', payload);
        expect(JSON.stringify(read).length).toBeLessThan(20_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a manifest within the trace', () => {
  function chunks(xml: string, size: number): readonly Buffer[] {
    const bytes = Buffer.from(xml);
    const total = Math.ceil(bytes.length / size);
    return Array.from({ length: total }, (_, index) =>
      Buffer.concat([
        Buffer.from([1, 1, 0, 0x5b]),
        u16(total),
        u16(index),
        bytes.subarray(index * size, (index + 1) * size),
      ]),
    );
  }

  test('is put together from its parts, in any order and more than once', () => {
    const parts = chunks(manifestOf('<data name="Text" inType="win:UnicodeString"/>', '%1'), 300);
    expect(parts.length).toBeGreaterThan(4);
    fc.assert(
      fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (shuffled) => {
        const book = new ManifestBook();
        for (const payload of [shuffled[0] ?? new Uint8Array(), ...shuffled])
          expect(book.addRecord(recordOf({ provider: GUID, id: 0xfffe, payload }))).toBe(true);
        const record = recordOf({ provider: GUID, id: 7, version: 1, payload: wide('Draft saved') });
        expect(book.decode(record)?.message).toBe('Draft saved');
      }),
      { numRuns: 30 },
    );
  });

  test('is nothing else that has its number', () => {
    const book = new ManifestBook();
    expect(book.addRecord(recordOf({ provider: GUID, id: 0xfffe, payload: Buffer.from('some text') }))).toBe(false);
    expect(book.addRecord(recordOf({ provider: GUID, id: 0xfffe, payload: Uint8Array.of(1, 1) }))).toBe(false);
    expect(book.addRecord(recordOf({ provider: GUID, id: 1, payload: chunks('<a/>', 9)[0] ?? new Uint8Array() }))).toBe(
      false,
    );
  });

  const THREE = '<event value="1"/><event value="2"/><event value="3"/>';
  const guidOf = (n: number): string => GUID.replace(/^./, `${n}`);
  const smallOf = (n: number): string => `<provider name="p" guid="{${guidOf(n)}}">${THREE}</provider>`;
  const isKnown = (book: ManifestBook, n: number): boolean =>
    book.decode(recordOf({ provider: guidOf(n), id: 1 })) !== undefined;

  function addParts(book: ManifestBook, n: number, parts: readonly Buffer[]): void {
    for (const payload of parts) book.addRecord(recordOf({ provider: guidOf(n), id: 0xfffe, payload }));
  }

  test.each([
    ['events', { events: 7 }],
    ['bytes', { bytes: 2 * smallOf(1).length }],
  ])('is not kept past a limit of %s, and that is told', (_, limits) => {
    const book = new ManifestBook(limits);
    for (const n of [1, 2]) addParts(book, n, chunks(smallOf(n), 1000));
    // Written once more it takes no room.
    addParts(book, 1, chunks(smallOf(1), 1000));
    expect(book.fault).toBeUndefined();
    addParts(book, 3, chunks(smallOf(3), 1000));
    expect([1, 2, 3].map((n) => isKnown(book, n))).toEqual([true, true, false]);
    expect(book.fault).toMatch(/^it holds more manifests than are kept/);
    // What the user gives is asked for.
    expect(book.add(smallOf(3))).toBe(3);
    expect(isKnown(book, 3)).toBe(true);
  });

  test('that is not whole shares its room with all that are not', () => {
    const parts = [1, 2, 3].map((n) => chunks(smallOf(n), 100));
    const book = new ManifestBook({ openBytes: 500 });
    for (const [i, some] of parts.entries()) addParts(book, i + 1, some.slice(0, 1));
    expect(book.fault).toMatch(/unfinished/);
    for (const n of [2, 3]) addParts(book, n, parts[n - 1]?.slice(1) ?? []);
    expect([1, 2, 3].map((n) => isKnown(book, n))).toEqual([false, true, true]);
  });

  test('takes the room of its longest parts, though they came twice', () => {
    const [first = Buffer.alloc(0)] = chunks(smallOf(1), 100);
    const book = new ManifestBook({ openBytes: 500 });
    addParts(book, 1, Array<Buffer>(50).fill(first));
    expect(book.fault).toBeUndefined();
    addParts(book, 1, [Buffer.concat([first, Buffer.alloc(400)])]);
    expect(book.fault).toMatch(/unfinished/);
  });

  test('of which too much stands in a trace is an issue of the trace', async () => {
    const record = (n: number): Uint8Array =>
      eventRecord(0x13, { guid: guidOf(n), id: 0xfffe, payload: chunks(smallOf(n), 1000)[0] ?? new Uint8Array() });
    const bytes = writeEtl({}, [{ records: [1, 2, 3].map(record) }]);
    for (const isReadOnce of [false, true]) {
      const decoder = new EventDecoder([], { events: 7 });
      const facts = new EtlFacts('a.etl');
      for await (const _ of readPrepared(bytesFile(bytes, { isReadOnce }), facts, decoder));
      expect(facts.issues).toMatchObject([{ code: 'capped', text: expect.stringContaining('more manifests') }]);
    }
  });
});
