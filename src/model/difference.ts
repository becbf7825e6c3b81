import type { IsoTime, Report } from './report.ts';

/** Two states of a thing: `before` is of the first report, `after` of the second. */
export interface BeforeAfter<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** What is in one of the two only, and what is in both and differs. */
export interface Changes<Told, Changed> {
  readonly new: readonly Told[];
  readonly gone: readonly Told[];
  readonly changed: readonly Changed[];
}

/** A message by what it is known by; `id` is its number in its own report, and another in the other. */
export interface MessageTold {
  readonly id: string;
  readonly sentAt?: IsoTime;
  readonly recipients: readonly string[];
  readonly outcome: string;
}

/** A member of both that differs, in words; absent where a report has none. */
export interface ChangedMember {
  readonly member: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ChangedMessage extends BeforeAfter<MessageTold> {
  readonly members: readonly ChangedMember[];
}

export interface FindingTold {
  readonly rule: string;
  readonly severity: string;
  readonly verdict: string;
  readonly title: string;
  readonly messages: readonly MessageTold[];
}

export interface ChangedFinding {
  readonly rule: string;
  readonly severity: BeforeAfter<string>;
  readonly verdict: BeforeAfter<string>;
  /** Messages that it speaks of in one of the reports only. */
  readonly messages: Pick<Changes<MessageTold, never>, 'new' | 'gone'>;
}

export interface FactTold {
  readonly value: string | boolean;
  readonly certainty: string;
}

export interface ChangedFact {
  readonly name: string;
  /** Absent where the report does not know it. */
  readonly before?: FactTold;
  readonly after?: FactTold;
}

/** Messages of an outcome, where their numbers differ. */
export interface OutcomeCount extends BeforeAfter<number> {
  readonly outcome: string;
}

/** What differs between two reports. Everything is in an order that does not depend on which report is the first. */
export interface Differences {
  /** Identities of a report were replaced by tokens that mean nothing to the other: messages are matched by time, and identities not compared. */
  readonly isRedacted: boolean;
  /** By rule. */
  readonly findings: Changes<FindingTold, ChangedFinding>;
  /** By time. */
  readonly messages: Changes<MessageTold, ChangedMessage>;
  /** By name. */
  readonly environment: readonly ChangedFact[];
  /** By outcome. */
  readonly outcomes: readonly OutcomeCount[];
}

/** What `diff` tells of two reports. It only ever gains. */
export interface ReportsDiff extends Differences, BeforeAfter<{ readonly bundle: string; readonly version: string }> {
  readonly schema: 'oimscope.diff/1';
  readonly tool: Report['tool'];
  readonly kind: 'reports';
}

export type BundleState = 'new' | 'gone' | 'changed' | 'unreadable';

/** A bundle of two results folders that is not the same in both. */
export interface BundleDiff extends Differences {
  /** As its report is called, without `.json`. */
  readonly name: string;
  readonly state: BundleState;
  /** Why a report of it could not be read. */
  readonly error?: string;
}

/** Numbers of what differs between two results folders. */
export interface ResultsSummary {
  readonly bundles: Readonly<Record<BundleState | 'same', number>>;
  /** Bundles in which a finding is new, gone or changed, by rule. */
  readonly findings: readonly ({ readonly rule: string } & Readonly<Record<'new' | 'gone' | 'changed', number>>)[];
  readonly messages: Readonly<Record<'new' | 'gone' | 'changed', number>>;
  /** Of all bundles; by outcome. */
  readonly outcomes: readonly OutcomeCount[];
}

/** What `diff` tells of two results folders, bundle by bundle; as JSON, `bundles` is an array. */
export interface ResultsDiff extends BeforeAfter<{ readonly folder: string; readonly bundles: number }> {
  readonly schema: 'oimscope.diff/1';
  readonly tool: Report['tool'];
  readonly kind: 'results';
  /** By name; those that are the same are left out. Read while it is asked for, once. */
  readonly bundles: AsyncIterable<BundleDiff>;
  /** Whole when the bundles have been read. */
  summary(): ResultsSummary;
}
