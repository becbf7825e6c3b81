import { PARTIAL_CODES } from '../model/issue.ts';
import type { ReportFinding, ReportMessage } from '../model/report.ts';
import { makeVisible } from '../model/visible.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { afterEvent, type LiveState, NOTHING_SEEN } from './live-state.ts';
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
  { state, texts: said }: Told,
  messages: Iterable<ReportMessage>,
  findings: Iterable<ReportFinding>,
  paint: Paint,
  nowMs: number,
): Telling {
  const texts = new Map(said);
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
  return { next: { state, texts }, lines };
}

function findingsOf({ findings }: LiveState): readonly ReportFinding[] {
  return [...findings.values()].map(({ finding }) => finding);
}

/** The lines of what came due by the clock: causes of messages whose two minutes are over. `nowMs` is the clock's time. */
export function dueLines(told: Told, options: RenderOptions, nowMs: number): Telling {
  const { state } = told;
  return tell(told, state.messages.values(), findingsOf(state), openPage(options).paint, nowMs);
}

function without({ state, texts }: Told, key: string): Told {
  return { state, texts: new Map([...texts].filter(([name]) => name !== key)) };
}

/** The lines of one event that a person would want to see. Pure: `nowMs` is the clock's time. */
export function liveLines(told: Told, event: WatchEvent, options: RenderOptions, nowMs: number): Telling {
  const next: Told = { ...told, state: afterEvent(told.state, event) };
  const { paint } = openPage(options);
  switch (event.event) {
    case 'started':
      return { next, lines: [makeVisible(`watching ${event.folder}`)] };
    case 'message':
      return tell(next, [event.message], [], paint, nowMs);
    case 'finding':
      return tell(next, [], [event.finding], paint, nowMs);
    case 'message-gone':
      return {
        next: without(next, `message ${event.id}`),
        lines: [`${event.id}  gone: nothing of it is left in the folder`],
      };
    case 'finding-gone': {
      const key = `finding ${event.rule}`;
      return { next: without(next, key), lines: told.texts.has(key) ? [`${event.rule} is found no more`] : [] };
    }
    case 'issue':
      return { next, lines: PARTIAL_CODES.has(event.issue.code) ? [paint('warning', lossText(event.issue))] : [] };
    case 'issue-gone':
      return { next, lines: PARTIAL_CODES.has(event.issue.code) ? [`no longer so: ${lossText(event.issue)}`] : [] };
    case 'settled': {
      const due = dueLines(next, options, nowMs);
      if (told.state.isRead) return due;
      const found = toldFindings(findingsOf(next.state), next.state.messages, nowMs);
      const text = `${count(event.messages, 'message')}, ${count(found.length, 'finding')}; waiting for changes`;
      return { next: due.next, lines: [...due.lines, text] };
    }
    case 'stopped': {
      const { messages, findings } = event.report;
      const due = dueLines(next, options, nowMs);
      const found = toldFindings(findings, new Map(messages.map((message) => [message.id, message])), nowMs);
      const text = `stopped: ${count(messages.length, 'message')}, ${count(found.length, 'finding')}`;
      return { next: due.next, lines: [...due.lines, text] };
    }
  }
}
