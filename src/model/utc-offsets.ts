import { TICKS_PER_SECOND } from './ticks.ts';

const MINUTE = 60 * TICKS_PER_SECOND;
/** Whole hours from UTC that zones have. */
const [WESTMOST, EASTMOST] = [-12, 14];
/** What is no whole hour, in minutes east of UTC, as of the 2010s. Source: IANA time zone database. */
const BROKEN: readonly number[] = [
  -570, // Marquesas
  -270, // Venezuela, until May 2016
  -210, // Newfoundland
  -150, // Newfoundland in summer
  210, // Iran
  270, // Afghanistan, Iran in summer
  330, // India, Sri Lanka
  345, // Nepal
  390, // Myanmar
  510, // North Korea, 2015 to 2018
  525, // Eucla
  570, // Adelaide, Darwin
  630, // Adelaide in summer, Lord Howe
  690, // Norfolk Island, until 2015
  765, // Chatham
  825, // Chatham in summer
];

const OFFSETS: readonly number[] = [
  ...Array.from({ length: EASTMOST - WESTMOST + 1 }, (_, hour) => (WESTMOST + hour) * 60),
  ...BROKEN,
].map((minutes) => minutes * MINUTE);

/** The difference that a zone has to UTC, of all that exist the one nearest to a difference of two clocks; in ticks east of UTC. */
export function nearestOffset(difference: number): number {
  return OFFSETS.reduce((best, one) => (Math.abs(one - difference) < Math.abs(best - difference) ? one : best), 0);
}
