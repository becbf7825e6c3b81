import { ticksFromUtc } from '../model/ticks.ts';

/** What was found, or what is wrong with it; neither where nothing of the kind stands there. */
export type Found<Value> = { readonly value?: Value; readonly problem?: string };

export interface KnownDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface TimeOfDay {
  /** From midnight. */
  readonly seconds: number;
  readonly isToTheMinute: boolean;
  /** `UTC` or `±hh:mm` where it is stated. */
  readonly zone?: string;
}

const ISO_DATE = /(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/;
const DOTTED_DATE = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;
const SLASHED_DATE = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/;
const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*';
/** Dates as people write them, of which the year or the month is not told for certain. */
const UNREAD_DATE = new RegExp(
  `(?<![\\d/.-])\\d{1,2}([/.-])\\d{1,2}\\1\\d{2}(?![\\d/-])|\\b\\d{1,2}(?:st|nd|rd|th)?\\.? (?:of )?${MONTH}\\b|\\b${MONTH}\\.? \\d{1,2}\\b(?!:)|\\b(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b`,
  'i',
);
const UNREAD = 'its date cannot be read; write it as 2016-06-08';

/** `6/13/2016`: which is the month is told only where one of the two can be none. */
function slashedDate(first: number, second: number, year: number): Found<readonly [number, number, number]> {
  if (first > 12) return { value: [year, second, first] };
  if (second > 12 || first === second) return { value: [year, first, second] };
  return { problem: 'which is the month of its date? write it as 2016-06-08' };
}

function numbersIn(text: string): Found<readonly [number, number, number]> {
  const [year, month, day] = ISO_DATE.exec(text)?.slice(1).map(Number) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return { value: [year, month, day] };
  const [dotDay, dotMonth, dotYear] = DOTTED_DATE.exec(text)?.slice(1).map(Number) ?? [];
  if (dotDay !== undefined && dotMonth !== undefined && dotYear !== undefined)
    return { value: [dotYear, dotMonth, dotDay] };
  const [first, second, last] = SLASHED_DATE.exec(text)?.slice(1).map(Number) ?? [];
  if (first !== undefined && second !== undefined && last !== undefined) return slashedDate(first, second, last);
  return UNREAD_DATE.test(text) ? { problem: UNREAD } : {};
}

/** The day that a text tells. */
export function dateIn(text: string): Found<KnownDate> {
  const { value, problem } = numbersIn(text);
  if (value === undefined) return problem === undefined ? {} : { problem };
  const [year, month, day] = value;
  return ticksFromUtc(year, month, day, 0, 0, 0, 0) === undefined
    ? { problem: 'there is no such date' }
    : { value: { year, month, day } };
}

/** The text without the day that it tells. */
export function withoutDate(text: string): string {
  return text
    .replace(ISO_DATE, ' ')
    .replace(DOTTED_DATE, ' ')
    .replace(SLASHED_DATE, ' ')
    .replace(/(?<=\s)T(?=\d)/, '');
}

const TIME = /(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,7})?)?(?!\d|:\d)\s*([ap]\.?m\b\.?)?/i;
/** Behind a time: the time at which a span ends, which `-08:00` may be as well. */
const SPAN = /^\s*(?:[–—]|(?:to|and|till?|until)\b|-(?= ))\s*\d{1,2}:\d{2}|^-\d:\d{2}(?!\d)/i;
const ZONE = /^\s*(?:(Z|UTC|GMT)(?![A-Za-z])\s?)?(?:([+-])(\d{1,2})(?::?(\d{2}))?(?![\d:]))?/i;
/** Names of zones: which offset one has is told by nobody, or differs by country. */
const ZONE_NAME =
  /^\s*\(?((?:A|AC|AE|AK|AW|C|E|H|M|N|NZ|P)[SD]T|[CEMP]T|BST|IST|JST|KST|SGT|HKT|MSK|WES?T|CES?T|EES?T|MES?Z)\b/;
const MOST_ZONE_HOURS = 14;
const SPAN_PROBLEM = 'a span of time; write when it was sent, as 09:15';

/** The zone behind a time of so many seconds, told to the minute or not. */
function zoneBehind(text: string, seconds: number, isToTheMinute: boolean): Found<string> {
  const name = ZONE_NAME.exec(text)?.[1];
  if (name !== undefined) return { problem: `its zone ${name} cannot be read; write it as +02:00` };
  const [, utc, sign, hours, minutes = '00'] = ZONE.exec(text) ?? [];
  if (sign === undefined || hours === undefined) return utc === undefined ? {} : { value: 'UTC' };
  const zone = `${sign}${hours.padStart(2, '0')}:${minutes}`;
  const isEnd = sign === '-' && utc === undefined && isToTheMinute && /^-\d\d:\d\d/.test(text);
  if (isEnd && Number(hours) * 3600 + Number(minutes) * 60 > seconds) {
    const isZone = Number(hours) <= MOST_ZONE_HOURS && Number(minutes) % 15 === 0;
    return {
      problem: isZone ? `a span of time, or a zone? write the zone as UTC${zone}` : SPAN_PROBLEM,
    };
  }
  const isWrong = Number(hours) > MOST_ZONE_HOURS || Number(minutes) > 59;
  return isWrong ? { problem: 'there is no such zone' } : { value: zone };
}

/** The first time of day in a text without a date. */
export function timeIn(text: string): Found<TimeOfDay> {
  const match = TIME.exec(text);
  if (match === null) return { problem: 'no time of day in it; write when it was sent, as 09:15' };
  const [whole, hours = '', minutes = '', second, half] = match;
  const given = Number(hours);
  const isAfternoon = half?.toLowerCase().startsWith('p') === true;
  const hour = half === undefined ? given : (given % 12) + (isAfternoon ? 12 : 0);
  const isWrong =
    hour > 23 ||
    Number(minutes) > 59 ||
    Number(second ?? '0') > 59 ||
    (half !== undefined && (given < 1 || given > 12));
  if (isWrong) return { problem: 'there is no such time of day' };
  const behind = text.slice(match.index + whole.trimEnd().length);
  if (SPAN.test(behind)) return { problem: SPAN_PROBLEM };
  const seconds = hour * 3600 + Number(minutes) * 60 + Number(second ?? '0');
  const isToTheMinute = second === undefined;
  const zone = zoneBehind(behind, seconds, isToTheMinute);
  if (zone.problem !== undefined) return { problem: zone.problem };
  return { value: { seconds, isToTheMinute, ...(zone.value === undefined ? {} : { zone: zone.value }) } };
}
