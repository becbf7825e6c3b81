import { type Coding, decode } from './encoding.ts';
import type { Fingerprint } from './fingerprint-groups.ts';
import { type LineRecords, Scanner, SLICE, WINDOW_AT } from './scanner.ts';
import type { Places, Window } from './window.ts';

/** A record longer than this is cut, and said so: an event of a trace has at most 64 KiB, a logged SOAP body some MiB. */
const MAX_RECORD_UNITS: number = 8 << 20;

/** A unit above Latin-1, where a file has two bytes a unit: no needle holds this byte. */
const NO_BYTE = 0xff;

/** Where reading begins: byte offset and line number in the file. */
export interface FilePosition {
  readonly offset: number;
  readonly line: number;
}

function* slicesOf(scanner: Scanner, end: number): Generator<Places> {
  for (let from = 0; from < end; from += SLICE) yield { places: scanner.candidates(from, end), base: WINDOW_AT };
}

/** Gathers the bytes of a file to windows and hands them to a reader; the memory is used again and again. */
export class WindowBuffer {
  readonly #coding: Coding;
  readonly #scanner: Scanner;
  readonly #read: (window: Window) => number;
  /** The bytes as they stand in the file, where a unit has two; else they stand in the scanner's own memory. */
  #wide: Buffer;
  /** Bytes held. */
  #filled = 0;
  /** Units of them already narrowed to one byte. */
  #narrowed = 0;
  #offset: number;
  #line: number;
  /** A survey of the window in hand has counted line feeds, too. */
  #surveyed: LineRecords | undefined;

  constructor(
    coding: Coding,
    fingerprints: readonly Fingerprint[],
    room: number,
    from: FilePosition,
    read: (window: Window) => number,
  ) {
    this.#coding = coding;
    this.#read = read;
    this.#offset = from.offset;
    this.#line = from.line;
    this.#scanner = Scanner.take(fingerprints, room);
    this.#wide = Buffer.alloc(coding.unit === 1 ? 0 : 2 * room);
  }

  add(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const target = this.#target;
      const taken = Math.min(chunk.length - at, target.length - this.#filled);
      target.set(chunk.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
      if (this.#filled === target.length) this.#step(false);
    }
  }

  /** Line number at which the part not yet used begins. */
  get line(): number {
    return this.#line;
  }

  /** Nothing follows: the reader gets what is left. */
  end(): void {
    this.#step(true);
  }

  /** Nothing more is added or read. */
  close(): void {
    this.#scanner.release();
  }

  get #target(): Buffer {
    return this.#coding.unit === 1 ? this.#scanner.bytes : this.#wide;
  }

  #step(isLast: boolean): void {
    const end = Math.floor(this.#filled / this.#coding.unit);
    if (this.#coding.unit === 2) this.#narrow(end);
    this.#scanner.seal(end);
    this.#surveyed = undefined;
    const used = this.#read(this.#window(end, isLast));
    this.#line += this.#lineFeedsBefore(used);
    this.#offset += used * this.#coding.unit;
    this.#forget(used);
  }

  #lineFeedsBefore(used: number): number {
    return this.#surveyed?.last === used ? this.#surveyed.feeds : this.#scanner.lineFeeds(0, used);
  }

  #window(end: number, isLast: boolean): Window {
    const scanner = this.#scanner;
    const target = this.#target;
    const { unit } = this.#coding;
    let counted = 0;
    let line = this.#line;
    return {
      bytes: scanner.bytes,
      end,
      isLast,
      isFull: end >= MAX_RECORD_UNITS,
      slices: () => slicesOf(scanner, end),
      lineRecords: (isRecordStart) => {
        this.#surveyed = scanner.lineRecords(end, isRecordStart, isLast);
        return this.#surveyed;
      },
      events: (from) => scanner.events(from, end),
      lineAt: (place) => {
        if (place > counted) {
          line += scanner.lineFeeds(counted, place);
          counted = place;
        }
        return line;
      },
      offsetAt: (place) => this.#offset + place * unit,
      decode: (start, stop) => decode(target.subarray(start * unit, stop * unit), this.#coding),
    };
  }

  #narrow(end: number): void {
    const { bytes } = this.#scanner;
    const [low, high] = this.#coding.encoding === 'utf-16be' ? [1, 0] : [0, 1];
    for (let i = this.#narrowed; i < end; i++) {
      bytes[i] = this.#wide[2 * i + high] === 0 ? (this.#wide[2 * i + low] ?? NO_BYTE) : NO_BYTE;
    }
    this.#narrowed = end;
  }

  /** Drops the first units. Where the reader used none of a full window, a record is longer than it: the room doubles. */
  #forget(used: number): void {
    const { unit } = this.#coding;
    if (used === 0) {
      if (this.#filled < this.#target.length) return;
      const room = 2 * this.#scanner.capacity;
      this.#scanner.grow(room);
      if (unit === 2) this.#wide = Buffer.concat([this.#wide], 2 * room);
      return;
    }
    this.#target.copyWithin(0, used * unit, this.#filled);
    this.#filled -= used * unit;
    if (unit === 1) return;
    this.#scanner.bytes.copyWithin(0, used, this.#narrowed);
    this.#narrowed -= used;
  }
}
