import type { Ticks } from '../../src/model/ticks.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import { later } from '../make/clock.ts';
import { signIn } from '../make/collected-files.ts';
import { uccApiLog } from '../make/uccapilog.ts';
import type { SimRecord } from './call.ts';
import type { Condition } from './condition.ts';
import { degrade, inFiles } from './degrade.ts';
import { type Dice, diceOf } from './dice.ts';
import type { TraceForm } from './profile.ts';
import { type SimFile, spoolFiles } from './spool-files.ts';
import { traceBytes, tracePath } from './trace-files.ts';
import { type TrueMessage, truthOf } from './truth.ts';
import { liveThrough, type World } from './world.ts';

/** A bundle, the options to analyse it with, and what is true of it. All of it is made up. */
export interface Simulated {
  readonly files: readonly SimFile[];
  readonly options: { readonly now: Ticks };
  readonly truth: readonly TrueMessage[];
}

/** Seconds that a wrong clock is ahead; and whole hours, where its trace states no zone. */
function wrongBy(dice: Dice, form: TraceForm): number {
  const statesNoZone = form === 'tracefmt' || form === 'uccapilog' || form === 'ocs-text';
  if (statesNoZone && dice.chance(50)) return 3600 * dice.pick([-8, -5, 1, 2, 10]);
  return dice.pick([-1, 1]) * Math.round(dice.between(6, 200));
}

/** The trace in two: the calls of every second message in another one, which has a clock of its own. */
function twoTraces(world: World, records: readonly SimRecord[], dice: Dice): readonly SimFile[] {
  const { form } = world.profile;
  const other: TraceForm =
    form === 'tracefmt' ? 'ocs-text' : form === 'uccapilog' ? 'tracefmt' : dice.pick(['tracefmt', 'uccapilog']);
  const rootOf = (index: number): number => world.messages[index]?.repeats ?? index;
  const isOther = ({ of, pid, tid }: SimRecord): boolean =>
    of === undefined
      ? pid === world.profile.pid && tid >= 0x2a00 && tid % 8 === 0
      : rootOf(world.calls[of.call]?.messages[0] ?? 0) % 2 === 1;
  const modifiedAt = later(world.start, records.at(-1)?.at ?? 0);
  const file = (kind: TraceForm, part: readonly SimRecord[], offset: number): SimFile => ({
    path: kind === other ? `Second/${tracePath(kind, undefined)}` : tracePath(kind, undefined),
    bytes: traceBytes(world, part, kind, dice, offset),
    modifiedAt,
  });
  const theirs = records.filter(isOther);
  // What no answer of Exchange dates, nobody can set right.
  const isDated = theirs.some(({ text }) => text.startsWith('HTTP/1.1') && text.includes('\nDate: '));
  return [
    file(
      form,
      records.filter((record) => !isOther(record)),
      0,
    ),
    file(other, theirs, isDated ? wrongBy(dice, other) : 0),
  ];
}

function traceFiles(world: World, records: readonly SimRecord[], condition: Condition, dice: Dice): readonly SimFile[] {
  if (condition.hasWrongClock) return twoTraces(world, records, dice);
  const parts = inFiles(records, condition.files, dice);
  const { form } = world.profile;
  return parts.map((part, i) => ({
    path: tracePath(form, parts.length < 2 ? undefined : parts.length - 1 - i),
    bytes: traceBytes(world, part, form, dice),
    modifiedAt: later(world.start, part.at(-1)?.at ?? 0),
  }));
}

/** The SIP log of the session, which holds no call to Exchange. */
function sipLog(world: World): SimFile {
  const { pid, clientVersion, server, style } = world.profile;
  const client = { pid, version: clientVersion, server, style };
  return {
    path: 'Tracing/Lync-UccApi-0.UccApilog',
    bytes: uccApiLog(signIn(client, world.start)),
    modifiedAt: later(world.start, 5),
  };
}

/** Makes a bundle and tells what is true of it. Pure: the same seed and condition give the same bytes. */
export function simulate(seed: number, condition: Condition): Simulated {
  const world = liveThrough(seed, condition);
  const dice = diceOf(`${seed} ${condition.name} bundle`);
  const records = degrade(world.records, condition, dice);
  const hasTrace = condition.witnesses !== 'spooler';
  const { hasSpooler, form } = world.profile;
  const hasSipLog =
    hasTrace && form !== 'uccapilog' && condition.files < 2 && !condition.hasWrongClock && dice.chance(40);
  const files = [
    ...(hasTrace ? traceFiles(world, records, condition, dice) : []),
    ...(hasSipLog ? [sipLog(world)] : []),
    ...(hasSpooler ? spoolFiles(world, dice) : []),
  ];
  return {
    files,
    options: { now: later(world.start, world.collectedAt) },
    truth: truthOf(world, { records, hasSpooler, hasTrace }),
  };
}

/** The ground truth as a file that lies beside the bundle. */
export function truthJson({ options, truth }: Simulated): string {
  const times = new Set(['sentAt', 'startedAt', 'endedAt', 'now']);
  const readable = (name: string, value: unknown): unknown =>
    times.has(name) && typeof value === 'number' ? ticksToIso(value as Ticks) : value;
  return `${JSON.stringify({ synthetic: true, options, messages: truth }, readable, 2)}\n`;
}
