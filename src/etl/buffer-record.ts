import type { Ticks } from '../model/ticks.ts';
import type { EtlKind, EtlRecord, ExtendedItem } from './etl-record.ts';
import { guidText } from './guid-text.ts';
import { type HeaderForm, MESSAGE_FLAGS_AT } from './header-forms.ts';
import type { TraceClock } from './trace-clock.ts';

/** What all records of a buffer share. */
export interface BufferFacts {
  readonly index: number;
  /** Byte offset in the file. */
  readonly offset: number;
  readonly sequence: number;
  readonly isCompressed: boolean;
  readonly cpu: number;
  readonly clock: TraceClock | undefined;
  /** As the log's header says it. */
  readonly pointerSize: 4 | 8;
}

/** Bytes that records stand in, and a view of them. */
export interface RecordBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

const EXTENDED_INFO = 0x01;
const HEADER_32 = 0x20;
const HEADER_64 = 0x40;
const PMC_MASK = 0x07;
const PEBS = 0x80;
const ITEM_HEADER = 8;
const NO_ITEMS: readonly ExtendedItem[] = [];

/** A record read only where it is asked: most of a trace is never looked at, and fields cost more than the walk. */
export class BufferRecord implements EtlRecord {
  readonly #in: RecordBytes;
  readonly #at: number;
  readonly #form: HeaderForm;
  readonly facts: BufferFacts;
  readonly offset: number;
  readonly size: number;
  /** What it is put in order by, where that was asked for: its moment, or that of the record it stands behind. */
  order = 0;

  constructor(inBytes: RecordBytes, at: number, form: HeaderForm, facts: BufferFacts, offset: number, size: number) {
    this.#in = inBytes;
    this.#at = at;
    this.#form = form;
    this.facts = facts;
    this.offset = offset;
    this.size = size;
  }

  get kind(): EtlKind {
    return this.#form.kind;
  }

  get header(): number {
    return this.#form.header;
  }

  get buffer(): number {
    return this.facts.index;
  }

  get bufferOffset(): number {
    return this.facts.offset;
  }

  get isCompressed(): boolean {
    return this.facts.isCompressed;
  }

  get cpu(): number {
    return this.facts.cpu;
  }

  get tid(): number | undefined {
    return this.#form.threadAt === 0 ? undefined : this.#u32(this.#form.threadAt);
  }

  get pid(): number | undefined {
    return this.#form.threadAt === 0 ? undefined : this.#u32(this.#form.threadAt + 4);
  }

  get clock(): bigint | undefined {
    return this.#form.timeAt === 0 ? undefined : this.#in.view.getBigInt64(this.#at + this.#form.timeAt, true);
  }

  get at(): Ticks | undefined {
    const { timeAt } = this.#form;
    if (timeAt === 0) return undefined;
    return this.facts.clock?.at(this.#u32(timeAt), this.#in.view.getInt32(this.#at + timeAt + 4, true));
  }

  get provider(): string | undefined {
    return this.#form.guidAt === 0 ? undefined : guidText(this.#in.view, this.#at + this.#form.guidAt);
  }

  get id(): number {
    if (this.kind === 'event') return this.#u16(0x28);
    if (this.kind === 'classic') return this.#u8(4);
    if (this.kind === 'wpp') return this.#u16(4);
    return this.kind === 'other' ? 0 : this.#u16(6);
  }

  get version(): number | undefined {
    if (this.kind === 'event') return this.#u8(0x2a);
    if (this.kind === 'classic') return this.#u16(6);
    // Only the low byte: the high one counts what stands in front of a perfinfo record's payload.
    return this.kind === 'system' || this.kind === 'perfinfo' ? this.#u8(0) : undefined;
  }

  get channel(): number | undefined {
    return this.kind === 'event' ? this.#u8(0x2b) : undefined;
  }

  get level(): number | undefined {
    if (this.kind === 'event') return this.#u8(0x2c);
    return this.kind === 'classic' ? this.#u8(5) : undefined;
  }

  get opcode(): number | undefined {
    if (this.kind === 'event') return this.#u8(0x2d);
    return this.kind === 'classic' ? this.#u8(4) : undefined;
  }

  get task(): number | undefined {
    return this.kind === 'event' ? this.#u16(0x2e) : undefined;
  }

  get keyword(): bigint | undefined {
    return this.kind === 'event' ? this.#in.view.getBigUint64(this.#at + 0x30, true) : undefined;
  }

  get flags(): number | undefined {
    if (this.kind === 'event') return this.#u16(4);
    return this.kind === 'wpp' ? this.#u16(MESSAGE_FLAGS_AT) : undefined;
  }

  get sequence(): number | undefined {
    return this.#form.sequenceAt === 0 ? undefined : this.#u32(this.#form.sequenceAt);
  }

  get componentId(): number | undefined {
    return this.#form.componentAt === 0 ? undefined : this.#u32(this.#form.componentAt);
  }

  get pointerSize(): 4 | 8 {
    const flags = this.kind === 'event' ? this.#u16(4) : 0;
    if ((flags & HEADER_32) !== 0) return 4;
    if ((flags & HEADER_64) !== 0) return 8;
    return this.#form.pointerSize === 0 ? this.facts.pointerSize : this.#form.pointerSize;
  }

  get extended(): readonly ExtendedItem[] {
    if (!this.#hasItems) return NO_ITEMS;
    const items: ExtendedItem[] = [];
    this.#eachItem((type, at, length) => items.push({ type, data: this.#in.bytes.subarray(at, at + length) }));
    return items;
  }

  get payload(): Uint8Array {
    const end = this.#at + this.size;
    return this.#in.bytes.subarray(Math.min(this.#payloadAt, end), end);
  }

  /** The same record standing in other bytes. */
  movedTo(target: RecordBytes, at: number): BufferRecord {
    target.bytes.set(this.#in.bytes.subarray(this.#at, this.#at + this.size), at);
    const moved = new BufferRecord(target, at, this.#form, this.facts, this.offset, this.size);
    moved.order = this.order;
    return moved;
  }

  get #hasItems(): boolean {
    return this.kind === 'event' && (this.#u16(4) & EXTENDED_INFO) !== 0;
  }

  get #payloadAt(): number {
    if (this.#hasItems) return this.#eachItem(() => undefined);
    const start = this.#at + this.#form.fixed;
    if (this.kind !== 'perfinfo') return start;
    // PERFINFO_TRACE_HEADER: as many counters as bits 8 to 10 of the version say, then the address of PEBS.
    const counts = this.#u8(1);
    return start + (counts & PMC_MASK) * 8 + ((counts & PEBS) === 0 ? 0 : 8);
  }

  /**
   * On disk an item is `u16 size, type, linkage, dataSize`, the data and a filling up to 8 bytes: unlike the
   * EVENT_HEADER_EXTENDED_DATA_ITEM of memory. Answers where the payload begins; at the record's end where the items are broken.
   */
  #eachItem(found: (type: number, at: number, length: number) => void): number {
    const { view } = this.#in;
    const end = this.#at + this.size;
    for (let at = this.#at + this.#form.fixed; at + ITEM_HEADER <= end; ) {
      const itemSize = view.getUint16(at, true);
      const length = view.getUint16(at + 6, true);
      if (itemSize < ITEM_HEADER + length || at + itemSize > end) return end;
      found(view.getUint16(at + 2, true), at + ITEM_HEADER, length);
      if ((view.getUint16(at + 4, true) & 1) === 0) return at + itemSize;
      at += itemSize;
    }
    return end;
  }

  #u8(at: number): number {
    return this.#in.view.getUint8(this.#at + at);
  }

  #u16(at: number): number {
    return this.#in.view.getUint16(this.#at + at, true);
  }

  #u32(at: number): number {
    return this.#in.view.getUint32(this.#at + at, true);
  }
}
