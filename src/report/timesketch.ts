import type { Report, ReportAttempt, ReportFinding, ReportMessage, ReportRef, ReportStep } from '../model/report.ts';
import { type Ticks, ticksFromUnixMs, ticksToIso } from '../model/ticks.ts';
import { makeVisible } from '../model/visible.ts';
import { answerText, callText } from './attempt-text.ts';
import { placeOf } from './citation.ts';
import { headline } from './headline.ts';
import { jsonLine } from './json.ts';
import { endOf, momentOf, startOfFinding, startsOfMessages } from './moments.ts';

/** Where no time at all is known: Timesketch takes no event without one. */
const NO_TIME = ticksFromUnixMs(0);
const MICROSECONDS_PER_MS = 1000;

/** A line of the export; the first four are those that Timesketch wants (timesketch.org, "Import from JSON or CSV"). Fields that are undefined are left out. */
interface TimesketchEvent {
  readonly message: string;
  /** ISO 8601 with microseconds and offset. */
  readonly datetime: string;
  /** Microseconds since 1970; without it the importer reckons it from `datetime` in floating point. */
  readonly timestamp: number;
  readonly timestamp_desc: string;
  readonly data_type: string;
  readonly bundle: string;
  readonly tool: string;
  readonly [field: string]: string | number | boolean | readonly string[] | undefined;
}

type Fields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What an event says, but for its time. */
interface Told {
  readonly type: string;
  /** What kind of time it has. */
  readonly time: string;
  readonly text: string;
  readonly fields: Fields;
}

/** An event in its place in time, made when it is written: all at once would stand in memory several times over. */
interface Dated {
  readonly at: Ticks;
  readonly tell: () => Told;
}

function eventOf({ at, tell }: Dated, bundle: string, tool: string): TimesketchEvent {
  const { type, time, text, fields } = tell();
  const [seconds = '', fraction = ''] = ticksToIso(at).slice(0, -1).split('.');
  const microseconds = fraction.padEnd(6, '0').slice(0, 6);
  return {
    message: makeVisible(text),
    datetime: `${seconds}.${microseconds}+00:00`,
    timestamp: Date.parse(`${seconds}Z`) * MICROSECONDS_PER_MS + Number(microseconds),
    timestamp_desc: time,
    data_type: `oimscope:${type}`,
    bundle,
    tool,
    ...fields,
  };
}

function citation(evidence: readonly ReportRef[]): Fields {
  const [first] = evidence;
  if (first === undefined) return {};
  return {
    source: first.source,
    line: first.line,
    offset: first.offset,
    evidence: first.text,
    citations: evidence.map(placeOf),
  };
}

function ofMessage({ id, outcome, certainty, recipients, causes }: ReportMessage): Fields {
  return { message_id: id, outcome, certainty, recipients, causes };
}

function stepTold(message: ReportMessage, step: ReportStep): Told {
  const { event, state, fit, link, reason } = step;
  return {
    type: 'step',
    time: fit === 'required-not-seen' ? 'Not seen, at the latest' : 'Step of a message',
    text: `${message.id} ${event}: ${state}`,
    fields: { ...ofMessage(message), event, state, fit, link, reason, ...citation(step.evidence) },
  };
}

function attemptTold(message: ReportMessage, attempt: ReportAttempt, number: number): Told {
  return {
    type: 'attempt',
    time: 'Call to Exchange',
    text: `${message.id} attempt ${number}, ${callText(attempt)}: ${answerText(attempt)}`,
    fields: {
      ...ofMessage(message),
      attempt: number,
      operation: attempt.operation,
      disposition: attempt.disposition,
      folder: attempt.folder,
      started_at: attempt.startedAt,
      ended_at: attempt.endedAt,
      http_status: attempt.httpStatus,
      response_code: attempt.responseCode,
      inner_response_code: attempt.innerResponseCode,
      transport_error: attempt.transportError,
      ...citation(attempt.evidence),
    },
  };
}

function messageTold(message: ReportMessage): Told {
  const { id, outcome, recipients, sentAt, endedAt, keys, spool, witnesses } = message;
  const to = recipients.length === 0 ? 'nobody known' : recipients.join(', ');
  return {
    type: 'message',
    time: momentOf(sentAt) === undefined ? 'First seen' : 'Sent',
    text: `${id} to ${to}: ${outcome}`,
    fields: {
      ...ofMessage(message),
      ended_at: endedAt,
      spool,
      witnesses,
      spool_file: keys.spoolFile,
      conversation_id: keys.conversationId,
      item_ids: keys.itemIds,
      request_ids: keys.requestIds,
    },
  };
}

/** The message itself, its steps and its attempts; a step without a time is put where the next one stands that has one. */
function messageEvents(message: ReportMessage, start: Ticks): readonly Dated[] {
  const { steps, attempts } = message;
  const dated: Dated[] = [];
  let next = steps.reduce<Ticks | undefined>((last, { at }) => momentOf(at) ?? last, undefined) ?? start;
  for (const step of steps.toReversed()) {
    next = momentOf(step.at) ?? next;
    dated.push({ at: next, tell: () => stepTold(message, step) });
  }
  return [
    { at: start, tell: () => messageTold(message) },
    ...dated.toReversed(),
    ...attempts.map((attempt, index) => ({
      at: momentOf(attempt.startedAt) ?? momentOf(attempt.endedAt) ?? start,
      tell: () => attemptTold(message, attempt, index + 1),
    })),
  ];
}

function findingTold(finding: ReportFinding, time: string): Told {
  const { rule, severity, verdict, title, why, fix, references, messages, evidence } = finding;
  return {
    type: 'finding',
    time,
    text: `${severity} ${rule} (${verdict}): ${title}`,
    fields: {
      rule,
      severity,
      verdict,
      title,
      why,
      fix,
      references,
      message_ids: messages,
      ...citation(evidence),
    },
  };
}

function findingEvent(finding: ReportFinding, start: Ticks | undefined, end: Ticks, isOfMessage: boolean): Dated {
  const known = isOfMessage ? 'First of its messages' : 'First evidence';
  const time = start === undefined ? 'Found, time not known' : known;
  return { at: start ?? end, tell: () => findingTold(finding, time) };
}

function wholeTold(report: Report): Told {
  const fields = { messages: report.messages.length };
  return { type: 'report', time: 'Evidence ends', text: headline(report), fields };
}

/** The report as events for Timesketch, one object a line, by time: what came out, each finding, each message with its steps and attempts. */
export function* timesketchParts(report: Report): Generator<string> {
  const end = endOf(report) ?? NO_TIME;
  const starts = startsOfMessages(report);
  const events = [
    ...report.messages.flatMap((message) => messageEvents(message, starts.get(message.id) ?? end)),
    ...report.findings.map((finding) => {
      const isOfMessage = finding.messages.some((id) => starts.has(id));
      return findingEvent(finding, startOfFinding(finding, starts), end, isOfMessage);
    }),
    { at: end, tell: () => wholeTold(report) },
  ];
  const { tool, bundle } = report;
  const by = `${tool.name} ${tool.version}`;
  for (const dated of events.toSorted((a, b) => a.at - b.at)) yield jsonLine(eventOf(dated, bundle.name, by));
}
