import { detached } from '../model/detached.ts';
import type { Mention } from '../model/radar-report.ts';
import type { Ticks } from '../model/ticks.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { BoundedMap } from './bounded-map.ts';
import { CopiedLines } from './copied-lines.ts';
import { isSearchable } from './known-ids.ts';
import { KnownLives, type LineKeys } from './known-window.ts';
import { type MaskedLine, maskLine } from './mask-line.ts';
import { mentionsOf } from './mentions.ts';
import { messageIdsIn } from './message-ids-in.ts';
import { nameWords } from './name-words.ts';
import { type Skeleton, skeletonOf, valuesOf, withMaskedWords } from './skeleton.ts';
import { UnnamedIds } from './unnamed-ids.ts';

/** Different lines, masked, that are held: 20 MB at most while the reading goes on. */
const MOST_SKELETONS = 10_000;
/** Words that addresses show to be names. */
const MOST_NAMES = 20_000;
/** Shorter ones are of messages where letters stand in them: `17` may be anything. */
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
  /** Sum of the times from the earliest sending of the messages to these lines, and how many it is of: one for each line with a time and message near to it. */
  readonly nearTicks: number;
  readonly nearTimes: number;
  /** Of the holes that may hold the id of a message; undefined where words were masked behind the numbers of holes. */
  readonly ids: UnnamedIds | undefined;
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
  nearTimes: number;
  readonly ids: UnnamedIds;
}

/** What makes a line worth a look beside its words. */
export interface MinerOptions {
  /** Ids of messages that the trace is searched for, in lower case. */
  readonly ids?: ReadonlySet<string>;
  readonly known?: KnownLives;
}

type Values = ReturnType<typeof valuesOf>;

const NOBODY = new KnownLives([]);
/** Ids of messages that lines tell which nothing understands. */
const MOST_SUGGESTED = 10_000;

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

const NO_KEYS: LineKeys = { at: undefined, addresses: [], ids: [] };

function keysOf({ at }: UnmatchedLine, values: Values): LineKeys {
  const lower = values.map(({ kind, value }) => ({ kind, value: value.toLowerCase() }));
  return {
    at,
    addresses: lower.filter(({ kind }) => kind === 'address').map(({ value }) => value),
    ids: lower.filter(({ kind, value }) => kind === 'id' || value.length >= LEAST_ID).map(({ value }) => value),
  };
}

/** Takes lines in any order, and counts those that speak of the matter by their skeletons. Keeps no line. */
export class LineMiner {
  readonly #known: KnownLives;
  #ids: ReadonlySet<string>;
  #hasReadWords = false;
  readonly #lines = new BoundedMap<Counting>(MOST_SKELETONS);
  readonly #names = new BoundedMap<true>(MOST_NAMES);
  readonly #copied = new CopiedLines();
  readonly #suggested = new BoundedMap<true>(MOST_SUGGESTED);
  #count = 0;

  constructor({ ids = new Set(), known = NOBODY }: MinerOptions = {}) {
    this.#ids = ids;
    this.#known = known;
  }

  /** Lines taken that speak of the matter. */
  get count(): number {
    return this.#count;
  }

  /** What stands in the lines where an id of a message does, as it is written, by code units. */
  suggestedIds(): readonly string[] {
    return this.#suggested.entries().map(([id]) => id);
  }

  /** The lines that speak of the matter by their words are all taken. Of those that follow, which are the same ones, only lines with an id and no such word are counted. */
  seekIds(ids: ReadonlySet<string>): void {
    this.#hasReadWords = true;
    this.#ids = ids;
  }

  add(line: UnmatchedLine): void {
    const words = mentionsOf(line.text);
    if ((words.length === 0 || this.#hasReadWords) && !this.#mayConcern(line)) return;
    const masked = maskLine(line.text);
    const values = valuesOf(masked.pieces);
    const keys = this.#isSeeking ? keysOf(line, values) : NO_KEYS;
    const near = this.#known.near(keys);
    const mentions = [...words, ...this.#mentionsByKeys(keys, near)];
    if (mentions.length === 0) return;
    const skeleton = skeletonOf(masked);
    if (this.#hasReadWords && words.length > 0) {
      for (const mention of mentions) this.#lines.get(skeleton)?.mentions.add(mention);
      return;
    }
    if (this.#copied.isCopy(line)) {
      const first = this.#lines.get(skeleton);
      if (first !== undefined && isBefore(line, first.first)) first.first = this.#firstOf(line, values);
      return;
    }
    this.#count++;
    for (const { kind, value } of values) this.#noteNames(kind, value);
    for (const id of messageIdsIn(masked.pieces)) if (isSearchable(id)) this.#suggested.at(detached(id), () => true);
    const mined = this.#minedAt(skeleton, line, masked, values);
    if (mined === undefined) return;
    mined.count++;
    mined.ids.note(values);
    for (const mention of mentions) mined.mentions.add(mention);
    keepSome(mined.components, line.component);
    keepSome(mined.functions, line.function);
    if (isBefore(line, mined.first)) mined.first = this.#firstOf(line, values);
    if (near.length > 0) mined.near++;
    for (const number of near) {
      mined.nearTo.set(number, (mined.nearTo.get(number) ?? 0) + 1);
      const life = this.#known.lives[number];
      if (life === undefined || line.at === undefined) continue;
      mined.nearTicks += line.at - life.from;
      mined.nearTimes++;
    }
  }

  /** The skeletons of the lines, in the order of code units, without the words that addresses show to be names. */
  skeletons(): ReadonlyMap<Skeleton, readonly MinedLines[]> {
    const names = new Set(this.#names.entries().map(([name]) => name));
    const isName = (word: string): boolean => names.has(word.toLowerCase()) || names.has(word);
    const withoutNames = (codes: ReadonlySet<string | undefined>): ReadonlySet<string | undefined> =>
      new Set([...codes].map((code) => (code?.match(/[A-Z]?[a-z]+|[A-Z]+/g)?.some(isName) ? undefined : code)));
    const skeletons = new Map<Skeleton, MinedLines[]>();
    for (const [skeleton, lines] of this.#lines.entries()) {
      const masked = names.size === 0 ? skeleton : withMaskedWords(skeleton, isName);
      const same = skeletons.get(masked);
      // A hole more moves the numbers of those behind it.
      const first = masked === skeleton ? lines.first : { ...lines.first, samples: [] };
      const [components, functions] = [withoutNames(lines.components), withoutNames(lines.functions)];
      const kept = { ...lines, first, components, functions, ids: masked === skeleton ? lines.ids : undefined };
      if (same === undefined) skeletons.set(masked, [kept]);
      else same.push(kept);
    }
    return new Map([...skeletons].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  /** Most lines are read before any id is known, and no message is: nothing of them is asked for. */
  get #isSeeking(): boolean {
    return this.#ids.size > 0 || this.#known.lives.length > 0;
  }

  /** Whether a line may hold an id that is searched for, or name somebody to whom a message was just sent: seen without masking it. */
  #mayConcern({ text, at }: UnmatchedLine): boolean {
    const lives = this.#known.at(at);
    if (this.#ids.size === 0 && lives.length === 0) return false;
    const lower = text.toLowerCase();
    for (const id of this.#ids) if (lower.includes(id)) return true;
    return (
      lower.includes('@') && lives.some(({ life }) => [...life.recipients].some((address) => lower.includes(address)))
    );
  }

  #mentionsByKeys({ ids, addresses }: LineKeys, near: readonly number[]): readonly Mention[] {
    const { lives } = this.#known;
    const isOfKnown = near.some((number) => addresses.some((one) => lives[number]?.recipients.has(one)));
    return [
      ...(ids.some((id) => this.#ids.has(id)) ? (['message-id'] as const) : []),
      ...(isOfKnown ? (['known-message'] as const) : []),
    ];
  }

  #minedAt(skeleton: Skeleton, line: UnmatchedLine, { pieces }: MaskedLine, values: Values): Counting | undefined {
    return this.#lines.at(skeleton, () => ({
      count: 0,
      mentions: new Set(),
      first: this.#firstOf(line, values),
      components: new Set(),
      functions: new Set(),
      near: 0,
      nearTo: new Map(),
      nearTicks: 0,
      nearTimes: 0,
      ids: new UnnamedIds(pieces),
    }));
  }

  #firstOf(line: UnmatchedLine, values: Values): FirstLine {
    const { at, source, offset } = line;
    return { at, source, offset, ref: line.cite(), samples: values.map(sampleOf) };
  }

  /** Takes words of addresses that stand in lines which are understood for names, too. */
  noteAddresses(addresses: Iterable<string>): void {
    for (const address of addresses) this.#noteNames('address', address);
  }

  #noteNames(kind: string, value: string): void {
    const text = kind === 'address' ? value.slice(0, value.lastIndexOf('@')) : kind.startsWith('name') ? value : '';
    for (const name of nameWords(text)) this.#names.at(name, () => true);
  }
}
