import { type DebugId, type ProviderBinary, readDebugRecord } from './debug-ids.ts';
import type { EtlKind, EtlRecord } from './etl-record.ts';

/** How much of an event could be told: nothing, or the texts among its bytes. */
export type UndecodedAs = 'opaque' | 'harvested';

export interface UndecodedRow {
  readonly kind: EtlKind;
  /** Provider, class or message GUID; absent for a record that has none. */
  readonly provider?: string;
  readonly opaque: number;
  readonly harvested: number;
  /** The event ids or message numbers met first. */
  readonly ids: readonly number[];
}

export interface UndecodedSummary {
  /** Most events first. */
  readonly rows: readonly UndecodedRow[];
  /** Events of providers that the table had no room for. */
  readonly others: number;
  /** PDBs that the trace names: the formats of its WPP messages are in one of them. */
  readonly pdbs: readonly DebugId[];
  readonly binaries: readonly ProviderBinary[];
  /** Build of Windows that the trace was written on. */
  readonly build?: string;
}

const MOST_ROWS = 4096;
const MOST_IDS = 8;
const MOST_PROGRAMS = 4096;

interface OpenRow {
  readonly kind: EtlKind;
  readonly provider: string | undefined;
  opaque: number;
  harvested: number;
  readonly ids: number[];
}

/** What could not be decoded, and the programs that hold its formats. Memory is bounded whatever the trace holds. */
export class UndecodedTable {
  readonly #rows = new Map<string, OpenRow>();
  readonly #pdbs = new Map<string, DebugId>();
  readonly #binaries = new Map<string, ProviderBinary>();
  #build: string | undefined;
  #others = 0;

  /** Takes a record that names a program; false for any other. */
  addProgram(record: EtlRecord): boolean {
    const told = readDebugRecord(record);
    if (told === undefined) return false;
    if (told.kind === 'build') this.#build ??= told.text;
    else if (told.kind === 'pdb') keep(this.#pdbs, `${told.guid} ${told.age}`, told);
    else keep(this.#binaries, `${told.path} ${told.guids.join()}`, told);
    return true;
  }

  addUndecoded({ kind, provider, id }: EtlRecord, as: UndecodedAs): void {
    const key = `${kind} ${provider ?? ''}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      if (this.#rows.size === MOST_ROWS) {
        this.#others++;
        return;
      }
      row = { kind, provider, opaque: 0, harvested: 0, ids: [] };
      this.#rows.set(key, row);
    }
    row[as]++;
    if (row.ids.length < MOST_IDS && !row.ids.includes(id)) row.ids.push(id);
  }

  summary(): UndecodedSummary {
    const count = ({ opaque, harvested }: OpenRow): number => opaque + harvested;
    const rows = [...this.#rows.values()]
      .toSorted((one, other) => count(other) - count(one))
      .map(({ kind, provider, opaque, harvested, ids }) => ({
        kind,
        opaque,
        harvested,
        ids: ids.toSorted((one, other) => one - other),
        ...(provider === undefined ? {} : { provider }),
      }));
    return {
      rows,
      others: this.#others,
      pdbs: [...this.#pdbs.values()],
      binaries: [...this.#binaries.values()],
      ...(this.#build === undefined ? {} : { build: this.#build }),
    };
  }
}

function keep<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size < MOST_PROGRAMS && !known.has(key)) known.set(key, value);
}
