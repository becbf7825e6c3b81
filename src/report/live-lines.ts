import { PARTIAL_CODES } from '../model/issue.ts';
import type { ReportFinding, ReportMessage } from '../model/report.ts';
import { makeVisible } from '../model/visible.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { type LiveState, NOTHING_SEEN, type OpenState, openState, takeIn } from './live-state.ts';
import { findingText, lastStep, lossText, recipientsText, toldCauses, toldFindings } from './live-texts.ts';
import { toSecond } from './moment.ts';
import { paintOutcome } from './outcome.ts';
import { count, openPage } from './page.ts';
import type { Paint } from './paint.ts';
import type { RenderOptions } from './render.ts';

/** The state of a watch, and what was said of it in lines. */
export interface Told {
  readonly state: LiveState;
  /** What was said last of each message and finding. */
  readonly texts: ReadonlyMap<string, string>;
}

export const NOTHING_TOLD: Told = { state: NOTHING_SEEN, texts: new Map() };

/** The same, as it takes events in. */
export interface OpenTold extends Told {
  readonly state: OpenState;
  readonly texts: Map<string, string>;
}

export function openTold({ state, texts }: Told = NOTHING_TOLD): OpenTold {
  return { state: openState(state), texts: new Map(texts) };
}

/** Lines that are to be written, and what has been told with them. */
interface Telling {
  readonly next: Told;
  readonly lines: readonly string[];
}

/** What a message has come to: its last step that was seen, where the outcome does not say it, and why. */
function statusOf(message: ReportMessage, nowMs: number): string {
  const last = lastStep(message);
  const step = last === undefined || last.state === message.outcome ? '' : `, ${last.state}`;
  const causes = toldCauses(message, nowMs);
  return `${message.outcome} (${message.certainty})${step}${causes.length === 0 ? '' : `; ${causes.join(', ')}`}`;
}

function messageText(message: ReportMessage, nowMs: number): string {
  return makeVisible(`to ${recipientsText(message)}, sent ${toSecond(message.sentAt)}: ${statusOf(message, nowMs)}`);
}

/** Says of messages and findings what was not said yet. */
function tell(
  { state, texts }: OpenTold,
  messages: Iterable<ReportMessage>,
  findings: Iterable<ReportFinding>,
  paint: Paint,
  nowMs: number,
): readonly string[] {
  const lines: string[] = [];
  const say = (key: string, text: string, line: string): void => {
    if (texts.get(key) === text) return;
    texts.set(key, text);
    lines.push(line);
  };
  for (const message of messages) {
    const text = messageText(message, nowMs);
    say(`message ${message.id}`, text, `${message.id}  ${paintOutcome(paint, message.outcome, text)}`);
  }
  for (const finding of toldFindings(findings, state.messages, nowMs)) {
    const text = `${findingText(finding)} [${finding.messages.join(', ')}]`;
    say(`finding ${finding.rule}`, text, paint(finding.severity, text));
  }
  return lines;
}

function findingsOf({ findings }: LiveState): readonly ReportFinding[] {
  return [...findings.values()].map(({ finding }) => finding);
}

/** What came due by the clock: causes of messages whose two minutes are over. `nowMs` is the clock's time. */
export function tellDue(told: OpenTold, options: RenderOptions, nowMs: number): readonly string[] {
  const { state } = told;
  return tell(told, state.messages.values(), findingsOf(state), openPage(options).paint, nowMs);
}

/** Takes an event in; answers the lines of it that a person would want to see. `nowMs` is the clock's time. */
export function tellEvent(told: OpenTold, event: WatchEvent, options: RenderOptions, nowMs: number): readonly string[] {
  const { state, texts } = told;
  const wasRead = state.isRead;
  takeIn(state, event);
  const { paint } = openPage(options);
  switch (event.event) {
    case 'started':
      return [makeVisible(`watching ${event.folder}`)];
    case 'message':
      return tell(told, [event.message], [], paint, nowMs);
    case 'finding':
      return tell(told, [], [event.finding], paint, nowMs);
    case 'message-gone':
      texts.delete(`message ${event.id}`);
      return [`${event.id}  gone: nothing of it is left in the folder`];
    case 'finding-gone':
      return texts.delete(`finding ${event.rule}`) ? [`${event.rule} is found no more`] : [];
    case 'issue':
      return PARTIAL_CODES.has(event.issue.code) ? [paint('warning', lossText(event.issue))] : [];
    case 'issue-gone':
      return PARTIAL_CODES.has(event.issue.code) ? [`no longer so: ${lossText(event.issue)}`] : [];
    case 'settled': {
      const due = tellDue(told, options, nowMs);
      if (wasRead) return due;
      const found = toldFindings(findingsOf(state), state.messages, nowMs);
      return [...due, `${count(event.messages, 'message')}, ${count(found.length, 'finding')}; waiting for changes`];
    }
    case 'stopped': {
      const { messages, findings } = event.report;
      const due = tellDue(told, options, nowMs);
      const found = toldFindings(findings, new Map(messages.map((message) => [message.id, message])), nowMs);
      return [...due, `stopped: ${count(messages.length, 'message')}, ${count(found.length, 'finding')}`];
    }
  }
}

/** The lines of what came due by the clock; what was told before stays as it is. */
export function dueLines(told: Told, options: RenderOptions, nowMs: number): Telling {
  const next = openTold(told);
  return { next, lines: tellDue(next, options, nowMs) };
}

/** The lines of one event that a person would want to see; what was told before stays as it is. For many events `tellEvent` is faster. */
export function liveLines(told: Told, event: WatchEvent, options: RenderOptions, nowMs: number): Telling {
  const next = openTold(told);
  return { next, lines: tellEvent(next, event, options, nowMs) };
}
