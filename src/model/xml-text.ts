const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' };

function decodeReference(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/**
 * Decodes the predefined entities of XML and numeric character references; anything else stays as it is, so that no
 * entity declared in the input is ever expanded. tracerpt writes all non-ASCII text as references: `&#20449;&#24687;`.
 */
export function decodeReferences(text: string): string {
  return text.includes('&') ? text.replace(/&(#?\w{1,8});/g, decodeReference) : text;
}
