import fs, {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderReader } from '../../src/watch/folder-reader.ts';
import { analyze } from '../report/analyze-validly.ts';
import { STRETCH_BYTES, WRITTEN } from './any-history.ts';

/** Bytes of files read since the last question. */
let bytesRead = 0;
const { readSync } = fs;

function takeBytes(): number {
  const bytes = bytesRead;
  bytesRead = 0;
  return bytes;
}

let folder = '';
let trace = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-'));
  trace = join(folder, 'trace.txt');
  Reflect.set(fs, 'readSync', (...args: Parameters<typeof readSync>) => {
    const bytes = readSync(...args);
    bytesRead += bytes;
    return bytes;
  });
  syncBuiltinESMExports();
});
afterEach(() => {
  Reflect.set(fs, 'readSync', readSync);
  syncBuiltinESMExports();
  rmSync(folder, { recursive: true, force: true });
});

async function expectAsAnalyzed(reader: FolderReader): Promise<void> {
  const report = JSON.stringify(await reader.report());
  expect(report).toBe(JSON.stringify(await analyze([folder], { workers: 1 })));
}

/** Bytes in front of the first message. */
const QUIET_BYTES = 20_000;
/** Read at once where the head of a file is looked at, which is done a few times. */
const HEADS = 4 * (256 << 10);

describe('reading a folder again', () => {
  test('costs nothing but a look where nothing changed', async () => {
    mkdirSync(join(folder, 'Tracing'));
    writeFileSync(join(folder, 'Tracing/a.txt'), WRITTEN);
    writeFileSync(trace, WRITTEN.subarray(0, 300_000));
    const reader = new FolderReader(folder, { workers: 1 }, STRETCH_BYTES);
    await reader.report();
    expect(takeBytes()).toBeGreaterThan(900_000);
    await reader.report();
    expect(takeBytes()).toBeLessThan(2000);
    await expectAsAnalyzed(reader);
  });

  test('costs what was appended, however large the file is', async () => {
    const costs: number[] = [];
    for (const times of [20, 200]) {
      // Records between which no message is unfinished: what stands around those is read again with them.
      writeFileSync(trace, Buffer.concat(Array.from({ length: times }, () => WRITTEN.subarray(0, QUIET_BYTES))));
      const reader = new FolderReader(folder, { workers: 1 }, STRETCH_BYTES);
      await reader.report();
      appendFileSync(trace, WRITTEN.subarray(0, 5000));
      takeBytes();
      await reader.report();
      costs.push(takeBytes());
    }
    const [small = 0, large = 0] = costs;
    expect(small).toBeLessThan(HEADS + 3 * STRETCH_BYTES);
    expect(large).toBeLessThan(small + 2 * STRETCH_BYTES);
  });

  test.each([0.3, 0.6, 0.9])('finds what was cut off at %d of a file that has grown again since', async (share) => {
    writeFileSync(trace, WRITTEN.subarray(0, 400_000));
    const reader = new FolderReader(folder, { workers: 1 }, STRETCH_BYTES);
    await reader.report();
    truncateSync(trace, Math.floor(share * 400_000));
    appendFileSync(trace, WRITTEN.subarray(100_000));
    await expectAsAnalyzed(reader);
  });

  test('finds what was changed in place, the size being the same', async () => {
    writeFileSync(trace, WRITTEN.subarray(0, 400_000));
    const reader = new FolderReader(folder, { workers: 1 }, STRETCH_BYTES);
    await reader.report();
    const bytes = Buffer.from(WRITTEN.subarray(0, 400_000));
    bytes.fill(0x20, 200_000, 203_000);
    writeFileSync(trace, bytes);
    await expectAsAnalyzed(reader);
  });

  test('finds another file of the same size and time in place of one', async () => {
    const time = new Date('2016-06-08T12:00:00Z');
    writeFileSync(trace, WRITTEN.subarray(0, 200_000));
    utimesSync(trace, time, time);
    const reader = new FolderReader(folder, { workers: 1 }, STRETCH_BYTES);
    await reader.report();
    writeFileSync(`${trace}.new`, WRITTEN.subarray(300_000, 500_000));
    utimesSync(`${trace}.new`, time, time);
    renameSync(`${trace}.new`, trace);
    await expectAsAnalyzed(reader);
  });
});
