import type { FleetHealth } from './fleet.ts';

/** `46 failing, 17 healthy, 2 not read in full`: the last are those of which nothing failed as far as they could be read. */
export function healthWords(bundles: number, { failing, healthy }: FleetHealth): string {
  const unjudged = bundles - failing - healthy;
  return `${failing} failing, ${healthy} healthy${unjudged === 0 ? '' : `, ${unjudged} not read in full`}`;
}
