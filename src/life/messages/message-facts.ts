import type { LinkStrength } from '../../model/life.ts';
import type { MessageEventSeen } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import type { Ticks } from '../../model/ticks.ts';

/** Something that happened to a draft of the message beside its attempts. */
export interface DraftRemoval {
  readonly at?: Ticks;
  readonly how: 'deleted' | 'moved';
  /** How the answer to it was tied to it. */
  readonly link: LinkStrength;
  readonly evidence: readonly Ref[];
}

/** A move of the draft into Drafts. */
export type DraftReturn = Omit<DraftRemoval, 'how' | 'link'>;

/** Something that the evidence says against itself. */
export interface Contradiction {
  readonly at?: Ticks;
  /** What contradicts what, in words. */
  readonly reason: string;
  readonly evidence: readonly Ref[];
}

/** What a phrase tells of a message, with what ties it to it. */
export interface ToldEvent {
  readonly seen: MessageEventSeen;
  readonly link: LinkStrength;
}
