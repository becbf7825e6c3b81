import type { ReportMessage } from '../model/report.ts';
import { makeVisible } from '../model/visible.ts';
import { fillRows, type Item } from './live-rows.ts';
import type { LiveState } from './live-state.ts';
import {
  countdown,
  findingText,
  lastStep,
  lossesOf,
  lossText,
  recipientsText,
  timeOfDay,
  toldCauses,
  toldFindings,
} from './live-texts.ts';
import { toSecond } from './moment.ts';
import { paintOutcome } from './outcome.ts';
import { count, openPage, type Page } from './page.ts';
import type { RenderOptions } from './render.ts';
import { clip, wrap } from './wrap.ts';

/** Below so many columns dates are left out, and what matters is wrapped. */
const NARROW = 60;
const LEAST_WIDTH = 10;
const LEAD = '     ';
/** Lines of a finding or an issue in a narrow window. */
const MOST_LINES = 2;

/** Lines of a text behind the lead: one, or in a narrow window two. */
function noticeLines(lead: string, text: string, { width }: Page): readonly string[] {
  const room = width - LEAD.length;
  if (width >= NARROW) return [`${lead}${clip(text, room)}`];
  const lines = wrap(text, room);
  const last = lines.slice(MOST_LINES - 1).join(' ');
  return [...lines.slice(0, MOST_LINES - 1), ...(last === '' ? [] : [clip(last, room)])].map(
    (line, index) => `${index === 0 ? lead : LEAD}${line}`,
  );
}

function headOf(message: ReportMessage, page: Page, nowMs: number): string {
  const { id, outcome, certainty } = message;
  const left = countdown(message, nowMs);
  const full = `${id.padEnd(4)} ${outcome} (${certainty})${left === '' ? '' : `, ${left}`}`;
  return full.length <= page.width || left === '' ? full : `${id.padEnd(4)} ${outcome}, ${left}`;
}

function whoAndWhen(message: ReportMessage, { width }: Page): string {
  if (width >= NARROW) return `${LEAD}to ${recipientsText(message)}, sent ${toSecond(message.sentAt)}`;
  const lead = `${LEAD}${timeOfDay(message.sentAt)} to `;
  return `${lead}${recipientsText(message, width - lead.length)}`;
}

/** The causes first, which are what one looks for; then what was seen last, each word once. */
function whatOf(message: ReportMessage, nowMs: number): string {
  const last = lastStep(message);
  const steps = last === undefined ? [] : [last.state, `last seen ${last.event}`];
  const told = steps.filter((step) => step !== message.outcome && step !== last?.event);
  return [...toldCauses(message, nowMs), last === undefined ? 'no step of it was seen' : told.join(', ')].join('; ');
}

function messageLines(message: ReportMessage, page: Page, nowMs: number): readonly string[] {
  const { width, paint } = page;
  const what = makeVisible(whatOf(message, nowMs));
  const lines = width >= NARROW ? [clip(what, width - LEAD.length)] : wrap(what, width - LEAD.length);
  return [
    paintOutcome(paint, message.outcome, clip(headOf(message, page, nowMs), width)),
    clip(whoAndWhen(message, page), width),
    ...lines.map((line) => paint('dim', `${LEAD}${line}`)),
  ];
}

function numberOf({ id }: ReportMessage): number {
  return Number(id.slice(1));
}

/** What could not be read, then the findings, the new ones first. */
function notices(state: LiveState, page: Page, nowMs: number): readonly Item[] {
  const told = toldFindings(
    [...state.findings.values()].map(({ finding }) => finding),
    state.messages,
    nowMs,
  );
  const isNew = (rule: string): boolean => state.findings.get(rule)?.isNew === true;
  return [
    ...lossesOf(state).map(
      (issue): Item => ({
        kind: 'issue',
        lines: () => noticeLines(LEAD, lossText(issue), page).map((line) => page.paint('warning', line)),
      }),
    ),
    ...told
      .toSorted((a, b) => Number(isNew(b.rule)) - Number(isNew(a.rule)))
      .map(
        (finding): Item => ({
          kind: 'finding',
          lines: () =>
            noticeLines(isNew(finding.rule) ? 'new  ' : LEAD, findingText(finding), page).map((line) =>
              page.paint(finding.severity, line),
            ),
        }),
      ),
  ];
}

function summary(state: LiveState, nowMs: number): string {
  const { messages, findings, horizon, isRead } = state;
  if (!isRead) return 'reading what is there ...';
  const told = toldFindings(
    [...findings.values()].map(({ finding }) => finding),
    messages,
    nowMs,
  );
  const news = told.filter(({ rule }) => findings.get(rule)?.isNew).length;
  const losses = lossesOf(state).length;
  const lost = losses === 0 ? '' : `, ${count(losses, 'issue')}`;
  const until = horizon === undefined ? 'no trace' : `trace until ${toSecond(horizon)}`;
  return `${count(messages.size, 'message')}, ${count(told.length, 'finding')} (${news} new)${lost}; ${until}`;
}

/**
 * The state of a watch as lines of at most the width given, and no more than `rows`. Messages whose end is open come first; what there is no
 * room for is counted. Pure: `nowMs` is the clock's time.
 */
export function viewLines(state: LiveState, options: RenderOptions, nowMs: number, rows: number): readonly string[] {
  const page = { ...openPage(options), width: Math.max(LEAST_WIDTH, Math.floor(options.width)) };
  const head = [
    page.paint('heading', clip(makeVisible(`oimscope watches ${state.folder}`), page.width)),
    clip(summary(state, nowMs), page.width),
  ];
  // A window of few rows has no room for the name of the folder.
  const kept = rows < 4 ? head.slice(1, 1 + rows) : head;
  const sorted = [...state.messages.values()].toSorted((a, b) => numberOf(a) - numberOf(b));
  const itemOf = (message: ReportMessage): Item => ({
    kind: 'message',
    lines: () => messageLines(message, page, nowMs),
  });
  const body = fillRows(
    {
      notices: notices(state, page, nowMs),
      open: sorted.filter(({ outcome }) => outcome === 'pending').map(itemOf),
      closed: sorted.filter(({ outcome }) => outcome !== 'pending').map(itemOf),
    },
    rows - kept.length,
  );
  return [...kept, ...body.lines, ...(body.more === '' ? [] : [clip(body.more, page.width)])];
}
