import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes of the heap and of buffers, with what only waits for the collector: of that there may be more than 100 MB. */
export function takenBytes(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

/** Bytes of the heap and of buffers that something still holds; takes a whole collection. */
export function liveBytes(): number {
  collect();
  return takenBytes();
}

/** Bytes of the heap that what some work answers keeps; the work itself may use as much as it likes. */
export async function heldBy<Result>(
  work: () => Promise<Result> | Result,
): Promise<{ readonly result: Result; readonly bytes: number }> {
  collect();
  const before = process.memoryUsage().heapUsed;
  const result = await work();
  collect();
  return { result, bytes: process.memoryUsage().heapUsed - before };
}
