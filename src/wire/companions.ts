import type { CompanionComponent } from '../model/companion.ts';
import type { Observation } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { observeConfiguration } from './configuration.ts';
import { EwsLogObserver } from './ews-log-row.ts';
import { observeFolderItems } from './folder-items.ts';
import { observePolicyObject } from './policy-objects.ts';
import { observeRegistryKey } from './registry.ts';

type Read = (record: TraceRecord) => readonly Observation[];

/** Reads the records of companion files. They are no trace: a number in them is no error, an address no proof of a call. */
export class CompanionObserver {
  readonly #readers: ReadonlyMap<string, Read>;

  readonly #log: EwsLogObserver;

  constructor(log: EwsLogObserver = new EwsLogObserver()) {
    this.#log = log;
    const readers: Readonly<Record<CompanionComponent, Read>> = {
      'Get-MailboxFolderStatistics': observeFolderItems,
      'Get-CsImConfiguration': observePolicyObject,
      'Get-CsClientPolicy': observePolicyObject,
      'Get-CsConversationHistoryConfiguration': observePolicyObject,
      'Configuration Information': observeConfiguration,
      'Registry key': observeRegistryKey,
      'Exchange EWS log': (record) => log.observe(record),
    };
    this.#readers = new Map(Object.entries(readers));
  }

  /** A reader that goes on from here by itself. */
  fork(): CompanionObserver {
    return new CompanionObserver(this.#log.fork());
  }

  /** Whether a record is of a companion file. */
  reads({ component }: TraceRecord): boolean {
    return component !== undefined && this.#readers.has(component);
  }

  /** Undefined for a record of a trace. */
  observe(record: TraceRecord): readonly Observation[] | undefined {
    return record.component === undefined ? undefined : this.#readers.get(record.component)?.(record);
  }
}
