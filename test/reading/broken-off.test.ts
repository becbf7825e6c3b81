import { getEventListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discover } from '../../src/input/discover.ts';
import { readSources } from '../../src/reading/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { inFolder } from '../radar/temporary-folder.ts';

const MIB = 1 << 20;
const TRACE = join(BUNDLES, 'drafts-bug/bundle/Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt');

/** Processor time of this process so far, in microseconds. */
function costNow(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

test.each<[string, number, (told: readonly number[]) => boolean]>([
  ['small stretches, of which none is scanned any more', MIB / 4, () => true],
  // Of more records than a scan holds: they are read again, one by one, once its end was told a second time.
  ['a dense stretch, which is not read to its end', 8 * MIB, (told) => told.at(-1) === told.at(-2)],
])('a reading is broken off within %s', async (_, stretchBytes, isTime) => {
  const text = await readFile(TRACE);
  const trace = Buffer.concat(Array.from({ length: Math.ceil((16 * MIB) / text.length) }, () => text));
  await inFolder({ 'trace.txt': trace }, async (folder) => {
    const discovery = await discover([folder], undefined, {});
    const broken = async (): Promise<number> => {
      const abort = new AbortController();
      const told: number[] = [];
      let cost = 0;
      const reading = readSources(discovery, {
        stretchBytes,
        signal: abort.signal,
        onProgress: ({ bytesDone }) => {
          told.push(bytesDone);
          if (abort.signal.aborted || !isTime(told)) return;
          abort.abort();
          cost = costNow();
        },
      });
      await expect(reading).rejects.toThrow(/abort/i);
      return costNow() - cost;
    };
    const before = costNow();
    await readSources(discovery, { stretchBytes });
    const whole = costNow() - before;
    expect(await broken()).toBeLessThan(whole / 100);
  });
});

test('a signal of many readings holds nothing of them', async () => {
  const { signal } = new AbortController();
  await inFolder({ 'trace.txt': await readFile(TRACE) }, async (folder) => {
    const discovery = await discover([folder], undefined, {});
    for (let i = 0; i < 3; i++) await readSources(discovery, { stretchBytes: 100_000, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
