import type { Observation } from './model/observation.ts';
import { bytesOf, placeOf, type TraceRecord } from './model/record.ts';
import type { UnmatchedSink } from './model/unmatched-line.ts';
import { cite } from './wire/cite.ts';

function cites({ source, evidence }: Observation, record: TraceRecord, bytes: number): boolean {
  if (source !== record.source) return false;
  if (record.width === 'none') return evidence.some(({ line }) => line === record.line);
  return evidence.some(({ offset }) => offset >= record.offset && offset <= record.offset + bytes);
}

function place(record: TraceRecord, line: string): ReturnType<typeof cite> {
  return cite(record, line.trim());
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
    const { record } = open;
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      this.#sink.onLine({
        text: line.endsWith('\r') ? line.slice(0, -1) : line,
        source: record.source,
        offset: placeOf(record),
        cite: () => place(record, line),
        ...(record.at === undefined ? {} : { at: record.at }),
        ...(record.component === undefined ? {} : { component: record.component }),
        ...(record.function === undefined ? {} : { function: record.function }),
      });
    }
  }
}
