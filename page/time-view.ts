import { clockMarks, dayLabel, labelPlace, lapseMarks, short, type View } from '../src/report/html/time-axis.ts';
import { say } from './filter.ts';
import { type Row, spanOf } from './rows.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Height of a lane in units of its drawing. */
const HEIGHT = 24;
/** Pixels that a label of the axis takes. */
const LABEL = 110;
const LEAST_SPAN = 0.05;
/** What a step of zoom does to the length of the view. */
const ZOOM = 1.6;

/** What part of the time line is seen, and from where it is counted. */
export interface TimeView {
  /** Around a share of the view; else around the message that is looked at, or the middle where there is none. */
  zoom(steps: number, around?: number): void;
  /** Moves by a share of the view. */
  move(share: number): void;
  showAll(): void;
  /** Lays every message from its sending, or by the time of day; says which it is now. */
  toggleLapse(): boolean;
  /** From now on this message is what is looked at. */
  look(row: Row): void;
  /** Draws rows that have come into sight. */
  seen(rows: readonly Row[]): void;
  /** Draws everything whole for the printer, until the function it gives is called. */
  forPrint(): () => void;
}

function numberOf(section: HTMLElement, name: string): number {
  return Number(section.dataset[name] ?? 0);
}

export function timeView(section: HTMLElement, rows: readonly Row[]): TimeView {
  const axis = section.querySelector<SVGElement>('.axis-labels');
  const grid = document.getElementById('lane-grid');
  const [origin, whole, lapse] = ['origin', 'span', 'lapse'].map((name) => numberOf(section, name));
  const clockView: View = { from: 0, span: whole ?? 0 };
  const lapseView: View = { from: -0.04 * (lapse ?? 0), span: 1.1 * (lapse ?? 0) };
  let byLapse = false;
  let view = clockView;
  let version = 0;
  let isAsked = false;
  let inSight: ReadonlySet<Row> = new Set(rows);
  const drawn = new Map<Row, number>();

  let looked: Row | undefined;

  const most = () => (byLapse ? lapseView : clockView);

  function draw(row: Row): void {
    if (!row.lane || drawn.get(row) === version) return;
    drawn.set(row, version);
    const shift = byLapse ? 0 : row.at;
    row.lane.setAttribute('viewBox', `${short(view.from - shift)} 0 ${short(view.span)} ${HEIGHT}`);
    row.lane.querySelector('.grid')?.setAttribute('x', short(-shift));
    const [first, last] = spanOf(row.lane);
    const beyond = [
      ...(first + shift < view.from ? ['earlier'] : []),
      ...(last + shift > view.from + view.span ? ['later'] : []),
    ];
    if (beyond.length === 0) row.lane.removeAttribute('data-beyond');
    else row.lane.setAttribute('data-beyond', beyond.join(' '));
  }

  /** Where a view of another length begins: it has the message that is looked at in the middle, or of a longer one the beginning. */
  function beginning(span: number): number {
    const around = view.from + (view.span - span) / 2;
    if (!looked?.lane || looked.item.hidden) return around;
    const shift = byLapse ? 0 : looked.at;
    const [first, last] = spanOf(looked.lane);
    if (last - first < span) return shift + (first + last - span) / 2;
    // Who has moved on along it stays there.
    const isWithin = shift + first < view.from && shift + last > view.from + view.span / 2;
    return isWithin ? around : shift + first - span / 10;
  }

  function drawAxis(): void {
    if (!axis) return;
    const room = Math.max(2, Math.floor(axis.getBoundingClientRect().width / LABEL));
    const marks = byLapse ? lapseMarks(view, room) : clockMarks(view, origin ?? 0, room);
    const labels = marks.map(({ at, label }) => {
      const text = document.createElementNS(SVG, 'text');
      for (const [name, value] of Object.entries(labelPlace(view, at))) text.setAttribute(name, value);
      text.textContent = label;
      return text;
    });
    axis.replaceChildren(...labels);
    grid?.setAttribute('d', marks.map(({ at }) => `M${short(at)} 0V${HEIGHT}`).join('') || 'M0 0');
    say('day', byLapse ? 'minutes since sending' : `${dayLabel((origin ?? 0) + view.from)}, UTC`);
  }

  function drawAll(): void {
    drawAxis();
    for (const row of rows) draw(row);
  }

  /** Once a frame, however often it is asked for, and only what is in sight. */
  function ask(): void {
    version += 1;
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      drawAxis();
      for (const row of inSight) draw(row);
    });
  }

  function show(from: number, span: number): void {
    const { from: least, span: longest } = most();
    const kept = Math.min(longest, Math.max(LEAST_SPAN, span));
    view = { from: Math.min(least + longest - kept, Math.max(least, from)), span: kept };
    ask();
  }

  return {
    zoom(steps, around) {
      const span = Math.min(most().span, Math.max(LEAST_SPAN, view.span * ZOOM ** -steps));
      show(around === undefined ? beginning(span) : view.from + (view.span - span) * around, span);
    },
    look: (row) => {
      looked = row;
    },
    move: (share) => show(view.from + share * view.span, view.span),
    showAll: () => show(most().from, most().span),
    toggleLapse() {
      byLapse = !byLapse;
      show(most().from, most().span);
      return byLapse;
    },
    seen(those) {
      inSight = new Set(those);
      for (const row of inSight) draw(row);
    },
    forPrint() {
      const before = view;
      view = most();
      version += 1;
      drawAll();
      return () => show(before.from, before.span);
    },
  };
}
