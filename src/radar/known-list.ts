import { TraceError } from '../model/errors.ts';
import type { Outcome } from '../model/life.ts';
import { ticksFromUtc } from '../model/ticks.ts';

/** What somebody remembers of a message. */
export interface KnownEntry {
  /** Its line in the list, from 1. */
  readonly line: number;
  /** In lower case. */
  readonly recipients: readonly string[];
  readonly outcome?: Outcome;
  /** Absent where only the time of day is told. */
  readonly date?: { readonly year: number; readonly month: number; readonly day: number };
  /** Seconds from midnight; told to the minute, or to the second. */
  readonly seconds: number;
  readonly isToTheMinute: boolean;
  /** `Z` or `±hh:mm` where the line states it. */
  readonly zone?: string;
}

const MOST_BYTES = 1 << 20;
const MOST_ENTRIES = 1000;
const MOST_PROBLEMS = 50;

const ADDRESS = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]/gu;
const ISO_DATE = /(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/;
const DOTTED_DATE = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;
const SLASHED_DATE = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/;
const TIME =
  /(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,7})?)?(?!\d|:\d)\s*([ap]\.?m\b\.?)?\s*(?:(Z|UTC|GMT)\b|([+-]\d{2}):?(\d{2})(?!\d))?/i;

/** In the order of asking; `not` stands in front of most words of success. */
const FATES: readonly (readonly [Outcome | 'unclear', RegExp])[] = [
  ['stuck-in-drafts', /\bdrafts?\b|\bstuck\b/i],
  ['timed-out', /\btime[ -]?(?:d[ -])?out\b|\btimed out\b|\btwo minutes\b|\bexpired\b/i],
  ['left-in-spooler', /\bspool\w*|\.hist\b/i],
  ['rejected', /\b(?:reject\w*|refus\w*|denied|bounced|ndr|non-delivery)\b/i],
  ['unreachable', /\b(?:unreachable|no connection|not connected|connection (?:failed|lost)|network (?:down|error))\b/i],
  ['unclear', /\b(?:not|never|n't|nothing|lost|vanished|failed|missing)\b|n't\b/i],
  ['delivered', /\b(?:delivered|arrived|received|went through|got (?:it|there)|fine|ok|okay)\b/i],
  ['pending', /\b(?:pending|waiting|waits|queued)\b/i],
];

function outcomeIn(text: string): Outcome | undefined {
  const fate = FATES.find(([, words]) => words.test(text))?.[0];
  return fate === 'unclear' ? undefined : fate;
}

type Found<Value> = { readonly value?: Value; readonly problem?: string };

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
  return first === undefined || second === undefined || last === undefined ? {} : slashedDate(first, second, last);
}

function dateIn(text: string): Found<NonNullable<KnownEntry['date']>> {
  const { value, problem } = numbersIn(text);
  if (value === undefined) return problem === undefined ? {} : { problem };
  const [year, month, day] = value;
  return ticksFromUtc(year, month, day, 0, 0, 0, 0) === undefined
    ? { problem: 'there is no such date' }
    : { value: { year, month, day } };
}

interface TimeOfDay {
  readonly seconds: number;
  readonly isToTheMinute: boolean;
  readonly zone?: string;
}

function timeIn(text: string): Found<TimeOfDay> {
  const match = TIME.exec(text);
  if (match === null) return { problem: 'no time of day in it; write when it was sent, as 09:15' };
  const [, hours = '', minutes = '', seconds, half, utc, offset, offsetMinutes] = match;
  const given = Number(hours);
  const isAfternoon = half?.toLowerCase().startsWith('p') === true;
  const hour = half === undefined ? given : (given % 12) + (isAfternoon ? 12 : 0);
  const isWrong =
    hour > 23 ||
    Number(minutes) > 59 ||
    Number(seconds ?? '0') > 59 ||
    (half !== undefined && (given < 1 || given > 12));
  if (isWrong) return { problem: 'there is no such time of day' };
  const zone = offset === undefined ? utc && 'UTC' : `${offset}:${offsetMinutes}`;
  return {
    value: {
      seconds: hour * 3600 + Number(minutes) * 60 + Number(seconds ?? '0'),
      isToTheMinute: seconds === undefined,
      ...(zone === undefined ? {} : { zone }),
    },
  };
}

/** Reads one line: who it was for, when it was sent, what became of it, in any words. */
function readEntry(text: string, line: number, problems: string[]): readonly KnownEntry[] {
  const date = dateIn(text);
  const withoutDate = text
    .replace(ISO_DATE, ' ')
    .replace(DOTTED_DATE, ' ')
    .replace(SLASHED_DATE, ' ')
    .replace(/(?<=\s)T(?=\d)/, '');
  const time = timeIn(withoutDate);
  for (const { problem } of [date, time]) if (problem !== undefined) problems.push(`line ${line}: ${problem}`);
  if (time.value === undefined || date.problem !== undefined) return [];
  const recipients = [...new Set([...text.matchAll(ADDRESS)].map(([address]) => address.toLowerCase()))];
  const outcome = outcomeIn(text.replace(ADDRESS, ' '));
  return [
    {
      line,
      recipients,
      ...time.value,
      ...(outcome === undefined ? {} : { outcome }),
      ...(date.value === undefined ? {} : { date: date.value }),
    },
  ];
}

/**
 * Reads a list of messages whose fate somebody knows, one a line, in free words; empty lines and those behind `#` say nothing. Throws a TraceError that
 * tells all that cannot be read, a line each.
 */
export function readKnownList(file: string, content: string): readonly KnownEntry[] {
  if (content.length > MOST_BYTES)
    throw new TraceError('USAGE', `${file}: larger than 1 MiB; a list of known messages is short`);
  const problems: string[] = [];
  const entries = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n|\r/)
    .flatMap((text, i) => (/^\s*(?:#|$)/.test(text) ? [] : readEntry(text, i + 1, problems)));
  if (problems.length === 0 && entries.length === 0)
    problems.push('no message in it; write one a line: "to bob@contoso.com at 09:15, stuck in Drafts"');
  if (entries.length > MOST_ENTRIES) problems.push(`${entries.length} messages; at most ${MOST_ENTRIES} are taken`);
  if (problems.length > 0) {
    const more = problems.length - MOST_PROBLEMS;
    const told = [...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`${more} more problems`] : [])];
    throw new TraceError('USAGE', told.map((problem) => `${file}: ${problem}`).join('\n'));
  }
  return entries;
}
