import type { Ticks } from '../../src/model/ticks.ts';
import { later, moment } from '../make/clock.ts';
import { Agenda } from './agenda.ts';
import type { SimCall, SimRecord } from './call.ts';
import { Client } from './client.ts';
import type { Condition } from './condition.ts';
import type { Surroundings } from './connection.ts';
import { chatter, decoyCalls, tieFolders } from './decoys.ts';
import { type Dice, diceOf } from './dice.ts';
import { drawMessages, type SimMessage } from './message.ts';
import { drawMoments } from './moments.ts';
import { drawProfile, type Profile } from './profile.ts';
import { Threads } from './threads.ts';
import { Trace } from './trace.ts';

/** All that truly happened, and all that the client wrote of it. */
export interface World {
  readonly seed: number;
  readonly profile: Profile;
  readonly start: Ticks;
  /** When the bundle was collected, in seconds from the beginning. */
  readonly collectedAt: number;
  readonly messages: readonly SimMessage[];
  readonly calls: readonly SimCall[];
  /** In order of time. */
  readonly records: readonly SimRecord[];
  /** Messages whose file the client has taken out of the spooler. */
  readonly unspooled: ReadonlySet<number>;
}

/** A moment this near to a deadline is moved: what is true then hangs on the grain of a clock. */
const TOO_NEAR = 4;
const DEADLINE = 120;

/** Messages that are sent in one request: the same step, one after the other, now and then. */
function batches(messages: readonly SimMessage[], dice: Dice): readonly (readonly SimMessage[])[] {
  const result: SimMessage[][] = [];
  for (const message of messages) {
    const last = result.at(-1);
    const first = last?.[0];
    const fits =
      last !== undefined &&
      first !== undefined &&
      last.length < 3 &&
      message.sentAt - first.sentAt < 40 &&
      first.plan.disposition === message.plan.disposition &&
      !message.plan.isNeverAsked &&
      !first.plan.isNeverAsked;
    if (fits && dice.chance(12)) last.push({ ...message, sentAt: first.sentAt });
    else result.push([message]);
  }
  return result;
}

/** A moment that is no deadline of anybody. */
function awayFromDeadlines(at: number, deadlines: readonly number[]): number {
  let moved = at;
  while (deadlines.some((deadline) => Math.abs(deadline - moved) < TOO_NEAR)) moved += 1;
  return moved;
}

/** Lives through one world. Pure: the same seed and condition give the same world. */
export function liveThrough(seed: number, condition: Condition): World {
  const dice = diceOf(`${seed} ${condition.name}`);
  const profile = drawProfile(seed, condition, dice);
  const { sends, end: wishedEnd } = drawMoments(condition, dice);
  const drawn = batches(drawMessages(dice, sends, profile.hasSpooler), dice);
  const spoolerAlone = condition.witnesses === 'spooler';
  // The spool file is written when the user sends; the first request follows.
  const queues = new Map(drawn.map((batch) => [batch, dice.between(0.02, 1.5)] as const));
  const deadlinesOf = (batch: readonly SimMessage[]): readonly number[] =>
    [0, queues.get(batch) ?? 0].map((wait) => (batch[0]?.sentAt ?? 0) + wait + DEADLINE);
  const end = awayFromDeadlines(wishedEnd, drawn.flatMap(deadlinesOf));
  const agenda = new Agenda(end);
  const trace = new Trace(dice);
  const start = later(moment('2016-06-15T06:00:00Z'), Math.floor(dice.between(0, 90 * 86_400)));
  const around: Surroundings = {
    agenda,
    profile,
    dice,
    trace,
    threads: new Threads(dice, profile.threading === 'waiting'),
    start,
  };
  const messages: SimMessage[] = drawn.flat();
  const habits = { isSlow: condition.inFlight > 1, keepsSpoolFiles: condition.spoolContradicts && dice.chance(80) };
  const client = new Client(around, habits, (message) => {
    // Once a message is over, the same words to the same people are another message.
    if (message.repeats !== undefined || condition.inFlight > 1 || !dice.chance(15)) return;
    const wait = dice.between(3, 20);
    const sentAt = agenda.now + wait;
    if (Math.abs(sentAt + DEADLINE - end) < TOO_NEAR || sentAt + 1 > end) return;
    const again: SimMessage = {
      ...message,
      index: messages.length,
      sentAt,
      repeats: message.index,
      ...(message.spoolFile === undefined ? {} : { spoolFile: `${dice.hex(8).toUpperCase()}.hist` }),
    };
    messages.push(again);
    agenda.after(wait + 0.05, () => client.send([again]));
  });
  for (const batch of spoolerAlone ? [] : drawn) {
    const [first] = batch;
    if (first !== undefined) agenda.after(first.sentAt + (queues.get(batch) ?? 0), () => client.send(batch));
  }
  tieFolders(around);
  decoyCalls(around, end);
  agenda.run();
  chatter(trace, profile.pid, end, dice);
  const collectedAt = awayFromDeadlines(
    end + (dice.chance(spoolerAlone ? 40 : 15) ? dice.between(0, 30) : dice.between(200, 5000)),
    messages.map(({ sentAt }) => sentAt + DEADLINE),
  );
  return {
    seed,
    profile,
    start,
    collectedAt,
    messages,
    calls: client.calls,
    records: trace.records.toSorted((a, b) => a.at - b.at),
    unspooled: client.unspooled,
  };
}
