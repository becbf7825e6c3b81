import type { EtlRecord } from '../etl-record.ts';
import { tracefmtTime } from './tracefmt-time.ts';

/** What of a record is printed. */
export interface LineText {
  readonly message: string;
  readonly component?: string;
}

const MOST_NAME = 500;
/** A line that a reader would take for the next record: the prefix of any kind of trace, or a record that stands for itself. */
const BEGINS_RECORD =
  /^(?:\[\d|TL_|\*{5}FormatMessage |EventTrace$|[^\n]{0,500}\d{1,2}\/\d{1,2}\/\d{1,4}[-|]\d{2}:\d{2})/;
/** One that stands for an event without a format, whatever is in front of it. */
const NO_FORMAT = /GUID=(?=[0-9a-fA-F-]{36} \(No Format Information found\))/g;

function hex4(value: number | undefined): string {
  return (value ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** The text of a message makes no records of its own: a line that looks like one gets a blank. */
function withoutRecords(message: string): string {
  const lines = message.replace(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line, i) => (i > 0 && BEGINS_RECORD.test(line) ? ` ${line}` : line).replace(NO_FORMAT, 'GUID = '))
    .join('\n');
}

/** What stands in front of the text: `[10]7B70.7838::07/31/2026-08:51:22.3182005 [findneedle]` */
function placeOf(record: EtlRecord, component: string): string {
  const name = component.slice(0, MOST_NAME).replaceAll(']', ')').replace(/\s/g, ' ');
  return `[${record.cpu}]${hex4(record.pid)}.${hex4(record.tid)}::${tracefmtTime(record.at)} [${name}]`;
}

/**
 * A record as tracefmt prints it with its default prefix `[%9!d!]%8!04X!.%3!04X!::%4!s! [%1!s!]`, in UTC and to 100 ns, without the line end:
 *   [10]7B70.7838::07/31/2026-08:51:22.3182005 [findneedle]strtrace name=alpha id=0 tag=END
 */
export function tracefmtLine(record: EtlRecord, { message, component = '' }: LineText): string {
  return placeOf(record, component) + withoutRecords(message);
}

const NO_GUID = '00000000-0000-0000-0000-000000000000';

/**
 * A trace message without a format, as tracefmt prints it, without the line end:
 *   Unknown( 77): GUID=11111111-2222-3333-4444-555555555555 (No Format Information found).
 * tracefmt leaves out who wrote it and when; `placedUnknownLine` does not.
 */
export function unknownLine(record: Pick<EtlRecord, 'provider' | 'id'>): string {
  return `Unknown(${String(record.id).padStart(3)}): GUID=${record.provider ?? NO_GUID} (No Format Information found).`;
}

/** The same with the prefix of a record in front. */
export function placedUnknownLine(record: EtlRecord, component: string): string {
  return placeOf(record, component) + unknownLine(record);
}
