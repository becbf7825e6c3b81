import type { LifeEvent } from '../../model/life.ts';
import type { Ticks } from '../../model/ticks.ts';

/** Why steps may be missing from what the bundle shows. */
export interface Blindness {
  /** Time of the first record of the traces. */
  readonly tracesFrom?: Ticks;
  /** Some events of the traces have no text. */
  readonly hasUndecoded: boolean;
  readonly hasTrace: boolean;
  /** Some answers of Exchange have no request: the trace begins later, or lines were lost. */
  readonly hasUnpaired?: boolean;
}

/** Why a step that must have happened before `seenAt` was not seen. */
export function whyUnseen(event: LifeEvent, seenAt: Ticks | undefined, blindness: Blindness): string {
  if (!blindness.hasTrace) return 'the bundle holds no trace that could show it';
  if (blindness.hasUndecoded) return 'events of the trace have no text; one of them may be it';
  if (blindness.tracesFrom !== undefined && seenAt !== undefined && seenAt <= blindness.tracesFrom) {
    return 'the trace begins later';
  }
  if (event === 'ews-failed') return 'no end of the call before is in the trace';
  if (event === 'ews-request') return 'no such request is in the trace';
  return 'no line of the trace was recognised as it';
}
