import { readFileSync } from 'node:fs';
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

/** On Linux the boot and the tick in it (proc(5), field 22 of `stat`, behind the name in brackets, which may hold anything). */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf-8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf-8').trim()} ${started}`;
  } catch {
    return undefined;
  }
}

/** This process, as the lock of a results folder names it. */
export function thisProcess(): BatchOptions['me'] {
  return { pid: process.pid, host: hostname(), isRunning, startOf };
}
