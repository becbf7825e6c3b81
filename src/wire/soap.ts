import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseRegular, type XmlNode } from '../model/regular-xml.ts';
import { decodeReferences } from '../model/xml-text.ts';

/** An element of a SOAP message, in document order; names without their prefix. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Text directly inside, references decoded. */
  readonly text: string;
}

// Prefixes differ between senders (s, soap, m, t, none), so names lose them. Values stay as written: the defaults turn
// 0x10 into 16 and ids of digits into numbers. References are decoded here: a DTD or an entity of the input never is.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Deeper than any EWS message; the walk below is recursive. */
const MAX_DEPTH = 60;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function elementOf(value: unknown, depth: number): Element | undefined {
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  const name = Object.keys(value).find((key) => key !== ':@');
  const inner = name === undefined ? undefined : value[name];
  if (name === undefined || !Array.isArray(inner)) return undefined;
  const marks = value[':@'];
  const attributes = isObject(marks)
    ? Object.fromEntries(Object.entries(marks).map(([key, text]) => [key, decodeReferences(String(text))]))
    : {};
  const texts = inner.map((child) => (isObject(child) && '#text' in child ? String(child['#text']) : ''));
  return {
    name,
    attributes,
    children: inner.map((child) => elementOf(child, depth + 1)).filter((child) => child !== undefined),
    text: decodeReferences(texts.join('')),
  };
}

/** The body of an item, which has a type; the SOAP Body has none. */
const BODY_BEGIN = /<(?:[\w.-]+:)?Body\b[^<>]*\bBodyType\b[^<>]*>/g;
const BODY_END = /<\/(?:[\w.-]+:)?Body\s*>/g;

/** What people write stays text, even where a sender did not escape it: a `<` in it would swallow the recipients behind. */
function withTextBodies(xml: string): string {
  let out = '';
  let done = 0;
  BODY_BEGIN.lastIndex = 0;
  for (let begin = BODY_BEGIN.exec(xml); begin !== null; begin = BODY_BEGIN.exec(xml)) {
    BODY_END.lastIndex = BODY_BEGIN.lastIndex;
    const end = BODY_END.exec(xml)?.index;
    if (end === undefined) break;
    const text = xml.slice(BODY_BEGIN.lastIndex, end);
    const isRaw = text.includes('<') && !text.includes('<![CDATA[');
    out += xml.slice(done, BODY_BEGIN.lastIndex) + (isRaw ? text.replaceAll('<', '&lt;') : text);
    done = end;
    BODY_BEGIN.lastIndex = end;
  }
  return out + xml.slice(done);
}

function plainElement({ name, attributes, children }: XmlNode): Element {
  return {
    name,
    attributes,
    children: children.flatMap((child) => (typeof child === 'string' ? [] : [plainElement(child)])),
    text: children.filter((child) => typeof child === 'string').join(''),
  };
}

/** Reads regular envelopes, which is nearly all, without the parser: that is most of what a message costs. */
function parse(xml: string): Element | undefined {
  const text = withTextBodies(xml);
  const regular = parseRegular(text, true);
  if (regular?.name === 'Envelope') return plainElement(regular);
  return parseAny(text);
}

/** By fast-xml-parser, which takes what is irregular, cut or broken. */
export function parseAny(xml: string): Element | undefined {
  const parsed: unknown = parser.parse(xml);
  return Array.isArray(parsed)
    ? parsed.map((value) => elementOf(value, 0)).find((element) => element?.name === 'Envelope')
    : undefined;
}

const ENVELOPE_END = /<\/(?:[\w.-]+:)?Envelope\s*>\s*$/;

/**
 * Reads an envelope that may be cut anywhere: whole tags before the cut are used, the text behind the last of them is
 * not, as `ErrorServer` or `bob@con` would be wrong where the rest is missing. Undefined when nothing can be parsed.
 */
export function parseEnvelope(xml: string): Element | undefined {
  const isWhole = ENVELOPE_END.test(xml);
  const upToLastTag = isWhole ? xml : xml.slice(0, xml.lastIndexOf('>') + 1);
  const upToLastData = xml.slice(0, Math.max(0, xml.lastIndexOf('<!')));
  for (const candidate of [upToLastTag, upToLastData]) {
    try {
      const envelope = parse(candidate);
      if (envelope !== undefined) return envelope;
    } catch {
      // The parser throws on CDATA or a comment without an end; the second candidate stops in front of it.
    }
  }
  return undefined;
}

/** True when every start tag has its end tag: the parser itself lets missing ones pass. Broken references (`&lp&gt;`) are no matter. */
export function isWellFormed(xml: string): boolean {
  return XMLValidator.validate(xml.replaceAll('&', '&amp;')) === true;
}

export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

/** All elements of a name at any depth, in document order. */
export function descendants(element: Element | undefined, name: string): readonly Element[] {
  if (element === undefined) return [];
  return element.children.flatMap((child) =>
    child.name === name ? [child, ...descendants(child, name)] : descendants(child, name),
  );
}
