import type { Report, ReportAttempt, ReportFinding, ReportMessage, ReportRef, ReportStep } from '../model/report.ts';
import { least, type Ticks, ticksFromUnixMs, ticksToIso } from '../model/ticks.ts';
import { makeVisible } from '../model/visible.ts';
import { answerText, callText } from './attempt-text.ts';
import { placeOf } from './citation.ts';
import { headline } from './headline.ts';
import { jsonLine } from './json.ts';
import { endOf, momentOf, momentsOf, startOfFinding, startsOfMessages } from './moments.ts';

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
  readonly [field: string]: string | number | boolean | readonly string[] | undefined;
}

type Fields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

interface Dated {
  readonly at: Ticks;
  readonly event: () => TimesketchEvent;
}

function eventAt(at: Ticks, data_type: string, timestamp_desc: string, message: string, fields: Fields): Dated {
  const event = (): TimesketchEvent => {
    const iso = ticksToIso(at);
    const [seconds = '', fraction = ''] = iso.slice(0, -1).split('.');
    const microseconds = fraction.padEnd(6, '0').slice(0, 6);
    return {
      message: makeVisible(message),
      datetime: `${seconds}.${microseconds}+00:00`,
      timestamp: Date.parse(`${seconds}Z`) * MICROSECONDS_PER_MS + Number(microseconds),
      timestamp_desc,
      data_type: `oimscope:${data_type}`,
      ...fields,
    };
  };
  return { at, event };
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

function stepEvent(message: ReportMessage, step: ReportStep, at: Ticks): Dated {
  const { event, state, fit, link, reason } = step;
  const seen = fit === 'required-not-seen' ? 'Not seen, at the latest' : 'Step of a message';
  return eventAt(at, 'step', seen, `${message.id} ${event}: ${state}`, {
    ...ofMessage(message),
    event,
    state,
    fit,
    link,
    reason,
    ...citation(step.evidence),
  });
}

function attemptEvent(message: ReportMessage, attempt: ReportAttempt, number: number, at: Ticks): Dated {
  const told = `${message.id} attempt ${number}, ${callText(attempt)}: ${answerText(attempt)}`;
  return eventAt(at, 'attempt', 'Call to Exchange', told, {
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
  });
}

/** The message itself, its steps and its attempts; a step without a time is put where the next one stands that has one. */
function messageEvents(message: ReportMessage, end: Ticks): readonly Dated[] {
  const { id, outcome, recipients, sentAt, endedAt, keys, spool, witnesses, steps, attempts } = message;
  const sent = momentOf(sentAt);
  const start = sent ?? least(momentsOf(message)) ?? end;
  const to = recipients.length === 0 ? 'nobody known' : recipients.join(', ');
  const itself = eventAt(start, 'message', sent === undefined ? 'First seen' : 'Sent', `${id} to ${to}: ${outcome}`, {
    ...ofMessage(message),
    ended_at: endedAt,
    spool,
    witnesses,
    spool_file: keys.spoolFile,
    conversation_id: keys.conversationId,
    item_ids: keys.itemIds,
    request_ids: keys.requestIds,
  });
  const dated: Dated[] = [];
  let next = steps.reduce<Ticks | undefined>((last, { at }) => momentOf(at) ?? last, undefined) ?? start;
  for (const step of steps.toReversed()) {
    next = momentOf(step.at) ?? next;
    dated.push(stepEvent(message, step, next));
  }
  return [
    itself,
    ...dated.toReversed(),
    ...attempts.map((attempt, index) =>
      attemptEvent(message, attempt, index + 1, momentOf(attempt.startedAt) ?? momentOf(attempt.endedAt) ?? start),
    ),
  ];
}

function findingEvent(finding: ReportFinding, start: Ticks | undefined, end: Ticks): Dated {
  const { rule, severity, verdict, title, why, fix, references, messages, evidence } = finding;
  const when = start === undefined ? 'Found, time not known' : 'First evidence';
  return eventAt(start ?? end, 'finding', when, `${severity} ${rule} (${verdict}): ${title}`, {
    rule,
    severity,
    verdict,
    title,
    why,
    fix,
    references,
    message_ids: messages,
    ...citation(evidence),
  });
}

/** The report as events for Timesketch, one object a line, by time: what came out, each finding, each message with its steps and attempts. */
export function* timesketchParts(report: Report): Generator<string> {
  const end = endOf(report) ?? NO_TIME;
  const starts = startsOfMessages(report);
  const { tool, bundle } = report;
  const events = [
    ...report.messages.flatMap((message) => messageEvents(message, end)),
    ...report.findings.map((finding) => findingEvent(finding, startOfFinding(finding, starts), end)),
    eventAt(end, 'report', 'Evidence ends', headline(report), { messages: report.messages.length }),
  ];
  for (const { event } of events.toSorted((a, b) => a.at - b.at)) {
    yield jsonLine({ ...event(), bundle: bundle.name, tool: `${tool.name} ${tool.version}` });
  }
}
