import type { Head } from '../input/text-source.ts';
import { folderStatistics } from './folder-statistics.ts';
import type { Format } from './format.ts';
import { ocsText } from './ocs-text.ts';
import { tracerptXml } from './tracerpt-xml.ts';
import { uccapilog } from './uccapilog.ts';
import { wevtutilXml } from './wevtutil-xml.ts';

export type { Format, Survey } from './format.ts';

/** All decoded forms, asked in this order: XML by its root, lines by their prefix, companions last. */
export const formats: readonly Format[] = [tracerptXml, wevtutilXml, ocsText, uccapilog, folderStatistics];

/** The form of a file by its first 64 KiB; undefined when none claims it. */
export function formatOf(head: Head): Format | undefined {
  return formats.find((format) => format.sniff(head));
}
