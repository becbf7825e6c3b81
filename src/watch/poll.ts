import { type FolderState, folderState } from '../input/folder-state.ts';

/** A look may take one hundredth of the time: a folder of ten thousand files is looked at less often. */
const SHARE = 100;

/**
 * Looks at a folder now and then: events are lost on network shares, where there are too many of them, and where a session of Windows writes
 * a trace without telling.
 */
export class Poll {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #everyMs: number;
  readonly #onState: (state: FolderState) => void;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(folder: string, everyMs: number, now: () => number, onState: (state: FolderState) => void) {
    this.#folder = folder;
    this.#everyMs = everyMs;
    this.#now = now;
    this.#onState = onState;
    this.#plan(everyMs);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #plan(delayMs: number): void {
    this.#timer = setTimeout(() => void this.#look(), delayMs);
  }

  async #look(): Promise<void> {
    const begun = this.#now();
    const state = await folderState(this.#folder);
    if (this.#isClosed) return;
    this.#onState(state);
    this.#plan(Math.max(this.#everyMs, SHARE * (this.#now() - begun)));
  }
}
