import { detached } from '../model/detached.ts';
import { bytesOf, type TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { privateRanges, type Range } from './private-text.ts';

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

function indexOfNeedle(raw: string, needle: string): number {
  if (needle === '') return 0;
  // As it is, in the two ways of XML, and in a quoted cell of CSV.
  const forms = [
    needle,
    escaped(needle),
    needle.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    needle.replaceAll('"', '""'),
  ];
  for (const form of forms) {
    const index = raw.indexOf(form);
    if (index >= 0) return index;
  }
  return -1;
}

/** Where the excerpt of a long line begins: at a tag or a word a little before the evidence. */
function leadStart(text: string, lineStart: number, from: number): number {
  if (from - lineStart <= LEAD) return lineStart;
  const tag = text.lastIndexOf('<', from);
  return tag >= from - LEAD ? tag : text.indexOf(' ', from - LEAD) + 1 || from;
}

/**
 * Cites the line of a record on which `needle` stands, or its first line. Bodies and subjects are masked. Where the raw
 * form hides the needle (hexadecimal payload), the text cited is that of the decoded message. `beginsInPrivate`: the
 * record goes on with a text that is masked.
 */
export function cite(record: TraceRecord, needle = '', beginsInPrivate = false): Ref {
  const { raw, message } = record;
  const index = indexOfNeedle(raw, needle);
  const isHidden = index < 0;
  const at = isHidden ? 0 : index;
  const lineStart = raw.lastIndexOf('\n', at - 1) + 1;
  const shown = isHidden ? message : raw;
  const from = isHidden ? Math.max(0, message.indexOf(needle)) : at;
  const textStart = shown.lastIndexOf('\n', from - 1) + 1;
  const newline = shown.indexOf('\n', textStart);
  const textEnd = newline < 0 ? shown.length : newline;
  const prefix = shown.endsWith(message) ? shown.length - message.length : 0;
  const ranges = privateRanges(shown, beginsInPrivate ? prefix : undefined);
  const whole = masked(shown, textStart, textEnd, ranges).trim();
  const text =
    whole.length <= MAX_TEXT ? whole : masked(shown, leadStart(shown, textStart, from), textEnd, ranges).trim();
  let lines = 0;
  if (record.width !== 'none')
    for (let end = raw.indexOf('\n'); end >= 0 && end < lineStart; end = raw.indexOf('\n', end + 1)) lines++;
  return {
    source: record.source,
    line: record.line + lines,
    offset: record.offset + bytesOf(raw.slice(0, lineStart), record.width),
    ...(record.at === undefined ? {} : { at: record.at }),
    ...(record.stamp === undefined ? {} : { stamp: detached(record.stamp.slice(0, MAX_STAMP)) }),
    text: detached(text.slice(0, MAX_TEXT)),
  };
}

/** Cites a line by the evidence alone, where what stands around it may be part of a message's text. */
export function citeOnly(record: TraceRecord, needle = ''): Ref {
  return { ...cite(record, needle), text: detached(needle.slice(0, MAX_TEXT)) };
}

/** Words in quotes: the trace's own wording is not known, and may quote a message. */
const QUOTED = /"[^"\n]*\s[^"\n]*"|'[^'\n]*\s[^'\n]*'|\u201c[^\u201d\n]*\u201d/g;

/** Cites a line of the client's own wording, without what it quotes. */
export function citeFailure(record: TraceRecord, needle: string): Ref {
  const ref = cite(record, needle);
  return { ...ref, text: ref.text.replace(QUOTED, '…') };
}
