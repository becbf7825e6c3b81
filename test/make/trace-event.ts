import type { Ticks } from '../../src/model/ticks.ts';

/** One event of a trace before a tool has written it down. */
export interface TraceEvent {
  readonly at: Ticks;
  readonly pid: number;
  readonly tid: number;
  readonly level: 'TL_ERROR' | 'TL_WARN' | 'TL_INFO' | 'TL_VERBOSE';
  readonly component: string;
  /** `Class::Method` */
  readonly function: string;
  /** May hold line feeds. */
  readonly text: string;
  /** How tracerpt knows the event; `decoded` in the text formats. */
  readonly shape?: 'decoded' | 'undecoded' | 'hex' | 'hex-wide' | 'mismatch' | 'event-data';
}

/** In order of time; events of one moment stay in the order given. */
export function byTime(events: readonly TraceEvent[]): readonly TraceEvent[] {
  return events.toSorted((a, b) => a.at - b.at);
}
