import { setImmediate } from 'node:timers/promises';

/** Lets the event loop have a turn: an interruption is heard only then. Costs some microseconds. */
export async function giveTurn(): Promise<void> {
  await setImmediate(undefined);
}
