import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePayload } from '../../../src/etl/decode-payload.ts';
import type { EtlRecord } from '../../../src/etl/etl-record.ts';
import { ManifestBook } from '../../../src/etl/manifest-book.ts';
import { payloadText } from '../../../src/etl/payload-text.ts';
import { TraceLogging } from '../../../src/etl/trace-logging.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { Observer } from '../../../src/observe.ts';
import { recordOf, sampleRecords } from './sample-records.ts';
import { schemaBytes } from './trace-logging-writer.ts';

function decode(record: EtlRecord) {
  return decodePayload(record, new TraceLogging(), new ManifestBook());
}

describe('a payload that is text', () => {
  test.each([
    ['two bytes a character', Buffer.from('Draft saved\0', 'utf16le'), 'Draft saved'],
    ['one byte a character', Buffer.from('Draft saved\0'), 'Draft saved'],
    ['without its NUL', Buffer.from('Draft saved'), 'Draft saved'],
    ['several strings', Buffer.from('CreateItem\0ErrorServerBusy\0'), 'CreateItem ErrorServerBusy'],
    ['several wide strings', Buffer.from('CreateItem\0\0ErrorServerBusy\0', 'utf16le'), 'CreateItem ErrorServerBusy'],
    ['windows-1252', Buffer.from('Gr\xf6\xdfe\0', 'latin1'), 'Größe'],
    ['numbers', Buffer.from([0x41, 0, 0, 0, 0x42, 0, 0, 0]), undefined],
    ['text and a number', Buffer.from('Draft\0\u0001\0\0\0'), undefined],
    ['too little', Buffer.from('ab\0'), undefined],
    ['signs', Buffer.from('....----'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s', (_, payload, expected) => {
    for (const kind of ['event', 'classic'] as const) expect(payloadText(recordOf({ kind, payload }))).toBe(expected);
    expect(payloadText(recordOf({ kind: 'perfinfo', payload }))).toBeUndefined();
  });

  test('is believed whatever it is where the header says that it is a string', () => {
    const payload = Buffer.from('Документ\0', 'utf16le');
    expect(payloadText(recordOf({ flags: 4, payload }))).toBe('Документ');
  });

  test('none of the payloads of Kernel-Network is', () => {
    const records = sampleRecords('tx-KernelNetwork.etl', 'tx-KernelNetwork.etl.events.jsonl.gz');
    expect(records.flatMap((record) => payloadText(record) ?? [])).toEqual([]);
  });
});

describe('where a text comes from', () => {
  test('stands in front of it', () => {
    const text = 'TL_ERROR(TF_COMPONENT) (EWS,CEwsRequest::Send:ewsrequest.cpp(310))Draft saved';
    expect(decode(recordOf({ payload: Buffer.from(`${text}\0`, 'utf16le') }))).toEqual({
      how: 'text',
      message: 'Draft saved',
      level: 2,
      component: 'EWS',
      function: 'CEwsRequest::Send',
    });
    const line =
      'TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,A::B:a.cpp(1))$$begin_record';
    expect(decode(recordOf({ payload: Buffer.from(line) }))).toMatchObject({
      message: '$$begin_record',
      level: 4,
      component: 'SIPStack',
      function: 'A::B',
    });
    const method = 'CPeopleSearch::Search - wzText=bob';
    expect(decode(recordOf({ payload: Buffer.from(`${method}\0`) }))).toEqual({
      how: 'text',
      message: method,
      function: 'CPeopleSearch::Search',
    });
    expect(decode(recordOf({ payload: Buffer.from('std:: is no method\0') })).function).toBeUndefined();
  });

  test('is told by fields of TraceLogging that say so; the message is the text', () => {
    const read = sampleRecords('airbus-lxcore_kernel.etl')
      .filter(({ kind }) => kind === 'event')
      .map(decode);
    expect(read[0]).toMatchObject({ how: 'tracelogging', name: 'BreakPoint', function: 'LxpInstanceStart' });
    expect(read[0]?.message).toBe('[0xc0000034] LxpInstanceInitialize\n');
  });

  test('errors of fields are told with their names, other numbers are not', () => {
    const field = (name: string, ...type: readonly number[]): readonly number[] => [
      ...Buffer.from(`${name}\0`),
      ...type,
    ];
    const data = schemaBytes('Failed', [
      ...[...field('Message', 2), ...field('hr', 0x87, 15), ...field('errorCode', 7), ...field('Count', 7)],
    ]);
    const payload = Buffer.from('Request failed\0\xe2\x2e\x07\x80\xfd\x2e\0\0\x05\0\0\0', 'latin1');
    const { message } = decode(recordOf({ extended: [{ type: 11, data }], payload }));
    expect(message).toBe('Request failed hr=0x80072EE2 errorCode=12029');
  });
});

describe('an event that describes itself and is cut', () => {
  const row = (name: string, type: number): readonly number[] => [...Buffer.from(`${name}\0`), type];
  const UINT32 = 8;
  const data = schemaBytes('Cut', [...row('n', UINT32), ...row('m', UINT32), ...row('o', UINT32)]);

  test('keeps its name and the fields that are there', () => {
    const payload = Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 3, 0]);
    expect(decode(recordOf({ extended: [{ type: 11, data }], payload }))).toEqual({
      how: 'tracelogging',
      message: '',
      name: 'Cut',
      fields: { n: 1, m: 2 },
    });
  });

  test('has for a message what is found among its bytes', () => {
    const counted = schemaBytes('Cut', [...row('n', UINT32), ...row('text', 23)]);
    const payload = Buffer.concat([Buffer.from([1, 0, 0, 0, 200, 0]), Buffer.from('CreateItem')]);
    expect(decode(recordOf({ extended: [{ type: 11, data: counted }], payload }))).toEqual({
      how: 'tracelogging',
      message: 'CreateItem',
      name: 'Cut',
      fields: { n: 1 },
    });
  });
});

test('bytes that no schema fits are harvested; without text they are opaque', () => {
  const payload = Buffer.concat([Buffer.from([1, 2, 0xe2, 0x2e, 0x07, 0x80]), Buffer.from('CreateItem\0')]);
  expect(decode(recordOf({ payload }))).toEqual({ how: 'harvested', message: 'CreateItem 0x80072EE2' });
  expect(decode(recordOf({ payload: Buffer.from([1, 2, 3]) }))).toEqual({ how: 'opaque', message: '' });
});

test('random records throw nothing', () => {
  const kind = fc.constantFrom('event', 'classic', 'wpp', 'system', 'perfinfo');
  fc.assert(
    fc.property(kind, fc.uint8Array({ maxLength: 200 }), fc.nat(15), (one, payload, flags) => {
      expect(typeof decode(recordOf({ kind: one, payload, flags })).message).toBe('string');
    }),
    { numRuns: 1000 },
  );
});

test('wire text in string arguments, split over messages of a thread, is one request', () => {
  const soap =
    '<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><soap:Body><m:CreateItem MessageDisposition="SaveOnly"><m:SavedItemFolderId><t:DistinguishedFolderId Id="drafts"/></m:SavedItemFolderId><m:Items><t:Message><t:ToRecipients><t:Mailbox><t:EmailAddress>bob@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem></soap:Body></soap:Envelope>';
  const head = 'POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n';
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: soap.length - 20 }),
      fc.boolean(),
      fc.nat(0x1fffffff),
      (cut, isWide, number) => {
        const observations: Observation[] = [];
        const observer = new Observer((one) => observations.push(one));
        const encoding = isWide ? 'utf16le' : 'latin1';
        const before = Buffer.alloc(4);
        // Its last bytes are no character: one in front of a torn text could not be told from it.
        before.writeUInt32LE(number & 0x0807ffff);
        for (const [index, text] of [head, soap.slice(0, cut), soap.slice(cut)].entries()) {
          const payload = Buffer.concat([before, Buffer.from(`${text}\0`, encoding)]);
          const { message } = decode(recordOf({ kind: 'wpp', payload }));
          observer.add({ source: 'a.etl', line: 1, offset: index, raw: message, width: 1, message, pid: 1, tid: 2 });
        }
        observer.end();
        const request = observations.find((one) => one.kind === 'http-request');
        expect(JSON.stringify(request)).toContain('bob@contoso.com');
      },
    ),
    { numRuns: 100 },
  );
});
