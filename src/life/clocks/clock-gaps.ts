import type { Gap } from '../../model/issue.ts';
import type { ClockSkew } from '../../model/source.ts';
import { TICKS_PER_SECOND } from '../../model/ticks.ts';

/** A difference that nobody would notice in a time line. */
const TOLD_FROM = 2 * TICKS_PER_SECOND;

/** `+02:00:00`, `-00:04:12` */
function signed(count: number): string {
  const total = Math.round(Math.abs(count) / TICKS_PER_SECOND);
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60].map(two).join(':');
  return `${count < 0 ? '-' : '+'}${clock}`;
}

const REFERENCE: Readonly<Record<ClockSkew['against'], string>> = {
  'date-header': 'Date headers of Exchange',
  'spool-file': 'times of spool files',
  'other-sources': 'other traces of the bundle',
};

function textOf({ least, greatest, pairs, against, shift }: ClockSkew): string {
  const added = shift === 0 ? 'its times were left as they are' : `${signed(shift)} was added to its times`;
  if (against === 'other-sources') {
    return `Its zone is not stated; the ${REFERENCE[against]} were off by ${signed(-least)}; ${added}${shift === 0 ? '' : ' (--no-skew leaves them)'}.`;
  }
  const measure = `By the ${REFERENCE[against]} its clock is off by ${signed(least)} to ${signed(greatest)} (${pairs} ${pairs === 1 ? 'pair' : 'pairs'})`;
  return shift === 0 ? `${measure}; ${added}.` : `${measure}; ${added} (--no-skew leaves them).`;
}

function isTold({ least, greatest, shift }: ClockSkew): boolean {
  return shift !== 0 || least > TOLD_FROM || greatest < -TOLD_FROM;
}

/** The clocks that differ from what they were compared with, and what was done about it. */
export function clockGaps(skews: ReadonlyMap<string, ClockSkew>): readonly Gap[] {
  return [...skews]
    .filter(([, skew]) => isTold(skew))
    .map(([source, skew]) => ({ kind: 'clock-skew', source, text: textOf(skew) }));
}

/** A zone that was assumed is no question any more where the clock was measured and agrees, or was set right. */
export function answersZone(gap: Gap, skews: ReadonlyMap<string, ClockSkew>): boolean {
  const skew = gap.kind === 'zone-assumed' && gap.source !== undefined ? skews.get(gap.source) : undefined;
  return skew !== undefined && (skew.shift !== 0 || !isTold(skew));
}
