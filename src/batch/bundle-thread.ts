import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { TraceError } from '../model/errors.ts';
import { sealed } from './batch-redaction.ts';
import type { WorkerAnswer, WorkerTask } from './batch-worker.ts';
import { listContent, signatureOf } from './bundle-content.ts';
import { type BundleJob, failedReport, finishJob, type JobResult, type JobSetting, runJob } from './bundle-job.ts';

/** What one bundle may take. */
export interface BundleBudget {
  readonly seconds: number;
  /** Of the heap of its thread, in MB. */
  readonly memoryMb: number;
}

/** In a library of modules and in the bundle of the command line alike the worker lies beside this file. */
const WORKER = new URL('./batch-worker.js', import.meta.url);
/** Node 20 runs no TypeScript: without a build bundles are analysed here, one after the other. */
const CAN_THREAD = !import.meta.url.endsWith('.ts');

/** How a thread came to its end. */
type Death = 'out-of-memory' | 'out-of-time' | 'died';

const WORDS: Readonly<Record<Death, (budget: BundleBudget, reason: string) => string>> = {
  'out-of-memory': ({ memoryMb }) => `more than ${memoryMb} MB of memory would be needed; --max-memory gives it more`,
  'out-of-time': ({ seconds }) => `it took more than ${seconds} s; --max-seconds gives it more`,
  died: (_budget, reason) => `its thread ended: ${reason}`,
};

class ThreadDeath extends Error {
  readonly death: Death;

  constructor(death: Death, message: string) {
    super(message);
    this.death = death;
  }
}

function deathOf(error: Error): ThreadDeath {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new ThreadDeath(isMemory ? 'out-of-memory' : 'died', error.message);
}

function isAnswer(value: unknown): value is WorkerAnswer {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Analyses bundles one after the other in a thread of its own; one that breaks its budget costs the thread, and the next gets a new one. */
export class BundleThread {
  readonly budget: BundleBudget;
  #worker: Worker | undefined;
  #isClosed = false;

  constructor(budget: BundleBudget) {
    this.budget = budget;
  }

  /** What became of a bundle. Rejects with a TraceError where the results folder cannot be written. */
  async run(job: BundleJob, setting: JobSetting): Promise<JobResult> {
    if (!CAN_THREAD) return runJob(job, setting);
    try {
      return await this.#ask({ job, setting });
    } catch (error) {
      if (!(error instanceof ThreadDeath) || this.#isClosed) throw error;
      await this.#end();
      // What a thread says at its end may quote what it read.
      const cause = setting.redaction === undefined ? error.message : 'an internal error';
      const reason = WORDS[error.death](this.budget, cause);
      const code = error.death === 'died' ? 'ANALYSIS_FAILED' : 'capped';
      const issue = { code, text: `The bundle could not be analysed: ${reason}.` } as const;
      const signature = sealed(signatureNow(job), setting.redaction);
      return { line: finishJob(job, setting, failedReport(job, setting, issue), { signature, content: '' }) };
    }
  }

  /** Ends the thread; a bundle that it is at is dropped, and its `run` rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #ask(task: WorkerTask): Promise<JobResult> {
    this.#worker ??= new Worker(WORKER, {
      resourceLimits: { maxOldGenerationSizeMb: this.budget.memoryMb },
    });
    const worker = this.#worker;
    const patience = new AbortController();
    try {
      const answer = await Promise.race([answerOf(worker, task), this.#timeOut(patience.signal)]);
      if (answer.kind === 'result') return answer.result;
      if (answer.kind === 'cannot-write') throw new TraceError('OUTPUT_FAILED', answer.text);
      throw new ThreadDeath('died', answer.text);
    } finally {
      patience.abort();
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      // An error of a thread that is being ended is no news.
      worker.on('error', () => undefined);
    }
  }

  async #timeOut(signal: AbortSignal): Promise<never> {
    await setTimeout(this.budget.seconds * 1000, undefined, { signal });
    throw new ThreadDeath('out-of-time', 'out of time');
  }
}

/** What stands there now; empty where it has gone. */
function signatureNow({ path }: BundleJob): string {
  try {
    return signatureOf(listContent(path));
  } catch {
    return '';
  }
}

function answerOf(worker: Worker, task: WorkerTask): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    worker.on('message', (answer: unknown) => {
      if (isAnswer(answer)) resolve(answer);
      else reject(new ThreadDeath('died', 'its answer is none'));
    });
    worker.on('error', (error) => reject(deathOf(error)));
    worker.on('exit', (code) => reject(new ThreadDeath('died', `exit code ${code}`)));
    worker.postMessage(task);
  });
}
