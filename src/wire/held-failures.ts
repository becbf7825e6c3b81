import type { TraceRecord } from '../model/record.ts';
import type { Rest } from './http-assembler.ts';
import { goesOnTorn } from './torn-text.ts';
import type { FoundError } from './transport-errors.ts';

/** A failure that a record tells of. */
export interface Failure {
  readonly record: TraceRecord;
  readonly text: string;
  readonly error: FoundError;
  /** Beside the error stands what is kept nowhere. */
  readonly hides: boolean;
}

/**
 * Holds a failure back until its thread says more: where the beginning of a message was lost, only the tag that closes a
 * text shows that the words in front of it were somebody's.
 */
export class HeldFailures {
  readonly #held = new Map<string, Failure>();
  readonly #tell: (failure: Failure, isDoubtful: boolean) => void;

  constructor(tell: (failure: Failure, isDoubtful: boolean) => void) {
    this.#tell = tell;
  }

  /** Holds the same, and goes on from here by itself. */
  fork(tell: (failure: Failure, isDoubtful: boolean) => void): HeldFailures {
    const copy = new HeldFailures(tell);
    for (const [key, failure] of this.#held) copy.#held.set(key, failure);
    return copy;
  }

  /** Whether a failure of the thread is held. */
  holds(pid: number | undefined, tid: number | undefined): boolean {
    return this.#held.size > 0 && this.#held.has(`${pid}.${tid}`);
  }

  hold(failure: Failure): void {
    const key = `${failure.record.pid}.${failure.record.tid}`;
    const before = this.#held.get(key);
    if (before !== undefined) this.#tell(before, false);
    this.#held.set(key, failure);
  }

  /** The next record of a source, and what of it is in no HTTP message. */
  see(record: TraceRecord, rest: Rest): void {
    const key = `${record.pid}.${record.tid}`;
    const held = this.#held.get(key);
    if (held === undefined) return;
    if (held.record.function !== record.function || held.record.component !== record.component) return;
    this.#held.delete(key);
    this.#tell(held, goesOnTorn(rest.text));
  }

  /** The source is over. */
  end(): void {
    for (const held of this.#held.values()) this.#tell(held, false);
    this.#held.clear();
  }
}
