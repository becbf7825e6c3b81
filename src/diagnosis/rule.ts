import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { Severity } from '../model/finding.ts';
import type { Certainty, Life } from '../model/life.ts';
import type { ClientCalls } from './client-calls.ts';
import type { Condition, Question } from './conditions.ts';
import type { EnvironmentReading } from './environment/index.ts';

/** What every rule may look at. */
export interface Case {
  readonly input: DiagnosisInput;
  readonly reading: EnvironmentReading;
  /** The HTTP calls of the client, whether they are of a message or not. */
  readonly calls: ClientCalls;
}

/** A case seen from one message. */
export interface MessageCase extends Case {
  readonly life: Life;
}

/**
 * What of a trace a rule can be judged by: the client's own words (`wording`), which are in no raw trace without its formats; values
 * such as addresses, codes, XML and policies (`data`), which stand in the arguments of messages; the order and time of calls (`timing`).
 */
export type Ground = 'wording' | 'data' | 'timing';

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** Number of the cause in the table of the field notes, section 6. */
export type RootCause = `RC-${Digit}${Digit}`;

/** Another cause that shows alike. */
export interface Likeness {
  /** Id of that rule. */
  readonly rule: string;
  /** How to tell the two apart; one whole sentence or more. */
  readonly how: string;
}

/** A file, a registry value or the output of a command without which the rule cannot be told. */
export interface CollectStep {
  readonly what: string;
  /** The path, the registry command or the cmdlet, spelled out. */
  readonly how: string;
}

interface RuleBase {
  /** Kebab-case, equal to the file's name, and stable for ever. */
  readonly id: string;
  readonly rootCause: RootCause;
  readonly severity: Severity;
  readonly restsOn: readonly Ground[];
  /** Names the finding; no full stop. */
  readonly title: string;
  /** Why one should care; one whole sentence or more. */
  readonly why: string;
  /** Steps, commands spelled out. */
  readonly fix: readonly string[];
  readonly references: readonly string[];
  /** What it can be mistaken for. */
  readonly mistakenFor: readonly Likeness[];
  /** What to collect where the rule cannot be told. */
  readonly collect: readonly CollectStep[];
  /** The most a verdict may be, where the rule itself is an inference. */
  readonly atMost?: Certainty;
}

/** A root cause in what the user runs and how it is set up. */
export interface EnvironmentRule extends RuleBase {
  readonly scope: 'environment';
  /** Without it the rule can say nothing at all: a plain no makes it not applicable. */
  readonly needs?: Question<Case>;
  /** All must hold. */
  readonly when: readonly Condition<Case>[];
  /** Whether it explains what became of a message, once it holds. Absent means none. */
  readonly explains?: (life: Life, subject: Case) => boolean;
}

/** What a rule says in place of its own words where all messages that it fired on are of one kind. */
export interface OtherWords {
  /** Of which messages; ends `where …`. */
  readonly where: string;
  readonly isMet: (subject: MessageCase) => boolean;
  readonly title: string;
  readonly why: string;
  readonly fix: readonly string[];
}

/** A root cause that shows on single messages. */
export interface MessageRule extends RuleBase {
  readonly scope: 'message';
  /** Messages the rule can speak of at all; without one of them it is not applicable. Absent means any. */
  readonly needs?: { readonly words: string; readonly isMet: (life: Life) => boolean };
  /** All must hold, for one message. */
  readonly when: readonly Condition<MessageCase>[];
  /** Severity by the messages it fired on, where that differs from `severity`. */
  readonly severityFor?: (lives: readonly Life[]) => Severity;
  /** The first of them that all messages meet is told. */
  readonly otherWords?: readonly OtherWords[];
}

export type Rule = EnvironmentRule | MessageRule;
