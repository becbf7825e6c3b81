import type { DigestCounts } from './bundle-digest.ts';
import type { Severity } from './finding.ts';
import type { Outcome } from './life.ts';
import type { IsoTime, Report } from './report.ts';

/** The summary of many bundles (contract section 7): plain data, the same for the same bundles whoever analysed them. */
export interface Fleet {
  readonly schema: 'oimscope.fleet/1';
  readonly tool: Report['tool'];
  /** Tokens stand for people, machines, bundles and roots. */
  readonly redacted?: Report['redacted'];
  /** Sorted by name. */
  readonly bundles: readonly FleetBundle[];
  /** Folders and archives among the bundles in which nothing was usable. */
  readonly skipped: readonly string[];
  /** Messages by outcome. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Errors first, then by number of bundles, then by rule. */
  readonly findings: readonly FleetFinding[];
  /** Number of bundles by fact and value. */
  readonly environment: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Bundles by fact, value and root cause that was found in them. */
  readonly causesByFact: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
  /** Issues by code. */
  readonly issues: Readonly<Record<string, number>>;
  readonly incidents: readonly FleetIncident[];
  readonly health: FleetHealth;
  /** What failing bundles share that healthy ones lack; the least likely by chance first. */
  readonly contrasts: readonly FleetContrast[];
}

export interface FleetBundle {
  readonly name: string;
  readonly exitCode: number;
  readonly counts: DigestCounts;
  /** Its report, relative to the results folder. */
  readonly report: string;
}

export interface FleetFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly bundleCount: number;
  readonly messageCount: number;
  /** Names, sorted. */
  readonly bundles: readonly string[];
}

/** Messages of two users or more that failed alike and close together in time: a store outage is one incident, not twenty. */
export interface FleetIncident {
  /** Id of the rule; where no rule explains the messages, their outcome. */
  readonly cause: string;
  readonly from: IsoTime;
  readonly to: IsoTime;
  readonly userCount: number;
  /** What two bundles of one user tell of the same five minutes counts once. */
  readonly messageCount: number;
  readonly bundles: readonly string[];
}

export interface FleetHealth {
  /** Bundles with a message that failed, or a finding of severity error or warning. */
  readonly failing: number;
  /** Bundles that could be read and have neither. */
  readonly healthy: number;
  /** So many values of facts were compared: of twenty that say nothing, one looks as if it did (p 0.05). */
  readonly compared: number;
}

export interface FleetContrast {
  readonly fact: string;
  readonly value: string;
  /** `of`: users of whom the fact is known, each once; a bundle that names no user counts as one. */
  readonly failing: { readonly with: number; readonly of: number };
  readonly healthy: { readonly with: number; readonly of: number };
  /** Share among failing bundles less that among healthy ones, 0 to 1. */
  readonly difference: number;
  /** Chance to see such a difference, or a greater one, where the fact has nothing to do with it (Fisher's exact test, one-sided). */
  readonly p: number;
}
