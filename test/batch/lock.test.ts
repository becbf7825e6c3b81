import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder, type Worker } from '../../src/batch/lock.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-lock-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const worker = (pid: number, host = 'pc-1', running: readonly number[] = [1, 2], boot = 'boot 1'): Worker => ({
  pid,
  host,
  isRunning: (other) => running.includes(other),
  startOf: (other) => `${boot} ${other}`,
});

describe('a results folder', () => {
  test('is of one process until it lets it go', async () => {
    const unlock = await lockFolder(folder, worker(1));
    await expect(lockFolder(folder, worker(2))).rejects.toThrow(
      /another batch works on this folder \(process 1 on pc-1\)/,
    );
    unlock();
    const again = await lockFolder(folder, worker(2));
    again();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is taken over from a process that was killed, but not from another machine', async () => {
    await lockFolder(folder, worker(9));
    await expect(lockFolder(folder, worker(2, 'pc-2'))).rejects.toThrow(/process 9 on pc-1/);
    const unlock = await lockFolder(folder, worker(2));
    await expect(lockFolder(folder, worker(1))).rejects.toThrow(/process 2 on pc-1/);
    unlock();
  });

  test('is taken over where another process has got the number of the one that was killed', async () => {
    await lockFolder(folder, worker(1, 'pc-1', [1, 2], 'boot 1'));
    const unlock = await lockFolder(folder, worker(2, 'pc-1', [1, 2], 'boot 2'));
    unlock();
    for (const pid of [-1, 0, 1.5]) {
      writeFileSync(join(folder, '.lock'), JSON.stringify({ pid, host: 'pc-1', id: 'x' }));
      (await lockFolder(folder, worker(2)))();
    }
  });

  test('is taken over from a lock in which nothing stands', async () => {
    writeFileSync(join(folder, '.lock'), '');
    (await lockFolder(folder, worker(1)))();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is of one alone though many find the same lock left behind', async () => {
    await lockFolder(folder, worker(9));
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map((pid) => lockFolder(folder, worker(pid, 'pc-1', [1, 2, 3, 4]))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
