import { detached } from '../model/detached.ts';
import { bytesOf, type TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { privateRanges, type Range, withSpokenTokens } from './private-text.ts';

const MAX_TEXT = 200;
const MAX_STAMP = 40;
/** How much of a long line is shown in front of the evidence. */
const LEAD = 40;

function masked(raw: string, start: number, end: number, ranges: readonly Range[]): string {
  let out = '';
  let at = start;
  for (const range of ranges) {
    if (range.end <= at || range.start >= end) continue;
    if (range.start > at) out += raw.slice(at, range.start);
    out += '…';
    at = Math.min(end, range.end);
  }
  return at < end ? out + raw.slice(at, end) : out;
}

function escaped(needle: string): string {
  return needle.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Where a text of the message stands in the raw record at or behind a place, in whatever way the form writes it; -1 where it does not. */
export function indexOfNeedle(raw: string, needle: string, from = 0): number {
  if (needle === '') return from;
  // As it is, in the two ways of XML, and in a quoted cell of CSV.
  const forms = [
    needle,
    escaped(needle),
    needle.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    needle.replaceAll('"', '""'),
  ];
  for (const form of forms) {
    const index = raw.indexOf(form, from);
    if (index >= 0) return index;
  }
  return -1;
}

/** Where the excerpt of a long line begins: at a tag or a word a little before the evidence. */
function leadStart(text: string, lineStart: number, from: number): number {
  if (from - lineStart <= LEAD) return lineStart;
  const tag = text.lastIndexOf('<', from);
  if (tag >= from - LEAD) return tag;
  const blank = text.indexOf(' ', from - LEAD);
  // Behind it words of the evidence would be lost: `Never finished: draft …` must not become `finished: draft …`.
  return blank < 0 || blank >= from ? from : blank + 1;
}

/** At most 200 characters of the line of a text on which something stands, masked before they are cut. */
export function excerptAt(shown: string, from: number, ranges: readonly Range[]): string {
  const start = shown.lastIndexOf('\n', from - 1) + 1;
  const newline = shown.indexOf('\n', start);
  const end = newline < 0 ? shown.length : newline;
  const whole = masked(shown, start, end, ranges).trim();
  const text = whole.length <= MAX_TEXT ? whole : masked(shown, leadStart(shown, start, from), end, ranges).trim();
  return detached(text.slice(0, MAX_TEXT));
}

/** Where a line of a raw record begins: its characters, lines and bytes behind the start of the record. */
export interface LineStart {
  readonly at: number;
  readonly lines: number;
  readonly bytes: number;
}

export const RECORD_START: LineStart = { at: 0, lines: 0, bytes: 0 };

/** The line on which a place of the raw record is; counted from the start of an earlier line. */
export function lineStartOf({ raw, width }: TraceRecord, place: number, from: LineStart = RECORD_START): LineStart {
  const at = raw.lastIndexOf('\n', place - 1) + 1;
  let lines = 0;
  if (width !== 'none')
    for (let end = raw.indexOf('\n', from.at); end >= 0 && end < at; end = raw.indexOf('\n', end + 1)) lines++;
  return { at, lines: from.lines + lines, bytes: from.bytes + bytesOf(raw.slice(from.at, at), width) };
}

/** Cites a line of a record by a text. */
export function refOf(record: TraceRecord, { lines, bytes }: LineStart, text: string): Ref {
  return {
    source: record.source,
    line: record.line + lines,
    offset: record.offset + bytes,
    ...(record.at === undefined ? {} : { at: record.at }),
    ...(record.stamp === undefined ? {} : { stamp: detached(record.stamp.slice(0, MAX_STAMP)) }),
    text,
  };
}

/**
 * Cites the line of a record on which `needle` stands, or its first line. Bodies and subjects are masked. Where the raw
 * form hides the needle (hexadecimal payload), the text cited is that of the decoded message. `beginsInPrivate`: the
 * record goes on with a text that is masked.
 */
export function cite(record: TraceRecord, needle = '', beginsInPrivate = false): Ref {
  const { raw, message } = record;
  const index = indexOfNeedle(raw, needle);
  const shown = index < 0 ? message : raw;
  const prefix = shown.endsWith(message) ? shown.length - message.length : 0;
  const ranges = privateRanges(shown, beginsInPrivate ? prefix : undefined);
  const from = index < 0 ? Math.max(0, message.indexOf(needle)) : index;
  const start = index < 0 ? RECORD_START : lineStartOf(record, index);
  return refOf(record, start, excerptAt(shown, from, ranges));
}

/** Cites a line by the evidence alone, where what stands around it may be part of a message's text. */
export function citeOnly(record: TraceRecord, needle = ''): Ref {
  return { ...cite(record, needle), text: detached(withSpokenTokens(needle, () => '…').slice(0, MAX_TEXT)) };
}

/** Words in quotes: the trace's own wording is not known, and may quote a message. */
const QUOTED = /"[^"\n]*\s[^"\n]*"|'[^'\n]*\s[^'\n]*'|\u201c[^\u201d\n]*\u201d/g;

/** Cites a line of the client's own wording, without what it quotes. */
export function citeFailure(record: TraceRecord, needle: string): Ref {
  const ref = cite(record, needle);
  return { ...ref, text: ref.text.replace(QUOTED, '…') };
}
