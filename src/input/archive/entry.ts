import type { ArchiveBudget } from './archive-budget.ts';
import { capped, type Loss } from './loss.ts';
import type { MemberTime } from './member-time.ts';

/** One reading of a member: how far it came, and what was wrong. */
export interface Pass {
  /** Compressed bytes taken. */
  packed: number;
  lose(loss: Loss): void;
}

/** What an archive lists, not yet opened. */
export interface Entry extends MemberTime {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'device';
  /** As the archive states it; it may lie. */
  readonly size: number;
  /** Why it cannot be read at all. */
  readonly refusal?: Loss;
  /** The first bytes, or all where `isHeld`, if they were at hand when the archive was listed. */
  readonly start?: Uint8Array;
  readonly isHeld?: boolean;
  /** The bytes, from the first one on, as often as wanted. Each chunk is valid until the next one is asked for. */
  open(pass: Pass): AsyncIterable<Uint8Array>;
}

/** The entries of one archive, as they are found. */
export class Listing {
  readonly entries: Entry[] = [];
  readonly losses: Loss[] = [];
  /** It is one document or program, as those of Office and Java are zip files, and no archive of logs. */
  isPackage: boolean = false;
  readonly #budget: ArchiveBudget;

  constructor(budget: ArchiveBudget) {
    this.#budget = budget;
  }

  /** False when no more are wanted. */
  add(entry: Entry): boolean {
    if (this.entries.length < this.#budget.limits.entries && this.#budget.takeEntry()) {
      this.entries.push(entry);
      return true;
    }
    const count = this.entries.length.toLocaleString('en');
    this.lose(
      capped(`The archive has more than ${count} entries; the rest was not read. Unpack it and give the folder.`),
    );
    return false;
  }

  lose(loss: Loss): void {
    this.losses.push(loss);
  }
}
