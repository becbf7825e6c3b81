import { XMLParser } from 'fast-xml-parser';
import { decodeReferences } from '../model/xml-text.ts';

/** An element of an `<Event>`, in document order. */
export interface EventNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (EventNode | string)[];
}

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
export function parseElement(xml: string): EventNode | undefined {
  const parsed: unknown = parser.parse(xml);
  if (!Array.isArray(parsed)) return undefined;
  return parsed.map(nodeOf).find((node) => typeof node === 'object');
}

const TAG = /<(\/?)([\w:.-]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;

/** True when every start tag has its end tag: the parser itself lets missing and wrong ones pass. */
export function hasMatchingTags(xml: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = '', rest = ''] of xml.matchAll(TAG)) {
    if (slash === '/') {
      if (open.pop() !== name) return false;
    } else if (!rest.endsWith('/')) open.push(name);
  }
  return open.length === 0;
}

export function childOf(node: EventNode | undefined, name: string): EventNode | undefined {
  return node?.children.find((child): child is EventNode => typeof child === 'object' && child.name === name);
}

/** Text directly inside an element. */
export function textOf(node: EventNode | undefined): string {
  return node?.children.filter((child) => typeof child === 'string').join('') ?? '';
}

/** Texts of all innermost elements, in document order, without the empty ones. */
export function leafTexts(node: EventNode | undefined): readonly string[] {
  if (node === undefined) return [];
  const elements = node.children.filter((child): child is EventNode => typeof child === 'object');
  if (elements.length > 0) return elements.flatMap(leafTexts);
  const text = textOf(node);
  return text.trim() === '' ? [] : [text];
}
