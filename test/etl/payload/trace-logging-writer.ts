import fc from 'fast-check';
import type { EtlRecord } from '../../../src/etl/etl-record.ts';
import type { FieldValue } from '../../../src/etl/field-schema.ts';
import { recordOf } from './sample-records.ts';

/** A field: its type bytes, its values as bytes for each size of pointer, and what must be read. */
export interface WrittenField {
  readonly type: readonly number[];
  readonly inner: readonly WrittenField[];
  readonly bytes: (pointerSize: 4 | 8) => Buffer;
  readonly expected: (pointerSize: 4 | 8) => FieldValue;
}

export function schemaBytes(name: string, fields: readonly number[]): Buffer {
  const item = Buffer.concat([Buffer.from([0, 0, 0]), Buffer.from(`${name}\0`), Buffer.from(fields)]);
  item.writeUInt16LE(item.length);
  return item;
}

function number(size: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
}

function u16(value: number): Buffer {
  return number(2, (bytes) => bytes.writeUInt16LE(value));
}

const hex = (value: number | bigint): string => `0x${value.toString(16).toUpperCase()}`;
const exact = (value: bigint): FieldValue => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

type Scalar = Pick<WrittenField, 'bytes' | 'expected'>;
type ScalarOf = fc.Arbitrary<Scalar>;

function scalar<T>(
  arbitrary: fc.Arbitrary<T>,
  bytes: (value: T, pointerSize: 4 | 8) => Buffer,
  expected: (value: T, pointerSize: 4 | 8) => FieldValue,
): ScalarOf {
  return arbitrary.map((value) => ({
    bytes: (size) => bytes(value, size),
    expected: (size) => expected(value, size),
  }));
}

const whole = (size: 1 | 2 | 4, isSigned: boolean): ScalarOf =>
  scalar(
    isSigned ? fc.integer({ min: -(2 ** (8 * size - 1)), max: 2 ** (8 * size - 1) - 1 }) : fc.nat(2 ** (8 * size) - 1),
    (value) => number(size, (out) => (isSigned ? out.writeIntLE(value, 0, size) : out.writeUIntLE(value, 0, size))),
    (value) => value,
  );
const int64 = scalar(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  (value) => number(8, (out) => out.writeBigInt64LE(value)),
  exact,
);
const uint64 = (write: (value: bigint) => FieldValue): ScalarOf =>
  scalar(
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    (value) => number(8, (out) => out.writeBigUInt64LE(value)),
    write,
  );
const word = (): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme-composite', maxLength: 12 }).filter((text) => !text.includes('\0'));
const ascii = fc.stringMatching(/^[ -~]{0,12}$/);
const binary = scalar(
  fc.uint8Array({ maxLength: 20 }),
  (value) => Buffer.concat([u16(value.length), value]),
  (value) => Buffer.from(value).toString('hex'),
);
const guid = scalar(
  fc.uuid(),
  (value) => {
    const [a = '', b = '', c = '', d = '', e = ''] = value.split('-');
    const swap = (part: string): Buffer => Buffer.from(part, 'hex').reverse();
    return Buffer.concat([swap(a), swap(b), swap(c), Buffer.from(d + e, 'hex')]);
  },
  (value) => value,
);
const moment = fc.date({ min: new Date('1971-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
const fileTime = scalar(
  moment,
  (at) => number(8, (out) => out.writeBigInt64LE((BigInt(at.getTime()) + 11_644_473_600_000n) * 10_000n)),
  (at) => at.toISOString(),
);
const systemTime = scalar(
  moment,
  (at) =>
    Buffer.concat(
      [
        ...[at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDay(), at.getUTCDate()],
        ...[at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), at.getUTCMilliseconds()],
      ].map(u16),
    ),
  (at) => at.toISOString(),
);
const sid = scalar(
  fc.tuple(fc.nat(2 ** 48 - 1), fc.array(fc.nat(2 ** 32 - 1), { maxLength: 15 })),
  ([authority, parts]) =>
    Buffer.concat([
      Buffer.from([1, parts.length]),
      number(6, (out) => out.writeUIntBE(authority, 0, 6)),
      ...parts.map((part) => number(4, (out) => out.writeUInt32LE(part))),
    ]),
  ([authority, parts]) => ['S', 1, authority, ...parts].join('-'),
);
const float = (size: 4 | 8): ScalarOf =>
  scalar(
    size === 4 ? fc.float() : fc.double(),
    (value) => number(size, (out) => (size === 4 ? out.writeFloatLE(value) : out.writeDoubleLE(value))),
    (value) => (Number.isFinite(value) ? value + 0 : String(value)),
  );

/** Every InType but struct, and the forms that change what is read. */
const SCALARS: readonly (readonly [type: readonly number[], values: ScalarOf])[] = [
  [
    [0],
    scalar(
      fc.constant(0),
      () => Buffer.alloc(0),
      () => null,
    ),
  ],
  [
    [1],
    scalar(
      word(),
      (value) => Buffer.from(`${value}\0`, 'utf16le'),
      (value) => value,
    ),
  ],
  [
    [2],
    scalar(
      ascii,
      (value) => Buffer.from(`${value}\0`),
      (value) => value,
    ),
  ],
  [
    [2 | 0x80, 35],
    scalar(
      word(),
      (value) => Buffer.from(`${value}\0`),
      (value) => value,
    ),
  ],
  [[3], whole(1, true)],
  [[4], whole(1, false)],
  [
    [4 | 0x80, 3],
    scalar(
      fc.nat(255),
      (value) => Buffer.from([value]),
      (value) => value !== 0,
    ),
  ],
  [[5], whole(2, true)],
  [[6], whole(2, false)],
  [
    [6 | 0x80, 7],
    scalar(
      fc.nat(65535),
      (value) => number(2, (out) => out.writeUInt16BE(value)),
      (value) => value,
    ),
  ],
  [[7], whole(4, true)],
  [[8], whole(4, false)],
  // A tag of two bytes behind the form.
  [
    [8 | 0x80, 8 | 0x80, 0x81, 0x01],
    scalar(
      fc.ipV4(),
      (value) => Buffer.from(value.split('.').map(Number)),
      (value) => value,
    ),
  ],
  [[9], int64],
  [[10], uint64(exact)],
  [[11], float(4)],
  [[12], float(8)],
  [
    [13],
    scalar(
      fc.boolean(),
      (value) => Buffer.from([0, value ? 1 : 0, 0, 0]),
      (value) => value,
    ),
  ],
  [[14], binary],
  [[15], guid],
  [
    [16],
    scalar(
      fc.nat(2 ** 31),
      (value, size) => number(size, (out) => out.writeUIntLE(value, 0, 4)),
      (value) => hex(value),
    ),
  ],
  [[17], fileTime],
  [[18], systemTime],
  [[19], sid],
  [[20], scalar(fc.nat(2 ** 32 - 1), (value) => number(4, (out) => out.writeUInt32LE(value)), hex)],
  [[21], uint64(hex)],
  [
    [22],
    scalar(
      word(),
      (value) => Buffer.concat([u16(2 * value.length), Buffer.from(value, 'utf16le')]),
      (value) => value,
    ),
  ],
  [
    [23],
    scalar(
      ascii,
      (value) => Buffer.concat([u16(value.length), Buffer.from(value)]),
      (value) => value,
    ),
  ],
  [[25], binary],
  [
    [7 | 0x80, 15],
    scalar(
      fc.nat(2 ** 32 - 1),
      (value) => number(4, (out) => out.writeUInt32LE(value)),
      (value) => `0x${value.toString(16).toUpperCase().padStart(8, '0')}`,
    ),
  ],
];

const one = fc
  .constantFrom(...SCALARS)
  .chain(([type, values]) => values.map((value): WrittenField => ({ type, inner: [], ...value })));

/** `in the schema`: a constant count; else one in front of the values. */
const array = fc.tuple(fc.constantFrom(...SCALARS), fc.boolean()).chain(([[type, element], isConstant]) =>
  fc.array(element, { maxLength: 5 }).map((values): WrittenField => {
    const [first = 0, ...more] = type;
    return {
      type: [first | (isConstant ? 0x20 : 0x40), ...more, ...(isConstant ? u16(values.length) : [])],
      inner: [],
      bytes: (size) =>
        Buffer.concat([...(isConstant ? [] : [u16(values.length)]), ...values.map((value) => value.bytes(size))]),
      expected: (size) => values.map((value) => value.expected(size)),
    };
  }),
);
const custom = fc.tuple(fc.uint8Array({ maxLength: 5 }), fc.uint8Array({ maxLength: 9 })).map(
  ([known, data]): WrittenField => ({
    type: [0x60 | 4, ...u16(known.length), ...known],
    inner: [],
    bytes: () => Buffer.concat([u16(data.length), data]),
    expected: () => Buffer.from(data).toString('hex'),
  }),
);

/** A field of any type; structs nest `depth` deep. */
export function typedField(depth: number): fc.Arbitrary<WrittenField> {
  const flat = fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 2, arbitrary: array },
    { weight: 1, arbitrary: custom },
  );
  if (depth === 0) return flat;
  const struct = fc.array(typedField(depth - 1), { maxLength: 4 }).map(
    (inner): WrittenField => ({
      type: [0x80 | 24, inner.length],
      inner,
      bytes: (size) => Buffer.concat(inner.map((member) => member.bytes(size))),
      expected: (size) => Object.fromEntries(inner.map((member, index) => [`f${index}`, member.expected(size)])),
    }),
  );
  return fc.oneof({ weight: 4, arbitrary: flat }, { weight: 1, arbitrary: struct });
}

function rowsOf(fields: readonly WrittenField[]): readonly number[] {
  return fields.flatMap(({ type, inner }, index) => [...Buffer.from(`f${index}\0`), ...type, ...rowsOf(inner)]);
}

export function eventOf(
  name: string,
  fields: readonly WrittenField[],
  pointerSize: 4 | 8,
): { readonly record: EtlRecord; readonly expected: readonly FieldValue[] } {
  const record = recordOf({
    pointerSize,
    extended: [{ type: 11, data: schemaBytes(name, rowsOf(fields)) }],
    payload: Buffer.concat(fields.map((field) => field.bytes(pointerSize))),
  });
  return { record, expected: fields.map((field) => field.expected(pointerSize)) };
}
