import { hostname } from 'node:os';
import type { BatchOptions } from '../index.ts';

/** A process that belongs to somebody else answers EPERM: it runs, too. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** This process, as the lock of a results folder names it. */
export function thisProcess(): BatchOptions['me'] {
  return { pid: process.pid, host: hostname(), isRunning };
}
