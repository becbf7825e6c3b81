// Runs in a worker thread: is made with ScanOptions, takes ScanTasks, answers Scans. What fails is answered as plain data, too.
import { parentPort, workerData } from 'node:worker_threads';
import type { Scan, ScanOptions } from './scan-stretch.ts';
import { runTask, type ScanTask } from './scan-task.ts';

/** What a worker answers. */
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

const options: ScanOptions = workerData;

parentPort?.on('message', (task: ScanTask) => {
  void runTask(task, options)
    .then((scan): WorkerAnswer => ({ kind: 'scan', scan }), errorAnswer)
    .then((answer) => parentPort?.postMessage(answer));
});
