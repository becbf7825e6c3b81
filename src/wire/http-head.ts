import { isHeaderName } from './http-text.ts';

const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]*:(?:[ \t]|$)/m;
const FIRST_LINE_IS_HEADER = /^[A-Za-z][A-Za-z0-9-]*:[ \t]/;
const START_LINE_ONLY = /^[^\n]*HTTP\/\d[^\n]*$/;

/** What is known of a record that may go on with a header block. */
export interface HeadCandidate {
  readonly text: string;
  /** The envelope follows it in its record. */
  readonly isBeforeEnvelope: boolean;
  /** Whether the function that wrote it is the one that wrote the beginning; undefined where the format states none. */
  readonly isSameFunction: boolean | undefined;
}

/** Whether a text goes on with a header block: for sure, only if what follows it does, or not at all. */
export type HeadFit = 'yes' | 'perhaps' | 'no';

function beginsWithHeader(text: string): boolean {
  return FIRST_LINE_IS_HEADER.test(text) && isHeaderName(text.slice(0, text.indexOf(':')));
}

/** A header cut in two before its value: `client-req` and `uest-id: …`, `Host` and `: …`, `Host:` and ` mail.contoso.com`. */
function splitsName(head: string, text: string): boolean {
  const [before, name = '', colon] = /([A-Za-z0-9-]+)(:[ \t]*)?$/.exec(head) ?? [];
  if (before === undefined) return false;
  if (colon !== undefined) return isHeaderName(name);
  const behind = /^[A-Za-z0-9-]*(?=:)/.exec(text)?.[0];
  return behind !== undefined && isHeaderName(name + behind);
}

export function headFit(head: string, { text, isBeforeEnvelope, isSameFunction }: HeadCandidate): HeadFit {
  if (/^[^\n]*\bSIP\/2\.0\b/.test(text)) return 'no';
  if (isSameFunction === false) return beginsWithHeader(text) ? 'yes' : 'no';
  if (FIRST_LINE_IS_HEADER.test(text) || splitsName(head, text)) return 'yes';
  const later = text.slice(text.indexOf('\n') + 1);
  if (text.includes('\n') && (later.trim() === '' || HEADER_LINE.test(later) || later.trimStart().startsWith('<')))
    return 'yes';
  const isOneWord = !/[^\S\n]/.test(text.trim());
  if (isBeforeEnvelope || /^[^\n]{0,200}<\?xml/.test(text))
    return isOneWord || /\n[ \t]*\n\s*$/.test(text) ? 'yes' : 'no';
  // `for Business) Host: mail.contoso.com`: headers joined on one line.
  const joined = /\s([A-Za-z][A-Za-z0-9-]*):\s/.exec(text)?.[1];
  if (joined !== undefined && isHeaderName(joined)) return 'yes';
  const endsInName = text.includes('\n') && /^[A-Za-z0-9-]*$/.test(later);
  return isOneWord || endsInName || isSameFunction === true ? 'perhaps' : 'no';
}

/** Joins the next part of a header block: a reader drops the line feed at the end of a record. */
export function joinHead(head: string, text: string): string {
  if (head.endsWith('\n') || !FIRST_LINE_IS_HEADER.test(text) || splitsName(head, text)) return head + text;
  const lastLine = head.slice(head.lastIndexOf('\n') + 1);
  const isWhole = lastLine.includes(': ') || lastLine.endsWith(':') || START_LINE_ONLY.test(lastLine);
  return isWhole ? `${head}\n${text}` : head + text;
}
