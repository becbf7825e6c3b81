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

/** Start of the three bytes in a row that are rarest in traces. */
function rarestTriple(bytes: Uint8Array): number {
  const share = (i: number): number =>
    frequency(bytes[i] ?? 0) * frequency(bytes[i + 1] ?? 0) * frequency(bytes[i + 2] ?? 0);
  let best = 0;
  for (let i = 1; i + 3 <= bytes.length; i++) if (share(i) < share(best)) best = i;
  return best;
}

/** A literal of at least three ASCII characters. `fingerprint`: three of them in a row that are rare; else those that seem so. */
export function literal<Kind>(text: string, kind: Kind, fingerprint?: string): Needle<Kind> {
  const wanted = Buffer.from(text, 'latin1');
  const at = fingerprint === undefined ? rarestTriple(wanted) : text.indexOf(fingerprint);
  const triple: Fingerprint = [[wanted[at] ?? 0], [wanted[at + 1] ?? 0], [wanted[at + 2] ?? 0]];
  const fourth = wanted[at + 3];
  return {
    kind,
    at,
    fingerprint: fourth === undefined ? triple : [triple[0], triple[1], triple[2], [fourth]],
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

/** Several needles looked for in one pass. */
export class Needles<Kind> {
  readonly fingerprints: readonly Fingerprint[];
  /** By the first byte of the fingerprint. */
  readonly #byByte: readonly (readonly Needle<Kind>[])[];

  constructor(needles: readonly Needle<Kind>[]) {
    const first = (needle: Needle<Kind>): number => needle.fingerprint[0][0] ?? 0;
    const second = (needle: Needle<Kind>): number => needle.fingerprint[1][0] ?? 0;
    const sorted = needles.toSorted((a, b) => first(a) - first(b) || second(a) - second(b));
    this.fingerprints = sorted.map((needle) => needle.fingerprint);
    this.#byByte = Array.from({ length: 256 }, (_, byte) =>
      sorted.filter((needle) => needle.fingerprint[0].includes(byte)),
    );
  }

  /** The needle whose fingerprint stands at `place`; undefined where the place is a false candidate. */
  at(bytes: Uint8Array, place: number): Needle<Kind> | undefined {
    const candidates = this.#byByte[bytes[place] ?? 0] ?? [];
    for (const needle of candidates) if (needle.matches(bytes, place - needle.at)) return needle;
    return undefined;
  }
}
