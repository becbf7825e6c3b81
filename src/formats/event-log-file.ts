const EVENT_LOG_MAGIC = 'ElfFile\0';

/** Whether a file with this head is a binary event log (.evtx). */
export function isEventLogFile(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1', 0, 8) === EVENT_LOG_MAGIC;
}
