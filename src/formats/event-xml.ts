import { XMLParser } from 'fast-xml-parser';
import { parseRegular } from '../model/regular-xml.ts';
import { decodeReferences } from '../model/xml-text.ts';
import type { EventNode } from './event-node.ts';

// Values stay as written: the defaults turn 0x10 into 16 and 007 into 7. References are decoded here and not by the
// parser, whose limit on their number would cut a message of non-ASCII text (tracerpt writes each character as one).
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: false,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attributesOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, decodeReferences(String(text))]));
}

function nodeOf(value: unknown): EventNode | string | undefined {
  if (!isObject(value)) return undefined;
  if ('#text' in value) return decodeReferences(String(value['#text']));
  const name = Object.keys(value).find((key) => key !== ':@');
  const inner = name === undefined ? undefined : value[name];
  if (name === undefined || !Array.isArray(inner)) return undefined;
  return {
    name,
    attributes: attributesOf(value[':@']),
    children: inner.map(nodeOf).filter((node) => node !== undefined),
  };
}

/** Parses the text of one element; undefined when it is none. Throws what the parser throws on names such as `__proto__`. */
export function parseAny(xml: string): EventNode | undefined {
  const parsed: unknown = parser.parse(xml);
  if (!Array.isArray(parsed)) return undefined;
  return parsed.map(nodeOf).find((node) => typeof node === 'object');
}

const TAG = /<(\/?)([\w:.-]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;

/** True when every start tag has its end tag: the parser itself lets missing and wrong ones pass. */
function hasMatchingTags(xml: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = '', rest = ''] of xml.matchAll(TAG)) {
    if (slash === '/') {
      if (open.pop() !== name) return false;
    } else if (!rest.endsWith('/')) open.push(name);
  }
  return open.length === 0;
}

/** The element that a text is, and whether its tags match. Regular ones, which is nearly all, are read without the parser. */
export function parseElement(xml: string): { readonly element: EventNode; readonly isWhole: boolean } | undefined {
  const regular = parseRegular(xml);
  if (regular !== undefined) return { element: regular, isWhole: true };
  const element = parseAny(xml);
  return element === undefined ? undefined : { element, isWhole: hasMatchingTags(xml) };
}
