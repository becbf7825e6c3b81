import { readDebugRecord, symbolKey } from './debug-ids.ts';
import type { EtlRecord } from './etl-record.ts';

/** EventTraceGroup_Header: the log's own header (0) and its extensions (0x05, 0x50). Geoff Chappell, WMI_LOG_TYPE_…. */
const LOG_HEADER = 0;
const HEADER_EXTENSIONS: ReadonlySet<number> = new Set([0x05, 0x50]);

/** What a record of the log about itself says; undefined for any other. */
export function headerText(record: EtlRecord): string | undefined {
  if (record.kind !== 'system' && record.kind !== 'perfinfo') return undefined;
  if (record.id === LOG_HEADER) return 'Header of the log';
  if (HEADER_EXTENSIONS.has(record.id)) return 'Extension of the header of the log';
  const told = readDebugRecord(record);
  switch (told?.kind) {
    case 'pdb':
      return `Symbols ${told.path} ${told.guid} age ${told.age} (${symbolKey(told)})`;
    case 'build':
      return `Windows ${told.text}`;
    case 'binary':
      return `Providers ${told.guids.join(', ')} of ${told.path}`;
    case undefined:
      return undefined;
  }
}
