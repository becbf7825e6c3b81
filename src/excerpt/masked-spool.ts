import type { PrivateMask } from '../wire/private-mask.ts';
import { rewriteSpool } from './rewrite-spool.ts';

const HTML = /<html\b[\s\S]*?(?:<\/html>|$)/i;
/** What a spool file is known and joined by: addresses, the class, ids, times, and the tags around them. */
const KNOWN =
  /sips?:[^\s"'<>;,:@]{1,64}@[a-z0-9.-]{1,255}|\bIP?M\.Note[\w.]{0,100}|^\s*Mis+ed ?(?:Conversation|Message|IM)?\s*$|\b(?:call-?id|conv(?:ersation)?-?id|thread-?id)\b\s*(?:=\s*(?:["']\s*)?|[:>]\s*)[A-Za-z0-9+/=_.@{}-]{8,128}|^\s*(?:[0-9a-f]{16,64}(?:@[\w.-]+)?|A[A-Za-z0-9+/]{23,127}={0,2})\s*$|\bts\s*=\s*["'][^"']{1,40}["']|<\/?conversations?\b|(?:\[text(?: \d+)?\])/gi;
const SIGN = /[^\s<>="'/]/gu;
/** Text between tags, and attributes that hold what somebody wrote. */
const BETWEEN_TAGS = />([^<]+)(<|$)/g;
const WRITTEN_ATTRIBUTE = /\b(subject|title|topic|body|text|preview)(\s*=\s*)("[^"]*"|'[^']*')/gi;

/** A text of unknown meaning: only what is known in it stays, of the rest its length. */
function withoutUnknown(text: string): string {
  let out = '';
  let at = 0;
  for (const { 0: known, index } of text.matchAll(KNOWN)) {
    out += text.slice(at, index).replace(SIGN, 'x') + known;
    at = index + known.length;
  }
  return out + text.slice(at).replace(SIGN, 'x');
}

/** A file of the History Spooler without what somebody wrote in it: tokens stand there that tell equal texts from others. */
export function maskSpool(bytes: Uint8Array, mask: PrivateMask): Uint8Array {
  return rewriteSpool(bytes, {
    written: (text) => mask.token(text),
    xml: (xml) =>
      xml
        .replace(BETWEEN_TAGS, (whole, text: string, next: string) =>
          text.trim() === '' || next === '' ? whole : `>${mask.token(text)}<`,
        )
        .replace(WRITTEN_ATTRIBUTE, (_, name: string, equals: string, value: string) => {
          const quote = value.slice(0, 1);
          return `${name}${equals}${quote}${mask.token(value.slice(1, -1))}${quote}`;
        }),
    other: (text) => text,
    loose: (run) => {
      const html = HTML.exec(run);
      if (html === null) return withoutUnknown(run);
      const behind = html.index + html[0].length;
      return `${withoutUnknown(run.slice(0, html.index))}<html>${mask.token(html[0])}</html>${withoutUnknown(run.slice(behind))}`;
    },
  });
}
