import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { Attempt, LinkStrength } from '../../model/life.ts';
import type { MessageEvent, RequestedItem, SpoolFileSeen } from '../../model/observation.ts';
import { addSeconds, earlier, type Ticks } from '../../model/ticks.ts';
import { appended } from './appended.ts';
import { DistinctIds } from './distinct-ids.ts';
import type { Contradiction, DraftRemoval, DraftReturn, ToldEvent } from './message-facts.ts';

/** A message in the lists of those with an open draft; it is open no more once it is listed anew, or not at all. */
export interface OpenDraft {
  readonly message: Gathering;
  readonly at: Ticks | undefined;
  isOpen: boolean;
}

/** Contradictions of one message that are told; more of them say nothing more. */
const MOST_CONTRADICTIONS = 10;

const NO_REMOVALS: readonly DraftRemoval[] = [];
const NO_RETURNS: readonly DraftReturn[] = [];
const NO_CONTRADICTIONS: readonly Contradiction[] = [];
const NO_EVENTS: readonly ToldEvent[] = [];
/** Events that come when the user sends a message (contract section 3). */
const SENDS: ReadonlySet<MessageEvent> = new Set<MessageEvent>(['message-queued', 'spool-written']);
const NO_DRAFTS: ReadonlyMap<string, boolean> = new Map();

/** A message while its evidence is being gathered. What is asked of it after each call does not look at all its attempts again. */
export class Gathering {
  /** What the client calls it, where a phrase tells. */
  messageId: string | undefined;
  /** File of the spooler that phrases name, lower case. */
  spoolName: string | undefined;
  recipients: readonly string[] = [];
  conversationId: string | undefined;
  bodyHash: string | undefined;
  subjectHash: string | undefined;
  /** The request was cut before its recipients or its text: it may be more, or something else. */
  isCut: boolean = false;
  /** Somebody asked for its draft to be deleted, and no answer tells whether it was. */
  hasDoubtfulRemoval: boolean = false;
  /** What looks like the next message may be another try of it. */
  mayBeTriedElsewhere: boolean = false;
  readonly #itemIds = new DistinctIds();
  readonly #requestIds = new DistinctIds();
  spool: SpoolFileSeen | undefined;
  spoolLink: LinkStrength = 'exact';
  /** Under which content it is listed as one that may be tried again. */
  contentKey: string | undefined;
  /** Where it is listed as one with an open draft. */
  openDraft: OpenDraft | undefined;
  #attempts: Attempt[] = [];
  // What few messages have is made for those alone.
  #drafts: Map<string, boolean> | undefined;
  #removals: DraftRemoval[] | undefined;
  #returns: DraftReturn[] | undefined;
  #contradictions: Contradiction[] | undefined;
  #events: ToldEvent[] | undefined;
  /** Its draft was removed, and nothing was tried since. */
  #isRemoved = false;
  #firstRequestAt: Ticks | undefined;
  #isAccepted = false;
  /** Ends of attempts after which nothing is tried again; of one without a time it is not known when. */
  #answeredAt: Ticks | 'some time' | undefined;

  /** In the order seen, each once. */
  get itemIds(): readonly string[] {
    return this.#itemIds.list;
  }

  get requestIds(): readonly string[] {
    return this.#requestIds.list;
  }

  get attempts(): readonly Attempt[] {
    return this.#attempts;
  }

  addAttempt(attempt: Attempt): void {
    this.#attempts = appended(this.#attempts, attempt);
    this.#isRemoved = false;
    this.#firstRequestAt = earlier(this.#firstRequestAt, attempt.startedAt);
    if (attempt.result === 'accepted') this.#isAccepted = true;
    if (attempt.result !== 'accepted' && (attempt.result !== 'error' || attempt.retryable)) return;
    const { endedAt = 'some time' } = attempt;
    const before = this.#answeredAt;
    if (before === undefined || endedAt === 'some time') this.#answeredAt = endedAt;
    else if (before !== 'some time') this.#answeredAt = earlier(before, endedAt);
  }

  /** Puts another reading of an attempt in its place. */
  replaceAttempt(attempt: Attempt, instead: Attempt): void {
    const attempts = this.#attempts.map((one) => (one === attempt ? instead : one));
    this.#attempts = [];
    this.#isAccepted = false;
    this.#answeredAt = undefined;
    for (const one of attempts) this.addAttempt(one);
  }

  /** Drafts that stand in the mailbox: ItemId, or a name for one whose id was not seen, and whether their folder is uncertain. */
  get drafts(): ReadonlyMap<string, boolean> {
    return this.#drafts ?? NO_DRAFTS;
  }

  saveDraft(name: string, isUncertain: boolean): void {
    this.#drafts ??= new Map();
    this.#drafts.set(name, isUncertain);
  }

  dropDraft(name: string): void {
    this.#drafts?.delete(name);
  }

  dropDrafts(): void {
    this.#drafts = undefined;
  }

  get removals(): readonly DraftRemoval[] {
    return this.#removals ?? NO_REMOVALS;
  }

  addRemoval(removal: DraftRemoval): void {
    this.#removals ??= [];
    this.#removals.push(removal);
    this.#isRemoved = true;
  }

  /** Moves of a draft back into Drafts. */
  get returns(): readonly DraftReturn[] {
    return this.#returns ?? NO_RETURNS;
  }

  /** Its draft stands in Drafts again. */
  addReturn(moment: DraftReturn): void {
    this.#returns ??= [];
    this.#returns.push(moment);
    this.#isRemoved = false;
  }

  get contradictions(): readonly Contradiction[] {
    return this.#contradictions ?? NO_CONTRADICTIONS;
  }

  get hasMostContradictions(): boolean {
    return this.contradictions.length >= MOST_CONTRADICTIONS;
  }

  addContradiction(contradiction: Contradiction): void {
    this.#contradictions ??= [];
    this.#contradictions.push(contradiction);
  }

  /** What phrases tell of it beside its calls, in order of time. */
  get events(): readonly ToldEvent[] {
    return this.#events ?? NO_EVENTS;
  }

  set events(events: ToldEvent[]) {
    this.#events = events.length === 0 ? undefined : events;
  }

  /** The last event of a kind. */
  lastTold(event: MessageEvent): ToldEvent | undefined {
    return this.#events?.findLast(({ seen }) => seen.event === event);
  }

  /** Calls or phrases tell of it, and not its spool file alone. */
  get isInTrace(): boolean {
    return this.#attempts.length > 0 || this.#events !== undefined;
  }

  get firstRequestAt(): Ticks | undefined {
    return this.#firstRequestAt;
  }

  /** When its spool file was written; a time of an unknown zone counts only where there is no other. */
  get spoolWrittenAt(): Ticks | undefined {
    const isOfUnknownZone = this.spool?.hasLocalTime === true && this.tracedAt !== undefined;
    return isOfUnknownZone ? undefined : this.spool?.writtenAt;
  }

  /** Earliest that the trace tells: queued, spool file written, first EWS request. */
  get tracedAt(): Ticks | undefined {
    let at = this.firstRequestAt;
    for (const { seen } of this.events) if (SENDS.has(seen.event)) at = earlier(at, seen.at);
    return at;
  }

  /** Earliest known of: queued, spool file written, first EWS request; where none is, when its timer began. */
  get sentAt(): Ticks | undefined {
    return earlier(this.tracedAt, this.spoolWrittenAt) ?? this.#timerBeganAt;
  }

  /** A client starts the timer of a message when it is sent. */
  get #timerBeganAt(): Ticks | undefined {
    let began: Ticks | undefined;
    for (const { seen } of this.events) {
      const { event, at, seconds } = seen;
      if (event === 'timer-started') began = earlier(began, at);
      else if (event === 'timer-expired' && at !== undefined && seconds !== undefined)
        began = earlier(began, addSeconds(at, -seconds));
    }
    return began;
  }

  /** The latest that its two minutes can be over: where nothing tells when it was sent, it was before anything that happened to it. */
  get deadline(): Ticks | undefined {
    let at = this.sentAt;
    if (at === undefined) for (const { seen } of this.events) at = earlier(at, seen.at);
    return at === undefined ? undefined : addSeconds(at, DEADLINE_SECONDS);
  }

  get isAccepted(): boolean {
    return this.#isAccepted;
  }

  /** Its last call saved a draft, or may have. */
  get isOpenDraft(): boolean {
    const last = this.#attempts.at(-1);
    if (last === undefined || this.#isAccepted || this.#isRemoved || last.disposition !== 'SaveOnly') return false;
    return last.result !== 'error' && last.result !== 'transport-error';
  }

  get hasUncertainDraft(): boolean {
    return this.drafts.size > 0 && [...this.drafts.values()].includes(true);
  }

  /** Its draft was saved for sure. */
  get isSaved(): boolean {
    return this.isOpenDraft && this.#attempts.at(-1)?.result !== 'no-answer';
  }

  /** Its last call was to send it, and has no answer. */
  get isBeingSent(): boolean {
    const last = this.#attempts.at(-1);
    return last !== undefined && !this.#isAccepted && last.disposition !== 'SaveOnly' && last.result === 'no-answer';
  }

  /** Exchange said yes, or no in a way that trying again does not change, before `at`: what comes then is a new message. */
  isAnsweredForGood(at: Ticks | undefined): boolean {
    if (this.#answeredAt === undefined) return false;
    return at === undefined || this.#answeredAt === 'some time' || this.#answeredAt <= at;
  }

  describe(item: RequestedItem): void {
    if (this.recipients.length === 0) this.recipients = item.recipients;
    this.conversationId ??= item.conversationId;
    this.bodyHash ??= item.bodyHash;
    this.subjectHash ??= item.subjectHash;
  }

  addIds(itemIds: readonly string[], requestIds: readonly string[]): void {
    for (const id of itemIds) this.#itemIds.add(id);
    for (const id of requestIds) this.#requestIds.add(id);
  }
}
