import type { Observation, SpoolFileSeen } from '../../model/observation.ts';
import type { ClockSkew, SourceSummary } from '../../model/source.ts';
import { TICKS_PER_SECOND } from '../../model/ticks.ts';
import { nearestOffset } from '../../model/utc-offsets.ts';
import { type Bounds, type Measured, measureClock } from './clock-bounds.ts';

/** A clock is wrong by less: members of a domain keep theirs to five minutes (Kerberos). More is another zone. */
const CLOCK_ERROR = 300 * TICKS_PER_SECOND;
/** Two sources that differ by less are left alone: logging itself takes its time. */
const TOLERANCE = 2 * TICKS_PER_SECOND;

function middle({ least, greatest }: Bounds): number {
  return (least + greatest) / 2;
}

function shifted({ least, greatest }: Bounds, by: number): Bounds {
  return { least: least - by, greatest: greatest - by };
}

function areApart(a: Bounds, b: Bounds): boolean {
  return a.least > b.greatest + TOLERANCE || b.least > a.greatest + TOLERANCE;
}

/** What is to be added to the times of a source whose zone was assumed: that of a zone there is, and only where nothing else fits all it says. */
function zoneShift(measured: Measured): number {
  // East of UTC local time is ahead, so that what is to be added is less than nothing.
  const shift = -nearestOffset(-middle(measured));
  const fits = measured.least >= shift - CLOCK_ERROR && measured.greatest <= shift + CLOCK_ERROR;
  // Adding 0 makes of -0, which JSON has not, a 0.
  return fits ? shift + 0 : 0;
}

interface Clock {
  readonly source: SourceSummary;
  readonly measured?: Measured;
  shift: number;
  isFromOthers: boolean;
}

/** Sources of one PC are written in one zone: what all the measured ones say holds for those that nothing measures. */
function spreadZone(clocks: readonly Clock[]): void {
  const shifts = new Set(
    clocks.flatMap(({ source, measured, shift }) =>
      measured !== undefined && source.zone.basis === 'assumed' ? [shift] : [],
    ),
  );
  const [shift = 0] = shifts;
  if (shifts.size !== 1 || shift === 0) return;
  for (const clock of clocks) {
    if (clock.measured !== undefined || clock.source.zone.basis !== 'assumed') continue;
    clock.shift = shift;
    clock.isFromOthers = true;
  }
}

/** Moves traces that still disagree onto the one that is nearest to Exchange. */
function alignWithNearest(clocks: readonly Clock[]): void {
  const byDate = clocks.flatMap((clock) =>
    clock.measured?.against === 'date-header' ? [{ clock, left: shifted(clock.measured, clock.shift) }] : [],
  );
  const [nearest] = byDate.toSorted((a, b) => Math.abs(middle(a.left)) - Math.abs(middle(b.left)));
  if (nearest === undefined) return;
  for (const { clock, left } of byDate) {
    if (!areApart(left, nearest.left)) continue;
    const apart = middle(left) - middle(nearest.left);
    clock.shift += Math.round(apart / TICKS_PER_SECOND) * TICKS_PER_SECOND;
  }
}

function skewOf({ measured, shift, isFromOthers }: Clock): ClockSkew | undefined {
  if (measured === undefined) {
    return isFromOthers ? { least: shift, greatest: shift, pairs: 0, against: 'other-sources', shift } : undefined;
  }
  const { least, greatest, pairs, against } = measured;
  return { least, greatest, pairs, against, shift };
}

/**
 * Measures the clock of each trace, and tells what is to be added to its times to make them agree. A trace whose zone was only assumed is
 * moved by the difference of a zone that exists. A single clock that is merely wrong is measured and left: the spool files were stamped by it, too.
 */
export function measureClocks(
  observations: readonly Observation[],
  traces: readonly SourceSummary[],
): ReadonlyMap<string, ClockSkew> {
  const files = observations.filter((one): one is SpoolFileSeen => one.kind === 'spool-file');
  const bySource = new Map<string, Observation[]>(traces.map(({ path }) => [path, []]));
  for (const observation of observations) bySource.get(observation.source)?.push(observation);
  const clocks = traces.map((source): Clock => {
    const measured = measureClock(bySource.get(source.path) ?? [], files);
    if (measured === undefined) return { source, shift: 0, isFromOthers: false };
    return { source, measured, shift: source.zone.basis === 'assumed' ? zoneShift(measured) : 0, isFromOthers: false };
  });
  spreadZone(clocks);
  alignWithNearest(clocks);
  return new Map(
    clocks.flatMap((clock) => {
      const skew = skewOf(clock);
      return skew === undefined ? [] : [[clock.source.path, skew] as const];
    }),
  );
}
