import type { UserSeen } from '../../model/observation.ts';
import type { Ticks } from '../../model/ticks.ts';

/** Where a record stands: an observation or a citation. */
export interface Place {
  readonly source: string;
  readonly offset: number;
  readonly at?: Ticks;
}

/** From where on a user is the one who signed in. */
interface Shift {
  readonly from: number;
  readonly user: string;
}

type Shifts = readonly Shift[];

/** Sign-ins of some places in order, without those that change nobody. */
function shiftsOf(seen: readonly UserSeen[], placeOf: (one: UserSeen) => number | undefined): Shifts {
  const placed = seen.flatMap((one) => {
    const from = placeOf(one);
    return from === undefined ? [] : [{ from, user: one.address.toLowerCase() }];
  });
  const inOrder = placed.toSorted((one, other) => one.from - other.from);
  return inOrder.filter(({ user }, index) => user !== inOrder[index - 1]?.user);
}

/** Who signed in last, up to a place; nobody is known to be who was there before the first. */
function userAt(shifts: Shifts, place: number): string | undefined {
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle]?.from ?? place) <= place) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1]?.user;
}

function groupedBy(seen: readonly UserSeen[], keyOf: (source: string) => string): ReadonlyMap<string, UserSeen[]> {
  const groups = new Map<string, UserSeen[]>();
  for (const one of seen) {
    const key = keyOf(one.source);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/**
 * Whose a record is in a source in which several users sign in: what follows a sign-in is of that user until the next one signs in, by
 * time, and by place where a record has none. A trace that shows no sign-in itself goes by the log beside it, where that is a single file.
 */
export function readShifts(
  users: readonly UserSeen[],
  folderOf: (source: string) => string,
): (place: Place) => string | undefined {
  const signIns = users.filter(({ origin }) => origin === 'sip-from');
  const byTime = new Map<string, Shifts>();
  const byPlace = new Map<string, Shifts>();
  for (const [source, seen] of groupedBy(signIns, (one) => one)) {
    byTime.set(
      source,
      shiftsOf(seen, ({ at }) => at),
    );
    byPlace.set(
      source,
      shiftsOf(seen, ({ offset }) => offset),
    );
  }
  const besideOf = new Map<string, Shifts>();
  for (const [folder, seen] of groupedBy(signIns, folderOf)) {
    const [first] = seen;
    const isOneFile = seen.every(({ source }) => source === first?.source);
    const shifts = byTime.get(first?.source ?? '');
    if (isOneFile && shifts !== undefined) besideOf.set(folder, shifts);
  }
  return ({ source, offset, at }) => {
    if (at === undefined) return userAt(byPlace.get(source) ?? [], offset);
    return userAt(byTime.get(source) ?? besideOf.get(folderOf(source)) ?? [], at);
  };
}
