import type { EtlKind } from './etl-record.ts';
import { type DecodedEvent, isUndecoded } from './event-decoder.ts';

/** Who wrote events of a trace. */
export interface ProviderRow {
  readonly kind: EtlKind;
  /** Provider, class or message GUID; absent for a kind of records that has none. */
  readonly provider?: string;
  /** Its name, or the component of its first text. */
  readonly name?: string;
  readonly events: number;
  /** Events without text, texts among the arguments of trace messages apart. */
  readonly undecoded: number;
}

/** A trace of all of Windows has some hundred. */
const MOST_ROWS = 4096;

interface OpenRow {
  readonly kind: EtlKind;
  readonly provider: string | undefined;
  name: string | undefined;
  events: number;
  undecoded: number;
}

/** Counts the events of each provider. Memory is bounded whatever the trace holds. */
export class ProviderTable {
  readonly #rows = new Map<string, OpenRow>();
  /** Events of providers that the table had no room for. */
  others = 0;

  add(event: DecodedEvent): void {
    const { kind, provider } = event.record;
    const key = `${kind} ${provider ?? ''}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      if (this.#rows.size === MOST_ROWS) {
        this.others++;
        return;
      }
      row = { kind, provider, name: undefined, events: 0, undecoded: 0 };
      this.#rows.set(key, row);
    }
    row.events++;
    row.name ??= event.component;
    if (isUndecoded(event)) row.undecoded++;
  }

  /** Most events first. */
  rows(): readonly ProviderRow[] {
    return [...this.#rows.values()]
      .map(({ kind, provider, name, events, undecoded }) => ({
        kind,
        events,
        undecoded,
        ...(provider === undefined ? {} : { provider }),
        ...(name === undefined ? {} : { name }),
      }))
      .sort((a, b) => b.events - a.events || ((a.provider ?? '') < (b.provider ?? '') ? -1 : 1));
  }
}
