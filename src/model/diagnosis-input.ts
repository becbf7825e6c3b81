import type { Gap } from './issue.ts';
import type { Life } from './life.ts';
import type { Observation } from './observation.ts';
import type { SourceSummary } from './source.ts';
import type { Ticks } from './ticks.ts';

/** What the user said on the command line about the environment; it outweighs what the bundle shows. */
export interface Stated {
  readonly mailbox?: 'on-premises' | 'online';
  readonly clientVersion?: string;
}

/** Everything the rules may look at. */
export interface DiagnosisInput {
  readonly lives: readonly Life[];
  /** In order of time. */
  readonly observations: readonly Observation[];
  readonly sources: readonly SourceSummary[];
  readonly gaps: readonly Gap[];
  readonly stated: Stated;
  readonly horizon?: Ticks;
  readonly collectedAt?: Ticks;
}
