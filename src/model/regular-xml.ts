import { decodeReferences } from './xml-text.ts';

/** An element in document order; its name and those of its attributes have lost their prefix. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

/** Text, and a tag behind it. Linear: no part of it begins with what the part in front may end with. */
const PIECE =
  /([^<]*)<(?:\/([A-Za-z][\w.-]*(?::[A-Za-z][\w.-]*)?)|([A-Za-z][\w.-]*(?::[A-Za-z][\w.-]*)?)((?:\s+[A-Za-z][\w.-]*(?::[A-Za-z][\w.-]*)?\s*=\s*(?:"[^"<>\n]*"|'[^'<>\n]*'))*)\s*(\/?))>/y;
const ATTRIBUTE = /([A-Za-z][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** The parser refuses deeper ones before they exhaust the stack. */
const MOST_LEVELS = 50;

interface OpenNode extends XmlNode {
  readonly children: (XmlNode | string)[];
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Undefined where a name stands twice, or for one that objects have by themselves: the parser has its own ways with those. */
function attributesOf(text: string, areTrimmed: boolean): Readonly<Record<string, string>> | undefined {
  const attributes: Record<string, string> = {};
  for (const [, full = '', inDouble, inSingle] of text.matchAll(ATTRIBUTE)) {
    if (full === 'xmlns' || full.startsWith('xmlns:')) continue;
    const name = localName(full);
    if (name in attributes) return undefined;
    const value = inDouble ?? inSingle ?? '';
    attributes[name] = decodeReferences(areTrimmed ? value.trim() : value);
  }
  return attributes;
}

/**
 * Reads one element of the plain kind that tools write: elements, attributes and text, every tag closed. `areTrimmed`: blanks
 * around texts and values are dropped, and texts of blanks alone. Undefined for anything else, which is for fast-xml-parser to
 * judge. Ten times as fast on events of a trace, five times on SOAP: they are mostly long texts.
 */
export function parseRegular(xml: string, areTrimmed = false): XmlNode | undefined {
  // As the parser does, before it looks at anything.
  const text = xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml;
  const open: OpenNode[] = [];
  /** Names of the open elements with their prefixes. */
  const names: string[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(text); match !== null; match = PIECE.exec(text)) {
    const [, written = '', closed, full = '', attributeText = '', slash] = match;
    const parent = open.at(-1);
    const before = areTrimmed ? written.trim() : written;
    if (parent === undefined && written !== '') return undefined;
    if (before !== '') parent?.children.push(decodeReferences(before));
    if (closed !== undefined) {
      if (names.pop() !== closed) return undefined;
      open.pop();
      if (open.length === 0) return PIECE.lastIndex === text.length ? parent : undefined;
      continue;
    }
    const attributes = attributeText === '' ? {} : attributesOf(attributeText, areTrimmed);
    const name = localName(full);
    if (attributes === undefined || name in Object.prototype || open.length === MOST_LEVELS) return undefined;
    const node: OpenNode = { name, attributes, children: [] };
    parent?.children.push(node);
    if (slash === '') {
      open.push(node);
      names.push(full);
    } else if (parent === undefined) return undefined;
  }
  return undefined;
}
