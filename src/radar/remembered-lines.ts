import { hash53 } from '../model/content-hash.ts';
import { detached } from '../model/detached.ts';
import { ticks } from '../model/ticks.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import type { KnownLives, LineKeys } from './known-window.ts';
import { NumberLog } from './number-log.ts';

/** Numbers that are kept of counted lines, some eight of each: 32 MB. */
const MOST_NUMBERS = 4_000_000;
/** Lines without a word of the matter that are kept: few are told, by other things that are searched for. */
const MOST_WORDLESS = 10_000;

/** A counted line: the number of its skeleton, and what ties it to messages. */
export interface CountedLine {
  readonly number: number;
  /** Those ids and addresses that are asked for; another address is empty. */
  readonly keys: LineKeys;
}

/** A line that holds nothing of its trace. */
export function keptLine(line: UnmatchedLine): UnmatchedLine {
  const { line: number, offset, at } = line.cite();
  const ref = { line: number, offset, ...(at === undefined ? {} : { at }) };
  const own = (text: string | undefined): string | undefined => (text === undefined ? undefined : detached(text));
  return {
    ...line,
    text: detached(line.text),
    component: own(line.component),
    function: own(line.function),
    cite: () => ref,
  };
}

/** Tells lines apart that are read twice. */
export function placeOf({ source, offset, text }: UnmatchedLine): string {
  return `${offset} ${source} ${text}`;
}

function hashes(texts: Iterable<string>): ReadonlyMap<number, string> {
  return new Map([...texts].map((text) => [hash53(text), text]));
}

/** The lines of a bundle, for as long as ids and known messages are not told: of those that were counted only hashes of what may tie them to messages. */
export class RememberedLines {
  readonly #log = new NumberLog();
  readonly #wordless: UnmatchedLine[] = [];
  readonly #places = new Set<string>();
  #isFull = false;

  /** Whether there was no room for some line. */
  get isFull(): boolean {
    return this.#isFull;
  }

  count(number: number, { at, ids, addresses }: LineKeys): void {
    if (this.#log.length >= MOST_NUMBERS) this.#isFull = true;
    if (this.#isFull) return;
    this.#log.push(number);
    this.#log.push(at ?? Number.NaN);
    this.#log.push(ids.length);
    this.#log.push(addresses.length);
    for (const id of ids) this.#log.push(hash53(id));
    for (const address of addresses) this.#log.push(hash53(address));
  }

  /** Keeps a line that has no word of the matter. */
  keep(line: UnmatchedLine): void {
    if (this.#wordless.length >= MOST_WORDLESS) this.#isFull = true;
    if (this.#isFull) return;
    const kept = keptLine(line);
    this.#wordless.push(kept);
    this.#places.add(placeOf(kept));
  }

  get wordless(): readonly UnmatchedLine[] {
    return this.#wordless;
  }

  /** Whether a line was kept. */
  has(line: UnmatchedLine): boolean {
    return this.#places.size > 0 && this.#places.has(placeOf(line));
  }

  /** The counted lines, now that it is known which ids and addresses tell anything. */
  *counted(ids: ReadonlySet<string>, known: KnownLives): Generator<CountedLine, void> {
    const idOf = hashes([...ids, ...known.ids()]);
    const addressOf = hashes(known.addresses());
    const log = this.#log;
    for (let i = 0; i < log.length; ) {
      const [number, at, idCount, addressCount] = [log.at(i), log.at(i + 1), log.at(i + 2), log.at(i + 3)];
      const [told, named]: [string[], string[]] = [[], []];
      i += 4;
      for (const end = i + idCount; i < end; i++) {
        const id = idOf.get(log.at(i));
        if (id !== undefined) told.push(id);
      }
      for (const end = i + addressCount; i < end; i++) named.push(addressOf.get(log.at(i)) ?? '');
      yield { number, keys: { at: Number.isNaN(at) ? undefined : ticks(at), ids: told, addresses: named } };
    }
  }
}
