import type { TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';

const MAX_TEXT = 200;
/** How much of a long line is shown in front of the evidence. */
const LEAD = 40;

/**
 * Elements that hold what people wrote: the item's Body, Subject and their derivatives, plain or escaped once more
 * (`&lt;t:Body BodyType="Text"&gt;`). The SOAP Body has elements inside, not text, and is left alone.
 */
const PRIVATE_OPEN =
  /(<|&lt;)(?:[\w.-]+:)?(Body|Subject|UniqueBody|NormalizedBody|TextBody|Preview|MimeContent|ConversationTopic)\b(?:(?!>|&gt;)[^\n])*(>|&gt;)/g;
const PRIVATE_CLOSE =
  /(?:<|&lt;)\/(?:[\w.-]+:)?(?:UniqueBody|NormalizedBody|TextBody|Preview|MimeContent|Body|Subject)\s*(?:>|&gt;)/g;
/** Where the SOAP Body ends: behind it there is no text of the user. */
const SOAP_END = /^(?:<|&lt;)\/(?:[\w.-]+:)?Body\s*(?:>|&gt;)\s*(?:<|&lt;)\/(?:[\w.-]+:)?Envelope/;
/** `ms-body=SGVsbG8=`: the first message of a SIP INVITE, in base64. */
const SIP_BODY = /\bms-body=[A-Za-z0-9+/=]+/g;

interface Range {
  readonly start: number;
  readonly end: number;
}

function privateRanges(raw: string): readonly Range[] {
  const ranges: Range[] = [];
  for (const open of raw.matchAll(PRIVATE_OPEN)) {
    const [whole, mark = '<', name = ''] = open;
    const start = open.index + whole.length;
    const close = raw.slice(start).search(new RegExp(`${mark}/(?:[\\w.-]+:)?${name}\\s*(?:>|&gt;)`));
    const end = close < 0 ? raw.length : start + close;
    const inside = raw.slice(start, Math.min(end, start + 200)).trimStart();
    const hasElements = inside.startsWith(mark) && !inside.startsWith(`${mark}!`);
    if (!hasElements || name !== 'Body') ranges.push({ start, end });
  }
  // A record that goes on where another was cut may begin inside a body.
  PRIVATE_CLOSE.lastIndex = 0;
  const close = PRIVATE_CLOSE.exec(raw);
  if (close !== null && !ranges.some((range) => range.start <= close.index) && !SOAP_END.test(raw.slice(close.index))) {
    ranges.push({ start: 0, end: close.index });
  }
  for (const body of raw.matchAll(SIP_BODY)) ranges.push({ start: body.index + 8, end: body.index + body[0].length });
  return ranges.sort((a, b) => a.start - b.start);
}

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

function byteLength(text: string, width: TraceRecord['width']): number {
  return width === 'utf-8' ? Buffer.byteLength(text, 'utf8') : text.length * width;
}

function escaped(needle: string): string {
  return needle.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function indexOfNeedle(raw: string, needle: string): number {
  if (needle === '') return 0;
  for (const form of [needle, escaped(needle), needle.replaceAll('<', '&lt;').replaceAll('>', '&gt;')]) {
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

/** A string of its own: a slice would keep the whole record in memory. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/**
 * Cites the line of a record on which `needle` stands, or its first line. Bodies and subjects are masked. Where the raw
 * form hides the needle (hexadecimal payload), the text cited is that of the decoded message.
 */
export function cite(record: TraceRecord, needle = ''): Ref {
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
  const ranges = privateRanges(shown);
  const whole = masked(shown, textStart, textEnd, ranges).trim();
  const text =
    whole.length <= MAX_TEXT ? whole : masked(shown, leadStart(shown, textStart, from), textEnd, ranges).trim();
  let lines = 0;
  for (let end = raw.indexOf('\n'); end >= 0 && end < lineStart; end = raw.indexOf('\n', end + 1)) lines++;
  return {
    source: record.source,
    line: record.line + lines,
    offset: record.offset + byteLength(raw.slice(0, lineStart), record.width),
    ...(record.at === undefined ? {} : { at: record.at }),
    text: detached(text.slice(0, MAX_TEXT)),
  };
}
