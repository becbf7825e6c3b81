import type { FleetIncident } from '../../model/fleet.ts';
import { addSeconds, type Ticks, ticksFromIso, ticksToIso } from '../../model/ticks.ts';

/** Failed messages of one cause in one bundle that were sent within the same five minutes. */
export interface Trouble {
  readonly at: Ticks;
  readonly cause: string;
  readonly bundle: string;
  readonly messages: number;
}

/** Length of the spans in which bundles count their trouble. */
const SLOT_SECONDS = 300;
/** With no failure for so long an incident is over: most users do not write every five minutes. */
const QUIET_SECONDS = 900;

/** What becomes an incident if it is of several bundles. */
interface Run {
  readonly cause: string;
  readonly from: Ticks;
  to: Ticks;
  messages: number;
  readonly bundles: Set<string>;
}

/** What is one incident across several bundles, by time, then cause. */
export function incidentsOf(troubles: readonly Trouble[]): readonly FleetIncident[] {
  const sorted = troubles.toSorted((a, b) => a.at - b.at);
  const open = new Map<string, Run>();
  const runs: Run[] = [];
  for (const { at, cause, bundle, messages } of sorted) {
    const end = addSeconds(at, SLOT_SECONDS);
    let run = open.get(cause);
    if (run === undefined || at > addSeconds(run.to, QUIET_SECONDS)) {
      run = { cause, from: at, to: end, messages: 0, bundles: new Set() };
      open.set(cause, run);
      runs.push(run);
    }
    run.to = end;
    run.messages += messages;
    run.bundles.add(bundle);
  }
  return runs
    .filter(({ bundles }) => bundles.size > 1)
    .toSorted((a, b) => a.from - b.from || (a.cause < b.cause ? -1 : 1))
    .map(({ cause, from, to, messages, bundles }) => ({
      cause,
      from: ticksToIso(from),
      to: ticksToIso(to),
      messageCount: messages,
      bundles: [...bundles].toSorted(),
    }));
}

/** A trouble of a digest; undefined where its time is none. */
export function troubleOf(
  bundle: string,
  { at, cause, messages }: { at: string; cause: string; messages: number },
): Trouble | undefined {
  const moment = ticksFromIso(at);
  return moment === undefined ? undefined : { at: moment, cause, bundle, messages };
}
