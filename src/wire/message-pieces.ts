import { type StartLine, startLines } from './http-text.ts';

/** A part of a record's text in which one HTTP message or envelope begins. */
export interface Piece {
  readonly start: StartLine | undefined;
  readonly text: string;
}

/** The parts of a record's text; what stands in front of the first of them belongs to none. */
export interface Pieces {
  readonly lead: string;
  readonly pieces: readonly Piece[];
}

interface Mark {
  readonly index: number;
  readonly kind: 'start' | 'envelope' | 'end';
  readonly start?: StartLine;
}

const ENVELOPE = /(?:<\?xml[^<>]*\?>\s*)?<(?:[\w.-]+:)?Envelope(?:[\s>]|$)/g;
const ENVELOPE_END = /<\/(?:[\w.-]+:)?Envelope\s*>/g;
/** More messages than any logger puts into one record; the last of them takes what is left. */
const MAX_PIECES = 200;

function marksOf(text: string): readonly Mark[] {
  const starts = startLines(text).map((start): Mark => ({ index: start.index, kind: 'start', start }));
  if (!text.includes('Envelope')) return starts;
  const begins = [...text.matchAll(ENVELOPE)].map(({ index }): Mark => ({ index, kind: 'envelope' }));
  const ends = [...text.matchAll(ENVELOPE_END)].map(({ index }): Mark => ({ index, kind: 'end' }));
  return [...starts, ...begins, ...ends].sort((a, b) => a.index - b.index);
}

/** What people write may look like a start line, too: between the tags of a whole envelope none begins. */
function withoutWritten(marks: readonly Mark[], isInEnvelope: boolean): readonly Mark[] {
  const kept: Mark[] = [];
  let inside: Mark[] | undefined = isInEnvelope ? [] : undefined;
  for (const mark of marks) {
    if (mark.kind === 'start' && inside !== undefined) inside.push(mark);
    else {
      // Without its end tag an envelope may have been cut for good, and what follows is another message.
      if (mark.kind === 'envelope' && inside !== undefined) kept.push(...inside);
      inside = mark.kind === 'envelope' ? [] : undefined;
      kept.push(mark);
    }
  }
  return inside === undefined ? kept : [...kept, ...inside];
}

/** Cuts the text of a record where HTTP messages and envelopes of their own begin. */
export function piecesOf(text: string, isInEnvelope: boolean): Pieces {
  const cuts: Mark[] = [];
  // The first envelope behind a start line is that message's body.
  let mayTakeEnvelope = false;
  for (const mark of withoutWritten(marksOf(text), isInEnvelope)) {
    if (cuts.length === MAX_PIECES) break;
    if (mark.kind === 'start' || (mark.kind === 'envelope' && !mayTakeEnvelope)) cuts.push(mark);
    mayTakeEnvelope = mark.kind === 'start' || (mark.kind === 'envelope' && mayTakeEnvelope);
  }
  return {
    lead: text.slice(0, cuts[0]?.index),
    pieces: cuts.map(({ index, start }, i) => ({ start, text: text.slice(index, cuts[i + 1]?.index) })),
  };
}
