import type { FleetIncident } from '../../model/fleet.ts';
import { addSeconds, type Ticks, ticksFromIso, ticksToIso } from '../../model/ticks.ts';

/** Failed messages of one cause in one bundle that were sent within the same five minutes. */
export interface Trouble {
  readonly at: Ticks;
  readonly cause: string;
  readonly bundle: string;
  /** Who sent them; of a bundle that names nobody, its name. */
  readonly user: string;
  readonly messages: number;
}

/** Length of the spans in which bundles count their trouble. */
const SLOT_SECONDS = 300;
/** With no failure for so long an incident is over: most users do not write every five minutes. */
const QUIET_SECONDS = 900;

/** What becomes an incident if it is of several users. */
interface Run {
  readonly cause: string;
  readonly from: Ticks;
  to: Ticks;
  readonly bundles: Set<string>;
  readonly users: Set<string>;
  /** By user and span: a user whose files were collected twice has them in two bundles. */
  readonly messages: Map<string, number>;
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

/** What is one incident across several users, by time, then cause. */
export function incidentsOf(troubles: readonly Trouble[]): readonly FleetIncident[] {
  const sorted = troubles.toSorted((a, b) => a.at - b.at);
  const open = new Map<string, Run>();
  const runs: Run[] = [];
  for (const { at, cause, bundle, user, messages } of sorted) {
    const end = addSeconds(at, SLOT_SECONDS);
    let run = open.get(cause);
    if (run === undefined || at > addSeconds(run.to, QUIET_SECONDS)) {
      run = { cause, from: at, to: end, bundles: new Set(), users: new Set(), messages: new Map() };
      open.set(cause, run);
      runs.push(run);
    }
    run.to = end;
    run.bundles.add(bundle);
    run.users.add(user);
    const key = `${at} ${user}`;
    run.messages.set(key, Math.max(messages, run.messages.get(key) ?? 0));
  }
  return runs
    .filter(({ users }) => users.size > 1)
    .toSorted((a, b) => a.from - b.from || (a.cause < b.cause ? -1 : 1))
    .map(({ cause, from, to, messages, bundles, users }) => ({
      cause,
      from: ticksToIso(from),
      to: ticksToIso(to),
      userCount: users.size,
      messageCount: sum(messages.values()),
      bundles: [...bundles].toSorted(),
    }));
}

/** A trouble of a digest; undefined where its time is none. */
export function troubleOf(
  bundle: string,
  user: string,
  { at, cause, messages }: { readonly at: string; readonly cause: string; readonly messages: number },
): Trouble | undefined {
  const moment = ticksFromIso(at);
  return moment === undefined ? undefined : { at: moment, cause, bundle, user, messages };
}
