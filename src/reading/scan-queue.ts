import { Worker } from 'node:worker_threads';
import { giveTurn } from '../input/turn.ts';
import type { Scan, ScanOptions } from './scan-stretch.ts';
import { runTask, type ScanTask } from './scan-task.ts';
import type { WorkerAnswer } from './scan-worker.ts';

/** Stretches scanned ahead of the one that is wanted, for each worker: results wait in memory. */
const AHEAD_A_WORKER = 12;

/** In a library of modules and in the bundle of the command line alike the worker lies beside this file. */
const WORKER = new URL('./scan-worker.js', import.meta.url);
/** Node 20 runs no TypeScript: without a build there is one thread. */
const CAN_THREAD = !import.meta.url.endsWith('.ts');

function isAnswer(value: unknown): value is WorkerAnswer {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function scanOf(answer: unknown): Scan {
  if (!isAnswer(answer)) throw new Error('a worker answered what is no answer');
  if (answer.kind === 'scan') return answer.scan;
  const { message, code, syscall } = answer;
  throw Object.assign(new Error(message), code === undefined ? {} : { code }, syscall === undefined ? {} : { syscall });
}

/** Room for young objects in a thread, MB: its records are handed over as soon as a stretch is scanned. */
const YOUNG_MB = 8;

/** Does tasks one after the other in a thread of its own. */
class ScanThread {
  readonly #worker: Worker;
  #answer: ((answer: unknown) => void) | undefined;
  /** Why it takes no more tasks: it did not start, ran out of memory, or ended. */
  #death: Error | undefined;
  #mourn: ((error: Error) => void) | undefined;

  constructor(options: ScanOptions) {
    this.#worker = new Worker(WORKER, { workerData: options, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    this.#worker.on('message', (answer: unknown) => this.#answer?.(answer));
    this.#worker.on('error', (error) => this.#die(error));
    this.#worker.on('exit', (code) => this.#die(new Error(`a thread ended with ${code}`)));
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  /** Rejects where the task failed, or the thread: `isDead` tells which. */
  run(task: ScanTask): Promise<Scan> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#death !== undefined) return reject(this.#death);
      this.#answer = resolve;
      this.#mourn = reject;
      this.#worker.postMessage(task);
    }).then(scanOf);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #die(error: Error): void {
    this.#death ??= error;
    this.#mourn?.(error);
  }
}

/**
 * Scans tasks, some of them in other threads, and gives the results in the order of the tasks. This thread takes its share
 * while it waits. The results do not depend on who scanned what.
 */
export class ScanQueue {
  readonly #options: ScanOptions;
  #tasks: readonly ScanTask[] = [];
  readonly #threads: readonly ScanThread[];
  readonly #idle: ScanThread[];
  readonly #results = new Map<number, Promise<Scan>>();
  /** Tasks given out so far. */
  #given = 0;
  /** Tasks whose results were taken. */
  #taken = 0;

  /** `workers`: threads besides this one. */
  constructor(options: ScanOptions, workers: number) {
    this.#options = options;
    this.#threads = Array.from({ length: CAN_THREAD ? workers : 0 }, () => new ScanThread(options));
    this.#idle = [...this.#threads];
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

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #mayGive(): boolean {
    return this.#given < Math.min(this.#tasks.length, this.#taken + 1 + AHEAD_A_WORKER * this.#threads.length);
  }

  async #scanHere(onBytes?: (bytes: number) => void): Promise<void> {
    const task = this.#tasks[this.#given];
    if (task === undefined) return;
    await this.#keep(runTask(task, this.#options, onBytes)).catch(() => undefined);
  }

  /** Gives a task to each thread that has none, as far ahead as results may wait. */
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
      if (!thread.isDead) throw error;
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
