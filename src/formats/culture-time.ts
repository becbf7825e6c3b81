import { sensible, type Ticks, ticksFromUnixMs, ticksFromUtc } from '../model/ticks.ts';

/** Which number of `06/08/2016` is the day. Where the year comes first, the month follows in all cultures. */
export type DayOrder = 'month-first' | 'day-first';

/** A time as a culture of .NET writes it, `6/8/2016 9:41:05 AM`, with its numbers not yet told apart. */
export interface CultureTime {
  /** The three numbers of the date as they stand there. */
  readonly date: readonly [string, string, string];
  readonly separator: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** In 100 ns. */
  readonly fraction: number;
  /** The word for the half of the day as it stands there, empty for none. */
  readonly word: string;
  /** Minutes ahead of UTC, where the text states them. */
  readonly offset?: number;
}

const LONGEST = 80;
/** Blanks may be no-break or narrow ones, and marks of the direction of writing stand anywhere: `\D` takes all. */
const TIME =
  /^\D{0,20}(\d{1,4})(\D{1,4})(\d{1,2})\D{1,4}(\d{1,4})(\D{1,12})(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,7}))?)?(?!\d)(.*)$/s;

/** In .NET: en, ja, zh, ko, el, es, vi, sq, hu, fa, ar, and others that have `AM` and `PM`. */
const BEFORE_NOON: ReadonlySet<string> = new Set(['am', '午前', '上午', '오전', 'πμ', 'sa', 'pd', 'de', 'قظ', 'ص']);
const AFTER_NOON: ReadonlySet<string> = new Set(['pm', '午後', '下午', '오후', 'μμ', 'ch', 'md', 'du', 'بظ', 'م']);
/** What stands in a time without being a half of the day: `8.6.2016 г. 9:41:05`, `2016-06-08T09:41:05`. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['', 'г', 'kl', 't', 'uhr', '日']);

/** `a. m.` is `am`. In ASCII, the narrow blank in front of `AM` is `?`, too. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}?]/gu, '').replace(/^\?(?=[a-z])/i, '');
}

const JSON_DATE = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/;
const OFFSET = /(?<=\d)Z$|\s?([+-])(\d{2}):?(\d{2})$/;

function minutesOf([, sign, hours = '0', minutes = '0']: RegExpExecArray): number {
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

/** The numbers of a time; undefined where the text is none. */
export function cutTime(text: string): CultureTime | undefined {
  if (text.length > LONGEST) return undefined;
  const offset = OFFSET.exec(text);
  const match = TIME.exec(offset === null ? text : text.slice(0, offset.index));
  if (match === null) return undefined;
  const [
    ,
    one = '',
    separator = '',
    two = '',
    three = '',
    between = '',
    hour,
    minute,
    second,
    fraction = '',
    behind = '',
  ] = match;
  return {
    date: [one, two, three],
    separator: separator.trim(),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    fraction: Number(fraction.padEnd(7, '0')),
    word: `${between}${behind}`.trim(),
    ...(offset === null ? {} : { offset: minutesOf(offset) }),
  };
}

/** A time, the words in it and what stands behind it. Where the parts of the date are words, too, it is none that is read here. */
const TIME_TEXT =
  /^\D{0,20}(\d{1,4}(?:[^\p{L}\d]|[年月년월]){1,4}\d{1,2}(?:[^\p{L}\d]|[年月년월]){1,4}\d{1,4}(\D{1,12})\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,7})?)?)(?!\d)(.*)$/su;

/** Whether a text says the half of the day, or belongs to a time otherwise. PowerShell writes `??` for `오후` in ASCII. */
function isOfTime(text: string): boolean {
  const letters = lettersOf(text).toLowerCase();
  return [OTHER_WORDS, BEFORE_NOON, AFTER_NOON].some((words) => words.has(letters)) || /^\?+$/.test(letters);
}

/** The time in a text, as it stands there; undefined where there is none. What else stands beside it may name somebody. */
export function timeTextOf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  if (JSON_DATE.test(text)) return text;
  const [, time = '', between = '', behind = ''] = TIME_TEXT.exec(text) ?? [];
  if (time === '' || !isOfTime(between)) return undefined;
  if (/^\s?[+-]\d{2}:?\d{2}$|^Z$/.test(behind) || (!/\d/.test(behind) && isOfTime(behind))) return time + behind;
  const [word = ''] = /^\s*\p{L}+(?!\S)/u.exec(behind) ?? [];
  return isOfTime(word) ? time + word : time;
}

/** The hour of 24; undefined where a half of the day is meant and which is not known: PowerShell writes `??` for `오후` in ASCII. */
function hourOf({ hour, word }: CultureTime): number | undefined {
  const letters = lettersOf(word).toLowerCase();
  if (hour > 12 || OTHER_WORDS.has(letters)) return hour;
  if (BEFORE_NOON.has(letters)) return hour % 12;
  return AFTER_NOON.has(letters) ? (hour % 12) + 12 : undefined;
}

/** Thailand counts from the birth of Buddha. Years of other calendars are not understood. */
function yearOf(text: string): number | undefined {
  const year = Number(text) + (text.length === 2 ? 2000 : 0);
  const common = year > 2500 ? year - 543 : year;
  return common >= 1980 && common < 2200 ? common : undefined;
}

/** Local time, counted as if it were UTC. A date that the order makes impossible is read in the other. */
export function localTime(time: CultureTime, order: DayOrder): Ticks | undefined {
  const [one, two, three] = time.date;
  const isYearFirst = one.length === 4;
  const year = yearOf(isYearFirst ? one : three);
  const hour = hourOf(time);
  if (year === undefined || hour === undefined) return undefined;
  const at = (month: string, day: string): Ticks | undefined =>
    ticksFromUtc(year, Number(month), Number(day), hour, time.minute, time.second, time.fraction);
  if (isYearFirst) return at(two, three);
  return order === 'month-first' ? (at(one, two) ?? at(two, one)) : (at(two, one) ?? at(one, two));
}

export interface ReadTime {
  /** What the clock on the wall shows, counted as if it were UTC. */
  readonly local: Ticks;
  /** Minutes ahead of UTC, where the text states them. */
  readonly offset?: number;
}

/** `6/8/2016 9:41:05 AM`, `2016-06-08T09:41:05.1234567+02:00`, `/Date(1465371665123)/`. */
export function readTime(text: string, order: DayOrder): ReadTime | undefined {
  if (text.length > LONGEST) return undefined;
  const unixMs = JSON_DATE.exec(text)?.[1];
  if (unixMs !== undefined) {
    const local = sensible(ticksFromUnixMs(Number(unixMs)));
    return local === undefined ? undefined : { local, offset: 0 };
  }
  const time = cutTime(text);
  const local = time === undefined ? undefined : localTime(time, order);
  if (local === undefined) return undefined;
  return { local, ...(time?.offset === undefined ? {} : { offset: time.offset }) };
}
