import type { Mention } from '../model/radar-report.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { BoundedMap } from './bounded-map.ts';
import { CopiedLines } from './copied-lines.ts';
import { idHolesByWord } from './id-holes-by-word.ts';
import { isSearchable } from './known-ids.ts';
import { KnownLives, type LineKeys } from './known-window.ts';
import { maskLine } from './mask-line.ts';
import type { Masked } from './mask-names.ts';
import { mentionsOf } from './mentions.ts';
import { type Counting, firstOf, isBefore, keysOf, type MinedLines, noteRecord, type Values } from './mined-lines.ts';
import { NameLog } from './name-log.ts';
import { keptLine, RememberedLines } from './remembered-lines.ts';
import { type Skeleton, valuesOf, withMaskedWords } from './skeleton.ts';
import { UnnamedIds } from './unnamed-ids.ts';

/** Different lines, masked, that are held: 20 MB at most while the reading goes on. */
const MOST_SKELETONS = 10_000;
/** Lines with transport errors that wait for the report; more of them count, cited or not. */
const MOST_FAILURES = 10_000;

/** What makes a line worth a look beside its words. */
export interface MinerOptions {
  /** Ids of messages that the trace is searched for, in lower case. */
  readonly ids?: ReadonlySet<string>;
  readonly known?: KnownLives;
  /** Lines are remembered, as ids and messages will be told when they are read (`tell`). */
  readonly remembers?: boolean;
}

const NO_KEYS: LineKeys = { at: undefined, addresses: [], ids: [] };
const NO_MENTIONS: readonly Mention[] = [];
const NOT_NEAR: readonly number[] = [];
const NOBODY = new KnownLives([]);
/** Ids of messages that lines tell which nothing understands. */
const MOST_SUGGESTED = 10_000;

/** Takes lines in any order, and counts those that speak of the matter by their skeletons. Keeps no line. */
export class LineMiner {
  #known: KnownLives;
  #ids: ReadonlySet<string>;
  #hasReadWords = false;
  readonly #lines = new BoundedMap<Counting>(MOST_SKELETONS);
  readonly #names = new NameLog();
  readonly #copied = new CopiedLines();
  readonly #suggested = new BoundedMap<true>(MOST_SUGGESTED);
  readonly #remembered: RememberedLines | undefined;
  readonly #failures: UnmatchedLine[] = [];
  #isCited: ((line: UnmatchedLine) => boolean) | undefined;
  #count = 0;
  #skeletons = 0;

  constructor({ ids = new Set(), known = NOBODY, remembers = false }: MinerOptions = {}) {
    this.#remembered = remembers ? new RememberedLines() : undefined;
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

  /** Whether all lines are remembered, so that `tell` may be called; else they have to be read again by a miner that knows. */
  get remembersAll(): boolean {
    return this.#remembered?.isFull === false;
  }

  /** Tells which ids are searched for and which messages are known, now that all lines which speak of the matter by their words are taken. Of those that follow only others are counted. */
  tell(ids: ReadonlySet<string>, known: KnownLives): void {
    this.#ids = ids;
    this.#known = known;
    this.#hasReadWords = true;
    const counted = new Map(this.#lines.entries().map(([, mined]) => [mined.number, mined]));
    for (const { number, keys } of this.#remembered?.counted(ids, known) ?? []) {
      const mined = counted.get(number);
      if (mined !== undefined) this.#tie(mined, keys, known.near(keys));
    }
    for (const line of this.#remembered?.wordless ?? []) if (this.#mayConcern(line)) this.#take(line, []);
  }

  /** Tells which lines the report cites, now that it is there: a line with a transport error counts unless it is one of them. */
  tellCited(isCited: (line: UnmatchedLine) => boolean): void {
    const failures = this.#failures;
    this.#isCited = isCited;
    for (const line of failures.splice(0)) this.add(line);
  }

  add(line: UnmatchedLine): void {
    if (line.isFailure === true && !this.#mayCount(line)) return;
    const words = mentionsOf(line.text);
    const remembered = this.#remembered;
    if (remembered !== undefined) {
      if (!this.#hasReadWords && words.length === 0) remembered.keep(line);
      if (this.#hasReadWords && (words.length > 0 || remembered.has(line))) return;
    }
    if ((words.length === 0 || this.#hasReadWords) && !this.#mayConcern(line)) return;
    this.#take(line, words);
  }

  /** A failure waits until it is known whether the report cites it. */
  #mayCount(line: UnmatchedLine): boolean {
    if (this.#isCited !== undefined) return !this.#isCited(line);
    if (this.#failures.length >= MOST_FAILURES) return true;
    if (this.#remembered !== undefined || mentionsOf(line.text).length > 0) this.#failures.push(keptLine(line));
    return false;
  }

  #take(line: UnmatchedLine, words: readonly Mention[]): void {
    const masked = maskLine(line.text);
    const values = valuesOf(masked.pieces);
    const keys = this.#isSeeking ? keysOf(line, values) : NO_KEYS;
    const near = this.#known.lives.length === 0 ? NOT_NEAR : this.#known.near(keys);
    const byKeys = this.#mentionsByKeys(keys, near);
    if (words.length === 0 && byKeys.length === 0) return;
    const { skeleton } = masked;
    if (this.#hasReadWords && words.length > 0) {
      for (const mention of byKeys) this.#lines.get(skeleton)?.mentions.add(mention);
      return;
    }
    if (this.#copied.isCopy(line)) {
      const first = this.#lines.get(skeleton);
      if (first === undefined) return;
      noteRecord(first, line);
      if (isBefore(line, first.first)) first.first = firstOf(line, values);
      return;
    }
    this.#count++;
    for (const { kind, value } of values) {
      if (kind.startsWith('address')) this.#names.noteAddress(value);
      else if (kind.startsWith('name')) this.#names.noteName(value);
    }
    const mined = this.#minedAt(skeleton, line, masked, values);
    for (const hole of mined?.idHoles ?? idHolesByWord(masked.pieces)) this.#suggest(values[hole]?.value ?? '');
    if (mined === undefined) return;
    mined.count++;
    mined.ids.note(values);
    for (const mention of words) mined.mentions.add(mention);
    noteRecord(mined, line);
    if (isBefore(line, mined.first)) mined.first = firstOf(line, values);
    if (this.#hasReadWords) this.#tie(mined, keys, near);
    else if (this.#remembered !== undefined) this.#remembered.count(mined.number, keys);
    else this.#tie(mined, keys, near);
  }

  /** Counts a line for the messages that it is near to. */
  #tie(mined: Counting, keys: LineKeys, near: readonly number[]): void {
    if (near.length === 0 && keys.ids.length === 0) return;
    for (const mention of this.#mentionsByKeys(keys, near)) mined.mentions.add(mention);
    if (near.length > 0) mined.near++;
    for (const number of near) {
      mined.nearTo.set(number, (mined.nearTo.get(number) ?? 0) + 1);
      const life = this.#known.lives[number];
      if (life === undefined || keys.at === undefined) continue;
      mined.nearTicks += keys.at - life.from;
      mined.nearTimes++;
    }
  }

  /** The skeletons of the lines, in the order of code units, without the words that addresses show to be names. */
  skeletons(): ReadonlyMap<Skeleton, readonly MinedLines[]> {
    const names = this.#names.words();
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
    return this.#ids.size > 0 || this.#known.lives.length > 0 || this.#remembered !== undefined;
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
    if (ids.length === 0 && near.length === 0) return NO_MENTIONS;
    const { lives } = this.#known;
    const isOfKnown = near.some((number) => addresses.some((one) => lives[number]?.recipients.has(one)));
    return [
      ...(ids.some((id) => this.#ids.has(id)) ? (['message-id'] as const) : []),
      ...(isOfKnown ? (['known-message'] as const) : []),
    ];
  }

  #suggest(id: string): void {
    if (isSearchable(id)) this.#suggested.at(id, () => true);
  }

  #minedAt(skeleton: Skeleton, line: UnmatchedLine, { pieces }: Masked, values: Values): Counting | undefined {
    return this.#lines.at(skeleton, () => ({
      number: this.#skeletons++,
      count: 0,
      mentions: new Set(),
      first: firstOf(line, values),
      components: new Set(),
      functions: new Set(),
      isInOperation: false,
      isOneOfSeveral: false,
      near: 0,
      nearTo: new Map(),
      nearTicks: 0,
      nearTimes: 0,
      idHoles: idHolesByWord(pieces),
      ids: new UnnamedIds(pieces),
    }));
  }

  /** Takes words of addresses that stand in lines which are understood for names, too. */
  noteAddresses(addresses: Iterable<string>): void {
    for (const address of addresses) this.#names.noteAddress(address);
  }
}
