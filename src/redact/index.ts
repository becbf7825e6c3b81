import { byCodeUnits } from '../model/order.ts';
import type { Report } from '../model/report.ts';
import { findLeak, type Leak } from './leak.ts';
import { LeakError } from './leak-error.ts';
import { Redactor } from './redactor.ts';
import { mapStrings } from './roles.ts';

export type { IdentityKind } from './identity.ts';
export type { Leak, LeakForm } from './leak.ts';
export { LeakError };

export interface RedactOptions {
  /** The secret that tokens are made with: the same key gives the same tokens. */
  readonly key: string;
  /** Domains that stay readable, with all that is in them; `*` for every one. */
  readonly keepDomains?: readonly string[];
}

/** Where the bundle of a report lies among others. */
export interface Among {
  /** The token that it has among them, as `place` made it. */
  readonly bundle: string;
  /** Names of the folders that it lies in. */
  readonly folders: readonly string[];
}

/** The redaction of what belongs together: the parts of one report, or the events of one watch. Nothing but its key makes its tokens. */
export class Redaction {
  readonly #options: RedactOptions;
  #redactor: Redactor | undefined;
  readonly #persons = new Set<string>();
  readonly #newPersons: string[] = [];
  readonly #newMachines = new Set<string>();

  constructor(options: RedactOptions) {
    this.#options = options;
  }

  #redactorFor(keepsTokens: boolean): Redactor {
    const { key, keepDomains = [] } = this.#options;
    this.#redactor ??= new Redactor({ key, keepDomains, keepsTokens });
    return this.#redactor;
  }

  /** The same report without identities; one that was redacted before keeps its tokens. `among`: for a bundle among others. */
  report(report: Report, among?: Among): Report {
    const redactor = this.#redactorFor(report.redacted !== undefined);
    this.#learn(redactor, report);
    if (among !== undefined) {
      // Last: a bundle or a folder that is named after somebody is to read like somebody in what it holds.
      redactor.place(report.bundle.name, 'bundle');
      for (const folder of among.folders) redactor.place(folder, 'file');
    }
    const { schema, tool, ...rest } = redactor.redact(report);
    const { bundle } = rest;
    const sources = bundle.sources.toSorted((a, b) => byCodeUnits(a.path, b.path));
    const name = among?.bundle ?? bundle.name;
    return {
      schema,
      tool,
      redacted: report.redacted ?? { by: 'ticket' },
      ...rest,
      bundle: { ...bundle, name, sources },
    };
  }

  #learn(redactor: Redactor, data: unknown): void {
    redactor.learn(data, this.#newPersons.splice(0), this.#newMachines);
    this.#newMachines.clear();
  }

  /** Names that people see, of all who are named in the bundle, and of its machines, as `AnalysisOptions.onPersons` tells them; to be told before its report. */
  persons(names: readonly string[], machines: readonly string[] = []): void {
    for (const machine of machines) this.#newMachines.add(machine);
    for (const name of names) {
      if (this.#persons.has(name)) continue;
      this.#persons.add(name);
      this.#newPersons.push(name);
    }
  }

  /** A token for the name of a bundle, or of a folder of bundles (`file`), by the name alone. */
  place(name: string, kind: 'file' | 'bundle'): string {
    return this.#redactorFor(false).place(name, kind);
  }

  /** The same of a part of a report, or of what holds one. */
  part<Data>(data: Data): Data {
    const redactor = this.#redactorFor(false);
    this.#learn(redactor, data);
    return redactor.redact(data);
  }

  /** A line that speaks of the bundle. */
  line(text: string): string {
    return this.part({ text }).text;
  }

  /** What each token stands for. */
  get map(): Readonly<Record<string, string>> {
    return this.#redactor?.originals() ?? {};
  }

  /**
   * What of the originals still stands in an output, in whatever form; undefined where nothing does. `own`: the output of
   * `withoutData` of the same report, rendered alike.
   */
  async leakIn(parts: Iterable<string>, own: () => Promise<string> = async () => ''): Promise<Leak | undefined> {
    if (this.#redactor === undefined) return undefined;
    const { identities, ordinary } = this.#redactor.secrets;
    return findLeak(parts, identities, ordinary, own);
  }
}

/** Throws a LeakError where an output still holds an original. `own`: as for `leakIn`. */
export async function checkLeak(
  redaction: Redaction,
  parts: Iterable<string>,
  own?: () => Promise<string>,
): Promise<void> {
  const leak = await redaction.leakIn(parts, own);
  if (leak !== undefined) throw new LeakError(leak);
}

/** A report of the same shape in which nothing stands but what the tool says itself. */
export function withoutData<Data>(data: Data): Data {
  return mapStrings(data, (text, role) => (role === 'fixed' || role === 'prose' ? text : '0'));
}

/**
 * A report with tokens in the place of identities, and what each token stands for. The same for the same report and options. `persons` and `machines`: as
 * for `Redaction.persons`.
 */
export function redactReport(
  report: Report,
  options: RedactOptions & { readonly persons?: readonly string[]; readonly machines?: readonly string[] },
): { readonly report: Report; readonly map: Readonly<Record<string, string>> } {
  const redaction = new Redaction(options);
  redaction.persons(options.persons ?? [], options.machines);
  return { report: redaction.report(report), map: redaction.map };
}
