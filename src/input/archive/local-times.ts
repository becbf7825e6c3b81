import type { ZoneOption } from '../../model/analysis-options.ts';
import { readZone, type ToUtc, zoneOf } from '../zone.ts';
import type { Entry } from './entry.ts';

/** Sets the local times of members right where an option tells their zone; without one they stay read as UTC. */
export class LocalTimes {
  readonly #zones: readonly ZoneOption[];
  /** By zone: an archive has many members, and a zone with rules takes a while to look up. */
  readonly #toUtc = new Map<string, ToUtc | undefined>();

  constructor(zones: readonly ZoneOption[]) {
    this.#zones = zones;
  }

  /** `path`: that of the member, as the report names it. */
  settle(entry: Entry, path: string): Entry {
    if (entry.hasLocalTime !== true || entry.modifiedAt === undefined) return entry;
    const { value, basis } = zoneOf(path, undefined, this.#zones);
    if (basis !== 'option') return entry;
    if (!this.#toUtc.has(value)) this.#toUtc.set(value, readZone(value));
    const toUtc = this.#toUtc.get(value);
    return toUtc === undefined ? entry : { ...entry, modifiedAt: toUtc(entry.modifiedAt), hasLocalTime: false };
  }
}
