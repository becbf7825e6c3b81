import type { Attempt, LinkStrength } from '../model/life.ts';
import type { RequestedItem, SpoolFileSeen } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import { addSeconds, earlier, least, type Ticks } from '../model/ticks.ts';

/** Microsoft, "Enable or disable offline IM": a two-minute timer runs from the moment the message is sent. */
export const DEADLINE_SECONDS = 120;

/** Something that happened to a draft of the message beside its attempts. */
export interface DraftRemoval {
  readonly at?: Ticks;
  readonly how: 'deleted' | 'moved';
  readonly evidence: readonly Ref[];
}

/** A message while its evidence is being gathered. */
export class Gathering {
  recipients: readonly string[] = [];
  conversationId: string | undefined;
  bodyHash: string | undefined;
  subjectHash: string | undefined;
  /** The request was cut before its recipients or its text: it may be more, or something else. */
  isCut: boolean = false;
  readonly attempts: Attempt[] = [];
  readonly removals: DraftRemoval[] = [];
  readonly itemIds: string[] = [];
  readonly requestIds: string[] = [];
  readonly threads: Set<string> = new Set();
  spool: SpoolFileSeen | undefined;
  spoolLink: LinkStrength = 'exact';
  /** Drafts that stand in the mailbox: ItemId, or a name for one whose id was not seen, with the certainty of its folder. */
  readonly drafts: Map<string, { readonly isUncertain: boolean }> = new Map();

  get firstRequestAt(): Ticks | undefined {
    return least(this.attempts.map(({ startedAt }) => startedAt));
  }

  /** When its spool file was written; a time of an unknown zone counts only where there is no other. */
  get spoolWrittenAt(): Ticks | undefined {
    const isOfUnknownZone = this.spool?.hasLocalTime === true && this.firstRequestAt !== undefined;
    return isOfUnknownZone ? undefined : this.spool?.writtenAt;
  }

  /** Earliest known of: spool file written, first EWS request. */
  get sentAt(): Ticks | undefined {
    return earlier(this.firstRequestAt, this.spoolWrittenAt);
  }

  get deadline(): Ticks | undefined {
    const { sentAt } = this;
    return sentAt === undefined ? undefined : addSeconds(sentAt, DEADLINE_SECONDS);
  }

  get isAccepted(): boolean {
    return this.attempts.some((attempt) => attempt.result === 'accepted');
  }

  /** Exchange said yes, or no in a way that trying again does not change, before `at`: what comes then is a new message. */
  isAnsweredForGood(at: Ticks | undefined): boolean {
    return this.attempts.some((attempt) => {
      const isFinal = attempt.result === 'accepted' || (attempt.result === 'error' && !attempt.retryable);
      return isFinal && (at === undefined || attempt.endedAt === undefined || attempt.endedAt <= at);
    });
  }

  describe(item: RequestedItem): void {
    if (this.recipients.length === 0) this.recipients = item.recipients;
    this.conversationId ??= item.conversationId;
    this.bodyHash ??= item.bodyHash;
    this.subjectHash ??= item.subjectHash;
  }

  addIds(itemIds: readonly string[], requestIds: readonly string[]): void {
    for (const id of itemIds) if (!this.itemIds.includes(id)) this.itemIds.push(id);
    for (const id of requestIds) if (!this.requestIds.includes(id)) this.requestIds.push(id);
  }
}
