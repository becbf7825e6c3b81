import type { LifeEvent, LifeState } from '../../model/life.ts';
import { isBeside, type Move, type MovingEvent } from './machine.ts';
import { STATES, type Way, waysFrom } from './ways.ts';

/** The cheapest explanation that ends in a state: its cost, and the last way with the state in front of it. */
interface Best {
  readonly cost: number;
  readonly from: LifeState;
  readonly way: Way;
}

type Row = ReadonlyMap<LifeState, Best>;

function nextRow(costs: ReadonlyMap<LifeState, number>, event: MovingEvent): Row {
  const row = new Map<LifeState, Best>();
  for (const from of STATES) {
    const cost = costs.get(from);
    if (cost === undefined) continue;
    for (const way of waysFrom(from, event)) {
      const known = row.get(way.state);
      if (known === undefined || cost + way.cost < known.cost) row.set(way.state, { cost: cost + way.cost, from, way });
    }
  }
  return row;
}

/** The state in which the cheapest explanation ends; of equal ones the first of the table. */
function cheapest(row: Row): LifeState | undefined {
  let found: LifeState | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const state of STATES) {
    const cost = row.get(state)?.cost ?? Number.POSITIVE_INFINITY;
    if (cost < least) [found, least] = [state, cost];
  }
  return found;
}

function cheapestWays(events: readonly MovingEvent[]): readonly Way[] {
  const rows: Row[] = [];
  let costs: ReadonlyMap<LifeState, number> = new Map([['composed', 0]]);
  for (const event of events) {
    const row = nextRow(costs, event);
    rows.push(row);
    costs = new Map([...row].map(([state, { cost }]) => [state, cost]));
  }
  const ways: Way[] = [];
  const last = rows.at(-1);
  let state = last === undefined ? undefined : cheapest(last);
  for (const row of rows.toReversed()) {
    const best = state === undefined ? undefined : row.get(state);
    if (best === undefined) break;
    ways.push(best.way);
    state = best.from;
  }
  return ways.toReversed();
}

/** Most lives are alike in their events: short sequences are aligned once. */
const LONGEST_KNOWN = 16;
const MOST_KNOWN = 1000;
const known = new Map<string, readonly (readonly Move[])[]>();

/**
 * Aligns what was seen with the machine, from `composed` on: for each event the moves that explain it, the last of them the event itself.
 * Of all explanations of the whole sequence the one of least cost is taken (an alignment, as conformance checking calls it), so a step is
 * called a misfit only where supposing unseen ones does not explain it. Time and memory are linear in the events.
 */
export function align(events: readonly LifeEvent[]): readonly (readonly Move[])[] {
  const key = events.length > LONGEST_KNOWN ? undefined : events.join(' ');
  const before = key === undefined ? undefined : known.get(key);
  if (before !== undefined) return before;
  const moves = alongside(events, cheapestWays(events.filter((event) => !isBeside(event))));
  if (key !== undefined && known.size < MOST_KNOWN) known.set(key, moves);
  return moves;
}

/** Puts the events that stand beside the machine back to where they were seen. */
function alongside(events: readonly LifeEvent[], ways: readonly Way[]): readonly (readonly Move[])[] {
  let state: LifeState = 'composed';
  let place = 0;
  return events.map((event) => {
    const way = isBeside(event) ? undefined : ways[place++];
    if (way === undefined) return [{ event, state, fit: 'allowed' }];
    state = way.state;
    return way.moves;
  });
}
