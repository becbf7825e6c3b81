import { BUFFER_HEADER_SIZE, LARGEST_BUFFER } from './buffer-header.ts';
import { type BufferFacts, BufferRecord, type RecordBytes } from './buffer-record.ts';
import type { FoundBuffer } from './buffer-splitter.ts';
import type { EtlFacts } from './etl-facts.ts';
import { FORMS, FORMS_BEFORE_1_1 } from './header-forms.ts';
import { readLogHeader } from './log-header.ts';
import { RecordCursor } from './record-cursor.ts';
import { expandXpress } from './xpress.ts';

const NO_BYTES = new Uint8Array(0);
/**
 * A compressed buffer may grow so many times: records with times of their own reach about 20, and a small one that states 16 MiB
 * would cost as much work as all the rest of the file.
 */
const MOST_GROWTH = 64;
const COMPRESSED_MODE = 0x0400_0000;

/** A buffer whose records can be walked: its bytes as the trace wrote them, decompressed if need be. */
export interface OpenBuffer {
  readonly found: FoundBuffer;
  readonly in: RecordBytes;
  readonly facts: BufferFacts;
  /** Bytes in use, or there if the file ends before. */
  readonly end: number;
  readonly cursor: RecordCursor;
}

/** Opens the buffers of one file, the first of them first, and tells `facts` of what they say and of damage in them. */
export class BufferOpener {
  readonly #facts: EtlFacts;
  #expanded: Uint8Array = NO_BYTES;
  /** Which buffer's damage was told, as one that lies about its size lies about its last record as well. */
  #toldOf = -1;

  constructor(facts: EtlFacts) {
    this.#facts = facts;
  }

  /** Size of all buffers, where damage can be stepped over by it. */
  get stride(): number | undefined {
    const { log } = this.#facts;
    if (log === undefined || (log.logFileMode & COMPRESSED_MODE) !== 0) return undefined;
    return log.bufferSize > BUFFER_HEADER_SIZE && log.bufferSize <= LARGEST_BUFFER ? log.bufferSize : undefined;
  }

  /** What is open is valid until the next one is opened. */
  open(found: FoundBuffer): OpenBuffer {
    const { header, index, offset } = found;
    const facts = this.#facts;
    facts.buffers++;
    if (header.hasLostEvents) facts.buffersAfterLostEvents++;
    if (header.hasLostBuffers) facts.buffersAfterLostBuffers++;
    if (header.isCompressed) facts.compressedBuffers++;
    const bytes = header.isCompressed ? this.#expand(found) : found.bytes;
    const end = Math.min(header.filled, bytes.length);
    if (!found.isCut) this.#judgeFill(found, end);
    if (index === 0) this.#readLog(bytes, found.isCut);
    const { log } = facts;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const forms = log?.isBefore11 === true ? FORMS_BEFORE_1_1 : FORMS;
    const { sequence, cpu, isCompressed } = header;
    return {
      found,
      in: { bytes, view },
      facts: { index, offset, sequence, isCompressed, cpu, clock: log?.clock, pointerSize: log?.pointerSize ?? 8 },
      end,
      cursor: new RecordCursor(view, 0, end, end < header.filled, forms),
    };
  }

  /** To be called when its records have been walked, or as many as can be. */
  close({ found, cursor, end }: OpenBuffer): void {
    const isCutShort = found.isCut && end < found.header.filled;
    if (cursor.fault !== undefined && !isCutShort) this.#broken(found, `has ${cursor.fault}; its rest is not read`);
  }

  /** Its records; valid until the next buffer is opened. */
  records(open: OpenBuffer): BufferRecord[] {
    const { cursor } = open;
    const records: BufferRecord[] = [];
    while (cursor.advance())
      records.push(new BufferRecord(open.in, cursor.at, cursor.form, open.facts, cursor.at, cursor.size));
    this.close(open);
    this.#facts.records += records.length;
    return records;
  }

  #readLog(bytes: Uint8Array, isCut: boolean): void {
    const facts = this.#facts;
    facts.log = readLogHeader(bytes);
    if (isCut || facts.log?.clock !== undefined) return;
    const why =
      facts.log === undefined
        ? 'its first buffer is not the header of a log'
        : 'its header does not say how its clock runs';
    facts.add('ETL_BROKEN', `${why}: the times of its records are not known`);
  }

  #judgeFill(found: FoundBuffer, end: number): void {
    const { filled, isCompressed } = found.header;
    if (filled > end)
      this.#broken(
        found,
        isCompressed ? `is not well compressed after ${end} bytes` : `says it holds ${filled} bytes, more than it has`,
      );
    else if (filled > 0 && filled < BUFFER_HEADER_SIZE)
      this.#broken(found, `says it holds ${filled} bytes, fewer than its header`);
  }

  #broken({ index, offset }: FoundBuffer, text: string): void {
    if (this.#toldOf === index) return;
    this.#toldOf = index;
    this.#facts.add('ETL_BROKEN', `buffer ${index}, at byte ${offset}, ${text}`);
  }

  /** The header as it is, and behind it what comes out of the rest. */
  #expand({ bytes, header }: FoundBuffer): Uint8Array {
    const most = Math.min(header.filled, LARGEST_BUFFER, bytes.length * MOST_GROWTH);
    if (most <= BUFFER_HEADER_SIZE) return bytes.subarray(0, BUFFER_HEADER_SIZE);
    if (this.#expanded.length < most) this.#expanded = new Uint8Array(most);
    this.#expanded.set(bytes.subarray(0, BUFFER_HEADER_SIZE));
    const output = this.#expanded.subarray(BUFFER_HEADER_SIZE, most);
    const written = expandXpress(bytes.subarray(BUFFER_HEADER_SIZE), output);
    return this.#expanded.subarray(0, BUFFER_HEADER_SIZE + written);
  }
}
