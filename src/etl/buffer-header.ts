/** sizeof(WMI_BUFFER_HEADER) since Windows 6.0: the first record stands behind it. */
export const BUFFER_HEADER_SIZE = 0x48;
/** ETW allows buffers of 16 MiB (MaximumBufferSize is 16,384 KB): a larger one is damage. */
export const LARGEST_BUFFER: number = 1 << 24;
export const HEADER_BUFFER = 4;

export const SIZE_AT = 0;
const TIME_AT = 0x10;
const SEQUENCE_AT = 0x18;
const CPU_AT = 0x28;
const FILLED_AT = 0x30;
const FLAGS_AT = 0x34;
export const BUFFER_TYPE_AT = 0x36;

const EVENTS_LOST = 0x02;
const BUFFER_LOST = 0x04;
const HAS_PROCESSOR_INDEX = 0x20;
const COMPRESSED = 0x40;
/** DBG_INFO. */
const LAST_TYPE = 7;
const PROCESSOR_MASK = 0x7ff;
const PROCESSOR_BYTE = 0xff;
const WORD = 2 ** 32;

/**
 * What a WMI_BUFFER_HEADER says (Geoff Chappell, WMI_BUFFER_HEADER; ETW_BUFFER_HEADER of evntrace.h). Its SavedOffset is not
 * the fill level: in header buffers it is 0 or too small.
 */
export interface BufferHeader {
  /** Bytes of the buffer in the file, this header included. */
  readonly size: number;
  /** Bytes in use, this header included; of a compressed buffer, when decompressed. */
  readonly filled: number;
  /** Time of the flush, in units of the log's clock, as two words. */
  readonly timeLow: number;
  readonly timeHigh: number;
  readonly sequence: number;
  readonly cpu: number;
  readonly hasLostEvents: boolean;
  readonly hasLostBuffers: boolean;
  readonly isCompressed: boolean;
  readonly type: number;
}

/** `view` has at least the bytes of a header from `at` on. */
export function readBufferHeader(view: DataView, at: number): BufferHeader {
  const flags = view.getUint16(at + FLAGS_AT, true);
  const cpu = view.getUint16(at + CPU_AT, true);
  return {
    size: view.getUint32(at + SIZE_AT, true),
    filled: view.getUint32(at + FILLED_AT, true),
    timeLow: view.getUint32(at + TIME_AT, true),
    timeHigh: view.getInt32(at + TIME_AT + 4, true),
    sequence: view.getInt32(at + SEQUENCE_AT + 4, true) * WORD + view.getUint32(at + SEQUENCE_AT, true),
    cpu: (flags & HAS_PROCESSOR_INDEX) === 0 ? cpu & PROCESSOR_BYTE : cpu & PROCESSOR_MASK,
    hasLostEvents: (flags & EVENTS_LOST) !== 0,
    hasLostBuffers: (flags & BUFFER_LOST) !== 0,
    isCompressed: (flags & COMPRESSED) !== 0,
    type: view.getUint16(at + BUFFER_TYPE_AT, true),
  };
}

/** Whether what stands there looks like the header of a buffer that is not compressed. `view` has the bytes of one from `at` on. */
export function isLikelyHeader(view: DataView, at: number): boolean {
  const size = view.getUint32(at + SIZE_AT, true);
  const filled = view.getUint32(at + FILLED_AT, true);
  if (size > LARGEST_BUFFER || filled > size || filled < BUFFER_HEADER_SIZE) return false;
  return view.getUint16(at + BUFFER_TYPE_AT, true) <= LAST_TYPE;
}
