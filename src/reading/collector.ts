import type { BundleFile } from '../input/bundle-file.ts';
import type { Gap, Issue, IssueCode } from '../model/issue.ts';
import type { Observation } from '../model/observation.ts';
import type { FormatId, SourceSummary } from '../model/source.ts';

/** What the files of a bundle hold. */
export interface Reading {
  readonly sources: readonly SourceSummary[];
  readonly observations: readonly Observation[];
  readonly issues: readonly Issue[];
  readonly gaps: readonly Gap[];
  /** Paths of the parts of each rotated log, in order of time. */
  readonly logs: readonly (readonly string[])[];
  /** Names of machines that only a column gives away, as the surveys tell them. */
  readonly machines: readonly string[];
}

/** What a part of the reading added to a collector. */
export interface Told extends Omit<Reading, 'logs'> {
  readonly logs: readonly string[][];
}

/** How much a collector held at a moment. */
type Mark = Readonly<Record<keyof Told, number>>;

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/,? '[^']*'$/, '') : String(error);
}

/** Gathers what is found in the files of a bundle. */
export class Collector {
  readonly sources: SourceSummary[] = [];
  readonly observations: Observation[] = [];
  readonly issues: Issue[] = [];
  readonly gaps: Gap[] = [];
  readonly logs: string[][] = [];
  readonly machines: string[] = [];

  mark(): Mark {
    const { sources, observations, issues, gaps, logs, machines } = this;
    return {
      sources: sources.length,
      observations: observations.length,
      issues: issues.length,
      gaps: gaps.length,
      logs: logs.length,
      machines: machines.length,
    };
  }

  /** What was added behind a mark. */
  since(mark: Mark): Told {
    return {
      sources: this.sources.slice(mark.sources),
      observations: this.observations.slice(mark.observations),
      issues: this.issues.slice(mark.issues),
      gaps: this.gaps.slice(mark.gaps),
      logs: this.logs.slice(mark.logs),
      machines: this.machines.slice(mark.machines),
    };
  }

  /** Adds what was told before, in the same order. */
  addTold({ sources, observations, issues, gaps, logs, machines }: Told): void {
    // No spreading: a log may hold more observations than a call may have arguments.
    for (const source of sources) this.sources.push(source);
    for (const observation of observations) this.observations.push(observation);
    for (const issue of issues) this.issues.push(issue);
    for (const gap of gaps) this.gaps.push(gap);
    for (const log of logs) this.logs.push(log);
    for (const machine of machines) this.machines.push(machine);
  }

  issue(file: BundleFile, code: IssueCode, text: string): void {
    this.issues.push({ code, source: file.path, text });
  }

  /** A file of no use. `bytes`: at least so many, where its size is known only by reading (standard input). */
  unused(file: BundleFile, format: FormatId, code: IssueCode, text: string, bytes = 0): void {
    this.issue(file, code, text);
    this.sources.push({
      path: file.path,
      format,
      encoding: 'utf-8',
      bytes: Math.max(file.bytes, bytes),
      records: 0,
      undecoded: 0,
      zone: { value: 'UTC', basis: 'assumed' },
    });
  }

  /** Nothing more is read of a file: takes what was lost of one that came out of an archive. */
  async finish(file: BundleFile): Promise<void> {
    this.issues.push(...((await file.finish?.()) ?? []));
  }

  failed(file: BundleFile, error: unknown): void {
    const isSystem = error instanceof Error && 'code' in error && 'syscall' in error;
    const reason = reasonOf(error);
    const text = isSystem ? `The file cannot be read: ${reason}.` : `The analysis of this file failed: ${reason}.`;
    if (!this.sources.some((source) => source.path === file.path)) {
      this.unused(file, 'unknown', isSystem ? 'UNREADABLE' : 'ANALYSIS_FAILED', text);
    }
    this.gaps.push({ kind: 'damaged', source: file.path, text });
  }
}
