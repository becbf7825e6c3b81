import type { Condition } from './condition.ts';
import type { Dice } from './dice.ts';

/** When the messages of a world are sent, and when its trace ends. Seconds from its beginning. */
export interface Moments {
  readonly sends: readonly number[];
  readonly end: number;
}

/** The world runs before the first message. */
const LEAD = 20;

/** Draws the moments: bursts of as many messages as are to be on their way at once. */
export function drawMoments(condition: Condition, dice: Dice): Moments {
  const [least, greatest] = condition.messages;
  const count = least + dice.below(greatest - least + 1);
  const sends: number[] = [];
  let at = LEAD + dice.between(0, 20);
  while (sends.length < count) {
    const burst = condition.inFlight === 1 ? 1 : Math.min(condition.inFlight, count - sends.length);
    for (let i = 0; i < burst; i++) sends.push(at + dice.between(0, condition.inFlight === 1 ? 0 : 2.5));
    at += condition.inFlight === 1 ? dice.between(3, 90) : dice.between(60, 120);
  }
  const last = Math.max(...sends);
  // Some traces end while messages are still on their way.
  const end = last + (dice.chance(25) ? dice.between(5, 115) : dice.between(180, 400));
  return { sends: sends.sort((a, b) => a - b), end };
}
