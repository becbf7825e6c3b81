import { type SourceSummary, TRACE_FORMATS } from '../model/source.ts';
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

/** Records about the log itself, which a decoder may leave out. */
const HEADER_RECORDS = 16;

function isDecoded({ format, records }: SourceSummary): boolean {
  return format !== 'etl' && records > 0 && TRACE_FORMATS.has(format);
}

function endsLike(one: SourceSummary, raw: SourceSummary): boolean {
  return raw.to === undefined || one.to === undefined || isSameButForZone(raw.to, one.to);
}

/** Whatever it is named (tracefmt writes `FmtFile.txt`): as many records, over the same span. */
function hasSameExtent(one: SourceSummary, raw: SourceSummary): boolean {
  if (raw.from === undefined || raw.to === undefined || one.from === undefined || one.to === undefined) return false;
  if (Math.abs(raw.records - one.records) > HEADER_RECORDS) return false;
  return isSameButForZone(raw.from, one.from) && isSameButForZone(raw.to, one.to);
}

/** Whether a decoded text has been read: only then is it worth asking whether one is the same trace. */
export function mayBeDecodedBeside(sources: readonly SourceSummary[]): boolean {
  return sources.some(isDecoded);
}

/**
 * The decoded text of a raw trace. Of its name: with half of its events at least, and ending when it does, in whatever zone (its
 * header may be of long before, as that of a circular log is). Of another name: of the same extent. A raw trace beside it tells
 * nothing new, and hides nothing; one that goes on behind the end of the text does.
 */
export function decodedBeside(raw: SourceSummary, sources: readonly SourceSummary[]): SourceSummary | undefined {
  if (raw.format !== 'etl') return undefined;
  const decoded = sources.filter(isDecoded);
  const namesake = decoded.find(
    (one) => nameOf(one.path) === nameOf(raw.path) && 2 * one.records >= raw.records && endsLike(one, raw),
  );
  return namesake ?? decoded.find((one) => hasSameExtent(one, raw));
}
