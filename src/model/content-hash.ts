import { decodeReferences } from './xml-text.ts';

/** Removes `<…>` runs and the contents of `head`, `style` and `script` in one pass over the text. */
function textOfMarkup(html: string): string {
  const lower = html.toLowerCase();
  /** Hidden elements that are never closed behind here: looked for once. */
  const unclosed = new Set<string>();
  let out = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return out + html.slice(at);
    out += html.slice(at, open);
    const close = html.indexOf('>', open);
    if (close < 0) return out;
    const hidden = /^<(head|style|script)\b/.exec(lower.slice(open, open + 8))?.[1];
    const end = hidden === undefined || unclosed.has(hidden) ? -1 : lower.indexOf(`</${hidden}`, close);
    if (hidden !== undefined && end < 0) unclosed.add(hidden);
    at = end < 0 ? close + 1 : end;
    out += ' ';
  }
  return out;
}

/**
 * 53-bit cyrb53 hash of a text: enough to tell a user's messages apart, and not reversible to their text. `first`, `second`: whole numbers that belong to it, of
 * which 32 bits are taken each.
 */
export function hash53(text: string, first = 0, second = 0): number {
  let high = 0xdeadbeef ^ first;
  let low = 0x41c6ce57 ^ second;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** The same in 14 digits. */
export function cyrb53(text: string): string {
  return hash53(text).toString(16).padStart(14, '0');
}

/**
 * Hash of what a person would read of a plain or HTML text: markup, entities, white space and letter case aside.
 * Lets two witnesses of one message be compared while its text is kept nowhere. Undefined where nothing is left to read.
 */
export function hashText(text: string): string | undefined {
  const readable = decodeReferences(textOfMarkup(text)).normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
  return readable === '' ? undefined : cyrb53(readable);
}
