import { detached } from '../model/detached.ts';
import type { Mention } from '../model/radar-report.ts';
import type { Ticks } from '../model/ticks.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { BoundedMap } from './bounded-map.ts';
import { type KnownLife, type LineKeys, nearTo } from './known-window.ts';
import { maskLine } from './mask-line.ts';
import { mentionsOf } from './mentions.ts';
import { type Skeleton, skeletonOf, valuesOf, withMaskedWords } from './skeleton.ts';
import { isTradeWord } from './vocabulary.ts';

/** Different lines, masked, that are held: 20 MB at most while the reading goes on. */
const MOST_SKELETONS = 10_000;
/** Words that addresses show to be names. */
const MOST_NAMES = 20_000;
const LEAST_ID = 5;

/** The earliest line of a skeleton. */
export interface FirstLine {
  readonly at: Ticks | undefined;
  readonly source: string;
  readonly offset: number;
  readonly ref: ReturnType<UnmatchedLine['cite']>;
  /** Values of the holes of the line that tell nothing of anybody. */
  readonly samples: readonly (string | undefined)[];
}

/** All lines of one skeleton. */
export interface MinedLines {
  readonly count: number;
  readonly mentions: ReadonlySet<Mention>;
  readonly first: FirstLine;
  /** `undefined` among them: some state none. */
  readonly components: ReadonlySet<string | undefined>;
  readonly functions: ReadonlySet<string | undefined>;
  /** Lines near a known message, and those of each. */
  readonly near: number;
  readonly nearTo: ReadonlyMap<number, number>;
  /** Sum of the times from the sending of the messages to these lines. */
  readonly nearTicks: number;
}

interface Counting {
  count: number;
  readonly mentions: Set<Mention>;
  first: FirstLine;
  readonly components: Set<string | undefined>;
  readonly functions: Set<string | undefined>;
  near: number;
  readonly nearTo: Map<number, number>;
  nearTicks: number;
}

/** What makes a line worth a look beside its words. */
export interface MinerOptions {
  /** Ids of messages, in lower case. */
  readonly ids?: ReadonlySet<string>;
  readonly known?: readonly KnownLife[];
  /** Addresses of the user, in lower case. */
  readonly own?: ReadonlySet<string>;
}

type Values = ReturnType<typeof valuesOf>;

const NO_TEXTS: ReadonlySet<string> = new Set();

/** Two of them tell that lines differ. */
const MOST_KEPT = 2;

function keepSome(kept: Set<string | undefined>, one: string | undefined): void {
  if (kept.size < MOST_KEPT && !kept.has(one)) kept.add(one === undefined ? undefined : detached(one));
}

type Place = Pick<FirstLine, 'at' | 'source' | 'offset'>;

/** Whether a line comes before another: by time, then by source and place. */
export function isBefore(line: Omit<Place, 'at'> & Partial<Place>, first: Place): boolean {
  const [a, b] = [line.at ?? Number.POSITIVE_INFINITY, first.at ?? Number.POSITIVE_INFINITY];
  if (a !== b) return a < b;
  if (line.source !== first.source) return line.source < first.source;
  return line.offset < first.offset;
}

/** Codes, and numbers too short to be of anybody. */
function sampleOf({ kind, value }: Values[number]): string | undefined {
  const isHarmless =
    kind === 'response-code' ||
    kind === 'operation' ||
    kind === 'disposition' ||
    (kind === 'hex' && /^0x8/i.test(value));
  return isHarmless || (kind === 'number' && /^\d{1,3}$/.test(value)) ? detached(value) : undefined;
}

function addressesIn(values: Values): readonly string[] {
  return values.filter(({ kind }) => kind === 'address').map(({ value }) => value.toLowerCase());
}

function idsIn(values: Values, ids: ReadonlySet<string>): readonly string[] {
  return values.map(({ value }) => value.toLowerCase()).filter((value) => value.length >= LEAST_ID && ids.has(value));
}

/** Takes lines in any order, and counts those that speak of the matter by their skeletons. Keeps no line. */
export class LineMiner {
  #options: MinerOptions;
  #hasReadWords = false;
  readonly #lines = new BoundedMap<Counting>(MOST_SKELETONS);
  readonly #names = new BoundedMap<true>(MOST_NAMES);
  #count = 0;

  constructor(options: MinerOptions = {}) {
    this.#options = options;
  }

  /** Lines taken that speak of the matter. */
  get count(): number {
    return this.#count;
  }

  /** The lines that speak of the matter by their words are all taken: of those that follow, which may be the same ones, only lines with an id and no such word are. */
  seekIds(ids: ReadonlySet<string>): void {
    this.#hasReadWords = true;
    this.#options = { ids };
  }

  add(line: UnmatchedLine): void {
    const { ids = NO_TEXTS, known = [], own = NO_TEXTS } = this.#options;
    const mentions: Mention[] = [...mentionsOf(line.text)];
    if (mentions.length === 0 ? ids.size === 0 && known.length === 0 : this.#hasReadWords) return;
    const masked = maskLine(line.text);
    const values = valuesOf(masked.pieces);
    const keys: LineKeys = {
      at: line.at,
      addresses: known.length === 0 ? [] : addressesIn(values),
      ids: ids.size === 0 ? [] : idsIn(values, ids),
    };
    if (keys.ids.length > 0) mentions.push('message-id');
    const near = known.length === 0 ? [] : nearTo(known, keys, own);
    const isOfKnown = near.some((number) => keys.addresses.some((one) => known[number]?.recipients.has(one)));
    if (isOfKnown) mentions.push('known-message');
    if (mentions.length === 0) return;
    this.#count++;
    for (const { kind, value } of values) this.#noteNames(kind, value);
    const mined = this.#minedAt(skeletonOf(masked), line, values);
    if (mined === undefined) return;
    mined.count++;
    for (const mention of mentions) mined.mentions.add(mention);
    keepSome(mined.components, line.component);
    keepSome(mined.functions, line.function);
    if (isBefore(line, mined.first)) mined.first = this.#firstOf(line, values);
    if (near.length > 0) mined.near++;
    for (const number of near) {
      mined.nearTo.set(number, (mined.nearTo.get(number) ?? 0) + 1);
      const life = known[number];
      if (life !== undefined && line.at !== undefined) mined.nearTicks += line.at - life.from;
    }
  }

  /** The skeletons of the lines, in the order of code units, without the words that addresses show to be names. */
  skeletons(): ReadonlyMap<Skeleton, readonly MinedLines[]> {
    const names = new Set(this.#names.entries().map(([name]) => name));
    const skeletons = new Map<Skeleton, MinedLines[]>();
    for (const [skeleton, lines] of this.#lines.entries()) {
      const masked = names.size === 0 ? skeleton : withMaskedWords(skeleton, (word) => names.has(word.toLowerCase()));
      const same = skeletons.get(masked);
      // A hole more moves the numbers of those behind it.
      const kept = masked === skeleton ? lines : { ...lines, first: { ...lines.first, samples: [] } };
      if (same === undefined) skeletons.set(masked, [kept]);
      else same.push(kept);
    }
    return new Map([...skeletons].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  #minedAt(skeleton: Skeleton, line: UnmatchedLine, values: Values): Counting | undefined {
    return this.#lines.at(skeleton, () => ({
      count: 0,
      mentions: new Set(),
      first: this.#firstOf(line, values),
      components: new Set(),
      functions: new Set(),
      near: 0,
      nearTo: new Map(),
      nearTicks: 0,
    }));
  }

  #firstOf(line: UnmatchedLine, values: Values): FirstLine {
    const { at, source, offset } = line;
    return { at, source, offset, ref: line.cite(), samples: values.map(sampleOf) };
  }

  #noteNames(kind: string, value: string): void {
    const text = kind === 'address' ? value.slice(0, value.lastIndexOf('@')) : kind.startsWith('name') ? value : '';
    if (text === '') return;
    for (const word of text.match(/[A-Za-z]{3,}/g) ?? []) {
      const name = word.toLowerCase();
      if (!isTradeWord(name)) this.#names.at(name, () => true);
    }
  }
}
