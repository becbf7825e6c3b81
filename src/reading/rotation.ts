import type { Gap } from '../model/issue.ts';
import type { SourceSummary } from '../model/source.ts';
import { TICKS_PER_SECOND, ticksToIso } from '../model/ticks.ts';

/** Silence between two rotated files that is told: a client that runs writes something every few seconds. */
const TOLD_SILENCE = 60 * TICKS_PER_SECOND;

/** `-0` of `Lync-UccApi-0.UccApilog` and of `trace-0.fmt.txt`, `.1` of `trace.log.1`: what rotation adds to a name. A date ends in digits, too, and so does a PC. */
const NUMBER = /(?<![\d][-_.]?)[-_](\d)(?=(?:\.[a-z]\w*){1,2}$|$)|(?<=\.[a-z]\w*)\.(\d{1,2})$/;
/** ` (2)` and ` - Copy` are what copying adds. */
const COPY = /(?:(?<=\S) ?\(\d{1,2}\)|(?<![-_. ])[-_. ]{1,3}copy)(?=\.[a-z]\w*$|$)/g;
const OLD = /\.(?:bak|old|backup|prev)(?=\.|$)/g;

/** Without what says that it is old or a copy; a member of `x.gz` counts as the file itself. */
function plainName(path: string): string {
  return path
    .toLowerCase()
    .replace(/[^/]*\.gz\/(?=[^/]*$)/, '')
    .replace(OLD, '')
    .replace(COPY, '');
}

/**
 * The name that files of one rotated log share: `Tracing/Lync-UccApi-0.UccApilog`, `Lync-UccApi-1.UccApilog` and
 * `Lync-UccApi-0.UccApilog.bak` are three parts of one log (facts/trace-formats.md, section 4.1).
 */
export function rotationKey(path: string): string {
  return plainName(path).replace(NUMBER, '');
}

/** The number that rotation gave a file; undefined for a name without one. */
function rotationNumber(path: string): number | undefined {
  const match = NUMBER.exec(plainName(path));
  return match === null ? undefined : Number(match[1] ?? match[2]);
}

/** The numbers missing between the least and the greatest of a rotated log. */
function missingNumbers(paths: readonly string[]): readonly number[] {
  const there = new Set(paths.map(rotationNumber).filter((number) => number !== undefined));
  const missing: number[] = [];
  // Rotation counts from 0 or 1.
  if (Math.min(...there) > 1) return missing;
  for (let number = Math.min(...there) + 1; number < Math.max(...there); number++) {
    if (!there.has(number)) missing.push(number);
  }
  return missing;
}

/** What the parts of one rotated log, in order of time, do not hold. */
export function rotationGaps(parts: readonly SourceSummary[]): readonly Gap[] {
  const gaps: Gap[] = [];
  const [first] = parts;
  const missing = missingNumbers(parts.map(({ path }) => path));
  if (first !== undefined && missing.length > 0) {
    const which = missing.join(', ');
    gaps.push({
      kind: 'rotated',
      source: first.path,
      text: `Of this rotated log number ${which} is not in the bundle.`,
    });
  }
  let last = first;
  for (const part of parts.slice(1)) {
    if (last?.to !== undefined && part.from !== undefined && part.from - last.to > TOLD_SILENCE) {
      const text = `Nothing between the end of ${last.path} (${ticksToIso(last.to)}) and the begin of this file (${ticksToIso(part.from)}): a part of the log was overwritten, or nothing ran.`;
      gaps.push({ kind: 'rotated', source: part.path, text });
    }
    if (last?.to === undefined || (part.to !== undefined && part.to > last.to)) last = part;
  }
  return gaps;
}
