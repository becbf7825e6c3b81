import type { EtlRecord } from './etl-record.ts';
import type { DecodedFields, Retell } from './field-schema.ts';
import { type FieldText, fieldText, retold } from './field-text.ts';
import { guidOf } from './guid-text.ts';
import { PackedReader } from './packed-reader.ts';
import { readFields } from './read-fields.ts';
import { parseTraceLoggingSchema, type TraceLoggingSchema } from './trace-logging-schema.ts';

/** Types of extended items: schema of a TraceLogging event, traits of its provider. */
const [SCHEMA, TRAITS] = [11, 12];
const GROUP_TRAIT = 1;
/** A program has a schema for each place it logs at; hostile ones could all differ. */
const MOST_SCHEMAS = 4096;

export interface ProviderTraits {
  readonly name: string;
  /** Lower case, without braces. */
  readonly group?: string;
}

export interface TraceLoggingEvent extends DecodedFields, FieldText {
  /** Name of the event. */
  readonly name: string;
  readonly provider?: ProviderTraits;
  /** The message with other values in it. */
  readonly messageWith: (retell: Retell) => string;
}

/** u16 size, name, NUL, then traits: u16 size, type, data. */
export function parseProviderTraits(item: Uint8Array): ProviderTraits | undefined {
  const reader = new PackedReader(item);
  reader.uint(2);
  const name = reader.upToNul(1)?.toString('utf8');
  if (name === undefined || reader.isPast) return undefined;
  while (reader.left >= 3) {
    const size = reader.uint(2) ?? 0;
    const type = reader.uint(1);
    const data = size < 3 ? undefined : reader.take(size - 3);
    if (data === undefined) break;
    if (type === GROUP_TRAIT && data.length >= 16) return { name, group: guidOf(data) };
  }
  return { name };
}

/** What the bytes of an item say, parsed once however many events carry them. */
class ParsedItems<T> {
  readonly #parse: (item: Uint8Array) => T | undefined;
  readonly #known = new Map<string, T | undefined>();

  constructor(parse: (item: Uint8Array) => T | undefined) {
    this.#parse = parse;
  }

  of(record: EtlRecord, type: number): T | undefined {
    const item = record.extended.find((one) => one.type === type)?.data;
    if (item === undefined) return undefined;
    const key = Buffer.from(item.buffer, item.byteOffset, item.byteLength).toString('latin1');
    const known = this.#known.get(key);
    if (known !== undefined || this.#known.has(key)) return known;
    if (this.#known.size === MOST_SCHEMAS) this.#known.clear();
    const parsed = this.#parse(item);
    this.#known.set(key, parsed);
    return parsed;
  }
}

/** Decodes events that carry their own schema (TraceLogging, and EventSource that describes itself). */
export class TraceLogging {
  readonly #schemas = new ParsedItems<TraceLoggingSchema>(parseTraceLoggingSchema);
  readonly #traits = new ParsedItems<ProviderTraits>(parseProviderTraits);

  /** Undefined for an event without a schema, or with a broken one. */
  decode(record: EtlRecord): TraceLoggingEvent | undefined {
    const schema = this.#schemas.of(record, SCHEMA);
    if (schema === undefined) return undefined;
    const provider = this.#traits.of(record, TRAITS);
    const read = readFields(schema.fields, record.payload, record.pointerSize);
    return {
      name: schema.name,
      ...(provider === undefined ? {} : { provider }),
      ...read,
      ...fieldText(read.values, schema.fields),
      messageWith: (retell) => fieldText(retold(read.values, schema.fields, retell), schema.fields).message,
    };
  }
}
