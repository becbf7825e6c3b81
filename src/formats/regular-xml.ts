import { decodeReferences } from '../model/xml-text.ts';
import type { EventNode } from './event-node.ts';

/** Text, and a tag behind it. Linear: no part of it begins with what the part in front may end with. */
const PIECE =
  /([^<]*)<(?:\/([A-Za-z][\w.-]*)|([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*\s*=\s*(?:"[^"<>\n]*"|'[^'<>\n]*'))*)\s*(\/?))>/y;
const ATTRIBUTE = /([A-Za-z][\w.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** The parser refuses deeper ones before they exhaust the stack. */
const MOST_LEVELS = 50;

interface OpenNode extends EventNode {
  readonly children: (EventNode | string)[];
}

/** Undefined where a name stands twice, or for one that objects have by themselves: the parser has its own ways with those. */
function attributesOf(text: string): Readonly<Record<string, string>> | undefined {
  const attributes: Record<string, string> = {};
  for (const [, name = '', inDouble, inSingle] of text.matchAll(ATTRIBUTE)) {
    if (name === 'xmlns') continue;
    if (name in attributes) return undefined;
    attributes[name] = decodeReferences(inDouble ?? inSingle ?? '');
  }
  return attributes;
}

/**
 * Reads one element of the plain kind that tools write: elements, attributes and text, every tag closed, names without a
 * prefix. Undefined for anything else, which is for the parser to judge. Ten times as fast, as most of an event is one long text.
 */
export function parseRegular(xml: string): EventNode | undefined {
  // As the parser does, before it looks at anything.
  const text = xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml;
  const open: OpenNode[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(text); match !== null; match = PIECE.exec(text)) {
    const [, before = '', closed, name = '', attributeText = '', slash] = match;
    const parent = open.at(-1);
    if (before !== '') {
      if (parent === undefined) return undefined;
      parent.children.push(decodeReferences(before));
    }
    if (closed !== undefined) {
      if (parent?.name !== closed) return undefined;
      open.pop();
      if (open.length === 0) return PIECE.lastIndex === text.length ? parent : undefined;
      continue;
    }
    const attributes = attributeText === '' ? {} : attributesOf(attributeText);
    if (attributes === undefined || name in Object.prototype || open.length === MOST_LEVELS) return undefined;
    const node: OpenNode = { name, attributes, children: [] };
    parent?.children.push(node);
    if (slash === '') open.push(node);
    else if (parent === undefined) return undefined;
  }
  return undefined;
}
