import type { TraceRecord } from '../model/record.ts';
import { isWellFormed } from './soap.ts';

/** A part of a message, from one record. */
export interface Fragment {
  readonly record: TraceRecord;
  readonly text: string;
  /** It may be a line of its own that only happened to stand between two parts; with markup in it that is less likely. */
  readonly doubt: 'none' | 'some' | 'strong';
}

/** What a message was put together from, and the parts that were none of it. */
export interface Reading {
  readonly text: string;
  readonly left: readonly Fragment[];
}

const ENVELOPE_START = /<(?:[\w.-]+:)?Envelope[\s>]/;
const ENVELOPE_END = /<\/(?:[\w.-]+:)?Envelope\s*>/;
const CONTENT_LENGTH = /\bContent-Length:[ \t]*(\d{1,9})\b/i;
/** Doubtful parts of which every one and every two are tried; with more of them only all. */
const MOST_TRIED = 24;

function joined(fragments: readonly Fragment[]): string {
  return fragments.map((fragment) => fragment.text).join('');
}

function envelopeOf(text: string): string | undefined {
  const start = text.search(ENVELOPE_START);
  const end = start < 0 ? null : ENVELOPE_END.exec(text.slice(start));
  return end === null ? undefined : text.slice(start, start + end.index + end[0].length);
}

/** Whether the body has the length that the head announces, in line feeds or as it was sent; undefined without a word on it. */
function hasLength(text: string): boolean | undefined {
  const length = CONTENT_LENGTH.exec(text.slice(0, 16_384))?.[1];
  if (length === undefined) return undefined;
  const start = text.search(/<\?xml|<(?:[\w.-]+:)?Envelope[\s>]/);
  const end = ENVELOPE_END.exec(text);
  if (start < 0 || end === null) return false;
  const body = text.slice(start, end.index + end[0].length);
  const bytes = Buffer.byteLength(body);
  return Number(length) === bytes || Number(length) === bytes + (body.split('\n').length - 1);
}

function* exclusions(fragments: readonly Fragment[]): Generator<ReadonlySet<Fragment>> {
  const doubtful = fragments.filter((fragment) => fragment.doubt !== 'none');
  yield new Set();
  const strong = doubtful.filter((fragment) => fragment.doubt === 'strong');
  if (strong.length > 0) yield new Set(strong);
  if (doubtful.length <= MOST_TRIED) {
    for (const one of doubtful) yield new Set([one]);
    for (const [i, one] of doubtful.entries()) {
      for (const other of doubtful.slice(i + 1)) yield new Set([one, other]);
    }
  }
  yield new Set(doubtful);
}

/** Of a message that never ends: what stands behind the last sure part is not taken for a part. */
function upToLastSure(fragments: readonly Fragment[]): Reading {
  const last = fragments.findLastIndex((fragment) => fragment.doubt === 'none');
  const kept = fragments.filter((fragment, i) => i <= last && fragment.doubt !== 'strong');
  return { text: joined(kept), left: fragments.filter((fragment) => !kept.includes(fragment)) };
}

/**
 * Reads the parts of a message as one text. Where lines of others may stand between them, the reading that is
 * well-formed is the right one, and of several the one as long as the head says.
 */
export function settle(fragments: readonly Fragment[]): Reading {
  if (fragments.every((fragment) => fragment.doubt === 'none')) return { text: joined(fragments), left: [] };
  let first: Reading | undefined;
  for (const excluded of exclusions(fragments)) {
    const text = joined(fragments.filter((fragment) => !excluded.has(fragment)));
    const envelope = envelopeOf(text);
    if (envelope === undefined || !isWellFormed(envelope)) continue;
    const reading = { text, left: [...excluded] };
    const isRight = hasLength(text);
    if (isRight !== false) return reading;
    first ??= reading;
  }
  return first ?? upToLastSure(fragments);
}
