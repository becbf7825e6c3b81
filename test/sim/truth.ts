import type { LifeEvent, Outcome } from '../../src/model/life.ts';
import type { Ticks } from '../../src/model/ticks.ts';
import { later } from '../make/clock.ts';
import type { SimCall, SimRecord } from './call.ts';
import type { SimMessage } from './message.ts';
import { eventsOf, type JudgedAt, judgeView } from './outcome-table.ts';
import { endShown, isRequestShown, restsOf } from './shown.ts';
import { type AttemptView, endOf, isRemoval, type MessageView, triedBy } from './view.ts';
import type { World } from './world.ts';

export interface TrueAttempt {
  readonly operation: string;
  readonly disposition?: string;
  readonly startedAt: Ticks;
  readonly endedAt?: Ticks;
  readonly result: AttemptView['result'];
  readonly httpStatus?: number;
  readonly responseCode?: string;
}

/** What can still be read of a message, everything joined rightly and nothing guessed. */
export interface Reachable {
  readonly outcome: Outcome;
  readonly events: readonly LifeEvent[];
  readonly attempts: readonly TrueAttempt[];
}

/** What is true of one message. */
export interface TrueMessage {
  /** Which of the simulator's stories it lived. */
  readonly story: string;
  readonly recipients: readonly string[];
  readonly sentAt: Ticks;
  readonly outcome: Outcome;
  readonly events: readonly LifeEvent[];
  readonly attempts: readonly TrueAttempt[];
  readonly itemIds: readonly string[];
  readonly requestIds: readonly string[];
  readonly spoolFile?: string;
  readonly witnesses: 'agree' | 'trace-only' | 'spool-only' | 'contradict';
  /** Absent: nothing that is left tells of it. */
  readonly reachable?: Reachable;
}

/** What the bundle holds of a world. */
export interface Left {
  readonly records: readonly SimRecord[];
  readonly hasSpooler: boolean;
  readonly hasTrace: boolean;
}

interface OfMessage {
  readonly call: SimCall;
  readonly index: number;
}

function callsOf(world: World, message: SimMessage): readonly OfMessage[] {
  return world.calls
    .map((call) => ({ call, index: call.messages.indexOf(message.index) }))
    .filter(({ index }) => index >= 0);
}

function spoolOf(world: World, message: SimMessage, left: Left): { readonly spoolWrittenAt?: number } {
  const stands = left.hasSpooler && message.spoolFile !== undefined && !world.unspooled.has(message.index);
  return stands ? { spoolWrittenAt: message.sentAt } : {};
}

function viewOf(
  world: World,
  message: SimMessage,
  left: Left,
  seen: (one: OfMessage) => AttemptView | undefined,
  isRemoved: (one: OfMessage) => boolean,
): MessageView {
  const calls = left.hasTrace ? callsOf(world, message) : [];
  const attempts = calls
    .flatMap((one) => (triedBy(one.call) === undefined ? [] : [seen(one)]))
    .filter((one) => one !== undefined);
  const removals = calls
    .filter((one) => isRemoval(one.call.operation) && isRemoved(one))
    .map(({ call }) => ({ itemId: call.itemId ?? '', at: call.startedAt }));
  const spool = spoolOf(world, message, left);
  const known = [spool.spoolWrittenAt, ...attempts.map(({ startedAt }) => startedAt)].filter((at) => at !== undefined);
  return { attempts, removals, ...spool, sentAt: Math.min(...known) };
}

function trueAttempt({ call, index }: OfMessage): AttemptView {
  const isOver = call.endedAt !== undefined;
  const end = endOf(call, isOver ? call.reply : { kind: 'silence' }, index);
  return {
    call: call.id,
    operation: triedBy(call) ?? 'CreateItem',
    startedAt: call.startedAt,
    ...(call.disposition === undefined ? {} : { disposition: call.disposition }),
    ...(call.itemId === undefined ? {} : { itemId: call.itemId }),
    ...(call.endedAt === undefined ? {} : { endedAt: call.endedAt }),
    ...end,
  };
}

function told(world: World, attempts: readonly AttemptView[]): readonly TrueAttempt[] {
  return attempts.map(({ call: _, itemId: __, isRetryable: ___, isTimeout: ____, startedAt, endedAt, ...rest }) => ({
    ...rest,
    startedAt: later(world.start, startedAt),
    ...(endedAt === undefined ? {} : { endedAt: later(world.start, endedAt) }),
  }));
}

function judgedAt(world: World, records: readonly SimRecord[], hasTrace: boolean): JudgedAt {
  const horizon = records.at(-1)?.at;
  const { collectedAt } = world;
  return hasTrace && horizon !== undefined ? { horizon, collectedAt } : { collectedAt };
}

function reachableOf(
  world: World,
  message: SimMessage,
  left: Left,
  rests: ReturnType<typeof restsOf>,
): Reachable | undefined {
  const isNamed = callsOf(world, message).some(
    ({ call, index }) => call.operation === 'CreateItem' && isRequestShown(call, rests, index),
  );
  const view = viewOf(
    world,
    message,
    left,
    ({ call, index }) => endShown(call, rests, index),
    ({ call, index }) => isRequestShown(call, rests, index) && endShown(call, rests, index)?.responseCode === 'NoError',
  );
  if (!isNamed && view.spoolWrittenAt === undefined) return undefined;
  const verdict = judgeView(view, judgedAt(world, left.records, left.hasTrace));
  return { outcome: verdict.outcome, events: eventsOf(view, verdict), attempts: told(world, view.attempts) };
}

function witnessesOf(view: MessageView, outcome: Outcome): TrueMessage['witnesses'] {
  if (view.spoolWrittenAt === undefined) return 'trace-only';
  if (view.attempts.length === 0) return 'spool-only';
  return outcome === 'delivered' ? 'contradict' : 'agree';
}

/** What is true of each message that left a mark in the bundle's witnesses, before any of it was lost. */
export function truthOf(world: World, left: Left): readonly TrueMessage[] {
  const rests = restsOf(left.hasTrace ? left.records : []);
  return world.messages.flatMap((message) => {
    const view = viewOf(world, message, left, trueAttempt, ({ call }) => call.endedAt !== undefined);
    // The world ended before the message was sent, or nothing of it is written anywhere.
    if (view.attempts.length === 0 && view.spoolWrittenAt === undefined) return [];
    const verdict = judgeView(view, judgedAt(world, world.records, left.hasTrace));
    const calls = left.hasTrace ? callsOf(world, message) : [];
    const ids = calls.flatMap(({ call, index }) => [
      call.itemId,
      call.endedAt !== undefined && call.reply.kind === 'items' ? call.reply.items[index]?.itemId : undefined,
    ]);
    const reachable = reachableOf(world, message, left, rests);
    return [
      {
        story: message.plan.story,
        recipients: message.recipients,
        sentAt: later(world.start, view.sentAt),
        outcome: verdict.outcome,
        events: eventsOf(view, verdict),
        attempts: told(world, view.attempts),
        itemIds: [...new Set(ids.filter((id) => id !== undefined))],
        requestIds: [...new Set(calls.map(({ call }) => call.requestId).filter((id) => id !== undefined))],
        ...(view.spoolWrittenAt === undefined || message.spoolFile === undefined
          ? {}
          : { spoolFile: message.spoolFile }),
        witnesses: witnessesOf(view, verdict.outcome),
        ...(reachable === undefined ? {} : { reachable }),
      },
    ];
  });
}
