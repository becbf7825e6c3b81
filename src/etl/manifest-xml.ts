import { XMLParser } from 'fast-xml-parser';
import { parseRegular, type XmlNode } from '../model/regular-xml.ts';
import { decodeReferences } from '../model/xml-text.ts';

// References are decoded here, and no entity that the input declares ever is; values stay as they are written.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: false,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});
const MAX_DEPTH = 60;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts between elements say nothing in a manifest. */
function nodeOf(value: unknown, depth: number): XmlNode | undefined {
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  const name = Object.keys(value).find((key) => key !== ':@');
  const inner = name === undefined ? undefined : value[name];
  if (name === undefined || !Array.isArray(inner)) return undefined;
  const written = value[':@'];
  const attributes = isObject(written)
    ? Object.fromEntries(Object.entries(written).map(([key, text]) => [key, decodeReferences(String(text))]))
    : {};
  return { name, attributes, children: inner.flatMap((child) => nodeOf(child, depth + 1) ?? []) };
}

/** The root of a manifest; undefined for what is no XML, and for XML with a document type, which no manifest has. */
export function parseManifestXml(xml: string): XmlNode | undefined {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return undefined;
  const regular = parseRegular(xml.replace(/^\uFEFF?\s*(?:<\?xml[^<>]*\?>)?\s*/, '').trimEnd(), true);
  if (regular !== undefined) return regular;
  try {
    const parsed: unknown = parser.parse(xml);
    return Array.isArray(parsed) ? parsed.map((one) => nodeOf(one, 0)).find((one) => one !== undefined) : undefined;
  } catch {
    // The parser refuses some names and markup: what holds them is no manifest.
    return undefined;
  }
}

export function childElements(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return (node?.children ?? []).filter((child): child is XmlNode => typeof child === 'object' && child.name === name);
}

/** All elements of a name, however deep, in the order of the document. */
export function elementsNamed(root: XmlNode, name: string): readonly XmlNode[] {
  const found: XmlNode[] = [];
  const left: XmlNode[] = [root];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.name === name) found.push(node);
    for (const child of node.children.toReversed()) if (typeof child === 'object') left.push(child);
  }
  return found;
}
