import type { Head } from '../input/text-source.ts';
import { type ChosenZone, chooseZone, type ToUtc } from '../input/zone.ts';
import type { ZoneOption } from '../model/analysis-options.ts';
import { addSeconds, type Ticks } from '../model/ticks.ts';
import { cutRow, headerLine } from './csv-cells.ts';
import { cutTime, type DayOrder, type ReadTime, readTime } from './culture-time.ts';
import { dayOrderOf } from './day-order.ts';
import { offsetText } from './system-time.ts';
import type { WinEventColumns } from './winevent-columns.ts';

/** What stands for a time in the whole rows that the head of a file holds, and in their header. */
function timesOf(head: string, columns: WinEventColumns): readonly string[] {
  const times: string[] = [];
  if (columns.time < 0) return times;
  for (let at = head.indexOf(headerLine(head)); at < head.length; ) {
    const { cells, end, isClosed } = cutRow(head, at, columns.delimiter);
    if (isClosed && cells.length >= columns.count) times.push(cells[columns.time] ?? '');
    at = end;
  }
  return times;
}

/** How the times of a file are to be read, by the first of them. */
export interface WinEventTimes {
  readonly zone: ChosenZone;
  /** Get-WinEvent gives the newest event first unless it is told `-Oldest`. */
  readonly isNewestFirst: boolean;
  at(text: string): Ticks | undefined;
}

/** Whether more times are less than the one before than are greater. */
function isFalling(times: readonly ReadTime[]): boolean {
  return times.slice(1).reduce((falls, time, i) => falls + Math.sign((times[i]?.local ?? 0) - time.local), 0) > 0;
}

/** An offset that a time states holds, unless the user gave a zone for this very file. */
function clock(order: DayOrder, toUtc: ToUtc, ignoresOffsets: boolean): (text: string) => Ticks | undefined {
  return (text) => {
    const time = readTime(text.trim(), order);
    if (time === undefined) return undefined;
    return time.offset === undefined || ignoresOffsets ? toUtc(time.local) : addSeconds(time.local, -60 * time.offset);
  };
}

export function winEventTimes(
  { text }: Head,
  columns: WinEventColumns,
  path: string,
  options: readonly ZoneOption[],
): WinEventTimes {
  const texts = timesOf(text, columns);
  const order = dayOrderOf(texts.map(cutTime).filter((time) => time !== undefined));
  const times = texts.map((time) => readTime(time.trim(), order)).filter((time) => time !== undefined);
  const offsets = times.map((time) => time.offset);
  const stated = offsets.length > 0 && offsets.every((offset) => offset !== undefined) ? offsets[0] : undefined;
  const zone = chooseZone(path, stated === undefined ? undefined : offsetText(stated), options);
  const isByGlob = stated !== undefined && zone.zone.basis === 'option';
  return { zone, isNewestFirst: isFalling(times), at: clock(order, zone.toUtc, isByGlob) };
}
