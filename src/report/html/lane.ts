import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { LifeState, Outcome } from '../../model/life.ts';
import type { IsoTime, ReportMessage } from '../../model/report.ts';
import { TICKS_PER_SECOND, ticksFromIso } from '../../model/ticks.ts';
import { OUTCOMES } from '../outcome.ts';
import { short } from './time-axis.ts';

/** Units of height of a lane, whatever its height on the page. */
export const LANE_HEIGHT = 24;

interface Bar {
  readonly state: LifeState;
  readonly from: number;
  readonly to: number;
}

/** One message on the time line; moments in seconds, `start` since 2020, all others since `start`. */
export interface Lane {
  readonly start: number;
  readonly bars: readonly Bar[];
  readonly attempts: readonly { readonly at: number; readonly failed: boolean }[];
  readonly spoolMarks: readonly number[];
  readonly deadline?: number;
  /** When its fate was known. */
  readonly end?: number;
  /** The last moment drawn. */
  readonly last: number;
}

/** Seconds since 2020, undefined for what no trace can tell. */
export function secondsOf(at: IsoTime | undefined): number | undefined {
  const ticks = at === undefined ? undefined : ticksFromIso(at);
  return ticks === undefined ? undefined : ticks / TICKS_PER_SECOND;
}

function moments(message: ReportMessage): readonly number[] {
  const { sentAt, endedAt, steps, attempts } = message;
  const all = [sentAt, endedAt, ...steps.map(({ at }) => at), ...attempts.flatMap((a) => [a.startedAt, a.endedAt])];
  return all.flatMap((at) => secondsOf(at) ?? []);
}

/** States one after the other, each until the next; what is not over lasts until `until`. */
function barsOf({ steps, outcome, endedAt }: ReportMessage, start: number, until: number | undefined): readonly Bar[] {
  const seen = steps.flatMap(({ at, state }) => {
    const from = secondsOf(at);
    return from === undefined ? [] : [{ state, from: from - start }];
  });
  const end = secondsOf(endedAt) ?? (OUTCOMES[outcome].arrival === 'open' ? until : undefined);
  return seen.flatMap(({ state, from }, index) => {
    const to = seen[index + 1]?.from ?? Math.max(from, (end ?? start + from) - start);
    return to > from ? [{ state, from, to }] : [];
  });
}

/** What the time line shows of a message; undefined where no moment of it is known. `horizon` in seconds since 2020. */
export function laneOf(message: ReportMessage, horizon: number | undefined): Lane | undefined {
  const known = moments(message);
  const start = secondsOf(message.sentAt) ?? known.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(start)) return undefined;
  const bars = barsOf(message, start, horizon);
  const end = secondsOf(message.endedAt);
  const sent = secondsOf(message.sentAt);
  const attempts = message.attempts.flatMap(({ startedAt, responseCode, httpStatus, transportError }) => {
    const at = secondsOf(startedAt);
    const failed =
      transportError !== undefined || (httpStatus ?? 200) >= 400 || (responseCode ?? 'NoError') !== 'NoError';
    return at === undefined ? [] : [{ at: at - start, failed }];
  });
  const spoolMarks = message.steps.flatMap(({ event, at }) => {
    const seconds = secondsOf(at);
    return seconds !== undefined && event.startsWith('spool-') ? [seconds - start] : [];
  });
  const last = [...known.map((at) => at - start), ...bars.map(({ to }) => to)].reduce((a, b) => Math.max(a, b), 0);
  return {
    start,
    bars,
    attempts,
    spoolMarks,
    last: sent === undefined ? last : Math.max(last, DEADLINE_SECONDS),
    ...(sent !== undefined && { deadline: DEADLINE_SECONDS }),
    ...(end !== undefined && { end: end - start }),
  };
}

function endMark(outcome: Outcome, end: number): string {
  switch (OUTCOMES[outcome].arrival) {
    case 'arrived':
      return `<path class="end arrived" d="M${short(end)} 12h0"/>`;
    case 'failed':
      return `<path class="end failed" d="M${short(end)} 12h0"/>`;
    case 'open':
      return '';
  }
}

/**
 * A lane as drawing, `at` seconds behind the beginning of the view, which is `span` long. Its own zero is the start of the message, so
 * that a view is moved, or laid from sending, by the `viewBox` alone. What is drawn is told in words below it.
 */
export function laneHtml(
  { bars, attempts, spoolMarks, deadline, end }: Lane,
  outcome: Outcome,
  at: number,
  span: number,
): string {
  const shift = short(-at);
  const path = (name: string, d: string) => `<path class="${name}" d="${d}"/>`;
  const parts = [
    `<use href="#lane-gaps" x="${shift}"/><use class="grid" href="#lane-grid" x="${shift}"/>`,
    ...bars.map(({ state, from, to }) => path(state, `M${short(from)} 12H${short(to)}`)),
    ...(deadline === undefined ? [] : [path('deadline', `M${deadline} 0V${LANE_HEIGHT}`)]),
    ...attempts.map((attempt) => path(attempt.failed ? 'attempt bad' : 'attempt', `M${short(attempt.at)} 4V20`)),
    ...spoolMarks.map((mark) => path('spool', `M${short(mark)} 21h0`)),
    ...(end === undefined ? [] : [endMark(outcome, end)]),
  ];
  return `<svg class="lane" viewBox="${shift} 0 ${short(span)} ${LANE_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`;
}
