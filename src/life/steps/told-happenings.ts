import { assertUnreachable } from '../../model/errors.ts';
import type { LifeEvent } from '../../model/life.ts';
import type { MessageEventSeen } from '../../model/observation.ts';
import { earlier } from '../../model/ticks.ts';
import type { Happening } from '../happening.ts';
import type { Gathering } from '../messages/gathering.ts';
import type { ToldEvent } from '../messages/message-facts.ts';
import { isExplicitError } from '../messages/told-ends.ts';
import type { Judgement } from '../outcome.ts';
import { JITTER_TICKS } from '../timeline.ts';
import { isBeside } from './machine.ts';

/** The step that an event of a phrase is. */
function stepOf({ event, error }: MessageEventSeen, judgement: Judgement): LifeEvent {
  switch (event) {
    case 'message-failed':
      // The network failed, or the client tries again: that is no end.
      if (error !== undefined && !isExplicitError(error, judgement.deadlinePassed)) return 'ews-failed';
      return judgement.outcome === 'stuck-in-drafts' ? 'send-failed' : event;
    case 'timer-expired':
      return 'deadline-passed';
    case 'message-queued':
    case 'message-picked-up':
    case 'spool-written':
    case 'spool-removed':
    case 'timer-started':
    case 'draft-saved':
    case 'message-sent':
      return event;
    default:
      return assertUnreachable(event);
  }
}

/** Where a call, a file or the clock tells the same as a phrase: the last such step that is not clearly behind it, else the first. */
function sameStep(
  happenings: readonly Happening[],
  taken: ReadonlySet<number>,
  event: LifeEvent,
  told: ToldEvent,
): number {
  const isSame = ({ event: one, isByDeadline }: Happening): boolean =>
    one === event || (event === 'deadline-passed' && isByDeadline === true);
  const isFree = (one: Happening, i: number): boolean => isSame(one) && !taken.has(i);
  const until = told.seen.at === undefined ? Number.POSITIVE_INFINITY : told.seen.at + JITTER_TICKS;
  const before = happenings.findLastIndex((one, i) => isFree(one, i) && (one.at ?? until) <= until);
  return before >= 0 ? before : happenings.findIndex(isFree);
}

/** What a timer says of itself. */
function reasonOf({ event, seconds }: MessageEventSeen): string | undefined {
  if (seconds === undefined) return undefined;
  return event === 'timer-started'
    ? `the client's timer was set to ${seconds} s`
    : `the client's timer ran out after ${seconds} s`;
}

function withReason(step: Happening, reason: string | undefined): Happening {
  if (reason === undefined || step.reason?.includes(reason) === true) return step;
  return { ...step, reason: step.reason === undefined ? reason : `${step.reason}, and ${reason}` };
}

/** Told twice, a step is one with the evidence of both: a second of its kind would be another step. */
function withTold(step: Happening, { seen, link }: ToldEvent): Happening {
  const at = step.event === 'spool-written' ? earlier(step.at, seen.at) : step.at;
  // The clock alone ties nothing: what is shown is tied as the line is.
  const tied = step.evidence.length === 0 ? { ...step, link } : step;
  return withReason({ ...tied, at, evidence: [...step.evidence, ...seen.evidence] }, reasonOf(seen));
}

/** That a client reports a failure which its calls show is no end of its own. */
function isReport({ seen }: ToldEvent, judgement: Judgement): boolean {
  return seen.event === 'message-failed' && seen.error === undefined && judgement.outcome === 'timed-out';
}

/** Of one moment with a call they come before it: many a trace has whole seconds. */
const BEGINS: ReadonlySet<LifeEvent> = new Set<LifeEvent>([
  'message-queued',
  'message-picked-up',
  'spool-written',
  'timer-started',
]);

/** Adds what phrases tell of a message to what else was seen of it. */
export function addTold(happenings: Happening[], message: Gathering, judgement: Judgement): void {
  const count = happenings.length;
  const begun: Happening[] = [];
  const taken = new Set<number>();
  for (const told of message.events) {
    const { seen, link } = told;
    const event = isReport(told, judgement) ? 'deadline-passed' : stepOf(seen, judgement);
    const place = sameStep(happenings.slice(0, count), taken, event, told);
    const same = happenings[place];
    if (same === undefined) {
      const list = BEGINS.has(event) ? begun : happenings;
      const step: Happening = { at: seen.at, event, link, evidence: seen.evidence, isTold: true };
      list.push(withReason(step, reasonOf(seen)));
      continue;
    }
    taken.add(place);
    happenings[place] = withTold(same, told);
  }
  happenings.unshift(...begun);
}

/** What a client may say again, in other words or of another part of it, with nothing having changed. */
const ENDS: ReadonlySet<LifeEvent> = new Set<LifeEvent>([
  'draft-saved',
  'message-sent',
  'message-failed',
  'send-failed',
  'deadline-passed',
]);

/** An end that phrases tell again, and nothing moved in between, is one step with the evidence of all. Happenings in order of time. */
export function withoutRepeats(happenings: readonly Happening[]): readonly Happening[] {
  if (!happenings.some(({ isTold }) => isTold)) return happenings;
  const kept: Happening[] = [];
  let last = -1;
  for (const one of happenings) {
    const before = kept[last];
    if (one.isTold && before?.event === one.event && ENDS.has(one.event)) {
      kept[last] = withReason({ ...before, evidence: [...before.evidence, ...one.evidence] }, one.reason);
      continue;
    }
    if (!isBeside(one.event)) last = kept.length;
    kept.push(one);
  }
  return kept;
}
