import type { TraceRecord } from '../model/record.ts';
import { ticks } from '../model/ticks.ts';

/**
 * Records in columns, as plain data: they wait in some large texts, as objects and texts of their own each they keep the collector busy. Of a trace of which one
 * record in twenty is wanted, that took a fifth of the time.
 */
export interface PackedRecords {
  readonly count: number;
  /** `FIELDS` for each record. */
  readonly numbers: Float64Array;
  /** Names that many records share. */
  readonly names: readonly string[];
  /** What each record is written in, in order; no record stands in two of them. */
  readonly texts: readonly string[];
}

const FIELD = {
  line: 0,
  offset: 1,
  width: 2,
  at: 3,
  pid: 4,
  tid: 5,
  source: 6,
  component: 7,
  function: 8,
  raw: 9,
  message: 10,
  stamp: 11,
} as const;
const FIELDS = 12;
const WIDTHS: readonly TraceRecord['width'][] = [1, 2, 'utf-8', 'none'];
/** Characters of a text, but for the last record in it: V8 copies no text of so many when it collects. */
const TEXT_LENGTH = 1 << 18;
/** Numbers for which there is room at first. */
const FEWEST_NUMBERS = FIELDS * 128;
/** A message that the record ends with is not written twice: its length is told below zero. An empty one is `0`. */
const NONE = Number.NaN;

/** Packs records one by one. */
export class RecordPacker {
  #numbers = new Float64Array(FEWEST_NUMBERS);
  readonly #names = new Map<string, number>();
  readonly #texts: string[] = [];
  #open: string[] = [];
  #length = 0;
  #count = 0;
  #characters = 0;

  /** Characters written so far. */
  get characters(): number {
    return this.#characters;
  }

  add(record: TraceRecord): void {
    const { raw, message, stamp } = record;
    const isEnd = message !== '' && raw.endsWith(message);
    const first = this.#roomForRecord();
    const numbers = this.#numbers;
    numbers[first + FIELD.line] = record.line;
    numbers[first + FIELD.offset] = record.offset;
    numbers[first + FIELD.width] = WIDTHS.indexOf(record.width);
    numbers[first + FIELD.at] = record.at ?? NONE;
    numbers[first + FIELD.pid] = record.pid ?? NONE;
    numbers[first + FIELD.tid] = record.tid ?? NONE;
    numbers[first + FIELD.source] = this.#name(record.source);
    numbers[first + FIELD.component] = this.#name(record.component);
    numbers[first + FIELD.function] = this.#name(record.function);
    numbers[first + FIELD.raw] = raw.length;
    numbers[first + FIELD.message] = isEnd ? -message.length : message.length;
    numbers[first + FIELD.stamp] = stamp?.length ?? NONE;
    this.#write(raw);
    if (!isEnd) this.#write(message);
    if (stamp !== undefined) this.#write(stamp);
    this.#count++;
    if (this.#length >= TEXT_LENGTH) this.#closeText();
  }

  packed(): PackedRecords {
    this.#closeText();
    return {
      count: this.#count,
      numbers: this.#numbers.slice(0, this.#count * FIELDS),
      names: [...this.#names.keys()],
      texts: this.#texts,
    };
  }

  /** Where the numbers of the next record begin. */
  #roomForRecord(): number {
    const first = this.#count * FIELDS;
    if (first + FIELDS > this.#numbers.length) {
      const before = this.#numbers;
      this.#numbers = new Float64Array(2 * before.length);
      this.#numbers.set(before);
    }
    return first;
  }

  #write(text: string): void {
    this.#open.push(text);
    this.#length += text.length;
    this.#characters += text.length;
  }

  #closeText(): void {
    if (this.#open.length > 0) this.#texts.push(this.#open.join(''));
    this.#open = [];
    this.#length = 0;
  }

  #name(name: string | undefined): number {
    if (name === undefined) return NONE;
    const number = this.#names.get(name) ?? this.#names.size;
    this.#names.set(name, number);
    return number;
  }
}

/** The byte offset of a record by its number; undefined where there is none. */
export function offsetOf({ numbers }: PackedRecords, number: number): number | undefined {
  return numbers[number * FIELDS + FIELD.offset];
}

/** About how many bytes they take: most texts are Latin-1. */
export function sizeOf({ numbers, texts }: PackedRecords): number {
  return texts.reduce((sum, text) => sum + text.length, numbers.byteLength);
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The records, in the order in which they were packed. `linesBefore`: of the file, in front of what was scanned. */
export function* recordsOf(
  { count, numbers, names, texts }: PackedRecords,
  linesBefore: number,
): Generator<TraceRecord> {
  let [text = '', number, at] = [texts[0], 0, 0];
  const take = (length: number): string => {
    at += length;
    return text.slice(at - length, at);
  };
  for (let first = 0; first < count * FIELDS; first += FIELDS) {
    const field = (which: number): number => numbers[first + which] ?? NONE;
    if (at === text.length && number + 1 < texts.length) [text = '', at] = [texts[++number], 0];
    const raw = take(field(FIELD.raw));
    const length = field(FIELD.message);
    const record: Writable<TraceRecord> = {
      source: names[field(FIELD.source)] ?? '',
      line: field(FIELD.line) + linesBefore,
      offset: field(FIELD.offset),
      raw,
      width: WIDTHS[field(FIELD.width)] ?? 'none',
      message: length < 0 ? raw.slice(length) : take(length),
    };
    const [moment, stamp, pid, tid] = [field(FIELD.at), field(FIELD.stamp), field(FIELD.pid), field(FIELD.tid)];
    const [component, functionName] = [names[field(FIELD.component)], names[field(FIELD.function)]];
    if (!Number.isNaN(moment)) record.at = ticks(moment);
    if (!Number.isNaN(stamp)) record.stamp = take(stamp);
    if (!Number.isNaN(pid)) record.pid = pid;
    if (!Number.isNaN(tid)) record.tid = tid;
    if (component !== undefined) record.component = component;
    if (functionName !== undefined) record.function = functionName;
    yield record;
  }
}
