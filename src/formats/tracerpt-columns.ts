import type { Head } from '../input/text-source.ts';
import { cutRow, headerLine } from './csv-cells.ts';

/** What the header of a CSV of tracerpt tells; columns are numbered from 0. */
export interface TracerptColumns {
  readonly delimiter: number;
  /** The header line, one byte a character. */
  readonly header: Buffer;
  readonly event: number;
  readonly keyword: number;
  readonly pid: number;
  readonly tid: number;
  readonly time: number;
  /** The first of the payload. */
  readonly payload: number;
  /** Another program has written it down again: quotes are doubled, rows filled up with empty cells. */
  readonly isCopy: boolean;
}

const DELIMITERS = [',', ';', '\t'];

/** Builds of Windows differ in columns: all are found by name. Undefined for any other text. */
export function tracerptColumns({ text }: Head): TracerptColumns | undefined {
  const line = headerLine(text);
  if (!/\bClock-Time\b/.test(line)) return undefined;
  for (const delimiter of DELIMITERS) {
    const cells = cutRow(line, 0, delimiter).cells;
    const names = cells.map((cell) => cell.trim().toLowerCase());
    const [event = -1, pid = -1, tid = -1, time = -1] = ['event name', 'pid', 'tid', 'clock-time'].map((name) =>
      names.indexOf(name),
    );
    // The time is behind process and thread in all builds: what is in front of it tells that a row begins.
    if (event < 0 || pid < 0 || tid < 0 || time < Math.max(event, pid, tid)) continue;
    const userData = names.indexOf('user data');
    const isCopy = delimiter !== ',' || names.includes('') || names.includes('index') || line.includes('"');
    return {
      delimiter: delimiter.charCodeAt(0),
      header: Buffer.from(line, 'latin1'),
      event,
      keyword: names.indexOf('keyword'),
      pid,
      tid,
      time,
      payload: userData < 0 ? names.length : userData,
      isCopy,
    };
  }
  return undefined;
}
