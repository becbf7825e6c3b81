import type { Ticks } from '../model/ticks.ts';

/**
 * What a record is, by its header (TRACE_HEADER_TYPE of ntwmi.h; Geoff Chappell, "Trace Headers"): `system` and `perfinfo` are the kernel's and the log's own,
 * `classic` a MOF event (full or instance header), `event` one with an EVENT_HEADER (manifest, EventSource, TraceLogging), `wpp` a
 * trace message, `other` a header that is known and holds nothing to read (error, timed).
 */
export type EtlKind = 'system' | 'perfinfo' | 'classic' | 'event' | 'wpp' | 'other';

/** One item behind an EVENT_HEADER, as it stands on disk: `type` 11 is the schema of a TraceLogging event, 12 its provider's traits. */
export interface ExtendedItem {
  readonly type: number;
  readonly data: Uint8Array;
}

/** One record of an .etl. Its bytes are views into the buffer it stands in: valid until the next record is asked for. */
export interface EtlRecord {
  readonly kind: EtlKind;
  /** Type byte of the header (0x01 to 0x15); 0x90 for a trace message. */
  readonly header: number;
  /** Number of the buffer in the file, from 0. */
  readonly buffer: number;
  /** Byte offset of that buffer in the file. */
  readonly bufferOffset: number;
  /** The buffer is compressed: its records have no places of their own in the file. */
  readonly isCompressed?: boolean;
  /** Byte offset of the record in its buffer, as decompressed. */
  readonly offset: number;
  /** Bytes of the record, its header included. */
  readonly size: number;
  readonly cpu: number;
  readonly pid?: number | undefined;
  readonly tid?: number | undefined;
  /** The time as the file has it, in units of its clock. */
  readonly clock?: bigint | undefined;
  readonly at?: Ticks | undefined;
  /** Provider, class or WPP message GUID: lower case, without braces. */
  readonly provider?: string | undefined;
  /** Event id, WPP message number, classic opcode, or hook number of a system or perfinfo record. */
  readonly id: number;
  readonly version?: number | undefined;
  readonly channel?: number | undefined;
  readonly level?: number | undefined;
  readonly opcode?: number | undefined;
  readonly task?: number | undefined;
  readonly keyword?: bigint | undefined;
  /** Flags of an EVENT_HEADER, or OptionFlags of a trace message. */
  readonly flags?: number | undefined;
  /** Sequence number of a trace message. */
  readonly sequence?: number | undefined;
  /** Component id of a trace message that has one in place of its GUID. */
  readonly componentId?: number | undefined;
  /** Bytes of a pointer in the payload. */
  readonly pointerSize: 4 | 8;
  readonly extended: readonly ExtendedItem[];
  readonly payload: Uint8Array;
}
