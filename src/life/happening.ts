import type { LifeEvent, LinkStrength } from '../model/life.ts';
import type { Ref } from '../model/ref.ts';
import type { Ticks } from '../model/ticks.ts';

/** Something that was seen of a message, or beside it, before it is known how it fits. */
export interface Happening {
  readonly at: Ticks | undefined;
  readonly event: LifeEvent;
  readonly link: LinkStrength;
  readonly evidence: readonly Ref[];
  readonly reason?: string;
  /** It ended because the two minutes were over, however the end is called. */
  readonly isByDeadline?: true;
  /** A phrase alone tells of it. */
  readonly isTold?: true;
}
