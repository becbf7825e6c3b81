import type { Head } from '../input/text-source.ts';
import { cutRow, headerLine } from './csv-cells.ts';

/** Properties of EventLogRecord (https://learn.microsoft.com/dotnet/api/system.diagnostics.eventing.reader.eventlogrecord), and those that remoting adds. */
const PROPERTIES: ReadonlySet<string> = new Set(
  `message id version qualifiers level task opcode keywords recordid providername providerid logname processid threadid
  machinename userid timecreated activityid relatedactivityid containerlog matchedqueryids bookmark leveldisplayname
  opcodedisplayname taskdisplayname keywordsdisplaynames properties pscomputername runspaceid psshowcomputername`.split(
    /\s+/,
  ),
);
const HEADER_NAME = /^"?(\w+)"?/;

/** What the header of exported events tells; columns are numbered from 0, -1 for one that is not there. */
export interface WinEventColumns {
  readonly delimiter: string;
  /** The header line, one byte a character. */
  readonly header: Buffer;
  readonly count: number;
  readonly message: number;
  readonly time: number;
  readonly provider: number;
  readonly pid: number;
  readonly tid: number;
  /** That of the machine an event is of, and of the one that was asked for it. */
  readonly machines: readonly number[];
}

/** Whether a header is that of events: one of Message and Id alone is that of much else, and users add columns of their own. */
function isOfEvents(names: readonly string[]): boolean {
  if (!names.includes('message') || new Set(names).size < names.length) return false;
  const own = names.filter((name) => !PROPERTIES.has(name));
  if (own.some((name) => !/^[\w. -]+$/.test(name)) || own.length > names.length / 2) return false;
  const hasOrigin = names.includes('timecreated') || names.includes('providername');
  return hasOrigin || (own.length === 0 && names.includes('id'));
}

/** Any columns in any order, as users select them. Undefined for any other text. */
export function winEventColumns({ text }: Head): WinEventColumns | undefined {
  if (/^\s*#TYPE (?!.*(?:EventLogRecord|PSCustomObject))/i.test(text)) return undefined;
  const line = headerLine(text);
  const delimiter = line[HEADER_NAME.exec(line)?.[0].length ?? 0];
  if (delimiter === undefined || (delimiter !== '\t' && /[\w\s"]/.test(delimiter))) return undefined;
  const names = cutRow(line, 0, delimiter).cells.map((name) => name.toLowerCase());
  if (!isOfEvents(names)) return undefined;
  return {
    delimiter,
    header: Buffer.from(line, 'latin1'),
    count: names.length,
    message: names.indexOf('message'),
    time: names.indexOf('timecreated'),
    provider: names.indexOf('providername'),
    pid: names.indexOf('processid'),
    tid: names.indexOf('threadid'),
    machines: ['machinename', 'pscomputername'].map((name) => names.indexOf(name)).filter((column) => column >= 0),
  };
}
