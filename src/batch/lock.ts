import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TraceError } from '../model/errors.ts';

export const LOCK_NAME = '.lock';

/** Who works on a results folder. */
export interface Worker {
  readonly pid: number;
  readonly host: string;
  /** Whether a process of this machine still runs. */
  readonly isRunning: (pid: number) => boolean;
  /** When a process of this machine was started, in whatever words: a pid is given again, also after a restart. Unknown on some systems. */
  readonly startOf: (pid: number) => string | undefined;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly id: string;
  readonly start?: string;
}

function readHolder(path: string): Holder | undefined {
  try {
    const holder: Partial<Holder> | null = JSON.parse(readFileSync(path, 'utf-8'));
    const isPid = Number.isInteger(holder?.pid) && (holder?.pid ?? 0) > 0;
    return isPid && typeof holder?.host === 'string' ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/** A process that was killed leaves its lock behind: where it is of this machine and runs no more, it is none. */
function isLeftBehind({ pid, host, start }: Holder, me: Worker): boolean {
  if (host !== me.host) return false;
  if (pid === me.pid || !me.isRunning(pid)) return true;
  const now = me.startOf(pid);
  return start !== undefined && now !== undefined && now !== start;
}

/** Whether another process works on a results folder. */
export function isLocked(folder: string, me: Worker): boolean {
  const holder = readHolder(join(folder, LOCK_NAME));
  return holder !== undefined && !isLeftBehind(holder, me);
}

/** Time for another process to write into the lock that it has just made. */
const WRITING_MS = 200;

/** Moves a lock away that was left behind; of two processes that find it, one alone may. */
function removeLeftBehind(path: string, aside: string, left: Holder | undefined): void {
  try {
    renameSync(path, aside);
    // Meanwhile the other one may have moved it, and put its own in its place.
    if (readHolder(aside)?.id !== left?.id) linkSync(aside, path);
    rmSync(aside, { force: true });
  } catch {
    // Gone already, or taken anew: the next try finds out.
  }
}

function isTakenBy(folder: string, path: string, holder: Holder | undefined): TraceError {
  const who = holder === undefined ? '' : ` (process ${holder.pid} on ${holder.host})`;
  const what = `${folder}: another batch works on this folder${who}`;
  return new TraceError(
    'USAGE',
    `${what}; wait for it, or name another folder with -o. If there is none, delete ${path}`,
  );
}

/**
 * Takes a results folder for this process and answers how to let it go. Throws a TraceError where another process works on it.
 */
export async function lockFolder(folder: string, me: Worker): Promise<() => void> {
  const path = join(folder, LOCK_NAME);
  const id = randomUUID();
  const start = me.startOf(me.pid);
  const text = JSON.stringify({ pid: me.pid, host: me.host, id, ...(start !== undefined && { start }) });
  let holder: Holder | undefined;
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(path, text, { flag: 'wx' });
      return () => {
        if (readHolder(path)?.id === id) rmSync(path, { force: true });
      };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
    holder = readHolder(path);
    if (holder === undefined) {
      await setTimeout(WRITING_MS);
      holder = readHolder(path);
    }
    if (holder !== undefined && !isLeftBehind(holder, me)) throw isTakenBy(folder, path, holder);
    removeLeftBehind(path, `${path}-${id}`, holder);
  }
  throw isTakenBy(folder, path, holder);
}
