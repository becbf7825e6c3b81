/**
 * Bytes that may stand at each of three places in a row, and at the one behind them, where that is known; then the four bytes behind those, where there is
 * one choice, as a number as memory has it (little endian).
 */
export type Fingerprint = readonly [
  readonly number[],
  readonly number[],
  readonly number[],
  (readonly number[])?,
  number?,
];

/** Marks that traces are full of: tags and paths, dates, names of components (`OC_Http`). */
const COMMON_MARKS: ReadonlySet<number> = new Set(Buffer.from('<>/-:_.="', 'latin1'));

/** Share of a byte in the text of traces, roughly; only the ratios matter. */
export function frequency(byte: number): number {
  if (byte === 0x30) return 0.08;
  if (byte > 0x30 && byte <= 0x39) return 0.025;
  if (byte >= 0x61 && byte <= 0x7a) return 0.03;
  if (byte === 0x20) return 0.06;
  if (COMMON_MARKS.has(byte)) return 0.04;
  return byte < 0x80 ? 0.008 : 0.001;
}

/** At each of three places, the low and the high halves of the bytes that may stand there, a bit each. */
type Halves = readonly (readonly [low: number, high: number])[];

function halvesOf(fingerprint: Fingerprint): Halves {
  return fingerprint
    .slice(0, 3)
    .map((bytes) => (typeof bytes === 'number' || bytes === undefined ? [] : bytes))
    .map((bytes) => [
      bytes.reduce((bits, byte) => bits | (1 << (byte & 15)), 0),
      bytes.reduce((bits, byte) => bits | (1 << (byte >> 4)), 0),
    ]);
}

function joined(a: Halves, b: Halves): Halves {
  return a.map(([low, high], place) => [low | (b[place]?.[0] ?? 0), high | (b[place]?.[1] ?? 0)]);
}

/** Shares by halves: of the thousands of groups that are tried, most have some place in common with another. */
const shares = new Map<number, number>();

/** Share of the bytes that two halves let through. */
function shareOf(low: number, high: number): number {
  const key = (low << 16) | high;
  const known = shares.get(key);
  if (known !== undefined) return known;
  let share = 0;
  for (let byte = 0; byte < 256; byte++) {
    if ((low >> (byte & 15)) & 1 && (high >> (byte >> 4)) & 1) share += frequency(byte);
  }
  shares.set(key, share);
  return share;
}

/** How often the tables of a group name a place: they know halves of bytes only, so `TL` and `x8` together let `t8` pass. */
function cost(group: Halves): number {
  return group.reduce((product, [low, high]) => product * shareOf(low, high), 1);
}

interface Group {
  readonly halves: Halves;
  readonly cost: number;
}

interface Pair {
  readonly first: Group;
  readonly second: Group;
  readonly union: Group;
  /** What joining the two costs. */
  readonly added: number;
}

function groupOf(halves: Halves): Group {
  return { halves, cost: cost(halves) };
}

function pairOf(first: Group, second: Group): Pair {
  const union = groupOf(joined(first.halves, second.halves));
  return { first, second, union, added: union.cost - first.cost - second.cost };
}

/** More than these are gathered before they are grouped, which takes time with the cube of their number. */
const MOST_GROUPED = 48;

/** What fingerprints are gathered by: all they are, then less and less of the three bytes. */
const KEYS: readonly ((halves: Halves) => string)[] = [
  (halves) => JSON.stringify(halves),
  (halves) => JSON.stringify(halves.map(([, high]) => high)),
  (halves) => JSON.stringify(halves.slice(0, 2).map(([, high]) => high)),
  (halves) => JSON.stringify(halves[0]?.[1]),
];

/** The halves of fingerprints, joined where there are too many: of a thousand nearly every byte is one of some, and the hashes of more bytes tell them apart. */
function gathered(fingerprints: readonly Fingerprint[]): ReadonlyMap<string, Halves> {
  let all = new Map<string, Halves>();
  for (const keyOf of KEYS) {
    all = new Map();
    for (const fingerprint of fingerprints) {
      const halves = halvesOf(fingerprint);
      const known = all.get(keyOf(halves));
      all.set(keyOf(halves), known === undefined ? halves : joined(known, halves));
    }
    if (all.size <= MOST_GROUPED) break;
  }
  return all;
}

/**
 * Shares fingerprints out to `count` groups so that few places are named that hold none of them: the two groups whose
 * union costs least are joined until no more than `count` are left.
 */
export function groupFingerprints(fingerprints: readonly Fingerprint[], count: number): readonly Halves[] {
  const groups = [...gathered(fingerprints).values()].map(groupOf);
  let pairs = groups.flatMap((second, j) => groups.slice(0, j).map((first) => pairOf(first, second)));
  for (let left = groups.length; left > count; left--) {
    const best = pairs.reduce((least, pair) => (pair.added < least.added ? pair : least));
    const kept = groups.filter((group) => group !== best.first && group !== best.second);
    groups.splice(0, groups.length, ...kept, best.union);
    pairs = pairs.filter(({ first, second }) => kept.includes(first) && kept.includes(second));
    pairs.push(...kept.map((group) => pairOf(group, best.union)));
  }
  return groups.map((group) => group.halves);
}
