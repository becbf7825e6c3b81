import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts';
import { capped, type Loss } from './loss.ts';

/** What can be closed and opens itself again when it is read. */
export interface Reopenable {
  close(): Promise<void>;
}

/** Streams kept open at once, each with a file handle and the state of a decompressor. */
const OPEN_STREAMS = 8;

/** What all archives of a bundle together may cost. */
export class ArchiveBudget {
  readonly limits: ArchiveLimits;
  #entries = 0;
  #bytes = 0;
  #held = 0;
  readonly #open: Reopenable[] = [];

  constructor(limits: ArchiveLimits = ARCHIVE_LIMITS) {
    this.limits = limits;
  }

  /** False once the bundle has too many entries. */
  takeEntry(): boolean {
    this.#entries++;
    return this.#entries <= this.limits.bundleEntries;
  }

  /** Counts bytes that came out of an archive; a loss once they are too many. */
  spend(bytes: number): Loss | undefined {
    this.#bytes += bytes;
    if (this.#bytes <= this.limits.bundleBytes) return undefined;
    return capped(`The archives of this bundle hold more than ${gib(this.limits.bundleBytes)}; the rest was not read.`);
  }

  /** Whether so many bytes more may be held in memory. */
  hold(bytes: number, limit: number = this.limits.heldBytes): boolean {
    if (this.#held + bytes > limit) return false;
    this.#held += bytes;
    return true;
  }

  /** Gives back what `hold` granted. */
  release(bytes: number): void {
    this.#held -= bytes;
  }

  /** Notes a stream that was opened, and closes the one that was opened longest ago where there are many. */
  async opened(stream: Reopenable): Promise<void> {
    const at = this.#open.indexOf(stream);
    if (at !== -1) this.#open.splice(at, 1);
    this.#open.push(stream);
    if (this.#open.length > OPEN_STREAMS) await this.#open.shift()?.close();
  }
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(0)} GiB`;
}
