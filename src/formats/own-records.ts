import { isUnknownLine, NO_FORMAT } from './unknown-lines.ts';

const HEADER = 'EventTrace';
const FAILED = '*****FormatMessage';

/** What a line that is a record without a prefix holds. */
export const OWN_RECORD_MARKS: readonly { readonly text: string; readonly fingerprint?: string }[] = [
  { text: NO_FORMAT },
  { text: HEADER, fingerprint: 'ntT' },
  { text: FAILED, fingerprint: '*Fo' },
];

/** The header of the trace, first line of older output. */
const HEADER_LINE = /^EventTrace\r?$/;
/** `*****FormatMessage Header(Header) of EventTrace, parameter 23 raised an exception*****` */
const FAILED_LINE = /^\*{5}FormatMessage [^\n]{1,500} raised an exception\*{5}\r?$/;

const LONGEST_LINE = 600;

/** A line without prefix that stands for an event, at the time of the record before. */
export interface OwnRecord {
  readonly index: number;
  /** It has no text: nothing could decode it, or what should have did not. Of the header nothing is missed. */
  readonly isUndecoded: boolean;
}

export function isOwnRecord(line: string): boolean {
  if (line.length > LONGEST_LINE) return false;
  return isUnknownLine(line) || HEADER_LINE.test(line) || FAILED_LINE.test(line);
}

export function ownRecords(raw: string): readonly OwnRecord[] {
  const found: OwnRecord[] = [];
  if (!OWN_RECORD_MARKS.some(({ text }) => raw.includes(text))) return found;
  for (let index = 0; index >= 0; ) {
    const newline = raw.indexOf('\n', index);
    const end = newline < 0 ? raw.length : newline;
    const line = raw.slice(index, Math.min(end, index + LONGEST_LINE + 1));
    if (isOwnRecord(line)) {
      found.push({ index, isUndecoded: !HEADER_LINE.test(line) && !line.includes(`of ${HEADER},`) });
    }
    index = newline < 0 ? -1 : newline + 1;
  }
  return found;
}

/** Hits that are looked at for one; nearly always the last is one, or none is. */
const TRIED_HITS = 100;

/** Start of the last line that is such a record and holds one of these hits; 0 where there is none behind the first line. */
export function lastOwnRecord(bytes: Buffer, hits: readonly number[]): number {
  for (const hit of hits.slice(-TRIED_HITS).reverse()) {
    const reach = bytes.toString('latin1', Math.max(0, hit - LONGEST_LINE), hit + LONGEST_LINE);
    const place = Math.min(hit, LONGEST_LINE);
    const start = reach.lastIndexOf('\n', place) + 1;
    const end = reach.indexOf('\n', place);
    if (start > 0 && end >= 0 && isOwnRecord(reach.slice(start, end))) return hit - place + start;
  }
  return 0;
}
