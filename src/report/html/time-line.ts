import type { Report } from '../../model/report.ts';
import { TRACE_FORMATS } from '../../model/source.ts';
import { LANE_HEIGHT, type Lane, laneOf, secondsOf } from './lane.ts';
import { clockMarks, dayLabel, labelPlace, short, type View } from './time-axis.ts';

/** Seconds from 1970 to 2020, from which lanes count. */
const EPOCH = 1_577_836_800;
/** Labels that fit beside one another on a page of any width. */
const MOST_MARKS = 6;
/** The least stretch of time that is shown. */
const LEAST_SPAN = 30;
/** Free room at both ends. */
const MARGIN = 0.03;

/** All lanes of a report with the view that shows them whole. */
export interface TimeLine {
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Seconds since 2020. */
  readonly view: View;
  /** All of it lies on one day. */
  readonly isOneDay: boolean;
  /** Stretches of the view that no trace covers, in seconds since its beginning. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

function viewOf(lanes: readonly Lane[]): View {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { start, bars, last } of lanes) {
    from = Math.min(from, start, ...bars.map((bar) => start + bar.from));
    to = Math.max(to, start + last);
  }
  if (from > to) return { from: 0, span: LEAST_SPAN };
  const room = Math.max(to - from, LEAST_SPAN) * MARGIN;
  return { from: from - room, span: Math.max(to - from, LEAST_SPAN) + 2 * room };
}

/** What of a view lies in the span of no trace. */
function gapsOf({ bundle }: Report, view: View): TimeLine['gaps'] {
  const traces = bundle.sources
    .filter(({ format }) => TRACE_FORMATS.has(format))
    .flatMap((source) => {
      const [from, to] = [secondsOf(source.from), secondsOf(source.to)];
      return from === undefined || to === undefined ? [] : [{ from: from - view.from, to: to - view.from }];
    })
    .toSorted((a, b) => a.from - b.from);
  const gaps: { from: number; to: number }[] = [];
  let covered = 0;
  for (const { from, to } of traces) {
    if (from > covered) gaps.push({ from: covered, to: Math.min(from, view.span) });
    covered = Math.max(covered, to);
    if (covered >= view.span) break;
  }
  if (covered < view.span) gaps.push({ from: covered, to: view.span });
  return gaps.filter((gap) => gap.to > gap.from);
}

/** Lays the messages of a report out on one time line. */
export function timeLineOf(report: Report): TimeLine {
  const horizon = secondsOf(report.horizon);
  const lanes = new Map(
    report.messages.flatMap((message) => {
      const lane = laneOf(message, horizon);
      return lane === undefined ? [] : [[message.id, lane] as const];
    }),
  );
  const view = viewOf([...lanes.values()]);
  const days = [view.from, view.from + view.span].map((at) => dayLabel(at + EPOCH));
  return { lanes, view, isOneDay: days[0] === days[1], gaps: gapsOf(report, view) };
}

/** Marks of the axis, and what all lanes have behind them. */
export function axisHtml({ view, gaps }: TimeLine): string {
  const shown = { from: 0, span: view.span };
  const marks = clockMarks(shown, view.from + EPOCH, MOST_MARKS);
  const labels = marks.map(({ at, label }) => {
    const place = Object.entries(labelPlace(shown, at)).map(([name, value]) => ` ${name}="${value}"`);
    return `<text${place.join('')}>${label}</text>`;
  });
  const grid = marks.map(({ at }) => `M${short(at)} 0V${LANE_HEIGHT}`).join('');
  const shade = gaps.map(({ from, to }) => `M${short(from)} 0H${short(to)}V${LANE_HEIGHT}H${short(from)}z`).join('');
  return `<svg class="axis-labels" aria-hidden="true">${labels.join('')}</svg><svg class="behind" width="0" height="0" aria-hidden="true"><defs><path id="lane-gaps" d="${shade === '' ? 'M0 0' : shade}"/><path id="lane-grid" d="${grid === '' ? 'M0 0' : grid}"/></defs></svg>`;
}

/** What the script of the page has to know: seconds since 1970 of the beginning, and the length. */
export function viewAttributes({ view, lanes }: TimeLine): string {
  const longest = [...lanes.values()].map(({ end, deadline }) => Math.max(end ?? 0, deadline ?? 0));
  const lapse = longest.reduce((a, b) => Math.max(a, b), 0);
  return `data-origin="${short(view.from + EPOCH)}" data-span="${short(view.span)}" data-lapse="${short(lapse)}"`;
}

/** The day on which the time line begins. */
export function dayOf({ view, lanes }: TimeLine): string {
  return lanes.size === 0 ? '' : `${dayLabel(view.from + EPOCH)}, UTC`;
}
