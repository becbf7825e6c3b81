import { earlier, later, type Ticks, ticksToIso } from '../model/ticks.ts';
import type { EtlFacts } from './etl-facts.ts';
import { type DecodedEvent, type EventDecoder, isUndecoded } from './event-decoder.ts';
import { type ProviderRow, ProviderTable } from './provider-table.ts';
import type { UndecodedSummary } from './undecoded-table.ts';
import type { FormatHits, TmfHits } from './wpp/tmf-library.ts';

/** EVENT_TRACE_*_MODE bits (evntrace.h) that say what a file may lack. */
const MODES: readonly (readonly [number, string])[] = [
  [0x1, 'sequential'],
  [0x2, 'circular'],
  [0x4, 'append'],
  [0x8, 'new-file'],
  [0x800, 'private'],
  [0x0200_0000, 'system-logger'],
  [0x0400_0000, 'compressed'],
];
const CLOCKS: Readonly<Record<number, string>> = { 1: 'performance counter', 2: 'system time', 3: 'CPU cycles' };

/** What a raw trace holds. Times are ISO 8601 UTC; what is not known is absent. */
export interface TraceSummary {
  readonly bytes: number;
  readonly buffers: number;
  readonly compressedBuffers: number;
  readonly windows?: string;
  readonly logger?: string;
  readonly modes: readonly string[];
  readonly clock?: string;
  readonly pointerSize?: 4 | 8;
  readonly cpus?: number;
  /** When the trace was started and stopped; the latter absent while it still ran. */
  readonly startedAt?: string;
  readonly stoppedAt?: string;
  /** Of its records. */
  readonly from?: string;
  readonly to?: string;
  readonly eventsLost: number;
  readonly buffersLost: number;
  readonly records: number;
  /** Records without text. */
  readonly undecoded: number;
  readonly providers: readonly ProviderRow[];
  /** Events of providers that are not listed. */
  readonly otherEvents: number;
  /** What could not be decoded, and the programs whose symbols hold the formats. */
  readonly unresolved: UndecodedSummary;
  /** How TMF files and learned formats fit, a row for each message GUID; empty without any. */
  readonly formats: readonly TmfHits[];
  /** Messages without a format of message GUIDs that are not listed. */
  readonly otherMessages: number;
}

function iso(name: string, at: Ticks | undefined): Readonly<Record<string, string>> {
  return at === undefined ? {} : { [name]: ticksToIso(at) };
}

/** Gathers the summary of one trace while its events go by. */
export class SummaryBuilder {
  readonly #providers = new ProviderTable();
  #records = 0;
  #undecoded = 0;
  #from: Ticks | undefined;
  #to: Ticks | undefined;

  add(event: DecodedEvent): void {
    this.#records++;
    if (isUndecoded(event)) this.#undecoded++;
    this.#from = earlier(this.#from, event.record.at);
    this.#to = later(this.#to, event.record.at);
    this.#providers.add(event);
  }

  result(bytes: number, facts: EtlFacts, decoder: EventDecoder, hits: FormatHits): TraceSummary {
    const { log, buffers, compressedBuffers } = facts;
    const clock = log === undefined ? undefined : CLOCKS[log.clockType];
    return {
      bytes,
      buffers,
      compressedBuffers,
      ...(log === undefined ? {} : { windows: `${log.osVersion}.${log.osBuild}` }),
      ...(log === undefined || log.loggerName === '' ? {} : { logger: log.loggerName }),
      modes: MODES.filter(([bit]) => ((log?.logFileMode ?? 0) & bit) !== 0).map(([, name]) => name),
      ...(clock === undefined ? {} : { clock }),
      ...(log === undefined ? {} : { pointerSize: log.pointerSize, cpus: log.cpus }),
      ...iso('startedAt', log?.startTime),
      ...iso('stoppedAt', log?.endTime),
      ...iso('from', this.#from),
      ...iso('to', this.#to),
      eventsLost: log?.eventsLost ?? 0,
      buffersLost: log?.buffersLost ?? 0,
      records: this.#records,
      undecoded: this.#undecoded,
      providers: this.#providers.rows(),
      otherEvents: this.#providers.others,
      unresolved: decoder.undecoded.summary(),
      formats: hits.rows,
      otherMessages: hits.others,
    };
  }
}
