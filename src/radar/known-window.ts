import type { Outcome } from '../model/life.ts';
import { addSeconds, type Ticks } from '../model/ticks.ts';

/** A message whose fate somebody knows, and when it lived. */
export interface KnownLife {
  readonly outcome?: Outcome;
  /** In lower case; none where nobody said who it was for. */
  readonly recipients: ReadonlySet<string>;
  /** Keys of it, in lower case. */
  readonly ids: ReadonlySet<string>;
  readonly from: Ticks;
  readonly to: Ticks;
}

/** The client tries for so long. */
const LIFE_SECONDS = 120;
/** Clocks of people, and what the client writes before it knows that it sends and after it has given up. */
export const SLACK_SECONDS = 5;

/** When a message lived that was sent between two moments. */
export function lifeSpan(first: Ticks, last: Ticks): Pick<KnownLife, 'from' | 'to'> {
  return { from: addSeconds(first, -SLACK_SECONDS), to: addSeconds(last, LIFE_SECONDS + SLACK_SECONDS) };
}

/** What of a line ties it to a message. */
export interface LineKeys {
  readonly at: Ticks | undefined;
  readonly addresses: readonly string[];
  readonly ids: readonly string[];
}

/** Numbers of the messages that a line is near to: it names a key of it, or stands within its time and names nobody but those it concerns. */
export function nearTo(lives: readonly KnownLife[], line: LineKeys, own: ReadonlySet<string>): readonly number[] {
  const others = line.addresses.filter((address) => !own.has(address));
  return lives.flatMap(({ recipients, ids, from, to }, number) => {
    if (line.ids.some((id) => ids.has(id))) return [number];
    if (line.at === undefined || line.at < from || line.at > to) return [];
    const isOfIt = others.length === 0 || recipients.size === 0 || others.some((address) => recipients.has(address));
    return isOfIt ? [number] : [];
  });
}
