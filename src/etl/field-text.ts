import type { FieldSchema, FieldValue, Retell } from './field-schema.ts';

/** A field's name says what its number is: `hr`, `dwError`, `ErrorCode`, `httpStatus`, `result`. */
const NAMES_ERROR = /(?:^|[a-z_])(?:hr|hresult|err(?:or)?(?:code|no)?|status(?:code)?|result|gle|winhttp\w*)$/i;
/** These say where a text comes from and are no part of it. */
const NAMES_FUNCTION = /^(?:function|func|functionname|method|methodname|caller)$/i;
const NAMES_COMPONENT = /^(?:component|componentname|module|modulename|subsystem)$/i;
const NAMES_CLASS = /^(?:class|classname)$/i;
const NAMES_FILE = /^(?:file|filename|sourcefile|fileline)$/i;
/** Nested arrays and structs are told in one message up to here. */
const MOST_ITEMS = 10_000;

/** What the fields of an event say in one text. */
export interface FieldText {
  /** Its texts, joined by a space, and what is known to be an error: `hr=0x80072EE2`. Empty where there is none. */
  readonly message: string;
  readonly component?: string;
  readonly function?: string;
}

interface Item {
  readonly name: string;
  readonly value: FieldValue;
  readonly schema?: FieldSchema;
}

function itemOf(name: string, value: FieldValue, schema: FieldSchema | undefined): Item {
  return { name, value, ...(schema === undefined ? {} : { schema }) };
}

/** All values but arrays and structs, in their order. Without recursion. */
function itemsOf(values: readonly FieldValue[], schema: readonly FieldSchema[]): readonly Item[] {
  const items: Item[] = [];
  const left = values.map((value, index) => itemOf(schema[index]?.name ?? '', value, schema[index])).reverse();
  for (let item = left.pop(); item !== undefined && items.length < MOST_ITEMS; item = left.pop()) {
    const { name, value, schema: one } = item;
    if (typeof value !== 'object' || value === null) {
      items.push(item);
      continue;
    }
    const inner = Array.isArray(value)
      ? value.map((each: FieldValue) => itemOf(name, each, one))
      : Object.entries(value).map(([key, each], index) => itemOf(key, each, one?.members?.[index]));
    for (const each of inner.reverse()) left.push(each);
  }
  return items;
}

const TEXT_TYPES: ReadonlySet<string> = new Set(['utf16', 'ansi', 'counted-utf16', 'counted-ansi']);

function isText({ schema, value }: Item): boolean {
  if (typeof value !== 'string' || schema === undefined) return false;
  return TEXT_TYPES.has(schema.type) || schema.form === 'string' || schema.form === 'utf-8';
}

function errorText({ name, value, schema }: Item): string | undefined {
  if (value === 0 || value === '0x00000000' || value === '0x0') return undefined;
  if (schema?.form === 'status') return `${name}=${value}`;
  if (schema?.form === 'win32-error') return `error ${value}`;
  return typeof value === 'number' && NAMES_ERROR.test(name) ? `${name}=${value}` : undefined;
}

/** One message of decoded fields, as all items of an event are one. `schema`: what the fields were read by. */
export function fieldText(values: readonly FieldValue[], schema: readonly FieldSchema[]): FieldText {
  const texts: string[] = [];
  let component: string | undefined;
  let type: string | undefined;
  let method: string | undefined;
  for (const item of itemsOf(values, schema)) {
    if (!isText(item)) {
      const error = errorText(item);
      if (error !== undefined) texts.push(error);
      continue;
    }
    const text = String(item.value);
    if (text.trim() === '') continue;
    if (NAMES_FUNCTION.test(item.name)) method ??= text;
    else if (NAMES_COMPONENT.test(item.name)) component ??= text;
    else if (NAMES_CLASS.test(item.name)) type ??= text;
    else if (!NAMES_FILE.test(item.name)) texts.push(text);
  }
  const name = type !== undefined && method?.includes('::') === false ? `${type}::${method}` : method;
  return {
    message: texts.join(' '),
    ...(component === undefined ? {} : { component }),
    ...(name === undefined ? {} : { function: name }),
  };
}

/** Values in the order of their schema, each as `retell` tells it. */
export function retold(
  values: readonly FieldValue[],
  schema: readonly FieldSchema[],
  retell: Retell,
): readonly FieldValue[] {
  return values.map((value, index) => retell(value, schema[index]?.name ?? ''));
}
