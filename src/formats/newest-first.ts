import type { TraceRecord } from '../model/record.ts';
import type { ReadContext } from './format.ts';
import type { Deliver } from './row-reader.ts';

/** Characters of records that are held at once. */
const MAX_HELD = 6 << 20;
/** What a record takes beside its texts. */
const RECORD_SIZE = 256;

/**
 * Turns round the records of a file that has the newest first: what a thread says in pieces is put together in the
 * order in which it was said. Whether a record goes on with a message is known only then, so all of them are held. Of
 * a file that is larger than may be held, each part is turned round by itself.
 */
export class NewestFirst {
  readonly #context: ReadContext;
  #held: { readonly record: TraceRecord; readonly isHit: boolean }[] = [];
  #size = 0;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  readonly add: Deliver = (record, isHit) => {
    this.#held.push({ record, isHit });
    this.#size += record.raw.length + record.message.length + RECORD_SIZE;
    if (this.#size > MAX_HELD) this.flush();
  };

  flush(): void {
    const { wanted, onRecord } = this.#context;
    for (const { record, isHit } of this.#held.toReversed()) {
      if (isHit || (wanted.followsAny() && wanted.follows(record.pid, record.tid))) onRecord(record);
    }
    this.#held = [];
    this.#size = 0;
  }
}
