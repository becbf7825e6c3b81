import type {
  CodeSeen,
  CollectNext,
  Counterfactual,
  MailboxLocation,
  RuleStatus,
  Severity,
  Unexplained,
  Verdict,
} from './finding.ts';
import type { Channel, InstallType } from './installation.ts';
import type { GapKind, IssueCode } from './issue.ts';
import type { Certainty, LifeEvent, LifeState, LinkStrength, Outcome } from './life.ts';
import type { ClockSkew, Encoding, FormatId, SourceZone } from './source.ts';

/** ISO 8601 UTC with up to seven fractional digits. */
export type IsoTime = string;

/** The shapes of contract.md section 2, plain JSON data: what every renderer reads. */
export interface Report {
  readonly schema: 'oimscope.report/1';
  readonly tool: { readonly name: 'oimscope'; readonly version: string };
  /** Tokens stand in the place of identities; absent where they do not. */
  readonly redacted?: { readonly by: 'ticket' };
  readonly bundle: { readonly name: string; readonly sources: readonly ReportSource[] };
  readonly horizon?: IsoTime;
  readonly collectedAt?: IsoTime;
  /** What the user asked for by `--since` and `--until`; absent without them. */
  readonly span?: ReportSpan;
  readonly environment: ReportEnvironment;
  readonly messages: readonly ReportMessage[];
  readonly findings: readonly ReportFinding[];
  readonly rules: readonly ReportRule[];
  /** Every code of the attempts and of what is cited, in words; by kind, then code. */
  readonly codes?: readonly CodeSeen[];
  /** What to collect for the open questions, what settles most of them first. */
  readonly collect?: readonly CollectNext[];
  /** The messages that failed without a cause that is known. */
  readonly unexplained?: readonly Unexplained[];
  readonly gaps: readonly ReportGap[];
  readonly issues: readonly ReportIssue[];
}

/** The messages that were asked for: those sent from `since` to `until`, both included. */
export interface ReportSpan {
  readonly since?: IsoTime;
  readonly until?: IsoTime;
  /** Messages of the bundle that were sent at another time, or nobody knows when. */
  readonly leftOut: number;
}

export interface ReportRef {
  readonly source: string;
  readonly line: number;
  readonly offset: number;
  readonly at?: IsoTime;
  /** The time as it is written in the source; `at` may have been moved into another zone or set right. */
  readonly stamp?: string;
  readonly text: string;
}

export interface ReportSource {
  readonly path: string;
  readonly format: FormatId;
  readonly encoding: Encoding;
  readonly bytes: number;
  readonly records: number;
  readonly undecoded: number;
  readonly from?: IsoTime;
  readonly to?: IsoTime;
  readonly zone: SourceZone;
  readonly skew?: ReportSkew;
}

/** How the clock of a source differs from a reference, in seconds: what would have to be added to its times. */
export interface ReportSkew {
  readonly leastSeconds: number;
  readonly greatestSeconds: number;
  readonly pairs: number;
  readonly against: ClockSkew['against'];
  /** What was added to its times; 0 where nothing was. */
  readonly addedSeconds: number;
}

export interface ReportFact<Value> {
  readonly value: Value;
  readonly certainty: Certainty;
  readonly evidence: readonly ReportRef[];
}

/** A type and no interface: so it is also a record of facts by name, as reports that are read from files have it. */
export type ReportEnvironment = {
  readonly user?: ReportFact<string>;
  readonly clientVersion?: ReportFact<string>;
  readonly installType?: ReportFact<InstallType>;
  readonly channel?: ReportFact<Channel>;
  readonly mailbox?: ReportFact<MailboxLocation>;
  readonly exchangeVersion?: ReportFact<string>;
  readonly ewsUrl?: ReportFact<string>;
  readonly enableOfflineIM?: ReportFact<boolean>;
  readonly enableIMAutoArchiving?: ReportFact<boolean>;
  readonly imAutoArchiving?: ReportFact<boolean>;
};

export interface ReportMessage {
  readonly id: string;
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly recipients: readonly string[];
  readonly sentAt?: IsoTime;
  readonly endedAt?: IsoTime;
  readonly keys: {
    readonly spoolFile?: string;
    readonly itemIds: readonly string[];
    readonly requestIds: readonly string[];
    readonly conversationId?: string;
  };
  readonly spool: 'present' | 'absent' | 'unknown';
  readonly witnesses: 'agree' | 'trace-only' | 'spool-only' | 'contradict';
  readonly steps: readonly ReportStep[];
  readonly attempts: readonly ReportAttempt[];
  /** Ids of the rules that fired on it. */
  readonly causes: readonly string[];
}

export interface ReportStep {
  readonly at?: IsoTime;
  readonly event: LifeEvent;
  readonly state: LifeState;
  readonly fit: 'allowed' | 'not-allowed' | 'required-not-seen';
  readonly link: LinkStrength;
  readonly reason?: string;
  readonly evidence: readonly ReportRef[];
}

export interface ReportAttempt {
  readonly operation: string;
  readonly disposition?: string;
  readonly folder?: string;
  readonly startedAt?: IsoTime;
  readonly endedAt?: IsoTime;
  readonly httpStatus?: number;
  readonly responseCode?: string;
  readonly innerResponseCode?: string;
  /** `ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)`. */
  readonly transportError?: string;
  readonly evidence: readonly ReportRef[];
}

export interface ReportFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly title: string;
  readonly why: string;
  readonly fix: readonly string[];
  readonly references: readonly string[];
  readonly messages: readonly string[];
  readonly evidence: readonly ReportRef[];
  /** The least set of changed facts under which it would not be reported; no changes where none was found. */
  readonly counterfactual?: Counterfactual;
}

export interface ReportCondition {
  readonly name: string;
  readonly holds: 'yes' | 'no' | 'unknown';
  readonly wanted?: string;
  readonly found?: string;
  readonly because?: string;
  readonly evidence?: readonly ReportRef[];
  readonly joins?: 'all' | 'any' | 'none';
  readonly parts?: readonly ReportCondition[];
}

export interface ReportRule {
  readonly id: string;
  readonly status: RuleStatus;
  /** The message nearest to firing, which the conditions are judged for; absent for a rule on the environment. */
  readonly message?: string;
  readonly supersededBy?: string;
  readonly error?: string;
  readonly conditions: readonly ReportCondition[];
}

export interface ReportGap {
  readonly kind: GapKind;
  readonly source?: string;
  readonly text: string;
}

export interface ReportIssue {
  readonly code: IssueCode;
  readonly source: string;
  readonly line?: number;
  readonly text: string;
}
