// CSV of `tracerpt Lync-….etl -of CSV` (https://learn.microsoft.com/windows-server/administration/windows-commands/tracerpt_1):
//   Event Name, Type, Event ID, …, PID, TID, …, Clock-Time, Kernel(ms), User(ms), User Data
//   EventTrace, Header, 0, …, 0x1BD4, 0x0C14, …, 131098065001234567, 0, 15, 65536, "[multiple files]"
// Names are padded with blanks; builds differ in columns and in how they write process and thread. A row has more cells
// than the header: one for each item of the payload. Clock-Time is a FILETIME, so UTC.
import type { TextSource } from '../input/text-source.ts';
import { chooseZone } from '../input/zone.ts';
import type { Format, ReadContext, Survey } from './format.ts';
import { readRows } from './row-reader.ts';
import { tracerptColumns } from './tracerpt-columns.ts';
import { TracerptRows } from './tracerpt-row.ts';

async function read(source: TextSource, context: ReadContext): Promise<Survey> {
  const columns = tracerptColumns(source.head);
  if (columns === undefined) throw new Error('no header of tracerpt');
  const zone = chooseZone(source.file.path, 'UTC', context.zones);
  return readRows(source, context, new TracerptRows(columns, zone.toUtc), zone);
}

/** `EventTrace, Header, 0, …, 0x0000000000000000, 0x1BD4, 0x0C14, …, 131098065001234567,` behind a line end, in all builds. */
const ROW_START =
  /\n(?=[^,\n]{1,200}(?:,[^,\n]{0,100}){6,8}, *0x[0-9A-Fa-f]+, *(?:0x)?[0-9A-Fa-f]+, *(?:0x)?[0-9A-Fa-f]+ *(?:,[^,\n]{0,60}){5}, *1[2-4]\d{16},)/;

function boundary(bytes: Buffer, end: number): number {
  const match = ROW_START.exec(bytes.toString('latin1', 0, end));
  return match === null ? -1 : match.index + 1;
}

export const tracerptCsv: Format = {
  id: 'tracerpt-csv',
  title: 'CSV of tracerpt (tracerpt trace.etl -of CSV)',
  sniff: (head) => tracerptColumns(head) !== undefined,
  read,
  boundary,
};
