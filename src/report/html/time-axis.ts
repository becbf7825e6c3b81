/** A stretch of time in seconds. */
export interface View {
  readonly from: number;
  readonly span: number;
}

export interface AxisMark {
  readonly at: number;
  readonly label: string;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const STEPS: readonly number[] = [
  0.001,
  0.005,
  0.01,
  0.05,
  0.1,
  0.5,
  1,
  2,
  5,
  10,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  365 * DAY,
  3650 * DAY,
];
const LONGEST = 36_500 * DAY;

/** The least step of round numbers with at most `most` marks in a view. */
function stepFor(span: number, most: number): number {
  return STEPS.find((step) => span / step <= most) ?? LONGEST;
}

/** `09:31`, finer where the step is, the day where one begins (the year stands above the axis); seconds since 1970. */
function clockLabel(at: number, step: number): string {
  const iso = new Date(Math.round(at * 1000)).toISOString();
  if (step >= DAY) return iso.slice(0, 10);
  if (Math.abs(at % DAY) < 0.0005) return iso.slice(5, 10);
  if (step >= MINUTE) return iso.slice(11, 16);
  return step >= 1 ? iso.slice(11, 19) : iso.slice(14, 23);
}

/** `+1:30`, minutes and seconds since a message was sent. */
function lapseLabel(at: number, step: number): string {
  const whole = Math.abs(at);
  const [hours, minutes] = [Math.floor(whole / HOUR), Math.floor((whole % HOUR) / MINUTE)];
  const seconds = (whole % MINUTE).toFixed(step >= 1 ? 0 : 3).padStart(step >= 1 ? 2 : 6, '0');
  const sign = at < -step / 2 ? '-' : '+';
  return hours === 0
    ? `${sign}${minutes}:${seconds}`
    : `${sign}${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}

/** Round moments in a view of the time of day, in seconds since 1970 less `origin`. */
export function clockMarks({ from, span }: View, origin: number, most: number): readonly AxisMark[] {
  const step = stepFor(span, most);
  return marks({ from: from + origin, span }, step).map((at) => ({ at: at - origin, label: clockLabel(at, step) }));
}

/** Round numbers of seconds in a view of the time since sending. */
export function lapseMarks(view: View, most: number): readonly AxisMark[] {
  const step = stepFor(view.span, most);
  return marks(view, step).map((at) => ({ at, label: lapseLabel(at, step) }));
}

function marks({ from, span }: View, step: number): readonly number[] {
  const first = Math.ceil(from / step);
  const last = Math.floor((from + span) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

/** A number for an attribute: to the millisecond, as short as it goes. */
export function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Where a moment stands in a view, in percent. */
function percentOf({ from, span }: View, at: number): string {
  return `${short(((at - from) / span) * 100)}%`;
}

/** Attributes of a label of the axis: near the right edge it stands before its mark. */
export function labelPlace(view: View, at: number): Readonly<Record<string, string>> {
  const isLast = at - view.from > 0.9 * view.span;
  return { x: percentOf(view, at), y: '15', ...(isLast && { 'text-anchor': 'end' }) };
}

/** `2016-06-08`; seconds since 1970. */
export function dayLabel(at: number): string {
  return new Date(Math.round(at * 1000)).toISOString().slice(0, 10);
}
