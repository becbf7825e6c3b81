import type { ReportFinding, ReportMessage, ReportStep } from '../model/report.ts';
import { makeVisible } from '../model/visible.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { afterEvent, type LiveState } from './live-state.ts';
import { toSecond } from './moment.ts';
import { paintOutcome } from './outcome.ts';
import { count, openPage, type Page } from './page.ts';
import type { RenderOptions } from './render.ts';
import { clip } from './wrap.ts';

/** Milliseconds from when a message was sent to its deadline (contract section 3). */
const DEADLINE_MS = 120_000;
/** Messages and findings shown at once; the rest is counted. */
const MOST_ROWS = 200;
const ADDRESS = 40;

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * `1:23 left` of the two minutes of a message whose end is open, by the clock: for the eye alone, as what becomes of a message is told
 * by the trace. Empty for any other.
 */
export function countdown({ outcome, sentAt }: ReportMessage, nowMs: number): string {
  if (outcome !== 'pending' || sentAt === undefined) return '';
  const left = Date.parse(sentAt) + DEADLINE_MS - nowMs;
  if (!(left <= DEADLINE_MS)) return '';
  return left > 0 ? `${clock(left)} left` : 'two minutes are over';
}

function recipients({ recipients: [first, ...others] }: ReportMessage): string {
  if (first === undefined) return 'recipient not known';
  return `${clip(makeVisible(first), ADDRESS)}${others.length === 0 ? '' : ` +${others.length}`}`;
}

function lastStep({ steps }: ReportMessage): ReportStep | undefined {
  return steps.findLast(({ fit }) => fit !== 'required-not-seen');
}

/** What a message has come to: its last step that was seen, and how sure its outcome is. */
function statusOf(message: ReportMessage): string {
  const last = lastStep(message);
  const causes = message.causes.length === 0 ? '' : `; ${message.causes.join(', ')}`;
  return `${message.outcome} (${message.certainty})${last === undefined ? '' : `, ${last.state}`}${causes}`;
}

function messageText(message: ReportMessage): string {
  return makeVisible(`to ${recipients(message)}, sent ${toSecond(message.sentAt)}: ${statusOf(message)}`);
}

function findingText({ severity, rule, verdict, title }: ReportFinding): string {
  return makeVisible(`${severity} ${rule} (${verdict}): ${title}`);
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}

/** Messages by number, the newest of them where there are too many. */
function shown(state: LiveState): readonly ReportMessage[] {
  return [...state.messages.values()].toSorted((a, b) => numberOf(a.id) - numberOf(b.id)).slice(-MOST_ROWS);
}

function messageLines(message: ReportMessage, page: Page, nowMs: number): readonly string[] {
  const left = countdown(message, nowMs);
  const last = lastStep(message);
  const { id, outcome, certainty, causes, sentAt } = message;
  const head = `${id.padEnd(4)} ${outcome} (${certainty})${left === '' ? '' : `, ${left}`}`;
  const state = last === undefined ? 'no step of it was seen' : `${last.state}, last seen ${last.event}`;
  return [
    paintOutcome(page.paint, outcome, clip(head, page.width)),
    clip(`     to ${recipients(message)}, sent ${toSecond(sentAt)}`, page.width),
    page.paint('dim', clip(makeVisible(`     ${[state, ...causes].join('; ')}`), page.width)),
  ];
}

/** The state of a watch as lines of at most the width given. `rows`: lines there is room for. Pure: `nowMs` is the clock's time. */
export function liveLines(state: LiveState, options: RenderOptions, nowMs: number, rows: number): readonly string[] {
  const page = openPage(options);
  const { messages, findings, horizon, isRead } = state;
  const news = [...findings.values()].filter(({ isNew }) => isNew).length;
  const lines = [
    page.paint('heading', clip(makeVisible(`oimscope watches ${state.folder}`), page.width)),
    clip(
      isRead
        ? `${count(messages.size, 'message')}, ${count(findings.size, 'finding')} (${news} new); ${
            horizon === undefined ? 'no trace' : `trace until ${toSecond(horizon)}`
          }`
        : 'reading what is there ...',
      page.width,
    ),
    ...[...findings.values()]
      .toSorted((a, b) => Number(b.isNew) - Number(a.isNew))
      .map(({ finding, isNew }) =>
        page.paint(finding.severity, clip(`${isNew ? 'new  ' : '     '}${findingText(finding)}`, page.width)),
      ),
  ];
  const blocks = shown(state).map((message) => messageLines(message, page, nowMs));
  const room = Math.max(0, rows - Math.min(lines.length, rows));
  const fitting = Math.floor(room / 3);
  const last = blocks.slice(Math.max(0, blocks.length - fitting));
  return [...lines.slice(0, rows), ...(fitting === 0 ? [] : last.flat())];
}

/** One line for each change that a person would want to see, and the state behind it; undefined where nothing shows. */
export function liveLine(
  state: LiveState,
  event: WatchEvent,
  options: RenderOptions,
): { readonly next: LiveState; readonly line: string | undefined } {
  const next = afterEvent(state, event);
  const { paint } = openPage(options);
  switch (event.event) {
    case 'started':
      return { next, line: makeVisible(`watching ${event.folder}`) };
    case 'message': {
      const before = state.messages.get(event.message.id);
      const text = messageText(event.message);
      const isSame = before !== undefined && messageText(before) === text;
      const { id, outcome } = event.message;
      return { next, line: isSame ? undefined : `${id}  ${paintOutcome(paint, outcome, text)}` };
    }
    case 'message-gone':
      return { next, line: `${event.id}  gone: nothing of it is left in the folder` };
    case 'finding': {
      const before = state.findings.get(event.finding.rule)?.finding;
      const text = `${findingText(event.finding)} [${event.finding.messages.join(', ')}]`;
      const isSame = before !== undefined && `${findingText(before)} [${before.messages.join(', ')}]` === text;
      return { next, line: isSame ? undefined : paint(event.finding.severity, text) };
    }
    case 'finding-gone':
      return { next, line: `${event.rule} is found no more` };
    case 'settled': {
      const text = `${count(event.messages, 'message')}, ${count(event.findings, 'finding')}; waiting for changes`;
      return { next, line: state.isRead ? undefined : text };
    }
    case 'stopped':
      return {
        next,
        line: `stopped: ${count(event.report.messages.length, 'message')}, ${count(event.report.findings.length, 'finding')}`,
      };
  }
}
