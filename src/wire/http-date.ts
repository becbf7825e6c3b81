import { type Ticks, ticksFromUtc } from '../model/ticks.ts';

const DAYS: readonly string[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS: readonly string[] = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Ticks are exact in these years; a server whose clock shows another, as the 1601 of an empty FILETIME, has none. */
const FIRST_YEAR = 1992;
const LAST_YEAR = 2047;

const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';
/** The three forms of an HTTP-date, RFC 7231 section 7.1.1.1. */
const FORMS: readonly RegExp[] = [
  // `Wed, 08 Jun 2016 07:41:05 GMT`
  `(?<name>\\w{3}), (?<day>\\d\\d) (?<month>\\w{3}) (?<year>\\d{4}) ${TIME} GMT`,
  // `Wednesday, 08-Jun-16 07:41:05 GMT`
  `(?<name>\\w{6,9}), (?<day>\\d\\d)-(?<month>\\w{3})-(?<year>\\d\\d) ${TIME} GMT`,
  // `Wed Jun  8 07:41:05 2016`
  `(?<name>\\w{3}) (?<month>\\w{3}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}(?!\\S)`, 'i'));

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year > LAST_YEAR % 100 ? 1900 + year : 2000 + year;
}

/** The moment of a Date header; undefined where it is in none of the three forms or no day has that name. */
export function ticksFromHttpDate(text: string): Ticks | undefined {
  const parts = FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const { name = '', day = '', month = '', year = '', hour, minute, second } = parts;
  const [fourDigits, monthNumber] = [fullYear(year), MONTHS.indexOf(month.toLowerCase()) + 1];
  if (fourDigits < FIRST_YEAR || fourDigits > LAST_YEAR) return undefined;
  const dayName = DAYS[new Date(Date.UTC(fourDigits, monthNumber - 1, Number(day))).getUTCDay()] ?? '';
  if (name.toLowerCase() !== (name.length > 3 ? dayName : dayName.slice(0, 3))) return undefined;
  return ticksFromUtc(fourDigits, monthNumber, Number(day), Number(hour), Number(minute), Number(second), 0);
}
