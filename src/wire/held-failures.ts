import type { TraceRecord } from '../model/record.ts';
import type { Rest } from './http-assembler.ts';
import { goesOnTorn } from './torn-text.ts';

interface Held {
  readonly record: TraceRecord;
  readonly tell: (isDoubtful: boolean) => void;
}

/**
 * Holds a failure back until its thread says more: where the beginning of a message was lost, only the tag that closes a
 * text shows that the words in front of it were somebody's.
 */
export class HeldFailures {
  readonly #held = new Map<string, Held>();

  hold(record: TraceRecord, tell: Held['tell']): void {
    const key = `${record.pid}.${record.tid}`;
    this.#held.get(key)?.tell(false);
    this.#held.set(key, { record, tell });
  }

  /** The next record of a source, and what of it is in no HTTP message. */
  see(record: TraceRecord, rest: Rest): void {
    const key = `${record.pid}.${record.tid}`;
    const held = this.#held.get(key);
    if (held === undefined) return;
    if (held.record.function !== record.function || held.record.component !== record.component) return;
    this.#held.delete(key);
    held.tell(goesOnTorn(rest.text));
  }

  /** The source is over. */
  end(): void {
    for (const held of this.#held.values()) held.tell(false);
    this.#held.clear();
  }
}
