import type { LifeState } from '../../model/life.ts';
import {
  MISFIT_COST,
  type Move,
  type MovingEvent,
  SEEN_STATE,
  STANDS_STILL,
  TRANSITIONS,
  UNSEEN_COST,
} from './machine.ts';

/** Moves that explain one event: the steps that must have gone unseen, then the event itself. */
export interface Way {
  readonly moves: readonly Move[];
  readonly state: LifeState;
  readonly cost: number;
}

export const STATES: readonly LifeState[] = Object.keys(TRANSITIONS) as readonly LifeState[];
const UNSEEN = Object.entries(UNSEEN_COST) as readonly (readonly [MovingEvent, number])[];

/** The cheapest way over unseen steps from a state to each that can be reached so; of equal ones that of fewer steps, found first. */
function unseenWays(from: LifeState): readonly Way[] {
  const best = new Map<LifeState, Way>([[from, { moves: [], state: from, cost: 0 }]]);
  for (const { state, moves, cost } of best.values()) {
    for (const [event, price] of UNSEEN) {
      const next = TRANSITIONS[state][event];
      if (next === undefined || (best.get(next)?.cost ?? Number.POSITIVE_INFINITY) <= cost + price) continue;
      // Set anew, it comes last, so that ways through it are looked at again.
      best.delete(next);
      const move: Move = { event, state: next, fit: 'required-not-seen' };
      best.set(next, { moves: [...moves, move], state: next, cost: cost + price });
    }
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost || a.moves.length - b.moves.length);
}

function cheapestPerState(ways: readonly Way[]): readonly Way[] {
  const best = new Map<LifeState, Way>();
  for (const way of ways) {
    const known = best.get(way.state);
    if (known === undefined || way.cost < known.cost) best.set(way.state, way);
  }
  return [...best.values()];
}

function waysOver(from: LifeState, event: MovingEvent): readonly Way[] {
  const allowed = unseenWays(from).flatMap((way): readonly Way[] => {
    const state = TRANSITIONS[way.state][event];
    return state === undefined ? [] : [{ ...way, state, moves: [...way.moves, { event, state, fit: 'allowed' }] }];
  });
  if (TRANSITIONS[from][event] !== undefined) return cheapestPerState(allowed);
  const behind = STANDS_STILL.includes(event) ? [SEEN_STATE[event], from] : [SEEN_STATE[event]];
  const misfits = behind.map(
    (state): Way => ({ moves: [{ event, state, fit: 'not-allowed' }], state, cost: MISFIT_COST }),
  );
  return cheapestPerState([...allowed, ...misfits]);
}

const known = new Map<string, readonly Way[]>();

/** All that may have happened where a life stood in a state and an event was seen, the cheapest to each state behind it. */
export function waysFrom(state: LifeState, event: MovingEvent): readonly Way[] {
  const key = `${state} ${event}`;
  const ways = known.get(key) ?? waysOver(state, event);
  known.set(key, ways);
  return ways;
}
