import type { Observation } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { observeHttp } from './ews.ts';
import type { FinishedMessage } from './http-message.ts';

interface Remembered {
  readonly message: FinishedMessage;
  readonly observations: readonly Observation[];
}

function isSameRecord(one: TraceRecord, other: TraceRecord | undefined): boolean {
  return (
    one.offset === other?.offset &&
    one.line === other.line &&
    one.source === other.source &&
    one.at === other.at &&
    one.stamp === other.stamp &&
    one.pid === other.pid &&
    one.tid === other.tid &&
    one.width === other.width &&
    one.raw === other.raw &&
    one.message === other.message
  );
}

/** Made of the same records, and the same of them; texts that are one in memory are compared at no cost. */
function isSame(one: FinishedMessage, other: FinishedMessage): boolean {
  return (
    one.fragments.length === other.fragments.length &&
    one.isCut === other.isCut &&
    one.fragments.every((record, i) => isSameRecord(record, other.fragments[i])) &&
    one.head === other.head &&
    one.envelope === other.envelope &&
    one.plainAnswer === other.plainAnswer
  );
}

/**
 * What the HTTP messages of a log told when it was read before: of a log of 200 MB with 200 messages, parsing their envelopes again was
 * two thirds of the time that reading it again took.
 */
export class HttpMemo {
  #before: Map<string, Remembered> = new Map();
  #now: Map<string, Remembered> = new Map();

  /** The log is read again: what is not asked for this time is let go. */
  next(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /** As `observeHttp`. */
  observe(message: FinishedMessage): readonly Observation[] {
    const [first] = message.fragments;
    if (first === undefined) return observeHttp(message);
    const key = `${first.source} ${first.offset} ${message.head.length} ${message.envelope?.length}`;
    const known = this.#before.get(key);
    const observations =
      known !== undefined && isSame(known.message, message) ? known.observations : observeHttp(message);
    this.#now.set(key, { message: known?.observations === observations ? known.message : message, observations });
    return observations;
  }
}
