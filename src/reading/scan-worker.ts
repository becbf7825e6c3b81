// Runs in a worker thread: is told ScanOptions, takes ScanTasks, answers Scans. What fails is answered as plain data, too.
import { parentPort } from 'node:worker_threads';
import type { Scan, ScanOptions } from './scan-stretch.ts';
import { runTask, type ScanTask } from './scan-task.ts';

/** What a worker is told; a task is done by the options told last before it. */
export type WorkerMessage =
  | { readonly kind: 'options'; readonly options: ScanOptions }
  | { readonly kind: 'task'; readonly task: ScanTask };

/** What a worker answers to a task. */
export type WorkerAnswer =
  | { readonly kind: 'scan'; readonly scan: Scan }
  | { readonly kind: 'error'; readonly message: string; readonly code?: string; readonly syscall?: string };

function textOf(error: object, name: 'code' | 'syscall'): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}

function errorAnswer(error: unknown): WorkerAnswer {
  if (!(error instanceof Error)) return { kind: 'error', message: String(error) };
  const [code, syscall] = [textOf(error, 'code'), textOf(error, 'syscall')];
  return {
    kind: 'error',
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(syscall === undefined ? {} : { syscall }),
  };
}

let options: ScanOptions | undefined;
let before: Promise<void> | undefined;

async function scan(task: ScanTask, wanted: ScanOptions | undefined): Promise<WorkerAnswer> {
  try {
    if (wanted === undefined) throw new Error('a task came before what to look for');
    return { kind: 'scan', scan: await runTask(task, wanted) };
  } catch (error) {
    return errorAnswer(error);
  }
}

parentPort?.on('message', (message: WorkerMessage) => {
  if (message.kind === 'options') {
    ({ options } = message);
    return;
  }
  const wanted = options;
  before = Promise.resolve(before)
    .then(() => scan(message.task, wanted))
    .then((answer) => parentPort?.postMessage(answer));
});
