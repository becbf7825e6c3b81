import { giveTurn } from '../input/turn.ts';
import type { Scan, ScanOptions } from './scan-stretch.ts';
import { runTask, type ScanTask } from './scan-task.ts';
import { type ScanThread, ScanThreads, TASKS_A_THREAD } from './scan-threads.ts';

/** Stretches scanned ahead of the one that is wanted, for each worker: results wait in memory. */
const AHEAD_A_WORKER = 12;

/**
 * Scans tasks, some of them in other threads, and gives the results in the order of the tasks. This thread takes its share
 * while it waits. The results do not depend on who scanned what.
 */
export class ScanQueue {
  readonly #options: ScanOptions;
  #tasks: readonly ScanTask[] = [];
  readonly #threads: readonly ScanThread[];
  /** Of this queue alone. */
  readonly #own: ScanThreads | undefined;
  /** Threads that may take a task; one that may take two is in it twice. */
  readonly #idle: ScanThread[];
  readonly #results = new Map<number, Promise<Scan>>();
  /** Tasks given out so far. */
  #given = 0;
  /** Tasks whose results were taken. */
  #taken = 0;
  #isClosed = false;

  /** `workers`: threads besides this one; of `shared`, where there are some that go on with another queue. */
  constructor(options: ScanOptions, workers: number, shared?: ScanThreads) {
    this.#options = options;
    this.#own = shared === undefined ? new ScanThreads() : undefined;
    this.#threads = (shared ?? this.#own)?.take(workers, options) ?? [];
    this.#idle = Array.from({ length: TASKS_A_THREAD }, () => this.#threads).flat();
  }

  /** Tells what is to be scanned. Threads take their time to start, so they are there before it is known. */
  start(tasks: readonly ScanTask[]): void {
    this.#tasks = tasks;
    this.#feed();
  }

  /** The result of the next task; rejects with what made it fail. `onBytes`: how far this thread is with a task of its own. */
  async next(onBytes?: (bytes: number) => void): Promise<Scan> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    if (!this.#results.has(this.#taken)) await this.#scanHere(onBytes);
    const result = this.#results.get(this.#taken);
    if (result === undefined) throw new Error('there is no further task');
    result.then(settle, settle);
    // Settled promises tell it in the next turn only.
    await giveTurn();
    while (!isSettled && this.#mayGive()) await this.#scanHere(onBytes);
    this.#results.delete(this.#taken++);
    this.#feed();
    return result;
  }

  /** Nobody takes a result any more: what threads have not begun is not done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#own?.close();
  }

  #mayGive(): boolean {
    return (
      !this.#isClosed &&
      this.#given < Math.min(this.#tasks.length, this.#taken + 1 + AHEAD_A_WORKER * this.#threads.length)
    );
  }

  async #scanHere(onBytes?: (bytes: number) => void): Promise<void> {
    const task = this.#tasks[this.#given];
    if (task === undefined) return;
    await this.#keep(runTask(task, this.#options, onBytes)).catch(() => undefined);
  }

  /** Gives tasks to threads that have room for them, as far ahead as results may wait. */
  #feed(): void {
    while (this.#mayGive()) {
      const thread = this.#idle.pop();
      const task = this.#tasks[this.#given];
      if (thread === undefined || task === undefined) break;
      const free = (): void => {
        if (thread.isDead) return;
        this.#idle.push(thread);
        this.#feed();
      };
      this.#keep(this.#runIn(thread, task)).then(free, free);
    }
  }

  /** The task of a thread that dies is done here. */
  async #runIn(thread: ScanThread, task: ScanTask): Promise<Scan> {
    try {
      return await thread.run(task);
    } catch (error) {
      if (!thread.isDead || this.#isClosed) throw error;
      return runTask(task, this.#options);
    }
  }

  /** Keeps the result of the task given out; whoever takes it hears of its failure. */
  #keep(result: Promise<Scan>): Promise<Scan> {
    this.#results.set(this.#given++, result);
    result.catch(() => undefined);
    return result;
  }
}
