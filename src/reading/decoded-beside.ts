import type { SourceSummary } from '../model/source.ts';
import { TICKS_PER_SECOND, type Ticks } from '../model/ticks.ts';

/** No zone that a decoder may have printed times in is farther from UTC, or at another distance than some quarters of an hour. */
const MOST_ZONE_TICKS = 15 * 3600 * TICKS_PER_SECOND;
const ZONE_STEP_TICKS = 900 * TICKS_PER_SECOND;

/** Whether two times are the same in two zones, one of them cut to whole seconds perhaps. */
function isSameButForZone(a: Ticks, b: Ticks): boolean {
  const apart = Math.abs(a - b);
  const rest = apart % ZONE_STEP_TICKS;
  return apart <= MOST_ZONE_TICKS && Math.min(rest, ZONE_STEP_TICKS - rest) < TICKS_PER_SECOND;
}

/** `Tracing/Lync-16.0.6741.5305-Office-x86ship-U.etl` and its decoded `.xml` or `.etl.txt`, wherever that lies, have one name. */
function nameOf(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return base.replace(/\.[^.]*$/, '').replace(/\.etl$/, '');
}

function mayBeOf(decoded: SourceSummary, raw: Pick<SourceSummary, 'path'>): boolean {
  return decoded.format !== 'etl' && decoded.records > 0 && nameOf(decoded.path) === nameOf(raw.path);
}

/** Whether a decoded text of the name of a raw trace has been read: only then is it worth asking whether it is the same trace. */
export function hasNamesake(path: string, sources: readonly SourceSummary[]): boolean {
  return sources.some((one) => mayBeOf(one, { path }));
}

/**
 * The decoded text of a raw trace: of its name, with half of its events at least, and ending when it does, in whatever zone (its
 * header may be of long before, as that of a circular log is). A raw trace beside it tells nothing new, and hides nothing; one
 * that goes on behind the end of the text does.
 */
export function decodedBeside(raw: SourceSummary, sources: readonly SourceSummary[]): SourceSummary | undefined {
  if (raw.format !== 'etl') return undefined;
  return sources.find((one) => {
    if (!mayBeOf(one, raw) || 2 * one.records < raw.records) return false;
    return raw.to === undefined || one.to === undefined || isSameButForZone(raw.to, one.to);
  });
}
