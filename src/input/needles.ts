import { type Fingerprint, frequency } from './fingerprint-groups.ts';

/** Something to look for in the bytes of a trace. */
export interface Needle<Kind> {
  readonly kind: Kind;
  readonly fingerprint: Fingerprint;
  /** How far behind the needle's start the fingerprint stands. */
  readonly at: number;
  /** Whether the needle stands at `start`. Reading behind the end of the bytes gives undefined, which equals nothing. */
  readonly matches: (bytes: Uint8Array, start: number) => boolean;
}

/** Bytes from a fingerprint's first on that are compared before a place is looked at. */
const COMPARED = 8;
/** A text so long that a fingerprint with all of those can be had anywhere in half of it. */
const LONG = 16;

/** Start of the three bytes in a row that are rarest in traces, with one behind it if there is any: alone they look like many others. Of a long text with more behind it. */
function rarestTriple(bytes: Uint8Array): number {
  const needed = bytes.length < LONG ? Math.min(4, bytes.length) : COMPARED;
  const share = (i: number): number =>
    frequency(bytes[i] ?? 0) * frequency(bytes[i + 1] ?? 0) * frequency(bytes[i + 2] ?? 0);
  let best = 0;
  for (let i = 1; i + needed <= bytes.length; i++) if (share(i) < share(best)) best = i;
  return best;
}

function fingerprintAt(bytes: Buffer, at: number): Fingerprint {
  const triple = [[bytes[at] ?? 0], [bytes[at + 1] ?? 0], [bytes[at + 2] ?? 0]] as const;
  const fourth = bytes[at + 3];
  if (fourth === undefined) return triple;
  return at + COMPARED > bytes.length ? [...triple, [fourth]] : [...triple, [fourth], bytes.readInt32LE(at + 4)];
}

/** A literal of at least three ASCII characters. `fingerprint`: three of them in a row that are rare; else those that seem so. */
export function literal<Kind>(text: string, kind: Kind, fingerprint?: string): Needle<Kind> {
  const wanted = Buffer.from(text, 'latin1');
  const at = fingerprint === undefined ? rarestTriple(wanted) : text.indexOf(fingerprint);
  return {
    kind,
    at,
    fingerprint: fingerprintAt(wanted, at),
    matches(bytes, start) {
      for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
      return true;
    },
  };
}

function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f
  );
}

/** A number that stands alone, as in `error 12002.` but not in `00012002`. */
export function loneNumber<Kind>(digits: string, kind: Kind): Needle<Kind> {
  // Their first three digits are alike (`120`, `121`), so that many numbers need few fingerprints.
  const inner = literal(digits, kind, digits.slice(0, 3));
  return {
    ...inner,
    matches: (bytes, start) =>
      inner.matches(bytes, start) && !isWordByte(bytes[start - 1]) && !isWordByte(bytes[start + digits.length]),
  };
}

/** So many are tried one after the other; of more, those whose first three bytes stand there. */
const MOST_TRIED = 8;

function tripleOf(first: number, second: number, third: number): number {
  return first | (second << 8) | (third << 16);
}

/** The needles whose fingerprint may begin with three bytes, in their order. */
function byTriple<Kind>(needles: readonly Needle<Kind>[], first: number): ReadonlyMap<number, readonly Needle<Kind>[]> {
  const all = new Map<number, Needle<Kind>[]>();
  for (const needle of needles) {
    const [, seconds, thirds] = needle.fingerprint;
    for (const second of seconds) {
      for (const third of thirds) {
        const key = tripleOf(first, second, third);
        const same = all.get(key);
        if (same === undefined) all.set(key, [needle]);
        else same.push(needle);
      }
    }
  }
  return all;
}

/** Several needles looked for in one pass. */
export class Needles<Kind> {
  readonly fingerprints: readonly Fingerprint[];
  /** By the first byte of the fingerprint; where there are many, by three. */
  readonly #byByte: readonly (readonly Needle<Kind>[] | ReadonlyMap<number, readonly Needle<Kind>[]>)[];

  constructor(needles: readonly Needle<Kind>[]) {
    const first = (needle: Needle<Kind>): number => needle.fingerprint[0][0] ?? 0;
    const second = (needle: Needle<Kind>): number => needle.fingerprint[1][0] ?? 0;
    const sorted = needles.toSorted((a, b) => first(a) - first(b) || second(a) - second(b));
    this.fingerprints = sorted.map((needle) => needle.fingerprint);
    this.#byByte = Array.from({ length: 256 }, (_, byte) => {
      const beginning = sorted.filter((needle) => needle.fingerprint[0].includes(byte));
      return beginning.length > MOST_TRIED ? byTriple(beginning, byte) : beginning;
    });
  }

  /** The needle whose fingerprint stands at `place`, of several the one that was given first; undefined where the place is a false candidate. */
  at(bytes: Uint8Array, place: number): Needle<Kind> | undefined {
    for (const needle of this.#triedAt(bytes, place)) if (needle.matches(bytes, place - needle.at)) return needle;
    return undefined;
  }

  /** All of them. */
  allAt(bytes: Uint8Array, place: number): readonly Needle<Kind>[] {
    return this.#triedAt(bytes, place).filter((needle) => needle.matches(bytes, place - needle.at));
  }

  #triedAt(bytes: Uint8Array, place: number): readonly Needle<Kind>[] {
    const first = bytes[place] ?? 0;
    const beginning = this.#byByte[first] ?? [];
    return 'get' in beginning
      ? (beginning.get(tripleOf(first, bytes[place + 1] ?? 0, bytes[place + 2] ?? 0)) ?? [])
      : beginning;
  }
}
