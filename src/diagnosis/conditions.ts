import type { ConditionResult } from '../model/finding.ts';
import type { Certainty } from '../model/life.ts';
import type { Ref } from '../model/ref.ts';
import { stronger, weaker } from './certainty.ts';
import { sortedRefs } from './evidence.ts';

export type Holds = ConditionResult['holds'];

/** What a question found. */
export interface Answer {
  readonly holds: Holds;
  readonly found?: string;
  /** Why it cannot be told; required in spirit with `unknown`. */
  readonly because?: string;
  readonly evidence?: readonly Ref[];
  /** How sure the answer is; absent means proven. */
  readonly certainty?: Certainty;
  /** Some witness says otherwise. */
  readonly isContested?: boolean;
}

/** A named question about a subject. */
export interface Question<Subject> {
  /** What must hold, in words. */
  readonly name: string;
  readonly wanted?: string;
  readonly ask: (subject: Subject) => Answer;
}

/** Named conditions joined by all, any or none. */
export interface Joined<Subject> {
  readonly name: string;
  readonly joins: 'all' | 'any' | 'none';
  readonly parts: readonly Condition<Subject>[];
}

export type Condition<Subject> = Question<Subject> | Joined<Subject>;

/** A judged condition: the explanation, and what a verdict needs of it. */
export interface Judgement {
  readonly result: ConditionResult;
  /** How sure a `yes` is, or a `no` where a `none` rests on it. */
  readonly certainty: Certainty;
  readonly isContested: boolean;
  /** What bears out a `yes`. */
  readonly evidence: readonly Ref[];
}

export function allOf<Subject>(name: string, ...parts: readonly Condition<Subject>[]): Joined<Subject> {
  return { name, joins: 'all', parts };
}

export function anyOf<Subject>(name: string, ...parts: readonly Condition<Subject>[]): Joined<Subject> {
  return { name, joins: 'any', parts };
}

export function noneOf<Subject>(name: string, ...parts: readonly Condition<Subject>[]): Joined<Subject> {
  return { name, joins: 'none', parts };
}

/**
 * Kleene's three-valued logic: one `no` settles an `all` and one `yes` an `any`, whatever is unknown beside it; `none` is the
 * negation of `any`. An empty `all` or `none` holds.
 */
export function joinHolds(joins: 'all' | 'any' | 'none', parts: readonly Holds[]): Holds {
  if (joins === 'all') return parts.includes('no') ? 'no' : parts.includes('unknown') ? 'unknown' : 'yes';
  const any = parts.includes('yes') ? 'yes' : parts.includes('unknown') ? 'unknown' : 'no';
  if (joins === 'any') return any;
  return any === 'yes' ? 'no' : any === 'no' ? 'yes' : 'unknown';
}

export function judgeQuestion<Subject>(question: Question<Subject>, subject: Subject): Judgement {
  const { holds, found, because, evidence = [], certainty = 'proven', isContested = false } = question.ask(subject);
  const refs = sortedRefs(evidence);
  const result: ConditionResult = {
    name: question.name,
    holds,
    ...(question.wanted !== undefined && { wanted: question.wanted }),
    ...(found !== undefined && { found }),
    ...(because !== undefined && { because }),
    ...(refs.length > 0 && { evidence: refs }),
  };
  return { result, certainty, isContested, evidence: holds === 'yes' ? refs : [] };
}

/** An `any` is as sure as its best part, if nothing contests that part; the others need all their parts. */
function judgeJoined<Subject>(joined: Joined<Subject>, subject: Subject, ask: Asking<Subject>): Judgement {
  const parts = joined.parts.map((part) => judge(part, subject, ask));
  const holds = joinHolds(
    joined.joins,
    parts.map((part) => part.result.holds),
  );
  const result: ConditionResult = {
    name: joined.name,
    holds,
    joins: joined.joins,
    parts: parts.map((part) => part.result),
  };
  const evidence = holds === 'yes' ? sortedRefs(parts.flatMap((part) => part.evidence)) : [];
  if (joined.joins === 'any' && holds === 'yes') {
    const holding = parts.filter((part) => part.result.holds === 'yes');
    const clean = holding.filter((part) => !part.isContested);
    const counted = clean.length > 0 ? clean : holding;
    const certainty = counted.map((part) => part.certainty).reduce(stronger, 'possible');
    return { result, certainty, isContested: clean.length === 0, evidence };
  }
  const certainty = parts.map((part) => part.certainty).reduce(weaker, 'proven');
  return { result, certainty, isContested: parts.some((part) => part.isContested), evidence };
}

/** How a question is put to a subject. */
type Asking<Subject> = (question: Question<Subject>, subject: Subject) => Judgement;

/** Decides a condition and keeps every value found on the way: the same tree decides and explains. */
export function judge<Subject>(
  condition: Condition<Subject>,
  subject: Subject,
  ask: Asking<Subject> = judgeQuestion,
): Judgement {
  return 'joins' in condition ? judgeJoined(condition, subject, ask) : ask(condition, subject);
}
