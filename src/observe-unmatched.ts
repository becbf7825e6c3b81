import type { Observation } from './model/observation.ts';
import { bytesOf, placeOf, type TraceRecord } from './model/record.ts';
import type { UnmatchedSink } from './model/unmatched-line.ts';
import { cite } from './wire/cite.ts';

function cites({ source, evidence }: Observation, record: TraceRecord, bytes: number): boolean {
  if (source !== record.source) return false;
  if (record.width === 'none') return evidence.some(({ line }) => line === record.line);
  return evidence.some(({ offset }) => offset >= record.offset && offset <= record.offset + bytes);
}

/** Tells the lines of the records that no observation cites. */
export class UnmatchedLines {
  readonly #sink: UnmatchedSink;
  /** The record that is being observed, and its bytes; undefined once an observation cites it. */
  #open: { readonly record: TraceRecord; readonly bytes: number } | undefined;

  constructor(sink: UnmatchedSink) {
    this.#sink = sink;
  }

  begin(record: TraceRecord): void {
    this.#open = { record, bytes: bytesOf(record.raw, record.width) };
  }

  observed(observation: Observation): void {
    if (this.#open !== undefined && cites(observation, this.#open.record, this.#open.bytes)) this.#open = undefined;
  }

  /** `text`: what of the record is the client's own wording, and no user's. */
  end(text: string): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined || text === '') return;
    for (const line of text.split('\n')) this.tell(open.record, line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  /** Tells a line of a record of which no observation is made. */
  tell(record: TraceRecord, text: string): void {
    if (text.trim() === '') return;
    this.#sink.onLine({
      text,
      source: record.source,
      offset: placeOf(record),
      cite: () => cite(record, text.trim()),
      at: record.at,
      pid: record.pid,
      tid: record.tid,
      component: record.component,
      function: record.function,
    });
  }
}
