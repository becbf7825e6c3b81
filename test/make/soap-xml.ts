/** Prefix of the SOAP elements; `''` writes no prefixes at all, with default namespaces instead. */
export interface SoapStyle {
  readonly prefix: 's' | 'soap' | '';
  /** One element a line, indented. */
  readonly pretty: boolean;
}

export interface XmlNode {
  /** `s` SOAP envelope, `m` EWS messages, `t` EWS types, `e` EWS errors, `h` types as responses name them in headers. */
  readonly space: 's' | 'm' | 't' | 'e' | 'h' | '';
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

const NAMESPACES: Readonly<Record<XmlNode['space'], string>> = {
  s: 'http://schemas.xmlsoap.org/soap/envelope/',
  m: 'http://schemas.microsoft.com/exchange/services/2006/messages',
  t: 'http://schemas.microsoft.com/exchange/services/2006/types',
  h: 'http://schemas.microsoft.com/exchange/services/2006/types',
  e: 'http://schemas.microsoft.com/exchange/services/2006/errors',
  '': '',
};

export function element(
  space: XmlNode['space'],
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (XmlNode | string)[]
): XmlNode {
  return { space, name, attributes, children };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function attributesOf(node: XmlNode, parent: XmlNode | undefined, style: SoapStyle): string {
  const own = Object.entries(node.attributes);
  const spaces: (readonly [string, string])[] = [];
  if (style.prefix === '') {
    if (NAMESPACES[node.space] !== NAMESPACES[parent?.space ?? '']) spaces.push(['xmlns', NAMESPACES[node.space]]);
  } else if (parent === undefined) {
    spaces.push([`xmlns:${style.prefix}`, NAMESPACES.s], ['xmlns:m', NAMESPACES.m], ['xmlns:t', NAMESPACES.t]);
  } else if ((node.space === 'e' || node.space === 'h') && parent.space !== node.space) {
    spaces.push([`xmlns:${node.space}`, NAMESPACES[node.space]]);
  }
  return [...own, ...spaces].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
}

function render(node: XmlNode, parent: XmlNode | undefined, style: SoapStyle, depth: number): string {
  const prefix = node.space === 's' ? style.prefix : node.space;
  const tag = style.prefix === '' || prefix === '' ? node.name : `${prefix}:${node.name}`;
  const open = `${tag}${attributesOf(node, parent, style)}`;
  const lead = style.pretty ? '  '.repeat(depth) : '';
  const end = style.pretty ? '\n' : '';
  if (node.children.length === 0) return `${lead}<${open} />${end}`;
  const isText = node.children.every((child) => typeof child === 'string');
  const content = node.children
    .map((child) => (typeof child === 'string' ? escapeXml(child) : render(child, node, style, depth + 1)))
    .join('');
  return isText
    ? `${lead}<${open}>${content}</${tag}>${end}`
    : `${lead}<${open}>${end}${content}${lead}</${tag}>${end}`;
}

/** A SOAP envelope with its declaration. */
export function envelope(header: readonly XmlNode[], body: XmlNode, style: SoapStyle): string {
  const parts = header.length === 0 ? [] : [element('s', 'Header', {}, ...header)];
  const root = element('s', 'Envelope', {}, ...parts, element('s', 'Body', {}, body));
  const declaration = `<?xml version="1.0" encoding="utf-8"?>${style.pretty ? '\n' : ''}`;
  return (declaration + render(root, undefined, style, 0)).trimEnd();
}
