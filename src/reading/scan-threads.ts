import { Worker } from 'node:worker_threads';
import type { Scan, ScanOptions } from './scan-stretch.ts';
import type { ScanTask } from './scan-task.ts';
import type { WorkerAnswer, WorkerMessage } from './scan-worker.ts';

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

/** Tasks that a thread has at a time: it goes on with the second while this one is too busy to hear of the first. */
export const TASKS_A_THREAD = 2;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Does tasks one after the other in a thread of its own. */
export class ScanThread {
  readonly #worker: Worker;
  /** For the answers to the tasks given, in their order. */
  readonly #waiting: Waiting[] = [];
  /** Why it takes no more tasks: it did not start, ran out of memory, or ended. */
  #death: Error | undefined;

  constructor() {
    this.#worker = new Worker(WORKER, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    this.#worker.on('message', (answer: unknown) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', (error) => this.#die(error));
    this.#worker.on('exit', (code) => this.#die(new Error(`a thread ended with ${code}`)));
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  /** Tells what the tasks that follow look for. */
  lookFor(options: ScanOptions): void {
    this.#post({ kind: 'options', options });
  }

  /** Rejects where the task failed, or the thread: `isDead` tells which. */
  run(task: ScanTask): Promise<Scan> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#death !== undefined) return reject(this.#death);
      this.#waiting.push({ resolve, reject });
      this.#post({ kind: 'task', task });
    }).then(scanOf);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(message: WorkerMessage): void {
    this.#worker.postMessage(message);
  }

  #die(error: Error): void {
    this.#death ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

/** Threads that scan: those of one reading, or of several readings of the same files, as they take as long to start as to scan a hundred MB. */
export class ScanThreads {
  readonly #threads: ScanThread[] = [];

  /** So many threads, for tasks that look for what `options` tell. */
  take(count: number, options: ScanOptions): readonly ScanThread[] {
    const alive = this.#threads.filter(({ isDead }) => !isDead);
    while (CAN_THREAD && alive.length < count) {
      const thread = new ScanThread();
      alive.push(thread);
      this.#threads.push(thread);
    }
    const taken = alive.slice(0, count);
    for (const thread of taken) thread.lookFor(options);
    return taken;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.close()));
  }
}
