import { codingOf, decode } from '../input/encoding.ts';
import { TraceError } from '../model/errors.ts';
import type { Outcome } from '../model/life.ts';
import { ADDRESS } from './address.ts';
import { fateIn } from './known-fate.ts';
import { dateIn, type KnownDate, type TimeOfDay, timeIn, withoutDate } from './known-time.ts';

/** What somebody remembers of a message. */
export interface KnownEntry extends TimeOfDay {
  /** Its line in the list, from 1. */
  readonly line: number;
  /** In lower case. */
  readonly recipients: readonly string[];
  readonly outcome?: Outcome;
  /** Absent where only the time of day is told. */
  readonly date?: KnownDate;
}

const MOST_BYTES = 1 << 20;
const MOST_ENTRIES = 1000;
const MOST_PROBLEMS = 50;

const ADDRESSES = new RegExp(ADDRESS, 'gu');
/** Reads one line: who it was for, when it was sent, what became of it, in any words. */
function readEntry(text: string, line: number, problems: string[]): readonly KnownEntry[] {
  const words = text.replace(ADDRESSES, ' ');
  const [date, time, fate] = [dateIn(words), timeIn(withoutDate(words)), fateIn(words)];
  const found = [date, time, fate].flatMap(({ problem }) => problem ?? []);
  problems.push(...found.map((problem) => `line ${line}: ${problem}`));
  if (time.value === undefined || found.length > 0) return [];
  const recipients = [...new Set([...text.matchAll(ADDRESSES)].map(([address]) => address.toLowerCase()))];
  return [
    {
      line,
      recipients,
      ...time.value,
      ...(fate.outcome === undefined ? {} : { outcome: fate.outcome }),
      ...(date.value === undefined ? {} : { date: date.value }),
    },
  ];
}

function textOf(content: string | Uint8Array): string {
  if (typeof content === 'string') return content;
  const coding = codingOf(content);
  return decode(content.subarray(coding.bom), coding).text;
}

/**
 * Reads a list of messages whose fate somebody knows, one a line, in free words; empty lines and those behind `#` say nothing. Throws a TraceError that
 * tells all that cannot be read, a line each.
 */
export function readKnownList(file: string, content: string | Uint8Array): readonly KnownEntry[] {
  if (content.length > MOST_BYTES)
    throw new TraceError('USAGE', `${file}: larger than 1 MiB; a list of known messages is short`);
  const problems: string[] = [];
  const entries = textOf(content)
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
