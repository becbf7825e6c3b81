import type { FormatId } from '../model/source.ts';

const EVENT_LOG_MAGIC = 'ElfFile\0';
const BUFFER_TYPE_AT = 0x36;
/** WMI_BUFFER_HEADER.BufferType of the first buffer of every .etl. */
const BUFFER_TYPE_HEADER = 4;
/** The size of that header: the first record stands behind it. */
const FIRST_RECORD_AT = 0x48;

/** Names a binary file by its first bytes: a raw .etl, an .evtx event log, or neither. */
export function binaryForm(head: Uint8Array): Extract<FormatId, 'etl' | 'evtx'> | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.toString('latin1', 0, 8) === EVENT_LOG_MAGIC) return 'evtx';
  if (bytes.length < FIRST_RECORD_AT + 4 || bytes.readUInt16LE(BUFFER_TYPE_AT) !== BUFFER_TYPE_HEADER) return undefined;
  // A SYSTEM32 or SYSTEM64 record (marker 0xC001…, 0xC002…), the trace's own header event.
  return [0xc001, 0xc002].includes(bytes.readUInt16LE(FIRST_RECORD_AT + 2)) ? 'etl' : undefined;
}
