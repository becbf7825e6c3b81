import type { Alphabet } from './alphabet.ts';

/** A run of characters that may hold text as base64 or as hexadecimal digits. */
export interface Blob {
  readonly start: number;
  readonly end: number;
  readonly isHex: boolean;
}

/** Eight characters of base64 are six bytes; as many digits would be four. */
const LEAST_RUN = 8;
const BASE64 = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
/** Bytes as `616c69`, `61 6c 69`, `61-6c-69`, `0x61,0x6c`. Within a word they begin only where they have nothing between them: not with the end of `payload 61 6c`. */
const HEX = /(?=[0-9a-f][0-9a-fx])(?:(?<![\p{L}\p{N}])|(?=[0-9a-f]{12}))(?:(?:0x)?[0-9a-f]{2}[ ,:-]{0,2}){6,}/giu;
const LEAST_JOINED = 12;
/** Of a longer run this much is looked at a time, with an overlap; a multiple of four, so that groups stay whole. */
const PIECE = 8192;
const NUL = /\0/g;

/** The texts that bytes may be, without looking whether they are. UTF-16 of Latin letters is Latin-1 with a NUL beside each. */
function* textsOf(bytes: Buffer): Generator<string> {
  yield bytes.toString('utf-8');
  const narrow = bytes.toString('latin1');
  if (narrow.includes('\0')) yield narrow.replace(NUL, '');
  for (const skipped of [0, 1]) {
    const wide = Buffer.from(bytes.subarray(skipped, skipped + ((bytes.length - skipped) & ~1)));
    yield wide.toString('utf16le');
    yield wide.swap16().toString('utf16le');
  }
}

function* bytesOf(run: string, isHex: boolean): Generator<Buffer> {
  if (isHex) {
    const digits = run.replace(/0x|[^0-9a-f]/gi, '');
    yield Buffer.from(digits, 'hex');
    return;
  }
  // What stands in front may belong to the run or not, so each of the four alignments is tried.
  for (let skipped = 0; skipped < 4; skipped++) yield Buffer.from(run.slice(skipped), 'base64');
}

/** A run without what separates it from what stands behind it, and without the beginning of a word there: `decade` behind `61 6c`. */
function withoutEnd(text: string, start: number, run: string): string {
  const [joined = ''] = /[^ ,:-]*$/.exec(run) ?? [];
  const isInWord = joined !== '' && /[\p{L}\p{N}]/u.test(text.charAt(start + run.length));
  const own = isInWord && joined.length < LEAST_JOINED ? run.slice(0, run.length - joined.length) : run;
  return own.replace(/[ ,:-]+$/, '');
}

/** Whether a run, decoded, holds what `isFound` looks for. */
function holds(
  run: string,
  isHex: boolean,
  isFound: (text: string) => boolean,
  alphabet: Alphabet | undefined,
): boolean {
  for (let at = 0; at < run.length; at += PIECE / 2) {
    const piece = run.slice(at, at + PIECE);
    for (const bytes of bytesOf(piece, isHex)) {
      if (alphabet?.mayStandIn(bytes) === false) continue;
      for (const text of textsOf(bytes)) if (isFound(text)) return true;
    }
    if (piece.length < PIECE) break;
  }
  return false;
}

/** Remembers what was looked at: most runs of a report stand in it many times. */
export class Blobs {
  readonly #isFound: (text: string) => boolean;
  readonly #alphabet: Alphabet | undefined;
  readonly #seen: ReadonlyMap<RegExp, Map<string, boolean>> = new Map([
    [BASE64, new Map<string, boolean>()],
    [HEX, new Map<string, boolean>()],
  ]);

  /** `alphabet`: of all that `isFound` looks for, where that is known; most bytes are no such text. */
  constructor(isFound: (text: string) => boolean, alphabet?: Alphabet) {
    this.#isFound = isFound;
    this.#alphabet = alphabet;
  }

  /** The runs of a text that hold what is looked for. */
  in(text: string): readonly Blob[] {
    const found: Blob[] = [];
    if (text.length < LEAST_RUN) return found;
    for (const [pattern, seen] of this.#seen) {
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const isHex = pattern === HEX;
        const run = isHex ? withoutEnd(text, match.index, match[0]) : match[0];
        let isHit = seen.get(run);
        if (isHit === undefined) {
          isHit = holds(run, isHex, this.#isFound, this.#alphabet);
          seen.set(run, isHit);
        }
        if (isHit) found.push({ start: match.index, end: match.index + run.length, isHex });
      }
    }
    return found.length < 2 ? found : found.toSorted((a, b) => a.start - b.start);
  }
}
