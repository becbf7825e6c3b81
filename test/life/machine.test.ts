import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../src/life/steps/align.ts';
import {
  isBeside,
  MISFIT_COST,
  type Move,
  type MovingEvent,
  SEEN_STATE,
  STANDS_STILL,
  TRANSITIONS,
  UNSEEN_COST,
} from '../../src/life/steps/machine.ts';
import { waysFrom } from '../../src/life/steps/ways.ts';
import type { LifeEvent, LifeState } from '../../src/model/life.ts';

const STATES = Object.keys(TRANSITIONS) as readonly LifeState[];
const MOVING = Object.keys(SEEN_STATE) as readonly MovingEvent[];
const EVENTS: readonly LifeEvent[] = [...MOVING, 'spool-written', 'sign-in', 'evidence-contradicts'];

/** Moves that the table allows from a state, one after the other; a misfit is one only where the table has no arrow. */
function follows(from: LifeState, moves: readonly Move[]): boolean {
  let state = from;
  return moves.every((move) => {
    const arrow = isBeside(move.event) ? state : TRANSITIONS[state][move.event];
    const isRight = move.fit === 'not-allowed' ? arrow === undefined : arrow === move.state;
    state = move.state;
    return isRight;
  });
}

function costOf(moves: readonly Move[]): number {
  return moves.reduce((sum, { event, fit }) => {
    if (fit === 'not-allowed') return sum + MISFIT_COST;
    return sum + (fit === 'required-not-seen' && !isBeside(event) ? (UNSEEN_COST[event] ?? Number.NaN) : 0);
  }, 0);
}

const costs = new Map<string, number>();

/** The least cost of explaining the events, found by trying everything: any unseen steps in front of each, or a misfit. */
function leastCost(state: LifeState, events: readonly MovingEvent[], unseenLeft = 4): number {
  const key = [state, unseenLeft, ...events].join(' ');
  const cost = costs.get(key) ?? leastCostOf(state, events, unseenLeft);
  costs.set(key, cost);
  return cost;
}

function leastCostOf(state: LifeState, events: readonly MovingEvent[], unseenLeft: number): number {
  const [event, ...rest] = events;
  if (event === undefined) return 0;
  const next = TRANSITIONS[state][event];
  const ways = next === undefined ? [] : [leastCost(next, rest)];
  if (next === undefined && unseenLeft === 4) {
    const behind = STANDS_STILL.includes(event) ? [SEEN_STATE[event], state] : [SEEN_STATE[event]];
    for (const stand of behind) ways.push(MISFIT_COST + leastCost(stand, rest));
  }
  for (const [unseen, price] of Object.entries(UNSEEN_COST) as [MovingEvent, number][]) {
    const between = TRANSITIONS[state][unseen];
    if (between !== undefined && unseenLeft > 0) ways.push(price + leastCost(between, events, unseenLeft - 1));
  }
  return Math.min(...ways);
}

describe('the machine', () => {
  it.each(STATES.flatMap((state) => MOVING.map((event) => [state, event] as const)))(
    'in %s answers %s with moves of its table, the event last',
    (state, event) => {
      const ways = waysFrom(state, event);
      expect(ways.length).toBeGreaterThan(0);
      for (const { moves } of ways) {
        expect(moves.at(-1)).toMatchObject({ event });
        expect(moves.at(-1)?.fit).not.toBe('required-not-seen');
        expect(moves.slice(0, -1).every((move) => move.fit === 'required-not-seen')).toBe(true);
        expect(follows(state, moves)).toBe(true);
      }
    },
  );

  it('explains each sequence in order, by moves of its table, at the least cost there is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MOVING), { maxLength: 5 }), (events) => {
        const moves = align(events).flat();
        expect(moves.filter((move) => move.fit !== 'required-not-seen').map(({ event }) => event)).toEqual(events);
        expect(follows('composed', moves)).toBe(true);
        expect(costOf(moves)).toBe(leastCost('composed', events));
      }),
      { numRuns: 300 },
    );
  });

  it('never makes up an end', () => {
    const ends: readonly LifeEvent[] = [
      'message-sent',
      'message-failed',
      'send-failed',
      'deadline-passed',
      'draft-saved',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
        const unseen = align(events).flatMap((moves) => moves.slice(0, -1));
        expect(unseen.filter(({ event, fit }) => fit !== 'required-not-seen' || ends.includes(event))).toEqual([]);
      }),
    );
  });

  it('lets what stands beside it change nothing, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 20 }), (events) => {
        const isMoving = (event: LifeEvent) => !isBeside(event);
        const without = align(events.filter(isMoving));
        expect(align(events).filter((_, i) => isMoving(events[i] ?? 'ews-request'))).toEqual(without);
      }),
    );
  });
});

/** A legal life in two steps, with everything in words. */
const SENT: readonly MovingEvent[] = [
  'message-queued',
  'message-picked-up',
  'ews-request',
  'draft-saved',
  'ews-request',
  'message-sent',
];
/** One that fails once, is tried again and refused. */
const REFUSED: readonly MovingEvent[] = [
  'message-queued',
  'message-picked-up',
  'ews-request',
  'ews-failed',
  'ews-request',
  'message-failed',
];

/** Each step that does not fit, or was not seen, as `not-allowed message-sent` in order. */
function misfits(events: readonly LifeEvent[]): string {
  return align(events)
    .flat()
    .filter(({ fit }) => fit !== 'allowed')
    .map(({ event, fit }) => `${fit} ${event}`)
    .join(', ');
}

function drop(life: readonly MovingEvent[], i: number): readonly MovingEvent[] {
  return life.toSpliced(i, 1);
}
function duplicate(life: readonly MovingEvent[], i: number): readonly MovingEvent[] {
  return life.toSpliced(i, 0, ...life.slice(i, i + 1));
}
function swap(life: readonly MovingEvent[], i: number): readonly MovingEvent[] {
  return life.toSpliced(i, 2, ...life.slice(i, i + 2).toReversed());
}
/** The step comes last of all. */
function delay(life: readonly MovingEvent[], i: number): readonly MovingEvent[] {
  return [...life.toSpliced(i, 1), ...life.slice(i, i + 1)];
}

describe('a single mutation of a legal life', () => {
  it.each([
    ['drop', drop],
    ['duplicate', duplicate],
    ['swap', swap],
    ['delay', delay],
  ] as const)('%s: gives the misfit of that place and no other', (_, mutate) => {
    const told = [SENT, REFUSED].map((life) => life.map((event, i) => `${event}: ${misfits(mutate(life, i))}`));
    expect(told).toMatchSnapshot();
  });

  it('none gives none', () => {
    expect([misfits(SENT), misfits(REFUSED)]).toEqual(['', '']);
  });

  it('that drops a step which may go unseen is told as that step, not seen', () => {
    for (const [i, event] of SENT.entries()) {
      if (UNSEEN_COST[event] !== undefined) expect(misfits(drop(SENT, i))).toBe(`required-not-seen ${event}`);
    }
  });
});
