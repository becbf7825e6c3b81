import type { Mention } from '../model/radar-report.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { BoundedMap } from './bounded-map.ts';
import { type ContestingLine, ContestingLines } from './contesting-lines.ts';
import { CopiedLines } from './copied-lines.ts';
import { IdClaims } from './id-claims.ts';
import { idHolesByWord } from './id-holes-by-word.ts';
import { isSearchable } from './known-ids.ts';
import { KnownLives, type LineKeys } from './known-window.ts';
import { maskLine } from './mask-line.ts';
import { mayConcern } from './may-concern.ts';
import { mentionsOf } from './mentions.ts';
import { type Counting, firstOf, isBefore, keysOf, type MinedLines, noneCounted, noteRecord } from './mined-lines.ts';
import { NameLog } from './name-log.ts';
import { RememberedLines } from './remembered-lines.ts';
import { shortLine } from './short-line.ts';
import { type Skeleton, valuesOf } from './skeleton.ts';
import { TakenLines } from './taken-lines.ts';
import { WaitingFailures } from './waiting-failures.ts';
import { withoutNames } from './without-names.ts';

/** Different lines, masked, that are held: 20 MB at most while the reading goes on. */
const MOST_SKELETONS = 10_000;

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

/** Takes lines in any order, and counts those that speak of the matter by their skeletons. Of lines that have to wait it keeps so many, and so much of each as is masked. */
export class LineMiner {
  #known: KnownLives;
  #ids: ReadonlySet<string>;
  #hasReadWords = false;
  readonly #lines = new BoundedMap<Counting>(MOST_SKELETONS);
  readonly #names = new NameLog();
  readonly #copied = new CopiedLines();
  readonly #suggested = new BoundedMap<true>(MOST_SUGGESTED);
  readonly #remembered: RememberedLines | undefined;
  /** Ids of messages that are too short to be searched for. */
  readonly #short = new BoundedMap<true>(MOST_SUGGESTED);
  readonly #taken = new TakenLines();
  readonly #failures = new WaitingFailures();
  readonly #contesting = new ContestingLines();
  readonly #claims = new IdClaims();
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

  /** The same with those that are too short to be searched for, in lower case. */
  toldIds(): ReadonlySet<string> {
    return new Set([...this.#suggested.entries(), ...this.#short.entries()].map(([id]) => id.toLowerCase()));
  }

  /** Known messages near to which lines tell more ids than there are messages. */
  crowded(): ReadonlySet<number> {
    return this.#claims.crowded();
  }

  /** Lines that the report cites, and that phrases of others may take. */
  contestingLines(): readonly ContestingLine[] {
    return this.#contesting.lines();
  }

  /** Lines with transport errors that could not wait for the report: they are not counted. */
  get lostFailures(): number {
    return this.#failures.lost;
  }

  /** The lines that speak of the matter by their words are all taken. Of those that follow only others are counted, if they tell an id. */
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
    this.#isCited = isCited;
    for (const { line, words } of this.#failures.take()) this.#add(line, words);
  }

  add(line: UnmatchedLine): void {
    // A word may stand behind what is masked.
    this.#add(shortLine(line), mentionsOf(line.text));
  }

  #add(line: UnmatchedLine, words: readonly Mention[]): void {
    if (line.isFailure === true && !this.#mayCount(line, words)) return;
    const remembered = this.#remembered;
    if (!this.#hasReadWords) {
      if (words.length > 0) this.#taken.note(line);
      else {
        remembered?.keep(line);
        if (!this.#mayConcern(line)) return;
      }
      this.#take(line, words);
      return;
    }
    const isTaken = words.length > 0 && this.#taken.has(line);
    if (remembered !== undefined && (isTaken || remembered.has(line))) return;
    if (this.#mayConcern(line)) this.#take(line, words, isTaken);
  }

  /** A failure waits until it is known whether the report cites it. */
  #mayCount(line: UnmatchedLine, words: readonly Mention[]): boolean {
    if (this.#isCited === undefined) {
      if (this.#remembered !== undefined || words.length > 0) this.#failures.keep(line, words);
      return false;
    }
    if (!this.#isCited(line)) return true;
    this.#contesting.add(line);
    return false;
  }

  /** `isTaken`: the line is counted, and only what it mentions is to be told. */
  #take(line: UnmatchedLine, words: readonly Mention[], isTaken = false): void {
    const { pieces, skeleton } = maskLine(line.text);
    const values = valuesOf(pieces);
    const held = this.#lines.get(skeleton);
    const idHoles = held?.idHoles ?? idHolesByWord(pieces);
    const keys = this.#isSeeking ? keysOf(line, values, idHoles) : NO_KEYS;
    const near = this.#known.lives.length === 0 ? NOT_NEAR : this.#known.near(keys);
    const byKeys = this.#mentionsByKeys(keys, near);
    if (words.length === 0 && byKeys.length === 0) return;
    if (isTaken) {
      for (const mention of byKeys) held?.mentions.add(mention);
      return;
    }
    if (this.#copied.isCopy(line)) {
      if (held === undefined) return;
      noteRecord(held, line);
      if (isBefore(line, held.first)) held.first = firstOf(line, values);
      return;
    }
    this.#count++;
    for (const { kind, value } of values) {
      if (kind.startsWith('address')) this.#names.noteAddress(value);
      else if (kind.startsWith('name')) this.#names.noteName(value);
    }
    for (const hole of idHoles) this.#suggest(values[hole]?.value ?? '');
    const mined =
      held ?? this.#lines.at(skeleton, () => noneCounted(this.#skeletons++, firstOf(line, values), pieces, idHoles));
    if (mined === undefined) return;
    mined.count++;
    mined.ids.note(values);
    for (const mention of words) mined.mentions.add(mention);
    noteRecord(mined, line);
    if (isBefore(line, mined.first)) mined.first = firstOf(line, values);
    if (this.#hasReadWords || this.#remembered === undefined) this.#tie(mined, keys, near);
    else this.#remembered.count(mined.number, keys);
  }

  /** Counts a line for the messages that it is near to. */
  #tie(mined: Counting, keys: LineKeys, near: readonly number[]): void {
    if (near.length === 0 && keys.ids.length === 0) return;
    for (const mention of this.#mentionsByKeys(keys, near)) mined.mentions.add(mention);
    if (near.length > 0) mined.near++;
    for (const id of keys.ids) if (this.#known.isTold(id)) this.#claims.note(id, near);
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
    return withoutNames(this.#lines.entries(), this.#names.words());
  }

  /** Most lines are read before any id is known, and no message is: nothing of them is asked for. */
  get #isSeeking(): boolean {
    return this.#ids.size > 0 || this.#known.lives.length > 0 || this.#remembered !== undefined;
  }

  #mayConcern(line: UnmatchedLine): boolean {
    return mayConcern(line, this.#ids, this.#known);
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
    if (id !== '') (isSearchable(id) ? this.#suggested : this.#short).at(id, () => true);
  }

  /** Takes words of addresses that stand in lines which are understood for names, too. */
  noteAddresses(addresses: Iterable<string>): void {
    for (const address of addresses) this.#names.noteAddress(address);
  }
}
