import type { Ticks } from '../model/ticks.ts';
import { type CultureTime, type DayOrder, localTime } from './culture-time.ts';

/** What a number above 12 tells. */
function byNumbers(times: readonly CultureTime[]): DayOrder | undefined {
  for (const { date } of times) {
    if (Number(date[0]) > 12) return 'day-first';
    if (Number(date[1]) > 12) return 'month-first';
  }
  return undefined;
}

/**
 * What the way of writing tells: of the cultures of .NET only those of North America and the Philippines put the month
 * first, as `6/8/2016 9:41:05 AM`. Others with AM fill up the month alone (Australia: `8/06/2016 9:41:05 AM`) or
 * write it small. `06/08/2016 09:41:05` is both Britain and the invariant culture.
 */
function byWriting({ date, separator, word }: CultureTime): DayOrder | undefined {
  if (separator !== '/') return 'day-first';
  if (date[0].length === 1 && date[1].startsWith('0')) return 'day-first';
  if (word === '') return undefined;
  return /^\W?[AP]M$/.test(word) ? 'month-first' : 'day-first';
}

/** How often the direction of a sequence of times is against the prevailing one, and how long it takes. */
function disorder(times: readonly CultureTime[], order: DayOrder): readonly [turns: number, span: number] {
  const at = times.map((time) => localTime(time, order)).filter((one): one is Ticks => one !== undefined);
  const steps = at.slice(1).map((one, i) => Math.sign(one - (at[i] ?? one)));
  const turns = Math.min(steps.filter((step) => step > 0).length, steps.filter((step) => step < 0).length);
  return [turns, at.length === 0 ? 0 : Math.max(...at) - Math.min(...at)];
}

/** Which number is the day, by the first times of a file. Where nothing tells, the month comes first. */
export function dayOrderOf(times: readonly CultureTime[]): DayOrder {
  const open = times.filter(({ date }) => date[0].length < 3);
  const [first] = open;
  const told = byNumbers(open) ?? (first === undefined ? undefined : byWriting(first));
  if (told !== undefined) return told;
  const [monthTurns, monthSpan] = disorder(open, 'month-first');
  const [dayTurns, daySpan] = disorder(open, 'day-first');
  return dayTurns < monthTurns || (dayTurns === monthTurns && daySpan < monthSpan) ? 'day-first' : 'month-first';
}
