import { type Fingerprint, groupFingerprints } from './fingerprint-groups.ts';
import { EVENT_NUMBERS, type FramedEvents } from './framed-events.ts';
import { SCAN_KERNEL } from './scan-kernel.ts';

const PAGE = 65_536;
const GROUPS = 8;
/** Bytes searched at once: there is room for as many candidates behind the tables. */
export const SLICE = 32_768;
const CANDIDATES_AT = PAGE;
/** Where the window begins in the scanner's memory. */
export const WINDOW_AT: number = CANDIDATES_AT + 4 * SLICE;
/** See kernel/teddy.ts: bits of the hashes of four bytes, of those that say enough by themselves, and of eight. */
const FOURS_AT = 4096;
const SHORTS_AT = 8192;
const EIGHTS_AT = 12_288;
const HASH_BITS = 15;
const SPREAD = 0x9e3779b1;
const ALL_BYTES: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte);
/** The loops load up to 33 bytes from each place. */
const PADDING = 64;
const EVENTS_AT = 16_384;
const EVENTS_HEADER = 32;
const MOST_EVENTS: number = Math.floor((PAGE - EVENTS_AT - EVENTS_HEADER) / (4 * EVENT_NUMBERS));

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of the global that is used here: its types come only with those of a browser. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: Memory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

interface Kernel {
  candidates(start: number, end: number, out: number): number;
  lineFeeds(start: number, end: number): number;
  lineRecords(start: number, end: number, isRecordStart: number, isLast: number, out: number): number;
  events(base: number, start: number, end: number, out: number, most: number): void;
}

/** What all records of a window's lines together are; places in the window. */
export interface LineRecords {
  readonly count: number;
  readonly last: number;
  /** Records with the earliest and the latest time: of those with local time, and of those with UTC. */
  readonly extremes: readonly number[];
  /** Line feeds in front of the last record. */
  readonly feeds: number;
}

function isKernel(exports: object): exports is Kernel {
  return 'candidates' in exports && 'lineFeeds' in exports && 'lineRecords' in exports && 'events' in exports;
}

let compiled: object | undefined;

const known = new Map<string, ReturnType<typeof groupFingerprints>>();

/** Grouping costs milliseconds, and files of one form ask for the same fingerprints. */
function groupsOf(fingerprints: readonly Fingerprint[]): ReturnType<typeof groupFingerprints> {
  const key = JSON.stringify(fingerprints);
  const groups = known.get(key) ?? groupFingerprints(fingerprints, GROUPS);
  known.set(key, groups);
  return groups;
}

function pagesFor(windowBytes: number): number {
  return Math.ceil((WINDOW_AT + windowBytes + PADDING) / PAGE);
}

/** Scanners that nobody uses now: making one costs half a millisecond, and small stretches are read by the thousand. */
const idle = new WeakMap<readonly Fingerprint[], Scanner>();
/** A larger memory is not kept. */
const MOST_KEPT = 4 << 20;

/** Memory that holds a stretch of a file, and the search for fingerprints in it. */
export class Scanner {
  /** One for these fingerprints with room for a window; what its memory held before stands there still. */
  static take(fingerprints: readonly Fingerprint[], capacity: number): Scanner {
    const kept = idle.get(fingerprints);
    if (kept === undefined) return new Scanner(fingerprints, capacity);
    idle.delete(fingerprints);
    kept.grow(capacity);
    return kept;
  }

  readonly #memory: Memory;
  readonly #kernel: Kernel;
  readonly #fingerprints: readonly Fingerprint[];
  #capacity: number;

  private constructor(fingerprints: readonly Fingerprint[], capacity: number) {
    this.#fingerprints = fingerprints;
    this.#capacity = capacity;
    this.#memory = new WebAssembly.Memory({ initial: pagesFor(capacity) });
    compiled ??= new WebAssembly.Module(Buffer.from(SCAN_KERNEL, 'base64'));
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory: this.#memory } });
    if (!isKernel(exports)) throw new Error('the scan kernel does not export what this module calls');
    this.#kernel = exports;
    this.#writeTables(fingerprints);
    this.#writeHashes(fingerprints);
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** All of the memory for the file's bytes. A view: it is void after `grow`. */
  get bytes(): Buffer {
    return Buffer.from(this.#memory.buffer, WINDOW_AT, this.#capacity);
  }

  /** Nobody uses it any more. */
  release(): void {
    if (this.#memory.buffer.byteLength <= MOST_KEPT) idle.set(this.#fingerprints, this);
  }

  /** Makes room for so many bytes; those that are there stay. */
  grow(capacity: number): void {
    const pages = pagesFor(capacity) - this.#memory.buffer.byteLength / PAGE;
    if (pages > 0) this.#memory.grow(pages);
    this.#capacity = capacity;
  }

  /** Zeros behind the last byte: what stands there from before is part of no match. */
  seal(end: number): void {
    new Uint8Array(this.#memory.buffer, WINDOW_AT + end, PADDING).fill(0);
  }

  /**
   * Places in the slice from `from` on, in front of `end`, where a fingerprint may begin (not all of them hold one),
   * in rising order, as addresses: each is WINDOW_AT more than the place in the window. Void after the next call.
   */
  candidates(from: number, end: number): Uint32Array {
    const to = Math.min(end, from + SLICE);
    const stop = this.#kernel.candidates(WINDOW_AT + from, WINDOW_AT + to, CANDIDATES_AT);
    return new Uint32Array(this.#memory.buffer, CANDIDATES_AT, (stop - CANDIDATES_AT) / 4);
  }

  lineFeeds(from: number, to: number): number {
    return this.#kernel.lineFeeds(WINDOW_AT + from, WINDOW_AT + to);
  }

  /** Surveys the records of lines in front of `end`; undefined where some of them have a time of another form than usual. */
  lineRecords(end: number, isRecordStart: boolean, isLast: boolean): LineRecords | undefined {
    const [start, flags] = [WINDOW_AT, [Number(isRecordStart), Number(isLast)] as const];
    if (this.#kernel.lineRecords(start, start + end, ...flags, CANDIDATES_AT) === 0) return undefined;
    const [count = 0, last = 0, ...more] = new Uint32Array(this.#memory.buffer, CANDIDATES_AT, 7);
    const extremes = more.slice(0, 4).filter((address) => address > 0);
    return {
      count,
      last: last - start,
      extremes: extremes.map((address) => address - start),
      feeds: more[4] ?? 0,
    };
  }

  /** Frames the events from `from` on, in front of `end`: as many as there is room for. The candidates are void then. */
  events(from: number, end: number): FramedEvents {
    this.#kernel.events(WINDOW_AT, WINDOW_AT + from, WINDOW_AT + end, EVENTS_AT, MOST_EVENTS);
    const header = new Int32Array(this.#memory.buffer, EVENTS_AT, EVENTS_HEADER / 4);
    const [count = 0, resume = 0, open = 0, leastTime = 0, greatestTime = 0, used = 0, undecoded = 0] = header;
    const numbers = new Int32Array(this.#memory.buffer, EVENTS_AT + EVENTS_HEADER, count * EVENT_NUMBERS);
    return { count, resume, open, leastTime, greatestTime, used, undecoded, numbers };
  }

  /** See kernel/scan.ts: two tables a place, indexed by half a byte, one bit a group. */
  #writeTables(fingerprints: readonly Fingerprint[]): void {
    const tables = new Uint8Array(this.#memory.buffer, 0, 96);
    for (const [group, halves] of groupsOf(fingerprints).entries()) {
      for (const [place, sides] of halves.entries()) {
        for (const [side, bits] of sides.entries()) {
          for (let half = 0; half < 16; half++) {
            const at = 32 * place + 16 * side + half;
            if ((bits >> half) & 1) tables[at] = (tables[at] ?? 0) | (1 << group);
          }
        }
      }
    }
  }

  #writeHashes(fingerprints: readonly Fingerprint[]): void {
    const tables = [FOURS_AT, SHORTS_AT, EIGHTS_AT].map(
      (at) => new Uint8Array(this.#memory.buffer, at, (1 << HASH_BITS) / 8),
    );
    const mark = (table: Uint8Array | undefined, spread: number): void => {
      const hash = spread >>> (32 - HASH_BITS);
      if (table !== undefined) table[hash >> 3] = (table[hash >> 3] ?? 0) | (1 << (hash & 7));
    };
    const [fours, shorts, eights] = tables;
    for (const [first, second, third, fourth = ALL_BYTES, behind] of fingerprints) {
      for (const a of first) {
        for (const b of second) {
          for (const c of third) {
            for (const d of fourth) {
              const four = Math.imul(a | (b << 8) | (c << 16) | (d << 24), SPREAD);
              mark(fours, four);
              if (behind === undefined) mark(shorts, four);
              else mark(eights, Math.imul(four ^ behind, SPREAD));
            }
          }
        }
      }
    }
  }
}
