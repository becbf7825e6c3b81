import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownMessage, learnFormat } from '../../../src/etl/learned/learn-format.ts';
import { type LearnedFormat, printLearned } from '../../../src/etl/learned/learned-format.ts';
import { formatMessage, NOT_KNOWN } from '../../../src/etl/wpp/format-message.ts';
import { readFormat } from '../../../src/etl/wpp/format-text.ts';
import { GUID, wppRecord } from '../wpp/wpp-record.ts';

/** How a value of a type is written. */
const WRITERS: Readonly<Record<string, (value: number, text: string) => Buffer>> = {
  ItemString: (_, text) => Buffer.from(`${text}\0`, 'latin1'),
  ItemWString: (_, text) => Buffer.from(`${text}\0`, 'utf16le'),
  ItemPString: (_, text) => Buffer.concat([Buffer.from([text.length, 0]), Buffer.from(text, 'latin1')]),
  ItemLong: (value) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return bytes;
  },
  ItemShort: (value) => {
    const bytes = Buffer.alloc(2);
    bytes.writeInt16LE((value << 16) >> 16);
    return bytes;
  },
  ItemLongLong: (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value) * 3n);
    return bytes;
  },
};

const isText = (type: string): boolean => type.endsWith('String');

const argument = fc.oneof(
  fc.record({ type: fc.constantFrom('ItemString', 'ItemWString', 'ItemPString'), spec: fc.constant('s') }),
  fc.record({
    type: fc.constantFrom('ItemLong', 'ItemShort', 'ItemLongLong'),
    spec: fc.constantFrom('d', 'u', 'x', 'X', '08x', '#x', '5d', '03u'),
  }),
);
const words = fc.constantFrom(' id=', ' name=', ' of ', ', hr=0x', ' (', ') took ', ' ms ');
const shape = fc.array(fc.record({ before: words, argument }), { maxLength: 4 });
const text = fc.string({ unit: fc.constantFrom(...'abcXYZ 019.:/'), maxLength: 12 });
const number = fc.oneof(fc.nat(9), fc.nat(300), fc.integer());

/** Some samples of one format: their payloads and the texts that the format itself gives. */
const samples = shape.chain((parts) => {
  const format = `start${parts.map(({ before, argument: { spec } }, i) => `${before}%${10 + i}!${spec}!`).join('')} end`;
  const message = {
    guid: GUID,
    number: 10,
    component: 'made',
    tag: 'made_cpp1',
    pieces: readFormat(format),
    arguments: parts.map(({ argument: { type } }, i) => ({ type, number: 10 + i })),
  };
  const values = fc.tuple(...parts.map(({ argument: { type } }) => (isText(type) ? text : number)));
  const one = values.map((all): KnownMessage => {
    const bytes = all.map((value, i) => {
      const type = parts[i]?.argument.type ?? '';
      return WRITERS[type]?.(Number(value), String(value)) ?? Buffer.alloc(0);
    });
    const record = wppRecord(Buffer.concat(bytes));
    return { payload: record.payload, pointerSize: 8, message: formatMessage(message, record).message };
  });
  return fc.array(one, { minLength: 10, maxLength: 24 });
});

function printedBy(format: LearnedFormat | undefined, other: KnownMessage): string | undefined {
  return format === undefined ? undefined : printLearned(format, wppRecord(Buffer.from(other.payload)));
}

function told(known: readonly KnownMessage[], other: KnownMessage): string | undefined {
  return printedBy(learnFormat(GUID, 10, known), other);
}

// Fewer samples may agree by chance: of two messages with empty texts and zeros one cut of the bytes is as good as another. So may numbers
// that touch: `%d%03u` of 1 and 23 is `%03d%d` of 10 and 23.
describe('a format learned from five messages or more, with words between its arguments,', () => {
  test('tells the text of the others, or says what it does not know, and is never wrong', () => {
    let right = 0;
    let all = 0;
    fc.assert(
      fc.property(samples, (messages) => {
        const half = Math.ceil(messages.length / 2);
        const format = learnFormat(GUID, 10, messages.slice(0, half));
        for (const other of messages.slice(half)) {
          const printed = printedBy(format, other);
          all++;
          if (printed === other.message) right++;
          else if (printed !== undefined) expect(printed).toContain(NOT_KNOWN);
        }
      }),
      { numRuns: 600 },
    );
    // Small numbers alone leave much in doubt; half is far more than chance.
    expect(right / all).toBeGreaterThan(0.5);
  });

  test('tells the texts that it was learned from', () => {
    fc.assert(
      fc.property(samples, (messages) => {
        const format = learnFormat(GUID, 10, messages);
        for (const one of messages) {
          const printed = printedBy(format, one);
          if (printed !== undefined && !printed.includes(NOT_KNOWN)) expect(printed).toBe(one.message);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('from one message it tells that one alone', () => {
    const one = { payload: Buffer.from('alpha\0'), pointerSize: 8, message: 'name=alpha' } as const;
    expect(told([one], one)).toBe('name=alpha');
    expect(told([one], { ...one, payload: Buffer.from('bravo\0') })).toBe(`name=${NOT_KNOWN}`);
  });

  test('where a payload has two texts, nothing is learned', () => {
    const one = { payload: Buffer.from('a\0'), pointerSize: 8, message: 'x a' } as const;
    expect(learnFormat(GUID, 10, [one, { ...one, message: 'y a' }])).toBeUndefined();
  });

  test('no address and nothing that somebody wrote becomes words of a format', () => {
    const from = (message: string, byte: number): KnownMessage => ({
      payload: Buffer.from([byte]),
      pointerSize: 8,
      message,
    });
    const texts = [
      'to sip:bob@contoso.com ',
      '<t:Body>Hi</t:Body> ',
      '<Body BodyType="Text">Hi ',
      '&lt;t:Body BodyType="Text"&gt;Hi ',
      '<t:MimeContent>SGk=</t:MimeContent> ',
      '<Preview>Hi ',
      '<t:ConversationTopic>Hi ',
      '<t:ExtendedProperty>Hi ',
      'Hi</t:Body> ',
      'C:\\Users\\bob ',
      'bob@contoso.com ',
    ];
    for (const words of texts) {
      const messages = [from(`${words}A`, 200), from(`${words}B`, 201)];
      expect(learnFormat(GUID, 10, messages), words).toBeUndefined();
    }
  });

  test('words that stand in no message once it is masked are none of the program', () => {
    const from = (message: string, masked: string, byte: number): KnownMessage => ({
      payload: Buffer.from([byte]),
      pointerSize: 8,
      message,
      masked,
      function: 'CWork::Time',
    });
    const messages = [from('closes on Monday A', '[text 1]', 200), from('closes on Monday B', '[text 2]', 201)];
    expect(learnFormat(GUID, 10, messages)).toBeUndefined();
    const half = [from('id 4 closes on Monday A', 'id 4 [text 1]', 200), from('id 4 closes on Monday B', 'id 4 ', 201)];
    expect(learnFormat(GUID, 10, half)).toBeUndefined();
    const told = [from('id 4 A', 'id 4 [text 1]', 200), from('id 4 B', 'id 4 [text 2]', 201)];
    expect(learnFormat(GUID, 10, told)).toMatchObject({ begins: 'id 4 ' });
    expect(learnFormat(GUID, 10, told)).not.toHaveProperty('function');
  });
});
