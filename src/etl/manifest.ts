// Instrumentation manifests: what the events of a provider hold, and the words around it.
//   <provider name="Contoso-Client" guid="{…}"> <events><event value="1" version="0" template="T" message="$(string.e1)"/></events>
//   <templates><template tid="T"><data name="Url" inType="win:UnicodeString"/></template></templates> …
// https://learn.microsoft.com/windows/win32/wes/eventmanifestschema-schema
import type { XmlNode } from '../model/regular-xml.ts';
import type { Extent, FieldForm, FieldSchema, FieldType } from './field-schema.ts';
import { childElements, elementsNamed, parseManifestXml } from './manifest-xml.ts';

/** Words for the values of a field: of one value each, or of its bits. */
export interface ValueMap {
  readonly isBits: boolean;
  readonly words: ReadonlyMap<number, string>;
}

export interface ManifestEvent {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly fields: readonly FieldSchema[];
  /** Words with `%1` for the first field. */
  readonly message?: string;
  /** By the name of the field. */
  readonly maps: ReadonlyMap<string, ValueMap>;
}

export interface ManifestProvider {
  readonly name: string;
  /** Lower case, without braces. */
  readonly guid: string;
  readonly events: readonly ManifestEvent[];
}

const TYPES: Readonly<Record<string, readonly [FieldType, FieldForm]>> = {
  UnicodeString: ['utf16', 'plain'],
  AnsiString: ['ansi', 'plain'],
  CountedUnicodeString: ['counted-utf16', 'plain'],
  CountedAnsiString: ['counted-ansi', 'plain'],
  CountedBinary: ['counted-binary', 'plain'],
  Binary: ['binary', 'plain'],
  Int8: ['int8', 'plain'],
  UInt8: ['uint8', 'plain'],
  Int16: ['int16', 'plain'],
  UInt16: ['uint16', 'plain'],
  Int32: ['int32', 'plain'],
  UInt32: ['uint32', 'plain'],
  Int64: ['int64', 'plain'],
  UInt64: ['uint64', 'plain'],
  HexInt32: ['uint32', 'hex'],
  HexInt64: ['uint64', 'hex'],
  Float: ['float', 'plain'],
  Double: ['double', 'plain'],
  Boolean: ['bool32', 'plain'],
  GUID: ['guid', 'plain'],
  Pointer: ['pointer', 'hex'],
  SizeT: ['size', 'plain'],
  FILETIME: ['filetime', 'plain'],
  SYSTEMTIME: ['systemtime', 'plain'],
  SID: ['sid', 'plain'],
  UnicodeChar: ['uint16', 'plain'],
  AnsiChar: ['uint8', 'plain'],
};
const FORMS: Readonly<Record<string, FieldForm>> = {
  HexInt8: 'hex',
  HexInt16: 'hex',
  HexInt32: 'hex',
  HexInt64: 'hex',
  Win32Error: 'win32-error',
  HResult: 'status',
  NTSTATUS: 'status',
  ErrorCode: 'status',
  Port: 'port',
  IPv4: 'ipv4',
  IPv6: 'ipv6',
  SocketAddress: 'socket-address',
  Utf8: 'utf-8',
  Xml: 'utf-8',
  Json: 'utf-8',
};
const MOST_FIELDS = 1024;
const MOST_LEVELS = 4;

/** Windows takes numbers in decimal and as `0x…`. */
function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** `win:UInt32` without its prefix. */
function localName(text: string | undefined): string {
  return (text ?? '').slice((text ?? '').indexOf(':') + 1);
}

/** A number, or the name of the field that holds it. */
function extentOf(text: string | undefined): Extent | undefined {
  if (text === undefined || text === '') return undefined;
  const count = numberOf(text);
  return count === undefined ? { by: 'field', name: text } : { by: 'number', count };
}

function isInteger(type: FieldType): boolean {
  return /^u?int/.test(type);
}

/** Undefined for a type that is not known: what stands behind it cannot be found. */
function fieldOf(node: XmlNode, depth: number): FieldSchema | undefined {
  const { name = '', inType, outType, count: countText, length: lengthText } = node.attributes;
  const count = extentOf(countText);
  const counted = count === undefined ? {} : { count };
  if (node.name === 'struct') {
    const members = depth === MOST_LEVELS ? undefined : fieldsOf(node, depth + 1);
    return members === undefined ? undefined : { name, type: 'struct', form: 'plain', members, ...counted };
  }
  const found = inType === undefined ? TYPES.UnicodeString : TYPES[localName(inType)];
  if (found === undefined) return undefined;
  const [type, form] = found;
  const outForm = FORMS[localName(outType)];
  const length = extentOf(lengthText);
  // Of counted types the payload itself has the length.
  const sized = length === undefined || type.startsWith('counted') ? {} : { length };
  const isFitting = outForm !== undefined && (isInteger(type) || !['hex', 'status', 'port', 'ipv4'].includes(outForm));
  return { name, type, form: isFitting ? outForm : form, ...counted, ...sized };
}

function fieldsOf(node: XmlNode, depth: number): readonly FieldSchema[] | undefined {
  const nodes = node.children.filter((child): child is XmlNode => typeof child === 'object');
  const data = nodes.filter(({ name }) => name === 'data' || name === 'struct');
  const fields = data.flatMap((child) => fieldOf(child, depth) ?? []);
  return fields.length === data.length && fields.length <= MOST_FIELDS ? fields : undefined;
}

type Strings = ReadonlyMap<string, string>;

/** `$(string.event_1)` is the text of that name; one of `$(mc.…)` cannot be told. */
function textOf(written: string | undefined, strings: Strings): string | undefined {
  const name = /^\$\(string\.(.+)\)$/.exec(written?.trim() ?? '')?.[1];
  if (name !== undefined) return strings.get(name);
  return written?.startsWith('$(') === true ? undefined : written;
}

/** The strings of a manifest: those of English where there are several languages, as rules speak that. */
function stringsOf(root: XmlNode): Strings {
  const resources = elementsNamed(root, 'resources');
  const chosen = resources.find(({ attributes }) => /^en\b/i.test(attributes.culture ?? '')) ?? resources[0];
  const strings = chosen === undefined ? [] : elementsNamed(chosen, 'string');
  return new Map(strings.map(({ attributes: { id = '', value = '' } }) => [id, value]));
}

function mapsOf(provider: XmlNode, strings: Strings): ReadonlyMap<string, ValueMap> {
  const nodes = ['valueMap', 'bitMap'].flatMap((name) => elementsNamed(provider, name));
  return new Map(
    nodes.map((node) => {
      const entries = childElements(node, 'map').map(({ attributes: { value, message, symbol } }) => {
        const words = (textOf(message, strings) ?? symbol ?? value ?? '').trim();
        return [numberOf(value) ?? -1, words] as const;
      });
      return [node.attributes.name ?? '', { isBits: node.name === 'bitMap', words: new Map(entries) }];
    }),
  );
}

function providerOf(node: XmlNode, strings: Strings): ManifestProvider | undefined {
  const guid = /^\{?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}?$/i.exec(node.attributes.guid?.trim() ?? '')?.[1];
  if (guid === undefined) return undefined;
  const maps = mapsOf(node, strings);
  const templates = new Map(elementsNamed(node, 'template').map((one) => [one.attributes.tid ?? '', one]));
  const schemas = new Map([...templates].map(([tid, template]) => [tid, fieldsOf(template, 0)]));
  const fieldMaps = new Map([...templates].map(([tid, template]) => [tid, mapsOfFields(template, maps)]));
  const events = elementsNamed(node, 'event').flatMap(({ attributes }): readonly ManifestEvent[] => {
    const id = numberOf(attributes.value);
    const tid = attributes.template;
    const fields = tid === undefined ? [] : schemas.get(tid);
    if (id === undefined || fields === undefined) return [];
    const message = textOf(attributes.message, strings);
    return [
      {
        id,
        version: numberOf(attributes.version) ?? 0,
        name: attributes.symbol ?? attributes.task ?? `Event ${id}`,
        fields,
        maps: fieldMaps.get(tid ?? '') ?? new Map(),
        ...(message === undefined ? {} : { message }),
      },
    ];
  });
  return { name: node.attributes.name ?? '', guid: guid.toLowerCase(), events };
}

function mapsOfFields(template: XmlNode, maps: ReadonlyMap<string, ValueMap>): ReadonlyMap<string, ValueMap> {
  return new Map(
    elementsNamed(template, 'data').flatMap(({ attributes: { name = '', map = '' } }) => {
      const found = maps.get(map);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}

/** Providers of an instrumentation manifest, or of one that EventSource writes. Empty for any other text; never throws. */
export function parseManifest(xml: string): readonly ManifestProvider[] {
  const root = parseManifestXml(xml);
  if (root === undefined) return [];
  const strings = stringsOf(root);
  return elementsNamed(root, 'provider').flatMap((node) => providerOf(node, strings) ?? []);
}
