// Apart from what reads a raw trace, as every file of a bundle is asked whether it is one.
import { BUFFER_HEADER_SIZE, BUFFER_TYPE_AT, HEADER_BUFFER } from './buffer-header.ts';

export const SYSTEM_32 = 0xc001;
const SYSTEM_64 = 0xc002;
export const RECORD_TYPE_AT: number = BUFFER_HEADER_SIZE + 2;
const HOOK_AT = BUFFER_HEADER_SIZE + 6;

/** Whether these are the first bytes of a raw .etl: a header buffer whose first record, a system one, is the log's own header. At least 80 are needed. */
export function isEtl(head: Uint8Array): boolean {
  if (head.length < HOOK_AT + 2) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const type = view.getUint16(RECORD_TYPE_AT, true);
  if (view.getUint16(BUFFER_TYPE_AT, true) !== HEADER_BUFFER) return false;
  return (type === SYSTEM_32 || type === SYSTEM_64) && view.getUint16(HOOK_AT, true) === 0;
}
