import type { Gap } from '../model/issue.ts';
import type { SourceSummary } from '../model/source.ts';
import { TICKS_PER_SECOND, ticksToIso } from '../model/ticks.ts';

/** Silence between two rotated files that is told: a client that runs writes something every few seconds. */
const TOLD_SILENCE = 60 * TICKS_PER_SECOND;

/** `-0` of `Lync-UccApi-0.UccApilog`, `.1` of `trace.log.1`, ` (2)` of a copy are what rotation and copying add to a name. */
const NUMBER = /(?:[-_.](\d{1,2})| ?\(\d{1,2}\)|[-_. ]+copy)(?=\.[a-z]\w*$|$)/;
const OLD = /\.(?:bak|old|backup|prev)(?=\.|$)/g;

/**
 * The name that files of one rotated log share: `Tracing/Lync-UccApi-0.UccApilog`, `Lync-UccApi-1.UccApilog` and
 * `Lync-UccApi-0.UccApilog.bak` are three parts of one log (facts/trace-formats.md, section 4.1).
 */
export function rotationKey(path: string): string {
  return path.toLowerCase().replace(OLD, '').replace(NUMBER, '');
}

/** The number that rotation gave a file; undefined for a name without one. */
function rotationNumber(path: string): number | undefined {
  const digits = NUMBER.exec(path.toLowerCase().replace(OLD, ''))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The numbers missing between the least and the greatest of a rotated log. */
function missingNumbers(paths: readonly string[]): readonly number[] {
  const there = new Set(paths.map(rotationNumber).filter((number) => number !== undefined));
  const missing: number[] = [];
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
