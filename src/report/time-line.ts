import type { LifeState } from '../model/life.ts';
import type { Report, ReportMessage } from '../model/report.ts';
import { greatest, least, TICKS_PER_SECOND, type Ticks, ticks } from '../model/ticks.ts';
import { deadlineOf, momentOf, momentsOf } from './moments.ts';
import { type Page, paragraph } from './page.ts';

const LETTERS: Readonly<Record<LifeState, string>> = {
  composed: 'c',
  queued: 'q',
  'picked-up': 'p',
  'in-exchange-call': 'E',
  'draft-saved': 'd',
  sent: 'S',
  rejected: 'R',
  'timed-out': 'T',
  'stuck-in-drafts': 'X',
};
/** Nothing comes behind them: they take one column. */
const FINAL: ReadonlySet<LifeState> = new Set(['sent', 'rejected', 'timed-out', 'stuck-in-drafts']);

const ASCII = { start: '|', end: '|', line: '-', deadline: '!', pause: '~' };
const DRAWN = { start: '\u251c', end: '\u2524', line: '\u2500', deadline: '\u2503', pause: '\u2504' };

const INDENT = '    ';
/** Wider lines say no more. */
const MOST_COLUMNS = 100;
/** Behind the deadline nothing happens at the pace of a message: what is later by more than this is drawn on a scale of its own. */
const SHORT = 30 * TICKS_PER_SECOND;
const SHARE_OF_SHORT = 0.75;
/** Attempts beyond the ninth. */
const MANY = '+';

interface Scale {
  readonly start: Ticks;
  readonly end: Ticks;
  /** Columns. */
  readonly width: number;
  /** Where the scale changes; absent where there is one scale. */
  readonly knee?: { readonly at: Ticks; readonly column: number };
}

function scaleOf(start: Ticks, last: Ticks, deadline: Ticks | undefined, width: number): Scale {
  const end = greatest([last, deadline]) ?? last;
  const knee = deadline === undefined ? undefined : ticks(deadline + SHORT);
  if (knee === undefined || end <= knee) return { start, end, width };
  return { start, end, width, knee: { at: knee, column: Math.floor(width * SHARE_OF_SHORT) } };
}

function share(at: Ticks, from: Ticks, to: Ticks): number {
  return to === from ? 0 : (at - from) / (to - from);
}

function columnOf({ start, end, width, knee }: Scale, at: Ticks): number {
  const last = width - 1;
  if (knee === undefined) return Math.round(share(at, start, end) * last);
  if (at <= knee.at) return Math.round(share(at, start, knee.at) * (knee.column - 1));
  return knee.column + Math.round(share(at, knee.at, end) * (last - knee.column));
}

interface Span {
  readonly at: Ticks;
  readonly state: LifeState;
  readonly column: number;
}

/** States by time, each in a column of its own as long as there are columns: a call of half a second must be seen in a line of two minutes. */
function spansOf({ steps }: ReportMessage, scale: Scale): readonly Span[] {
  const seen = steps
    .flatMap(({ at, state }) => {
      const moment = momentOf(at);
      return moment === undefined ? [] : [{ at: moment, state }];
    })
    .toSorted((a, b) => a.at - b.at);
  const spans: Span[] = [];
  for (const { at, state } of seen) {
    const last = spans.at(-1);
    if (last?.state === state) continue;
    const column = Math.max(columnOf(scale, at), last === undefined ? 0 : last.column + 1);
    spans.push({ at, state, column: Math.min(column, scale.width - 1) });
  }
  return spans;
}

/** The last state lasts as long as something could have told of its end. */
function stateRow(spans: readonly Span[], scale: Scale, known: Ticks | undefined): string {
  const cells = new Array<string>(scale.width).fill(' ');
  const last = known === undefined || known > scale.end ? scale.width : columnOf(scale, known) + 1;
  for (const [index, { state, column }] of spans.entries()) {
    const until = FINAL.has(state) ? column + 1 : (spans[index + 1]?.column ?? last);
    cells.fill(LETTERS[state], column, Math.max(until, column + 1));
  }
  return cells.join('');
}

/** Numbers of the attempts below the states they led to. */
function attemptRow({ attempts }: ReportMessage, spans: readonly Span[], scale: Scale): string {
  const cells = new Array<string>(scale.width).fill(' ');
  for (const [index, { startedAt, endedAt }] of attempts.entries()) {
    const at = momentOf(startedAt ?? endedAt);
    if (at === undefined) continue;
    const column = spans.find((span) => span.at === at)?.column ?? columnOf(scale, at);
    cells[column] = cells[column] === ' ' && index < 9 ? String(index + 1) : MANY;
  }
  return cells.join('');
}

function axisRow(scale: Scale, deadline: Ticks | undefined, unicode: boolean): string {
  const marks = unicode ? DRAWN : ASCII;
  const cells = new Array<string>(scale.width).fill(marks.line);
  if (scale.knee !== undefined) cells.fill(marks.pause, scale.knee.column);
  cells[0] = marks.start;
  cells[scale.width - 1] = marks.end;
  if (deadline !== undefined) cells[columnOf(scale, deadline)] = marks.deadline;
  return cells.join('');
}

/** `0:02:30`, from hours on as many as there are. */
function lengthText(length: number): string {
  const seconds = Math.round(length / TICKS_PER_SECOND);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** What the signs mean, as many to a line as it holds. */
function legendLines(words: readonly string[], room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 2 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last}  ${word}`;
  }
  return lines;
}

function legend(
  { attempts }: ReportMessage,
  spans: readonly Span[],
  scale: Scale,
  deadline: boolean,
  unicode: boolean,
): readonly string[] {
  const marks = unicode ? DRAWN : ASCII;
  const states = [...new Set(spans.map(({ state }) => state))].map((state) => `${LETTERS[state]} ${state}`);
  return [
    ...states,
    ...(attempts.length === 0 ? [] : [attempts.length === 1 ? '1 attempt' : `1-${attempts.length} attempts`]),
    ...(deadline ? [`${marks.deadline} two-minute deadline`] : []),
    ...(scale.knee === undefined ? [] : [`${marks.pause} later, on another scale`]),
  ];
}

/** Until when the evidence would have told what became of a message: trace and spooler are two witnesses. */
function knownUntil({ horizon, collectedAt }: Report, { spool }: ReportMessage): Ticks | undefined {
  return spool === 'present' ? momentOf(collectedAt) : momentOf(horizon);
}

/** A life drawn along time: states as letters, attempts as numbers, the two-minute deadline. Nothing where no time is known. */
export function timeLine(report: Report, message: ReportMessage, page: Page): readonly string[] {
  const known = knownUntil(report, message);
  const told = momentsOf(message);
  const start = least(told);
  if (start === undefined) return [];
  const last = greatest([...told, ...(message.outcome === 'left-in-spooler' ? [known] : [])]) ?? start;
  const deadline = deadlineOf(message);
  const scale = scaleOf(start, last, deadline, Math.min(page.width - INDENT.length, MOST_COLUMNS));
  const spans = spansOf(message, scale);
  const attempts = attemptRow(message, spans, scale);
  return [
    ...paragraph(page, '  ', `Time line, ${lengthText(scale.end - scale.start)} in all:`),
    `${INDENT}${axisRow(scale, deadline, page.unicode)}`,
    ...(spans.length === 0 ? [] : [`${INDENT}${stateRow(spans, scale, known)}`]),
    ...(attempts.trim() === '' ? [] : [`${INDENT}${attempts}`]),
    ...legendLines(legend(message, spans, scale, deadline !== undefined, page.unicode), scale.width).map(
      (line) => `${INDENT}${line}`,
    ),
  ];
}
