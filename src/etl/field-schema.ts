/** How a value lies in a payload, whether TraceLogging or a manifest says so. */
export type FieldType =
  | 'null'
  | 'utf16'
  | 'ansi'
  | 'counted-utf16'
  | 'counted-ansi'
  | 'counted-binary'
  | 'binary'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float'
  | 'double'
  | 'bool32'
  | 'guid'
  | 'pointer'
  | 'size'
  | 'filetime'
  | 'systemtime'
  | 'sid'
  | 'struct';

/** How it is written, where that is not how its type is written anyway. */
export type FieldForm =
  | 'plain'
  | 'string'
  | 'boolean'
  | 'hex'
  | 'port'
  | 'ipv4'
  | 'ipv6'
  | 'socket-address'
  | 'utf-8'
  | 'win32-error'
  | 'status';

/** How many there are: a number, a u16 in front of the values, or the value of a field in front of this one. */
export type Extent =
  | { readonly by: 'number'; readonly count: number }
  | { readonly by: 'prefix' }
  | { readonly by: 'field'; readonly name: string };

export interface FieldSchema {
  readonly name: string;
  readonly type: FieldType;
  readonly form: FieldForm;
  /** Values of an array; absent for one value. */
  readonly count?: Extent;
  /** Characters of a text, bytes of binary data; absent where the type says it. */
  readonly length?: Extent;
  /** Of a struct. */
  readonly members?: readonly FieldSchema[];
}

/** Plain data for JSON. `null` is what TraceLogging's own null type holds: a field that is there, without a value. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [name: string]: FieldValue };

/** Answers what is told of a field in place of its value. */
export type Retell = (value: FieldValue, name: string) => FieldValue;

export interface DecodedFields {
  /** By name, as JSON has them: names that are numbers stand in front of the others there. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** The same in the order of the schema. */
  readonly values: readonly FieldValue[];
  /** The payload holds all that its schema names. */
  readonly isWhole: boolean;
  /** Bytes behind the last field. */
  readonly left: number;
}
