import type { IsoTime } from './report.ts';

/** The name of the schema that this version writes and reads. */
export const REPORT_SCHEMA = 'oimscope.report/1';

/**
 * A report that was read from a file: what is compared and looked up of it. Words that a later version may have more of (outcomes,
 * rules, codes) are any text. A Report is one, too.
 */
export interface StoredReport {
  readonly schema: typeof REPORT_SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  readonly bundle: { readonly name: string; readonly sources: readonly StoredSource[] };
  /** There in a report whose identities were replaced by tokens. */
  readonly redacted?: unknown;
  readonly environment: Readonly<Record<string, StoredFact | undefined>>;
  readonly messages: readonly StoredMessage[];
  readonly findings: readonly StoredFinding[];
  readonly rules: readonly StoredRule[];
  readonly issues: readonly StoredIssue[];
}

export interface StoredSource {
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
}

export interface StoredRef {
  readonly source: string;
  readonly line: number;
  readonly offset: number;
  readonly at?: IsoTime | undefined;
  readonly stamp?: string | undefined;
  readonly text: string;
}

export interface StoredFact {
  readonly value: string | boolean;
  readonly certainty: string;
  readonly evidence: readonly StoredRef[];
}

export interface StoredMessage {
  readonly id: string;
  readonly outcome: string;
  readonly certainty: string;
  readonly recipients: readonly string[];
  readonly sentAt?: IsoTime | undefined;
  readonly keys: {
    readonly spoolFile?: string | undefined;
    readonly itemIds: readonly string[];
    readonly requestIds: readonly string[];
    readonly conversationId?: string | undefined;
  };
  readonly witnesses?: string | undefined;
  readonly steps: readonly {
    readonly event?: string | undefined;
    readonly link?: string | undefined;
    readonly evidence: readonly StoredRef[];
  }[];
  readonly attempts: readonly { readonly evidence: readonly StoredRef[] }[];
  readonly causes: readonly string[];
}

export interface StoredFinding {
  readonly rule: string;
  readonly severity: string;
  readonly verdict: string;
  readonly title: string;
  readonly messages: readonly string[];
  readonly evidence: readonly StoredRef[];
}

export interface StoredCondition {
  readonly evidence?: readonly StoredRef[] | undefined;
  readonly parts?: readonly StoredCondition[] | undefined;
}

export interface StoredRule {
  readonly id: string;
  readonly conditions: readonly StoredCondition[];
}

export interface StoredIssue {
  readonly code: string;
  readonly source: string;
  readonly line?: number | undefined;
}
