import type { XmlNode } from '../model/regular-xml.ts';

/** An element of an `<Event>`, in document order. */
export type EventNode = XmlNode;

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
