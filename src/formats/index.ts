import type { Head } from '../input/text-source.ts';
import type { FormatId } from '../model/source.ts';
import { csPolicy } from './cs-policy.ts';
import { ewsLog } from './ews-log.ts';
import { folderStatistics } from './folder-statistics.ts';
import type { Format } from './format.ts';
import { lineFormats } from './line-formats.ts';
import { reg } from './reg.ts';
import { tracerptCsv } from './tracerpt-csv.ts';
import { tracerptXml } from './tracerpt-xml.ts';
import { wevtutilXml } from './wevtutil-xml.ts';
import { winEventCsv } from './winevent-csv.ts';

export type { Format, ReadContext, Survey } from './format.ts';

/** All decoded forms, asked in this order: XML by its root, rows by their header, lines by their prefix, companions last. */
export const formats: readonly Format[] = [
  tracerptXml,
  wevtutilXml,
  tracerptCsv,
  winEventCsv,
  ...lineFormats,
  ewsLog,
  reg,
  folderStatistics,
  csPolicy,
];

/** The form of that id. Throws for one that is read elsewhere, such as `spool`. */
export function formatOfId(id: FormatId): Format {
  const format = formats.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no form of text has the id ${id}`);
  return format;
}

/** The form of a file by its first 64 KiB; undefined when none claims it. */
export function formatOf(head: Head): Format | undefined {
  return formats.find((format) => format.sniff(head));
}
