import { ansiText } from '../input/encoding.ts';
import type { DecodedFields, Extent, FieldSchema, FieldValue } from './field-schema.ts';
import { readValue, wideText } from './field-values.ts';
import { PackedReader } from './packed-reader.ts';

interface Scope {
  readonly values: Record<string, FieldValue>;
  /** Of names that stand twice: the number to try next. */
  readonly next: Map<string, number>;
  readonly outer?: Scope;
}

/** Fields of one payload, by a schema that may lie about it. */
class FieldReader {
  readonly #reader: PackedReader;
  readonly #pointerSize: 4 | 8;
  /**
   * How many values may still be read: each but an empty one takes a byte, so a true schema needs no more than this. Counts
   * of structs in structs of nothing would else multiply to 65,535 a level.
   */
  #budget: number;
  #isCut = false;

  constructor(payload: Uint8Array, schema: readonly FieldSchema[], pointerSize: 4 | 8) {
    this.#reader = new PackedReader(payload);
    this.#pointerSize = pointerSize;
    this.#budget = payload.length + 16 * schema.length + 64;
  }

  get left(): number {
    return this.#reader.left;
  }

  /** Whether all that was asked for is there. What there is of a cut array or struct is told. */
  get isWhole(): boolean {
    return !this.#isCut && !this.#reader.isPast;
  }

  fields(schema: readonly FieldSchema[], scope: Scope): readonly FieldValue[] {
    const values: FieldValue[] = [];
    for (const field of schema) {
      const value = this.#field(field, scope);
      if (value === undefined) this.#isCut = true;
      else {
        values.push(value);
        put(scope, field.name, value);
      }
      if (!this.isWhole) break;
    }
    return values;
  }

  #field(field: FieldSchema, scope: Scope): FieldValue | undefined {
    if (field.count === undefined) return this.#one(field, scope);
    const count = this.#extent(field.count, scope);
    if (count === undefined) return undefined;
    const text = this.#characters(field, count);
    if (text !== undefined) return text;
    const values: FieldValue[] = [];
    while (values.length < count && this.isWhole) {
      const value = this.#one(field, scope);
      if (value === undefined) this.#isCut = true;
      else values.push(value);
    }
    return values.length === 0 && !this.isWhole ? undefined : values;
  }

  /** An array of characters is a text: what TraceLoggingCountedUtf16Array and its kind write. */
  #characters({ type, form }: FieldSchema, count: number): string | undefined {
    if (form !== 'string' && form !== 'utf-8') return undefined;
    const isWide = type === 'uint16';
    if (!isWide && type !== 'uint8' && type !== 'int8') return undefined;
    const bytes = this.#reader.take(isWide ? 2 * count : count);
    if (bytes === undefined) return undefined;
    return isWide ? wideText(bytes) : ansiText(bytes);
  }

  #one(field: FieldSchema, scope: Scope): FieldValue | undefined {
    if (this.#budget-- <= 0) return undefined;
    if (field.members !== undefined) {
      const inner: Scope = { values: {}, next: new Map(), outer: scope };
      this.fields(field.members, inner);
      return this.isWhole || Object.keys(inner.values).length > 0 ? inner.values : undefined;
    }
    const length = field.length === undefined ? undefined : this.#extent(field.length, scope);
    if (field.length !== undefined && length === undefined) return undefined;
    return readValue(this.#reader, field, this.#pointerSize, length);
  }

  #extent(extent: Extent, scope: Scope): number | undefined {
    switch (extent.by) {
      case 'number':
        return extent.count;
      case 'prefix':
        return this.#reader.uint(2);
      default: {
        for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
          if (!Object.hasOwn(at.values, extent.name)) continue;
          const value = Number(at.values[extent.name]);
          return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
        }
        return undefined;
      }
    }
  }
}

/** Names come from the file: `__proto__` is one like any other, and one that stands twice gets a number. */
function put({ values, next }: Scope, name: string, value: FieldValue): void {
  let free = name;
  while (Object.hasOwn(values, free)) {
    const number = next.get(name) ?? 2;
    next.set(name, number + 1);
    free = `${name}#${number}`;
  }
  Object.defineProperty(values, free, { value, enumerable: true, configurable: true, writable: true });
}

/** Reads the fields of a payload. Never throws; time and memory are linear in the payload and its schema. */
export function readFields(schema: readonly FieldSchema[], payload: Uint8Array, pointerSize: 4 | 8): DecodedFields {
  const reader = new FieldReader(payload, schema, pointerSize);
  const fields: Record<string, FieldValue> = {};
  const values = reader.fields(schema, { values: fields, next: new Map() });
  return { fields, values, isWhole: reader.isWhole, left: reader.left };
}
