// Schema of a TraceLogging event, extended item 11 behind its header (TraceLoggingProvider.h and TraceLoggingDynamic of the
// Windows SDK): u16 size, tag bytes, name, then a row of fields:
//   `string_type` NUL 02, `boolean_type` NUL 84 03, `int16_type` NUL 05
// 0x80 of the type byte: a byte of form follows; 0x80 of that: tag bytes follow. 0x20: u16 count in the schema, 0x40: u16 count in
// front of the values, both: u16 and as many bytes that only the provider knows.
import type { Extent, FieldForm, FieldSchema, FieldType } from './field-schema.ts';
import { PackedReader } from './packed-reader.ts';

export interface TraceLoggingSchema {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
}

const TYPES: readonly FieldType[] = [
  ...(['null', 'utf16', 'ansi', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'] as const),
  ...(['float', 'double', 'bool32', 'counted-binary', 'guid', 'pointer', 'filetime', 'systemtime', 'sid'] as const),
  // Hexadecimal numbers of 32 and 64 bits; texts with their count of bytes; a struct; bytes with their count.
  ...(['uint32', 'uint64', 'counted-utf16', 'counted-ansi', 'struct', 'counted-binary'] as const),
];
const [INT8, UINT8, UINT16, POINTER, HEX32, HEX64, STRUCT] = [3, 4, 6, 16, 20, 21, 24];

/** By number of the form; those left out change nothing. */
const FORMS: Readonly<Record<number, FieldForm>> = {
  2: 'string',
  3: 'boolean',
  4: 'hex',
  7: 'port',
  8: 'ipv4',
  9: 'ipv6',
  10: 'socket-address',
  11: 'utf-8',
  12: 'utf-8',
  13: 'win32-error',
  14: 'status',
  15: 'status',
  35: 'utf-8',
};
/** The macros allow 128 fields; a schema of 64 KiB could name 32,000 and structs as deep. */
const MOST_FIELDS = 1024;
const MOST_LEVELS = 16;

const [COUNT_IN_SCHEMA, COUNT_IN_PAYLOAD, CUSTOM, COUNT_BITS] = [0x20, 0x40, 0x60, 0x60];

/** A field as it stands in the row: of a struct, how many of those behind it are its members. */
interface Row {
  readonly field: FieldSchema;
  readonly memberCount?: number;
}

function skipTags(reader: PackedReader): void {
  while (((reader.uint(1) ?? 0) & 0x80) !== 0);
}

function formOf(type: number, written: number): FieldForm {
  if (type === HEX32 || type === HEX64 || type === POINTER) return 'hex';
  const form = FORMS[written] ?? 'plain';
  // A lone character is a number to all readers, an array of them a text.
  return form === 'string' && ![INT8, UINT8, UINT16].includes(type) ? 'plain' : form;
}

function row(reader: PackedReader): Row | undefined {
  const name = reader.upToNul(1)?.toString('utf8');
  const inType = reader.uint(1);
  if (name === undefined || inType === undefined) return undefined;
  const outType = (inType & 0x80) === 0 ? 0 : (reader.uint(1) ?? 0);
  if ((outType & 0x80) !== 0) skipTags(reader);
  const kind = inType & 0x1f;
  const type = TYPES[kind];
  if (type === undefined) return undefined;
  const form = kind === STRUCT ? 'plain' : formOf(kind, outType & 0x7f);
  const members = kind === STRUCT ? { memberCount: outType & 0x7f } : {};
  const counting = inType & COUNT_BITS;
  if (counting === CUSTOM) {
    reader.take(reader.uint(2) ?? 0);
    return { field: { name, type: 'counted-binary', form: 'plain' }, ...members };
  }
  const count: Extent | undefined =
    counting === COUNT_IN_SCHEMA
      ? { by: 'number', count: reader.uint(2) ?? 0 }
      : counting === COUNT_IN_PAYLOAD
        ? { by: 'prefix' }
        : undefined;
  return reader.isPast ? undefined : { field: { name, type, form, ...(count ? { count } : {}) }, ...members };
}

/** The fields from `rows[next]` on, at most `count` of them, those of structs put into them; answers where the rest begins. */
function nest(
  rows: readonly Row[],
  next: number,
  count: number,
  depth: number,
): [readonly FieldSchema[], number] | undefined {
  const fields: FieldSchema[] = [];
  let at = next;
  while (fields.length < count && at < rows.length) {
    const one = rows[at++];
    if (one === undefined) break;
    if (one.memberCount === undefined || one.field.type !== 'struct') {
      fields.push(one.field);
      continue;
    }
    const inner = depth === MOST_LEVELS ? undefined : nest(rows, at, one.memberCount, depth + 1);
    if (inner === undefined) return undefined;
    const [members, behind] = inner;
    fields.push({ ...one.field, members });
    at = behind;
  }
  return [fields, at];
}

/** Parses the data of extended item 11; undefined where it breaks the rules. */
export function parseTraceLoggingSchema(item: Uint8Array): TraceLoggingSchema | undefined {
  if (item.length < 4) return undefined;
  const size = (item[0] ?? 0) | ((item[1] ?? 0) << 8);
  const reader = new PackedReader(item.subarray(2, Math.min(size, item.length)));
  skipTags(reader);
  const name = reader.upToNul(1)?.toString('utf8');
  if (name === undefined || reader.isPast) return undefined;
  const rows: Row[] = [];
  while (reader.left > 0) {
    const next = row(reader);
    if (next === undefined || rows.length === MOST_FIELDS) return undefined;
    rows.push(next);
  }
  const nested = nest(rows, 0, rows.length, 0);
  return nested === undefined ? undefined : { name, fields: nested[0] };
}
