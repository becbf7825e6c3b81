// CSV of `Get-WinEvent -Path Lync-….etl -Oldest | Export-Csv trace.csv`, or ConvertTo-Csv
// (https://learn.microsoft.com/powershell/module/microsoft.powershell.diagnostics/get-winevent):
//   #TYPE System.Diagnostics.Eventing.Reader.EventLogRecord
//   "Message","Id","Version",…,"ProviderName",…,"ProcessId","ThreadId",…,"TimeCreated",…
//   "POST /EWS/Exchange.asmx HTTP/1.1
//   Host: mail.contoso.com","0",,…,"7124","3084",…,"6/8/2016 9:41:05 AM",…
// TimeCreated is local, in the culture of the PC, without a zone and without fractions of a second. A row can be told only
// from the one before it: a line may stand inside of a message. So a file is read in one piece.
import type { TextSource } from '../input/text-source.ts';
import type { Format, ReadContext, Survey } from './format.ts';
import { NewestFirst } from './newest-first.ts';
import { readRows } from './row-reader.ts';
import { winEventColumns } from './winevent-columns.ts';
import { WinEventRows } from './winevent-row.ts';
import { winEventTimes } from './winevent-times.ts';

async function read(source: TextSource, context: ReadContext): Promise<Survey> {
  const columns = winEventColumns(source.head);
  if (columns === undefined) throw new Error('no header of events');
  const times = winEventTimes(source.head, columns, source.file.path, context.zones);
  const rows = new WinEventRows(columns, (text) => times.at(text));
  if (!times.isNewestFirst) return readRows(source, context, rows, times.zone);
  const newestFirst = new NewestFirst(context);
  const survey = await readRows(source, context, rows, times.zone, newestFirst.add);
  newestFirst.flush();
  return survey;
}

export const winEventCsv: Format = {
  id: 'winevent-csv',
  title: 'CSV of events (Get-WinEvent … | Export-Csv)',
  sniff: (head) => winEventColumns(head) !== undefined,
  read,
  isReversed(head) {
    const columns = winEventColumns(head);
    return columns !== undefined && winEventTimes(head, columns, '', []).isNewestFirst;
  },
};
