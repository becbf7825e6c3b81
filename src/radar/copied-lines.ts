import { hash53 } from '../model/content-hash.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { NumberLog } from './number-log.ts';

/** Lines that are remembered: some 50 MB. Those that come when there is no room count as often as they stand. */
const MOST_LINES = 200_000;
/** Decoders keep a time to the millisecond or finer. */
const TICKS_PER_MS = 10_000;
/** Odd numbers that spread small ones over 32 bits, so that no two pairs of ids are alike. */
const [SPREAD_PID, SPREAD_TID] = [0x9e3779b1, 0x85ebca6b];

/**
 * Knows lines that another source has told: the same words at the same moment, by the same process and thread. As with observations
 * (dropCopies), one source may tell a line several times, and the one that tells it most often counts.
 */
export class CopiedLines {
  /** Sources that told a line, by their numbers: one that told it once, or how often each did. */
  readonly #told = new Map<number, number | Map<number, number>>();
  readonly #sources = new Map<string, number>();
  /** The lines of the first source, for as long as there is no other: of most bundles they are asked for by nobody. */
  #alone: NumberLog | undefined = new NumberLog();

  /** Takes a line, and answers whether other sources have told it as often. */
  isCopy(line: UnmatchedLine): boolean {
    const { at, pid, tid, text, source } = line;
    if (at === undefined) return false;
    const number = this.#numberOf(source);
    const ms = Math.floor(at / TICKS_PER_MS);
    const thread = Math.imul(pid ?? -1, SPREAD_PID) ^ Math.imul(tid ?? -1, SPREAD_TID) ^ Math.floor(ms / 2 ** 32);
    const hash = hash53(text, ms, thread);
    if (number === 0 && this.#alone !== undefined && this.#alone.length < MOST_LINES) {
      this.#alone.push(hash);
      return false;
    }
    this.#takeAlone();
    return this.#isTold(hash, number);
  }

  #takeAlone(): void {
    const alone = this.#alone;
    this.#alone = undefined;
    for (let i = 0; i < (alone?.length ?? 0); i++) this.#isTold(alone?.at(i) ?? 0, 0);
  }

  /** Takes a line of a source, and answers whether others have told it as often. */
  #isTold(key: number, number: number): boolean {
    const told = this.#told.get(key);
    if (told === undefined) {
      if (this.#told.size < MOST_LINES) this.#told.set(key, number);
      return false;
    }
    const times = typeof told === 'number' ? new Map([[told, 1]]) : told;
    const most = Math.max(...times.values());
    const now = (times.get(number) ?? 0) + 1;
    times.set(number, now);
    this.#told.set(key, times);
    return now <= most;
  }

  #numberOf(source: string): number {
    const number = this.#sources.get(source) ?? this.#sources.size;
    this.#sources.set(source, number);
    return number;
  }
}
