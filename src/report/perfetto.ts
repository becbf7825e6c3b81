import type { Report, ReportFinding, ReportMessage, ReportRef } from '../model/report.ts';
import { greatest, least, type Ticks, ticksFromUnixMs, ticksToIso } from '../model/ticks.ts';
import { makeVisible } from '../model/visible.ts';
import { answerText, callText } from './attempt-text.ts';
import { placeOf } from './citation.ts';
import { headline } from './headline.ts';
import { jsonLine } from './json.ts';
import { inFull } from './moment.ts';
import { deadlineOf, endOf, momentOf, momentsOf, startOfFinding, startsOfMessages } from './moments.ts';

/** All is one process; findings are its first thread, and each message is one behind them. */
const PROCESS = 1;
const FINDINGS_THREAD = 1;
const TICKS_PER_MICROSECOND = 10;
/** Of the places that back an event, as many as fit the details of it. */
const MOST_PLACES = 5;

type Args = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** An event of Google's Trace Event Format: X is a span, i a moment, M a name. Times are whole microseconds, so that rounding cannot make spans overlap. */
interface TraceEvent {
  readonly ph: 'X' | 'i' | 'M';
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds since the epoch of the file. */
  readonly ts?: number;
  readonly dur?: number;
  /** Of a moment: drawn on its thread only. */
  readonly s?: 't';
  readonly args: Args;
}

/** Counts from the first moment of the report. */
type Clock = (at: Ticks) => number;

function clockFrom(epoch: Ticks): Clock {
  return (at) => Math.floor((at - epoch) / TICKS_PER_MICROSECOND);
}

function threadName(tid: number, name: string): readonly TraceEvent[] {
  return [
    { ph: 'M', name: 'thread_name', pid: PROCESS, tid, args: { name: makeVisible(name) } },
    { ph: 'M', name: 'thread_sort_index', pid: PROCESS, tid, args: { sort_index: tid } },
  ];
}

function mark(tid: number, cat: string, name: string, ts: number, args: Args): TraceEvent {
  return { ph: 'i', s: 't', name: makeVisible(name), cat, pid: PROCESS, tid, ts, args };
}

function span(tid: number, cat: string, name: string, from: number, to: number, args: Args): TraceEvent {
  return { ph: 'X', name: makeVisible(name), cat, pid: PROCESS, tid, ts: from, dur: Math.max(0, to - from), args };
}

function places(evidence: readonly ReportRef[]): readonly string[] | undefined {
  return evidence.length === 0
    ? undefined
    : evidence.slice(0, MOST_PLACES).map((ref) => `${placeOf(ref)}  ${ref.text}`);
}

/** The whole message, and within it its states one after the other, so that spans only ever nest. */
function spansOf(message: ReportMessage, tid: number, clock: Clock): readonly TraceEvent[] {
  const { id, outcome, certainty, recipients, causes, sentAt, endedAt, spool, witnesses, keys } = message;
  const moments = momentsOf(message);
  const start = least(moments);
  const end = greatest(moments);
  const args: Args = {
    message: id,
    outcome,
    certainty,
    recipients,
    causes,
    sentAt,
    endedAt,
    spool,
    witnesses,
    spoolFile: keys.spoolFile,
  };
  if (start === undefined || end === undefined) {
    return [mark(tid, 'message', `${id} ${outcome}, time not known`, 0, args)];
  }
  const states = message.steps
    .flatMap((step) => {
      const at = momentOf(step.at);
      return at === undefined ? [] : [{ ...step, moment: at }];
    })
    .toSorted((a, b) => a.moment - b.moment);
  return [
    span(tid, 'message', `${id} ${outcome}`, clock(start), clock(end), args),
    ...states.map(({ at, moment, event, state, fit, link, reason, evidence }, index) =>
      span(tid, 'state', state, clock(moment), clock(states[index + 1]?.moment ?? end), {
        at,
        event,
        fit,
        link,
        reason,
        evidence: places(evidence),
      }),
    ),
  ];
}

function marksOf(message: ReportMessage, tid: number, clock: Clock): readonly TraceEvent[] {
  const deadline = deadlineOf(message);
  return [
    ...message.attempts.flatMap((attempt, index) => {
      const at = momentOf(attempt.startedAt) ?? momentOf(attempt.endedAt);
      if (at === undefined) return [];
      const name = `attempt ${index + 1}, ${callText(attempt)}: ${answerText(attempt)}`;
      const { startedAt, endedAt, httpStatus, responseCode, transportError, evidence } = attempt;
      return [
        mark(tid, 'attempt', name, clock(at), {
          startedAt,
          endedAt,
          httpStatus,
          responseCode,
          transportError,
          evidence: places(evidence),
        }),
      ];
    }),
    ...(deadline === undefined
      ? []
      : [mark(tid, 'deadline', 'two-minute deadline', clock(deadline), { at: ticksToIso(deadline) })]),
  ];
}

function messageEvents(message: ReportMessage, tid: number, clock: Clock): readonly TraceEvent[] {
  const to = message.recipients.length === 0 ? 'nobody known' : message.recipients.join(', ');
  return [
    ...threadName(tid, `${message.id} to ${to}: ${message.outcome}`),
    ...spansOf(message, tid, clock),
    ...marksOf(message, tid, clock),
  ];
}

function findingEvent(finding: ReportFinding, at: number): TraceEvent {
  const { rule, severity, verdict, title, why, fix, messages, evidence } = finding;
  return mark(FINDINGS_THREAD, 'finding', `${rule} (${severity}, ${verdict})`, at, {
    title,
    why,
    fix,
    messages,
    evidence: places(evidence),
  });
}

function* eventsOf(report: Report, epoch: Ticks): Generator<TraceEvent> {
  const clock = clockFrom(epoch);
  const starts = startsOfMessages(report);
  const name = makeVisible(`oimscope: ${report.bundle.name}, 0 is ${inFull(ticksToIso(epoch))} UTC`);
  yield { ph: 'M', name: 'process_name', pid: PROCESS, tid: FINDINGS_THREAD, args: { name } };
  yield* threadName(FINDINGS_THREAD, 'Findings');
  for (const finding of report.findings) yield findingEvent(finding, clock(startOfFinding(finding, starts) ?? epoch));
  for (const [index, message] of report.messages.entries()) {
    yield* messageEvents(message, FINDINGS_THREAD + 1 + index, clock);
  }
}

function epochOf(report: Report): Ticks {
  const starts = startsOfMessages(report);
  const first = least([
    ...report.messages.flatMap(momentsOf),
    ...report.findings.map((finding) => startOfFinding(finding, starts)),
  ]);
  return first ?? endOf(report) ?? ticksFromUnixMs(0);
}

/** The lives as a trace for ui.perfetto.dev: one JSON object, an event a line; `otherData` says what moment its times count from. */
export function* perfettoParts(report: Report): Generator<string> {
  const epoch = epochOf(report);
  yield '{"traceEvents":[';
  let lead = '\n';
  for (const event of eventsOf(report, epoch)) {
    yield lead + jsonLine(event).trimEnd();
    lead = ',\n';
  }
  const { tool, bundle, horizon, collectedAt } = report;
  const about = {
    epoch: ticksToIso(epoch),
    bundle: bundle.name,
    headline: headline(report),
    tool: `${tool.name} ${tool.version}`,
    horizon,
    collectedAt,
  };
  yield `\n],"displayTimeUnit":"ms","otherData":${jsonLine(about).trimEnd()}}\n`;
}
