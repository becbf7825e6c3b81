import type { BundleDiff, BundleState, Differences, ResultsSummary } from '../model/difference.ts';
import { TraceError } from '../model/errors.ts';
import { byCodeUnits } from '../model/order.ts';
import { REPORT_SCHEMA, type StoredReport } from '../model/stored-report.ts';
import { readReport } from '../stored/read-report.ts';
import { compareOutcomes, compareReports, countOutcomes, isSame } from './compare-reports.ts';

/** Where a results folder holds no report of a bundle. */
const NOTHING: StoredReport = {
  schema: REPORT_SCHEMA,
  tool: { name: 'oimscope', version: '' },
  bundle: { name: '', sources: [] },
  environment: {},
  messages: [],
  findings: [],
  rules: [],
  issues: [],
};

type RuleCounts = Record<'new' | 'gone' | 'changed', number>;

/** The report of a bundle, or what is wrong with it; undefined where there is none. */
async function reportAt(
  path: string | undefined,
  side: 'before' | 'after',
): Promise<StoredReport | string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readReport(path);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    // The path is of this machine; the bundle is named anyway.
    return `${side}: ${error.message.replace(`${path}: `, '')}`;
  }
}

/** Compares two results folders, two reports at a time, whatever their number. */
export class ResultsComparison {
  readonly #before: ReadonlyMap<string, string>;
  readonly #after: ReadonlyMap<string, string>;
  readonly #bundles: Record<BundleState | 'same', number> = { new: 0, gone: 0, changed: 0, unreadable: 0, same: 0 };
  readonly #rules = new Map<string, RuleCounts>();
  readonly #messages: RuleCounts = { new: 0, gone: 0, changed: 0 };
  readonly #outcomesBefore = new Map<string, number>();
  readonly #outcomesAfter = new Map<string, number>();

  /** Files of reports by bundle. */
  constructor(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
    this.#before = before;
    this.#after = after;
  }

  /** The bundles that are not the same, by name. */
  async *bundles(signal?: AbortSignal): AsyncGenerator<BundleDiff> {
    const names = [...new Set([...this.#before.keys(), ...this.#after.keys()])].sort(byCodeUnits);
    for (const name of names) {
      signal?.throwIfAborted();
      const bundle = await this.#compare(name);
      this.#bundles[bundle?.state ?? 'same']++;
      if (bundle === undefined) continue;
      this.#count(bundle);
      yield bundle;
    }
  }

  summary(): ResultsSummary {
    return {
      bundles: this.#bundles,
      findings: [...this.#rules]
        .map(([rule, counts]) => ({ rule, ...counts }))
        .sort((a, b) => byCodeUnits(a.rule, b.rule)),
      messages: this.#messages,
      outcomes: compareOutcomes(this.#outcomesBefore, this.#outcomesAfter),
    };
  }

  /** Undefined for a bundle that is the same in both. */
  async #compare(name: string): Promise<BundleDiff | undefined> {
    const before = await reportAt(this.#before.get(name), 'before');
    const after = await reportAt(this.#after.get(name), 'after');
    if (typeof before === 'string' || typeof after === 'string') {
      const error = [before, after].filter((one) => typeof one === 'string').join('; ');
      return { name, state: 'unreadable', error, ...compareReports(NOTHING, NOTHING) };
    }
    countOutcomes(before?.messages ?? [], this.#outcomesBefore);
    countOutcomes(after?.messages ?? [], this.#outcomesAfter);
    const differences = compareReports(before ?? NOTHING, after ?? NOTHING);
    if (before === undefined) return { name, state: 'new', ...differences };
    if (after === undefined) return { name, state: 'gone', ...differences };
    return isSame(differences) ? undefined : { name, state: 'changed', ...differences };
  }

  #count({ findings, messages }: Differences): void {
    for (const change of ['new', 'gone', 'changed'] as const) {
      this.#messages[change] += messages[change].length;
      for (const { rule } of findings[change]) {
        const counts = this.#rules.get(rule) ?? { new: 0, gone: 0, changed: 0 };
        this.#rules.set(rule, counts);
        counts[change]++;
      }
    }
  }
}
