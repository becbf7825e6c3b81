import type { Observation } from './model/observation.ts';
import { bytesOf, placeOf, type TraceRecord } from './model/record.ts';
import type { UnmatchedLine, UnmatchedSink } from './model/unmatched-line.ts';
import { goesOnWrittenFrom } from './model/written-text.ts';
import { LineCiter } from './wire/line-citer.ts';

function cites({ source, evidence }: Observation, record: TraceRecord, bytes: number): boolean {
  if (source !== record.source) return false;
  if (record.width === 'none') return evidence.some(({ line }) => line === record.line);
  return evidence.some(({ offset }) => offset >= record.offset && offset <= record.offset + bytes);
}

/** Also such lines as are not told, as they are of something else, or somebody may have written them. */
function hasSeveralLines(message: string): boolean {
  return message.includes('\n') && message.trim().includes('\n');
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

  /**
   * `text`: what of the record is the client's own wording, and no user's. Lines that may go on with what somebody wrote are not told. `isFailure`: a transport
   * error is told of it.
   */
  end(text: string, isFailure: boolean): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined || text === '') return;
    const citer = new LineCiter(open.record, text);
    // What somebody wrote has as many lines as it likes.
    const own = citer.lines.slice(0, goesOnWrittenFrom(citer.lines) + 1);
    for (const [number, line] of own.entries()) this.#tell(open.record, line, () => citer.cite(number), isFailure);
  }

  /** Tells the one line of a record of which no observation is made. */
  tell(record: TraceRecord, text: string): void {
    this.#tell(record, text, () => new LineCiter(record, text).cite(0), false);
  }

  #tell(record: TraceRecord, text: string, cite: UnmatchedLine['cite'], isFailure: boolean): void {
    if (text.trim() === '') return;
    this.#sink.onLine({
      text,
      source: record.source,
      offset: placeOf(record),
      cite,
      at: record.at,
      pid: record.pid,
      tid: record.tid,
      component: record.component,
      function: record.function,
      isFailure,
      isOneOfSeveral: hasSeveralLines(record.message),
    });
  }
}
