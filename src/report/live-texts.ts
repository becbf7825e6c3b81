import { DEADLINE_SECONDS } from '../model/deadline.ts';
import { PARTIAL_CODES } from '../model/issue.ts';
import type { IsoTime, ReportFinding, ReportIssue, ReportMessage, ReportStep } from '../model/report.ts';
import { makeVisible } from '../model/visible.ts';
import type { LiveState } from './live-state.ts';
import { clip } from './wrap.ts';

const DEADLINE_MS = 1000 * DEADLINE_SECONDS;
const ADDRESS = 40;

/** Milliseconds that a message whose end is open has left of its two minutes; undefined for any other, and where nobody knows when it was sent. */
function leftOf({ outcome, sentAt }: ReportMessage, nowMs: number): number | undefined {
  return outcome !== 'pending' || sentAt === undefined ? undefined : Date.parse(sentAt) + DEADLINE_MS - nowMs;
}

/**
 * Whether a message may still arrive by the clock. What is found of it is told to people later: a trace that has just been written ends in
 * the midst of it, and by the trace alone the client has gone away.
 */
function isInFlight(message: ReportMessage, nowMs: number): boolean {
  return (leftOf(message, nowMs) ?? 0) > 0;
}

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * `1:23 left` of the two minutes of a message whose end is open, by the clock: for the eye alone, as what becomes of a message is told
 * by the trace. Empty for any other.
 */
export function countdown(message: ReportMessage, nowMs: number): string {
  const left = leftOf(message, nowMs);
  if (left === undefined || !(left <= DEADLINE_MS)) return '';
  return left > 0 ? `${clock(left)} left` : 'two minutes are over';
}

/** `bob@contoso.com +2`, in at most `width` columns. */
export function recipientsText({ recipients: [first, ...others] }: ReportMessage, width: number = ADDRESS): string {
  if (first === undefined) return clip('recipient not known', width);
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return `${clip(makeVisible(first), Math.min(ADDRESS, Math.max(4, width - more.length)))}${more}`;
}

export function lastStep({ steps }: ReportMessage): ReportStep | undefined {
  return steps.findLast(({ fit }) => fit !== 'required-not-seen');
}

/** `09:31:05`, UTC. */
export function timeOfDay(at: IsoTime | undefined): string {
  return at === undefined ? '?' : at.slice(11, 19);
}

/** The causes of a message that people are told. */
export function toldCauses(message: ReportMessage, nowMs: number): readonly string[] {
  return isInFlight(message, nowMs) ? [] : message.causes;
}

/** The messages of a finding without those that may still arrive; undefined where it has no other: then it is held back. */
function toldMessages(
  { messages }: ReportFinding,
  known: ReadonlyMap<string, ReportMessage>,
  nowMs: number,
): readonly string[] | undefined {
  const told = messages.filter((id) => {
    const message = known.get(id);
    return message === undefined || !isInFlight(message, nowMs);
  });
  return told.length === 0 && messages.length > 0 ? undefined : told;
}

/** The findings that people are told, of messages whose end is known. */
export function toldFindings(
  findings: Iterable<ReportFinding>,
  known: ReadonlyMap<string, ReportMessage>,
  nowMs: number,
): readonly ReportFinding[] {
  return [...findings].flatMap((finding) => {
    const messages = toldMessages(finding, known, nowMs);
    return messages === undefined ? [] : [{ ...finding, messages }];
  });
}

/** Whether a state changes by the clock alone. */
export function hasOpenEnds({ messages }: LiveState): boolean {
  return [...messages.values()].some(({ outcome }) => outcome === 'pending');
}

export function findingText({ severity, rule, verdict, title }: ReportFinding): string {
  return makeVisible(`${severity} ${rule} (${verdict}): ${title}`);
}

/** The issues by which something of the folder was lost to the reading. */
export function lossesOf({ issues }: LiveState): readonly ReportIssue[] {
  return [...issues.values()].filter(({ code }) => PARTIAL_CODES.has(code));
}

/** What of the folder was lost to the reading, and why. */
export function lossText({ code, source, line, text }: ReportIssue): string {
  const place = source === '' ? 'the folder' : `${source}${line === undefined ? '' : `:${line}`}`;
  return makeVisible(`${code === 'UNREADABLE' ? 'could not read' : 'not read in full:'} ${place}: ${text}`);
}
