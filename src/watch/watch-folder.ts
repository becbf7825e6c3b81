import { resolve } from 'node:path';
import { type FolderState, folderState } from '../input/folder-state.ts';
import type { Report } from '../model/report.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { Changes } from './changes.ts';
import { type FolderEvents, openFolderEvents } from './folder-events.ts';
import { FolderReader, type WatchAnalysis } from './folder-reader.ts';
import { Poll } from './poll.ts';
import { Waker } from './waker.ts';

/** Quiet after a change before the folder is read: what is written at once is read at once. */
const QUIET_MS = 50;
/** A client that never stops writing is read nevertheless. */
const MOST_WAIT_MS = 150;
const POLL_MS = 2000;
/** Looks after which a file that could not be read is tried again: nothing tells that somebody let go of it. */
const LOOKS_A_RETRY = 5;

export interface WatchOptions {
  readonly analysis: WatchAnalysis;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Takes each event in turn; false ends the watch, as nobody listens. */
  readonly onEvent: (event: WatchEvent) => Promise<boolean>;
  /** What is no event, for standard error. */
  readonly onNote?: (text: string) => void;
}

function hasUnreadable({ issues }: Report): boolean {
  return issues.some(({ code }) => code === 'UNREADABLE');
}

/** One watch of one folder. */
class FolderWatch {
  readonly #folder: string;
  readonly #options: WatchOptions;
  readonly #reader: FolderReader;
  readonly #changes = new Changes();
  readonly #waker: Waker;
  #events: FolderEvents | undefined;
  #inode: string | undefined;
  #isFolder: boolean | undefined;
  /** What the folder was like just before it was read. */
  #state: FolderState | undefined;
  #report: Report | undefined;
  #looks = 0;
  #mustRetry = false;
  #isHeard = true;
  #hasNotedError = false;
  /** All that was read has been told, and that nothing more was at hand. */
  #isSettled = false;
  /** When the last reading ended, and how long the folder rests after it. */
  #restUntil = 0;

  constructor(folder: string, options: WatchOptions) {
    this.#folder = resolve(folder);
    this.#options = options;
    this.#reader = new FolderReader(this.#folder, options.analysis);
    this.#waker = new Waker(options.now, options.signal);
  }

  async run(name: string): Promise<void> {
    const { signal, now } = this.#options;
    await this.#reader.checkPhrasebooks();
    await this.#tell([{ event: 'started', schema: 'oimscope.watch/1', folder: name }]);
    await this.#listen(await folderState(this.#folder));
    const poll = new Poll(this.#folder, POLL_MS, now, (state) => this.#look(state));
    try {
      await this.#read();
      // The first reading takes in all there is; it is no measure of the next.
      this.#restUntil = 0;
      while (!signal.aborted && this.#isHeard) {
        await this.#waker.settled(QUIET_MS, MOST_WAIT_MS);
        await this.#waker.until(this.#restUntil);
        if (!signal.aborted) await this.#read();
      }
    } finally {
      poll.close();
      await this.#events?.close();
    }
    if (this.#isHeard) await this.#stop();
  }

  async #listen({ inode, isFolder, full }: FolderState): Promise<void> {
    this.#inode = inode;
    this.#isFolder = isFolder;
    await this.#events?.close();
    this.#events = undefined;
    if (full === undefined) return;
    this.#events = await openFolderEvents(
      full,
      () => this.#waker.change(),
      (error) => this.#noteError(error),
    );
  }

  /** Too many files for the system to tell of, say: the looks go on. */
  #noteError(error: unknown): void {
    if (this.#hasNotedError) return;
    this.#hasNotedError = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.onNote?.(
      `the system does not tell of every change (${reason}); the folder is looked at every ${POLL_MS / 1000} seconds`,
    );
  }

  #look(state: FolderState): void {
    this.#looks++;
    // What takes a folder's place may get its inode, too.
    if (state.inode !== this.#inode || state.isFolder !== this.#isFolder) {
      this.#options.onNote?.(
        state.isFolder === undefined
          ? 'the folder is gone; the watch waits for it'
          : state.isFolder
            ? 'the folder is another one now'
            : 'something that is no folder stands where the folder was; the watch waits for the folder',
      );
      void this.#listen(state).catch((error: unknown) => this.#noteError(error));
    }
    if (this.#report !== undefined && hasUnreadable(this.#report) && this.#looks % LOOKS_A_RETRY === 0) {
      this.#mustRetry = state.inode !== undefined;
    }
    if (this.#mustRetry || state.print !== this.#state?.print) this.#waker.change();
  }

  /** Reads what changed, and tells what of the messages and findings did. */
  async #read(): Promise<void> {
    const { now } = this.#options;
    this.#waker.take();
    const state = await folderState(this.#folder);
    const isRetry = this.#mustRetry;
    this.#mustRetry = false;
    const isSame = state.print === this.#state?.print;
    // Systems tell of more than of changes: of times of access, say, which reading itself moves.
    if (isSame && !isRetry) return this.#settle();
    this.#state = state;
    const begun = now();
    const report = await this.#reader.report();
    this.#restUntil = now() + (now() - begun);
    if (isSame && JSON.stringify(report) === JSON.stringify(this.#report)) return this.#settle();
    this.#report = report;
    this.#isSettled = false;
    await this.#tell(this.#changes.of(report));
    await this.#settle();
  }

  /** Tells that everything at hand was read, once after each reading. */
  async #settle(): Promise<void> {
    if (this.#isSettled || this.#waker.isChanged || this.#report === undefined) return;
    this.#isSettled = true;
    const { messages, findings, horizon } = this.#report;
    const settled = { event: 'settled', messages: messages.length, findings: findings.length } as const;
    await this.#tell([horizon === undefined ? settled : { ...settled, horizon }]);
  }

  /** The end: the folder as it now is, numbered as `analyze` does. */
  async #stop(): Promise<void> {
    await this.#read();
    await this.#tell([{ event: 'stopped', report: this.#report ?? (await this.#reader.report()) }]);
  }

  async #tell(events: readonly WatchEvent[]): Promise<void> {
    for (const event of events) {
      if (!this.#isHeard) return;
      this.#isHeard = await this.#options.onEvent(event);
    }
  }
}

/**
 * Follows a folder that a client is writing to, and tells each change of its messages and findings, until the signal comes. At
 * rest what was told adds up to what `analyze` makes of the folder.
 */
export async function watchFolder(folder: string, options: WatchOptions): Promise<void> {
  await new FolderWatch(folder, options).run(folder);
}
