import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldSchema, FieldValue } from '../../../src/etl/field-schema.ts';
import { readFields } from '../../../src/etl/read-fields.ts';
import { parseProviderTraits, TraceLogging } from '../../../src/etl/trace-logging.ts';
import { parseTraceLoggingSchema } from '../../../src/etl/trace-logging-schema.ts';
import { expectedLines, expectedText, recordOf, sampleRecords } from './sample-records.ts';
import { eventOf, schemaBytes, typedField } from './trace-logging-writer.ts';

interface Expected {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function decodeSample(name: string): readonly Expected[] {
  const decoder = new TraceLogging();
  return sampleRecords(name).flatMap((record) => decoder.decode(record) ?? []);
}

describe('TraceLogging of real traces', () => {
  test('is what another reader reads', () => {
    const lxcore = 'airbus-lxcore_kernel.etl';
    const byLine = (events: readonly Expected[]): readonly Expected[] =>
      events
        .map(({ name, fields }) => ({ name, fields }))
        .sort((one, other) => Number(one.fields.Line) - Number(other.fields.Line));
    const expected = expectedLines<Expected>(`${lxcore}.tracelogging.mg.jsonl`);
    expect(expected).toHaveLength(2);
    expect(byLine(decodeSample(lxcore))).toEqual(byLine(expected));
  });

  test('has every primitive type as TraceEvent prints it', () => {
    const name = 'perfview-primitive-types.etl';
    const read = decodeSample(name);
    const printed = expectedText('perfview-primitive-types.baseline.txt').match(/^EVENT .*PrimitiveTypesTest.*$/gm);
    expect(read).toHaveLength(5);
    expect(printed).toHaveLength(5);
    for (const [index, { fields }] of read.entries()) {
      const line = printed?.[index] ?? '';
      for (const field of Object.keys(fields).filter((one) => !/(?:guid|time|^int64)_type/.test(one))) {
        const value = String(fields[field]);
        expect(line).toContain(`${field}=${typeof fields[field] === 'boolean' ? capital(value) : value};`);
      }
    }
    const other = expectedLines<Expected>(`${name}.tracelogging.mg.jsonl`);
    expect(read.map(({ fields }) => fields.guid_type)).toEqual(other.map(({ fields }) => fields.guid_type));
    expect(read[0]?.fields).toMatchObject({
      // The schema of this trace says that it has no sign.
      int64_type: '18446744073709551412',
      file_time_type: '2021-09-09T14:59:35.799Z',
      system_time_type: '2021-09-09T14:59:35.799Z',
    });
  });

  test('has texts that are arrays of characters, bytes in hexadecimal digits, and the provider', () => {
    const decoder = new TraceLogging();
    const events = sampleRecords('airbus-AMSITrace.etl').flatMap((record) => decoder.decode(record) ?? []);
    expect(events).toHaveLength(19);
    for (const { name, fields, isWhole, left, provider } of events) {
      expect({ name, isWhole, left }).toEqual({ name: 'AmsiScript', isWhole: true, left: 0 });
      expect(fields.Engine).toMatch(/^(?:PowerShell_C:|VBScript|JScript)/);
      expect(typeof fields['Raw Script']).toBe('string');
      expect(provider?.name).toBe('AmsiTrace');
    }
  });
});

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

describe('TraceLogging', () => {
  test('random schemas and values come back as they were written', () => {
    fc.assert(
      fc.property(fc.array(typedField(2), { maxLength: 8 }), fc.constantFrom(4, 8), (fields, pointerSize) => {
        const { record, expected } = eventOf('Made', fields, pointerSize);
        const read = new TraceLogging().decode(record);
        expect(read?.isWhole).toBe(true);
        expect(read?.left).toBe(0);
        expect(Object.values(read?.fields ?? {})).toEqual(expected);
        expect(JSON.parse(JSON.stringify(read?.fields))).toEqual(read?.fields);
      }),
      { numRuns: 500 },
    );
  });

  test('a payload cut anywhere gives a prefix of the fields and is not whole', () => {
    fc.assert(
      fc.property(fc.array(typedField(1), { minLength: 1, maxLength: 5 }), fc.nat(), (fields, nat) => {
        const { record } = eventOf('Made', fields, 8);
        const whole = Object.keys(new TraceLogging().decode(record)?.fields ?? {});
        if (record.payload.length === 0) return;
        const payload = record.payload.subarray(0, nat % record.payload.length);
        const read = new TraceLogging().decode({ ...record, payload });
        expect(read?.isWhole).toBe(false);
        const names = Object.keys(read?.fields ?? {});
        expect(names).toEqual(whole.slice(0, names.length));
      }),
    );
  });

  test('random bytes as schema, traits and payload throw nothing and make no more than they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.uint8Array({ maxLength: 400 }), (schema, payload) => {
        const item = Buffer.from([0, 0, ...schema]);
        item.writeUInt16LE(item.length);
        parseProviderTraits(item);
        const decoded = new TraceLogging().decode(recordOf({ extended: [{ type: 11, data: item }], payload }));
        expect(JSON.stringify(decoded ?? {}).length).toBeLessThan(64 * (schema.length + payload.length + 64));
      }),
      { numRuns: 2000 },
    );
  });

  test('arrays of arrays of nothing end at once', () => {
    const struct = (name: string): number[] => [...Buffer.from(`${name}\0`), 0x80 | 0x20 | 24, 1, 0xff, 0xff];
    const item = schemaBytes('Bomb', [...struct('a'), ...struct('b'), ...struct('c'), ...Buffer.from('n\0'), 0]);
    const decoded = new TraceLogging().decode(recordOf({ extended: [{ type: 11, data: item }] }));
    expect(decoded?.isWhole).toBe(false);
    expect(JSON.stringify(decoded).length).toBeLessThan(10_000);
  });

  test('structs deeper than sixteen, and more than 1,024 fields, are no schema', () => {
    const nested = Array.from({ length: 20 }, () => [...Buffer.from('s\0'), 0x80 | 24, 1]).flat();
    expect(parseTraceLoggingSchema(schemaBytes('Deep', nested))).toBeUndefined();
    const many = Array.from({ length: 2000 }, () => [...Buffer.from('f\0'), 0]).flat();
    expect(parseTraceLoggingSchema(schemaBytes('Many', many))).toBeUndefined();
  });

  test('names that stand twice, or that objects have by themselves, keep their values', () => {
    const names = ['a', 'a', '__proto__', 'constructor'];
    const item = schemaBytes(
      'Names',
      names.flatMap((name) => [...Buffer.from(`${name}\0`), 4]),
    );
    const record = recordOf({ extended: [{ type: 11, data: item }], payload: Uint8Array.of(1, 2, 3, 4) });
    const fields: Readonly<Record<string, FieldValue>> = new TraceLogging().decode(record)?.fields ?? {};
    expect(Object.entries(fields)).toEqual([
      ['a', 1],
      ['a#2', 2],
      ['__proto__', 3],
      ['constructor', 4],
    ]);
  });

  test('equal names cost no more than different ones', () => {
    const payload = new Uint8Array(20_000).fill(1);
    const schema = Array.from(payload, (): FieldSchema => ({ name: '', type: 'uint8', form: 'plain' }));
    const before = performance.now();
    const { fields } = readFields(schema, payload, 8);
    // 20 ms; 30 s where the free number is looked for from 2 on each time.
    expect(performance.now() - before).toBeLessThan(2000);
    expect(Object.keys(fields)).toHaveLength(20_000);
    expect(fields['#20000']).toBe(1);
  });

  test('a number that a name has already is passed over', () => {
    const schema = ['a#3', 'a', 'a', 'a', 'a#3'].map((name): FieldSchema => ({ name, type: 'uint8', form: 'plain' }));
    const { fields } = readFields(schema, Uint8Array.of(1, 2, 3, 4, 5), 8);
    expect(fields).toEqual({ 'a#3': 1, a: 2, 'a#2': 3, 'a#4': 4, 'a#3#2': 5 });
  });

  test('traits of a provider tell its name and group', () => {
    const group = Buffer.from('c414d60af40e25428013f44f37cb0397', 'hex');
    const traits = Buffer.concat([
      Buffer.from([0, 0]),
      Buffer.from('Contoso.Client\0'),
      Buffer.from([19, 0, 1]),
      group,
    ]);
    traits.writeUInt16LE(traits.length);
    expect(parseProviderTraits(traits)).toEqual({
      name: 'Contoso.Client',
      group: '0ad614c4-0ef4-4225-8013-f44f37cb0397',
    });
  });
});
