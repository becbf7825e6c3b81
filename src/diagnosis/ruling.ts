import { assertUnreachable } from '../model/errors.ts';
import type { ConditionResult, Finding, RuleResult, Severity, Verdict } from '../model/finding.ts';
import type { Certainty, Life } from '../model/life.ts';
import type { Ref } from '../model/ref.ts';
import { compareVerdicts, weaker } from './certainty.ts';
import { type Condition, type Holds, joinHolds, judge } from './conditions.ts';
import { sortedRefs } from './evidence.ts';
import { notApplicable, notApplicableHere } from './not-applicable.ts';
import type { Case, EnvironmentRule, MessageRule, Rule } from './rule.ts';

/** What came of a rule's conditions for one subject: what they were found to be is judged again for the one that is told. */
interface Trial {
  readonly holds: Holds;
  /** Number of conditions that hold. */
  readonly held: number;
  /** Of a trial that holds. */
  readonly verdict: Verdict;
  readonly evidence: readonly Ref[];
  readonly explain: () => readonly ConditionResult[];
}

/** What became of a rule. */
export interface Ruling {
  readonly result: RuleResult;
  readonly finding?: Finding;
  /** The same for the other messages alone; undefined where it did not fire on any of them. */
  readonly without?: (messages: ReadonlySet<string>) => Ruling | undefined;
}

function tryFor<Subject>(when: readonly Condition<Subject>[], subject: Subject, atMost: Certainty): Trial {
  const judgements = when.map((condition) => judge(condition, subject));
  const holds = joinHolds(
    'all',
    judgements.map((judgement) => judgement.result.holds),
  );
  const isContested = judgements.some((judgement) => judgement.isContested);
  const certainty = judgements.map((judgement) => judgement.certainty).reduce(weaker, atMost);
  return {
    holds,
    held: judgements.filter(({ result }) => result.holds === 'yes').length,
    verdict: isContested ? 'contested' : certainty,
    evidence: holds === 'yes' ? judgements.flatMap(({ evidence }) => evidence) : [],
    explain: () => when.map((condition) => judge(condition, subject).result),
  };
}

const CONTESTED: Verdict = 'contested';

const NEARNESS: Readonly<Record<Holds, number>> = { yes: 2, unknown: 1, no: 0 };

/** Which of two trials is nearer to firing: below 0 for the first. */
function compareTrials(one: Trial, other: Trial): number {
  return (
    NEARNESS[other.holds] - NEARNESS[one.holds] ||
    (one.holds === 'yes' ? compareVerdicts(other.verdict, one.verdict) : other.held - one.held)
  );
}

function nearestOf(trials: readonly Trial[]): Trial | undefined {
  let nearest: Trial | undefined;
  for (const trial of trials) if (nearest === undefined || compareTrials(trial, nearest) < 0) nearest = trial;
  return nearest;
}

function rulingOf(rule: Rule, trials: readonly Trial[], lives: readonly Life[], severity: Severity): Ruling {
  const nearest = nearestOf(trials);
  const conditions = nearest?.explain() ?? [];
  if (nearest === undefined || nearest.holds !== 'yes') {
    return { result: { id: rule.id, status: nearest?.holds === 'unknown' ? 'cannot-tell' : 'quiet', conditions } };
  }
  const evidence = trials.flatMap((trial) => trial.evidence);
  const finding: Finding = {
    rule: rule.id,
    severity,
    // A second message on weaker evidence takes nothing from the first, and any number of weak ones adds nothing.
    verdict: nearest.verdict,
    title: rule.title,
    why: rule.why,
    fix: rule.fix,
    references: rule.references,
    messages: lives.map((life) => life.id),
    evidence: sortedRefs(evidence),
  };
  return { result: { id: rule.id, status: 'fired', conditions }, finding };
}

function ruleOnEnvironment(rule: EnvironmentRule, subject: Case): Ruling {
  const { needs, explains } = rule;
  const need = needs === undefined ? undefined : judge(needs, subject);
  if (need?.result.holds === 'no') return { result: notApplicableHere(rule, need.result) };
  const trial = tryFor(rule.when, subject, rule.atMost ?? 'proven');
  const lives = explains === undefined ? [] : subject.input.lives.filter((life) => explains(life, subject));
  return rulingOf(rule, [trial], lives, rule.severity);
}

interface Tried {
  readonly life: Life;
  readonly trial: Trial;
}

function rulingOn(rule: MessageRule, tried: readonly Tried[]): Ruling {
  const fired = tried.filter(({ trial }) => trial.holds === 'yes').map(({ life }) => life);
  const severity = rule.severityFor?.(fired) ?? rule.severity;
  const trials = tried.map(({ trial }) => trial);
  const ruling = rulingOf(rule, trials, fired, severity);
  if (ruling.finding === undefined) return ruling;
  const without = (messages: ReadonlySet<string>): Ruling | undefined => {
    const others = tried.filter(({ life }) => !messages.has(life.id));
    return others.some(({ trial }) => trial.holds === 'yes') ? rulingOn(rule, others) : undefined;
  };
  return { ...ruling, without };
}

function ruleOnMessages(rule: MessageRule, subject: Case): Ruling {
  const lives = subject.input.lives.filter((life) => rule.needs?.isMet(life) ?? true);
  if (lives.length === 0) return { result: notApplicable(rule, subject.input) };
  const tried = lives.map((life): Tried => {
    const trial = tryFor(rule.when, { ...subject, life }, weaker(life.certainty, rule.atMost ?? 'proven'));
    return { life, trial: life.witnesses === 'contradict' ? { ...trial, verdict: CONTESTED } : trial };
  });
  return rulingOn(rule, tried);
}

/** Judges a rule. One that throws fails alone; the others still run. */
export function ruleOn(rule: Rule, subject: Case): Ruling {
  try {
    switch (rule.scope) {
      case 'environment':
        return ruleOnEnvironment(rule, subject);
      case 'message':
        return ruleOnMessages(rule, subject);
      default:
        return assertUnreachable(rule);
    }
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause);
    return { result: { id: rule.id, status: 'failed', error, conditions: [] } };
  }
}
