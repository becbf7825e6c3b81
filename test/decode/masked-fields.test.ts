import { describe, expect, it } from 'vitest';
import { EventDecoder } from '../../src/etl/event-decoder.ts';
import { eventJson } from '../../src/etl/event-json.ts';
import { eventLine } from '../../src/etl/event-line.ts';
import { formatMessage } from '../../src/etl/wpp/format-message.ts';
import { readFormat } from '../../src/etl/wpp/format-text.ts';
import { maskEvent } from '../../src/masked-event.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';
import { recordOf } from '../etl/payload/sample-records.ts';
import { schemaBytes } from '../etl/payload/trace-logging-writer.ts';
import { wppRecord } from '../etl/wpp/wpp-record.ts';

const GUID = '11111111-2222-3333-4444-555555555555';
const SECRET = 'zebra';
const UTF16 = 1;
const STRUCT = 24;

/** A field of a TraceLogging event: name, type, and maybe more of its schema. */
type Field = readonly [name: string, type: number, ...more: number[]];

function schema(fields: readonly Field[]): Buffer {
  const bytes = fields.map(([name, ...type]) => Buffer.concat([Buffer.from(`${name}\0`), Buffer.from(type)]));
  return schemaBytes('Made', [...Buffer.concat(bytes)]);
}

function wide(...texts: readonly string[]): Buffer {
  return Buffer.from(texts.map((text) => `${text}\0`).join(''), 'utf16le');
}

function manifestOf(fields: readonly string[], message: string): string {
  return `<instrumentationManifest><instrumentation><events>
  <provider name="Made" guid="{${GUID}}"><events><event value="7" version="0" template="T" message="$(string.e7)" /></events>
   <templates><template tid="T">${fields.join('')}</template></templates></provider></events></instrumentation>
 <localization><resources culture="en-US"><stringTable><string id="e7" value="${message}"/></stringTable></resources></localization>
</instrumentationManifest>`;
}

function textField(name: string): string {
  return `<data name="${name}" inType="win:UnicodeString" />`;
}

/** What `decode` prints of an event in its two forms. */
function printed(decoder: EventDecoder, fields: Parameters<typeof recordOf>[0]): { line: string; json: string } {
  const event = maskEvent(decoder.decode(recordOf(fields)), new PrivateMask());
  return { line: eventLine(event), json: eventJson(event) };
}

function ofSchema(fields: readonly Field[], payload: Buffer): string {
  const extended = [{ type: 11, data: schema(fields) }];
  const { line, json } = printed(new EventDecoder(), { kind: 'event', provider: GUID, payload, extended });
  return `${line}\n${json}`;
}

function ofManifest(fields: readonly string[], message: string, payload: Buffer): string {
  const decoder = new EventDecoder();
  expect(decoder.manifests.add(manifestOf(fields, message))).toBe(1);
  const { json } = printed(decoder, { kind: 'event', provider: GUID, id: 7, version: 0, payload });
  return (JSON.parse(json) as { message: string }).message;
}

describe('a field that is what somebody wrote', () => {
  it.each(['Body', 'wszSubject', 'm_pszTextBody', 'MessageBody', 'Message_Body', 'HtmlBody', 'Body#2', 'mailSubject'])(
    'is known by its name: %s',
    (name) => {
      expect(ofSchema([[name, UTF16]], wide(`${SECRET} here`))).not.toContain(SECRET);
    },
  );

  it('is masked as the second of its name, and in a struct', () => {
    const twice: readonly Field[] = [
      ['Body', UTF16],
      ['Body', UTF16],
      ['Body', UTF16],
    ];
    const out = ofSchema(twice, wide(`${SECRET} one`, `${SECRET} two`, `${SECRET} one`));
    expect(out).not.toContain(SECRET);
    expect(out).toContain('"Body#2":"[text 2]","Body#3":"[text 1]"');
    const struct: readonly Field[] = [
      ['Body', 0x80 | STRUCT, 1],
      ['Value', UTF16],
    ];
    expect(ofSchema(struct, wide(SECRET))).toContain('{"Body":{"Value":"[text 1]"}');
  });

  it('is replaced in the message where it stands, and no other letter of it', () => {
    const fields = ['Subject', 'Text'].map(textField);
    expect(ofManifest(fields, 'Subject %1 of %2 sent', wide('e', 'the letter'))).toBe(
      'Subject [text 1] of the letter sent',
    );
    expect(ofManifest(fields, 'Subject %1 of %2 sent', wide(' ', 'a b'))).toBe('Subject  of a b sent');
    expect(ofManifest(fields, '%2 %1 %1', wide(SECRET, 'two'))).toBe('two [text 1] [text 1]');
  });
});

const BODY = `<t:Body BodyType="Text">${SECRET}</t:Body>`;
const COUNTED_BINARY = 14;
const [UINT8, INT8, UINT16, UINT32, UINT64] = [4, 3, 6, 8, 10];
const COUNTED = 0x40;
const HEX_FORM = 4;

function counted(bytes: Uint8Array, count = bytes.length): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16LE(count);
  return Buffer.concat([size, bytes]);
}

/** Whether an output has a text in digits of any kind. */
function holds(out: string, text: string): boolean {
  const codings = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  return codings.some((bytes) => {
    const arrays = [1, 2, 4].map((size) => [...bytes].filter((_, i) => i % size === 0).join(','));
    return [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...arrays].some((digits) =>
      out.includes(digits),
    );
  });
}

describe('bytes that hold text', () => {
  it.each(['latin1', 'utf16le'] as const)(
    'are counted, not shown, in binary data and arrays of numbers: %s',
    (coding) => {
      const bytes = Buffer.concat([Buffer.from([1, 2, 3]), Buffer.from(`${BODY}${BODY} `, coding)]);
      const whole = bytes.subarray(0, bytes.length & ~7);
      const binary = ofSchema([['data', COUNTED_BINARY]], counted(whole));
      expect(holds(binary, SECRET), binary).toBe(false);
      expect(binary).toContain(`{"data":"[${whole.length} bytes]"`);
      for (const [type, size] of [
        [UINT8, 1],
        [INT8, 1],
        [UINT16, 2],
        [UINT32, 4],
        [UINT64, 8],
      ] as const) {
        for (const more of [[], [HEX_FORM]]) {
          const field: Field = ['data', type | COUNTED | (more.length === 0 ? 0 : 0x80), ...more];
          const out = ofSchema([field], counted(whole, whole.length / size));
          expect(out).toContain(`{"data":"[${whole.length} bytes]"`);
        }
      }
    },
  );

  it('are counted where one of the numbers is great', () => {
    const bytes = Buffer.from(`\xff${BODY}`, 'latin1');
    const out = ofSchema([['data', 0x80 | COUNTED | INT8, HEX_FORM]], counted(bytes));
    expect(out).toMatch(/{"data":"\[\d+ bytes\]"/);
  });

  it('are counted in the message of a manifest', () => {
    const fields = [
      '<data name="Size" inType="win:UInt16" />',
      '<data name="Data" inType="win:Binary" length="Size" />',
      '<data name="Count" inType="win:UInt16" />',
      '<data name="List" inType="win:UInt8" count="Count" />',
    ];
    const body = Buffer.from(BODY);
    const message = ofManifest(fields, '%2 and %4', Buffer.concat([counted(body), counted(body)]));
    expect(message).toBe(`[${body.length} bytes] and [${body.length} bytes]`);
  });

  it('that hold none are shown', () => {
    const bytes = Buffer.from('00ff10a0c3fe0102deadbeef80aa3c745e', 'hex');
    expect(ofSchema([['data', COUNTED_BINARY]], counted(bytes))).toContain(bytes.toString('hex'));
    expect(ofSchema([['data', UINT8 | COUNTED]], counted(bytes))).toContain([...bytes].join(','));
    expect(ofSchema([['data', UTF16]], wide('id 131098752000000000 of 4561237894567456'))).toContain(
      'id 131098752000000000 of 4561237894567456',
    );
  });

  it('are always counted in a field of a private name', () => {
    expect(ofSchema([['Body', UINT8 | COUNTED]], counted(Buffer.from([1, 200, 3])))).toContain('{"Body":"[3 bytes]"');
  });

  const formatted = (type: string, payload: Buffer): string => {
    const formats = new Map([
      [
        10,
        {
          guid: GUID,
          number: 10,
          component: 'made',
          tag: 'made_cpp1',
          pieces: readFormat('id=%10!s!'),
          arguments: [{ type, number: 10 }],
        },
      ],
    ]);
    const decoder = new EventDecoder([
      {
        load: () => undefined,
        has: () => true,
        format: (record) => {
          const message = formats.get(record.id);
          return message === undefined ? undefined : formatMessage(message, record);
        },
      },
    ]);
    const mask = new PrivateMask();
    const event = maskEvent(decoder.decode(wppRecord(payload)), mask);
    return `${eventLine(event)}\n${eventJson(event)}`;
  };

  it.each(['latin1', 'utf16le'] as const)(
    'are counted where no argument of a trace message took them, and in dumps: %s',
    (coding) => {
      const bytes = Buffer.from(BODY, coding);
      for (const [type, payload] of [
        ['ItemLong', Buffer.concat([Buffer.from([1, 0, 0, 0]), bytes])],
        ['ItemHexDump', counted(bytes)],
        ['ItemUnknown', bytes],
        ['ItemString', Buffer.concat([Buffer.from('Bad\0'), bytes])],
      ] as const) {
        const out = formatted(type, payload);
        expect(holds(out, SECRET), out).toBe(false);
        expect(out).toContain(`[${bytes.length} bytes]`);
      }
      expect(formatted('ItemLong', Buffer.from([1, 0, 0, 0, 10, 11]))).toContain('id=1 <0A0B>');
    },
  );

  it('are followed: the next message of the thread may go on with them', () => {
    const mask = new PrivateMask();
    const by = { pid: 1, tid: 2 };
    const extended = [{ type: 11, data: schema([['data', COUNTED_BINARY]]) }];
    const payload = counted(Buffer.from('<t:Body BodyType="Text">Dear Bob'));
    maskEvent(new EventDecoder().decode(recordOf({ kind: 'event', provider: GUID, payload, extended, ...by })), mask);
    expect(mask.mask(`${SECRET}</t:Body>`, by).text).toBe('[text 1]</t:Body>');
  });
});
