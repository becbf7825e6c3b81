// What the bytes of an event tell that nothing could decode. String arguments of a trace message stand in them as they are,
// unaligned and each up to its NUL, between numbers of which many look like a few characters: in a trace of Kernel-Network 98 %
// of the payloads hold four printable bytes in a row, and no text at all.
import { ansiText } from './encoding.ts';
import { addKnownCodes } from './known-codes.ts';
import { isPrintable, isWordByte, narrowStep, SCRIPT, scriptOf } from './text-classes.ts';

// kernel/payload.ts judges payloads by the same rules; it leaves to this what is not ASCII, and codes.
/** The shortest text, where something in front of it and behind it says that it is one. */
const MIN_CHARS = 4;
/** The shortest that only a NUL behind it bears out: of random bytes 1 in 100,000 places begins such a run. */
const MIN_TERMINATED = 6;
/** The shortest that nothing bears out but its words: nine of ten random ones are full of other signs. */
const MIN_WORDS = 12;
/** Two numbers of 32 bits. */
const MOST_NUMBER_UNITS = 4;
const DOT = 0x2e;
/** Where what a wire text begins with stands a little behind the start of a run, the bytes in front of it are a number's. */
const LONGEST_PREFIX = 8;
const WIRE_START = /<\?xml|<(?:\w{1,8}:)?Envelope[\s>]|(?:POST|GET|PUT|CONNECT) [/h]|HTTP\/[12]|SIP\/2\.0|https?:\/\//;
const WIRE_REACH = LONGEST_PREFIX + 20;
/** `url=https://…`, `>HTTP/1.1 …`: the prefix is the text's own. */
const OWN_PREFIX = /[A-Za-z]{2}["'\s]*[\s=:(["'{<>,;|/-]+$|[">=]$/;

export interface Harvest {
  readonly texts: readonly string[];
  /** Known HRESULT and NTSTATUS values between the texts: `0x80072EE2`. */
  readonly codes: readonly string[];
}

/** Bytes of a number that read as a letter of another script, in front of a path: `±C:\Windows\system32\SHELL32.dll`. */
const BEFORE_PATH = /^[^\x20-\x7e]{1,8}(?=[A-Z]:\\\w)/;

function withoutForeign(read: string): string {
  const text = read.replace(BEFORE_PATH, '');
  const at = text.slice(0, WIRE_REACH).search(WIRE_START);
  return at > 0 && at <= LONGEST_PREFIX && !OWN_PREFIX.test(text.slice(0, at)) ? text.slice(at) : text;
}

class Harvester {
  readonly #bytes: Buffer;
  readonly texts: string[] = [];
  readonly codes: string[] = [];
  /** Behind the last text. */
  #used = 0;
  /** Ends of the runs looked at last: a start within a run that was no text begins none either. */
  readonly #wideSeen: [number, number] = [0, 0];
  readonly #mixedSeen: [number, number] = [0, 0];
  #narrowStart = 0;
  #isNarrowPlain = false;
  #narrowEnd = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): void {
    const { length } = this.#bytes;
    for (let at = 0; at < length; ) {
      const end = this.#wideText(at) || this.#narrowText(at);
      at = end === 0 ? at + 1 : end;
    }
    addKnownCodes(this.#bytes, this.#used, length, this.codes);
  }

  /** Takes the text of two bytes a character at `at`; answers its end, 0 for none. */
  #wideText(at: number): number {
    const phase = (at & 1) as 0 | 1;
    if (at < this.#wideSeen[phase]) return 0;
    const run = this.#wideRun(at);
    if (run === undefined) return 0;
    const { start, end } = run;
    if (this.#isShortString(at, start, end)) {
      this.#wideSeen[phase] = at + 2;
      return 0;
    }
    return this.#add(at, end, this.#bytes.toString('utf16le', start, end));
  }

  /** Whether the unit at `at` is the last character of a short text of one byte each, its NUL taken for an upper byte: `GET` NUL `h` 00 `t` 00. */
  #isShortString(at: number, start: number, end: number): boolean {
    if (at >= this.#narrowEnd || this.#narrowStart === at) return false;
    const isBounded = this.#narrowStart === 0 || this.#bytes[this.#narrowStart - 1] === 0;
    return isBounded && this.#isNarrowPlain && !this.#beginsWire(start, end);
  }

  #beginsWire(start: number, end: number): boolean {
    return this.#bytes.toString('utf16le', start, Math.min(end, start + 2 * WIRE_REACH)).search(WIRE_START) === 0;
  }

  #wideRun(at: number): { readonly start: number; readonly end: number } | undefined {
    const bytes = this.#bytes;
    const last = bytes.length - 1;
    let end = at;
    while (end < last && bytes[end + 1] === 0 && isPrintable(bytes[end])) end += 2;
    const mixedEnd = this.#mixedEnd(at, end);
    if (mixedEnd > 0) return { start: at, end: mixedEnd };
    this.#wideSeen[(at & 1) as 0 | 1] = end;
    const count = (end - at) >> 1;
    const hasNul = this.#hasWideNul(end);
    if (count < (hasNul || end >= last ? MIN_CHARS : MIN_TERMINATED)) return undefined;
    // The count of bytes or characters in front of a counted text, which has no NUL, may look like a character itself.
    const rest = count - 1;
    const isCounted = !hasNul && (bytes[at] === rest || bytes[at] === 2 * rest);
    return { start: isCounted ? at + 2 : at, end };
  }

  #hasWideNul(end: number): boolean {
    return this.#bytes[end] === 0 && this.#bytes[end + 1] === 0;
  }

  /** The end of a text at `at` that is not all ASCII: up to its NUL, in one script beside Latin; 0 for none. */
  #mixedEnd(at: number, plainEnd: number): number {
    const bytes = this.#bytes;
    const phase = (at & 1) as 0 | 1;
    const last = bytes.length - 1;
    if (plainEnd >= last || at < this.#mixedSeen[phase] || this.#hasWideNul(plainEnd)) return 0;
    let script: number = SCRIPT.plain;
    let others = 0;
    let latin = 0;
    let doubtful = 0;
    let lastOther = at;
    let zeros = 0;
    let end = plainEnd;
    for (; end < last; end += 2) {
      const [lower = 0, upper = 0] = [bytes[end], bytes[end + 1]];
      const one = scriptOf(upper, lower);
      if (one === SCRIPT.none || (one > SCRIPT.latin && script > SCRIPT.latin && one !== script)) break;
      if (one > script) script = one;
      if (one === SCRIPT.latin) latin++;
      if (upper === 0) continue;
      others++;
      lastOther = end;
      // Two letters of one byte each, or ASCII of two bytes read one byte off.
      if (lower === 0) zeros++;
      if (lower === 0 || (isPrintable(upper) && isPrintable(lower))) doubtful++;
    }
    this.#mixedSeen[phase] = end;
    // One that was cut has no NUL.
    const fewest = this.#hasWideNul(end) ? MIN_CHARS : end >= last ? MIN_WORDS : Number.POSITIVE_INFINITY;
    if (end - at < 2 * fewest) return 0;
    // Chance makes Chinese of a third of all pairs of bytes.
    const isLone = script < SCRIPT.cjk || at === 0 || bytes[at - 1] === 0;
    // Units that are not ASCII, in front of all others, are numbers; `報告.docx` is none.
    const rest = lastOther + 2;
    const isNumber =
      (others <= MOST_NUMBER_UNITS || script <= SCRIPT.latin) &&
      rest === at + 2 * others &&
      end - rest >= 2 * MIN_CHARS &&
      (bytes[rest] !== DOT || script <= SCRIPT.latin);
    if (isNumber) this.#mixedSeen[phase] = rest;
    // Nobody writes Chinese among letters of French.
    if (script >= SCRIPT.cjk) doubtful += latin;
    const isOwn = script >= SCRIPT.cjk ? 4 * doubtful <= 3 * others : zeros === 0 && 2 * doubtful <= others;
    return isLone && !isNumber && isOwn ? end : 0;
  }

  /** Takes the text of one byte a character at `at`; answers its end, 0 for none. */
  #narrowText(at: number): number {
    if (at < this.#narrowEnd) return 0;
    const bytes = this.#bytes;
    let end = at;
    let chars = 0;
    let words = 0;
    let singles = 0;
    let lastSingle = at;
    for (let step = narrowStep(bytes, at); step > 0; step = narrowStep(bytes, end)) {
      const byte = bytes[end] ?? 0;
      if (isWordByte(byte)) words++;
      chars++;
      end += step;
      if (step === 1 && byte >= 0x80) {
        singles++;
        lastSingle = end;
      }
    }
    if (end > bytes.length) end = bytes.length;
    this.#narrowStart = at;
    this.#narrowEnd = end;
    const isPlain = chars === end - at && singles === 0;
    this.#isNarrowPlain = isPlain;
    if (chars < MIN_CHARS) return 0;
    const isWordy = 4 * words >= 3 * chars;
    const isLone = at === 0 || bytes[at - 1] === 0;
    const hasNul = bytes[end] === 0;
    const isLongEnough = chars >= (isLone && singles === 0 ? MIN_CHARS : MIN_TERMINATED);
    const isText =
      hasNul || end === bytes.length
        ? isLongEnough &&
          (isWordy || ((hasNul || isLone) && singles === 0)) &&
          (isPlain || (hasNul && 3 * singles <= chars) || chars >= MIN_WORDS)
        : chars >= MIN_WORDS && isWordy && singles === 0;
    // A number in front of a wire text of two bytes a character, and that one's first letter.
    if (hasNul && chars <= LONGEST_PREFIX + 1) {
      if (this.#beginsWire(end - 1, bytes.length)) return 0;
      if (!isPlain && bytes[end + 2] === 0 && isPrintable(bytes[end + 1])) return 0;
    }
    if (isText) return this.#add(at, end, ansiText(bytes.subarray(at, end)));
    // What is ASCII alone behind a letter that may be a number's byte is looked at by itself.
    if (singles > 0) this.#narrowEnd = lastSingle;
    // A counted text has no NUL.
    const count = at < 2 ? 0 : bytes.readUInt16LE(at - 2);
    if (count < MIN_CHARS || count > end - at || !isPlain) return 0;
    return this.#add(at, at + count, bytes.toString('latin1', at, at + count));
  }

  #add(at: number, end: number, text: string): number {
    if (text.trim().length < MIN_CHARS) return end;
    addKnownCodes(this.#bytes, this.#used, at, this.codes);
    this.#used = end;
    this.#narrowEnd = end;
    this.texts.push(withoutForeign(text));
    return end;
  }
}

/** The texts in some bytes and the codes between them. Linear in time; never throws. */
export function harvest(bytes: Uint8Array): Harvest {
  const harvester = new Harvester(bytes);
  harvester.run();
  return { texts: harvester.texts, codes: harvester.codes };
}

/** The same of bytes printed as hexadecimal digits, as tracerpt does in BinaryEventData and EventPayload. */
export function harvestHex(digits: string): Harvest {
  return harvest(Buffer.from(/\s/.test(digits) ? digits.replace(/\s+/g, '') : digits, 'hex'));
}

/** One message of it: texts and codes, joined by a space as several text items are. */
export function harvestMessage({ texts, codes }: Harvest): string {
  return [...texts, ...codes].join(' ');
}
