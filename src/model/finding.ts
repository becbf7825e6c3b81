import type { Channel, InstallType } from './installation.ts';
import type { Certainty } from './life.ts';
import type { Ref } from './ref.ts';

export type Severity = 'error' | 'warning' | 'info';

/** How sure a finding is: the strength of its evidence caps it, repetition does not raise it. */
export type Verdict = 'proven' | 'likely' | 'possible' | 'contested';

export type RuleStatus = 'fired' | 'quiet' | 'not-applicable' | 'cannot-tell' | 'superseded' | 'failed';

/** A fact of the environment: what the user runs and how it is set up. */
export interface Fact<Value> {
  readonly value: Value;
  readonly certainty: Certainty;
  readonly evidence: readonly Ref[];
}

export type MailboxLocation = 'on-premises' | 'online';

/** Each fact is absent when unknown. */
export interface Environment {
  readonly user?: Fact<string>;
  readonly clientVersion?: Fact<string>;
  readonly installType?: Fact<InstallType>;
  readonly channel?: Fact<Channel>;
  readonly mailbox?: Fact<MailboxLocation>;
  readonly exchangeVersion?: Fact<string>;
  readonly ewsUrl?: Fact<string>;
  readonly enableOfflineIM?: Fact<boolean>;
  readonly enableIMAutoArchiving?: Fact<boolean>;
  readonly imAutoArchiving?: Fact<boolean>;
}

/** A condition of a rule with what was found: the same tree decides and explains. */
export interface ConditionResult {
  /** What must hold, in words. */
  readonly name: string;
  readonly holds: 'yes' | 'no' | 'unknown';
  readonly wanted?: string;
  readonly found?: string;
  /** Why it cannot be told. */
  readonly because?: string;
  readonly evidence?: readonly Ref[];
  /** How the parts are joined; absent on a leaf. */
  readonly joins?: 'all' | 'any' | 'none';
  readonly parts?: readonly ConditionResult[];
}

export interface RuleResult {
  readonly id: string;
  readonly status: RuleStatus;
  /** The message nearest to firing, which the conditions are judged for; absent for a rule on the environment. */
  readonly message?: string;
  /** Rule that explains this one away. */
  readonly supersededBy?: string;
  /** Message of the error that broke the rule. */
  readonly error?: string;
  readonly conditions: readonly ConditionResult[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly title: string;
  /** Why one should care; one whole sentence or more. */
  readonly why: string;
  /** Steps, commands spelled out. */
  readonly fix: readonly string[];
  readonly references: readonly string[];
  /** Ids of the messages it explains. */
  readonly messages: readonly string[];
  readonly evidence: readonly Ref[];
  readonly counterfactual?: Counterfactual;
}

/** A fact that could have been otherwise, in words that go on from `would not happen`: `with client build …`. */
export interface FactChange {
  readonly fact: ChangeableFact;
  readonly words: string;
}

/** What of a case can be thought otherwise. */
export type ChangeableFact =
  | 'client-version'
  | 'mailbox'
  | 'policy'
  | 'setting'
  | 'exchange-link'
  | 'server-version'
  | 'answer'
  | 'draft'
  | 'spool-file'
  | 'trace-end'
  | 'recipient'
  | 'clock'
  | 'ews-host';

/**
 * The least set of changed facts of the environment under which the same rules do not report a finding, and find nothing else that keeps
 * its message from being delivered. Empty where none is known. A finding on messages that were delivered has none.
 */
export interface Counterfactual {
  /** The message it was tried on; absent for a finding on the environment. */
  readonly message?: string;
  readonly changes: readonly FactChange[];
  /** Rules whose findings would still keep the message from being delivered; absent where none would. */
  readonly remaining?: readonly string[];
}

export type CodeKind = 'response-code' | 'http-status' | 'transport' | 'x-ms-diagnostics';

/** A code that occurs in the attempts or in what is cited. */
export interface CodeSeen {
  /** As attempts have it. */
  readonly code: string;
  readonly kind: CodeKind;
  /** Absent for a code that is in no published list: it is never guessed. */
  readonly meaning?: string;
  /** Where the meaning is published. */
  readonly source?: string;
}

/** What to collect next, and which open questions that would settle. */
export interface CollectNext {
  readonly what: string;
  /** The path, the registry command or the cmdlet, spelled out. */
  readonly how: string;
  /** Ids of the rules that could not be told. */
  readonly settles: readonly string[];
}

/** Messages that failed, and that no finding of severity error or warning speaks of. */
export interface Unexplained {
  /** Ids of the messages of which the same is known. */
  readonly messages: readonly string[];
  /** What is known, with the codes as they stand; whole sentences. */
  readonly text: string;
  readonly collect: readonly Pick<CollectNext, 'what' | 'how'>[];
}
