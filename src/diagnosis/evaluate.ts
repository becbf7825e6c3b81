import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import { assertUnreachable } from '../model/errors.ts';
import type { Finding, RuleResult, Severity, Verdict } from '../model/finding.ts';
import type { Certainty, Life } from '../model/life.ts';
import type { SourceSummary } from '../model/source.ts';
import { compareVerdicts, verdictOf, weaker } from './certainty.ts';
import { type Holds, type Judgement, joinHolds, judge } from './conditions.ts';
import type { Diagnosis } from './diagnosis.ts';
import { readEnvironment } from './environment/index.ts';
import { sortedRefs } from './evidence.ts';
import { type ExplainedDiagnosis, explained } from './explained.ts';
import { messageJudge } from './message-judge.ts';
import { notApplicable } from './not-applicable.ts';
import { PRECEDENCE, type Precedence } from './precedence.ts';
import type { Case, EnvironmentRule, MessageRule, Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';

/** A rule's conditions judged for one subject. */
interface Trial {
  readonly holds: Holds;
  /** Left out where neither the explanation nor a finding needs them. */
  readonly judgements: readonly Judgement[];
  /** Conditions that hold. */
  readonly holding: number;
  /** Of a trial that holds. */
  readonly verdict: Verdict;
  /** The message it was judged for. */
  readonly message?: string;
}

interface Ruling {
  readonly result: RuleResult;
  readonly finding?: Finding;
}

function trialOf(judgements: readonly Judgement[], atMost: Certainty): Trial {
  const holds = joinHolds(
    'all',
    judgements.map((judgement) => judgement.result.holds),
  );
  const isContested = judgements.some((judgement) => judgement.isContested);
  const certainty = judgements.map((judgement) => judgement.certainty).reduce(weaker, atMost);
  const holding = judgements.filter((judgement) => judgement.result.holds === 'yes').length;
  return { holds, judgements, holding, verdict: verdictOf(certainty, isContested) };
}

const CONTESTED: Verdict = 'contested';

const NONE: readonly Judgement[] = [];

const NEARNESS: Readonly<Record<Holds, number>> = { yes: 2, unknown: 1, no: 0 };

/** Sorts the trial nearest to firing first; of equals the first message stays first. */
function compareTrials(one: Trial, other: Trial): number {
  return (
    NEARNESS[other.holds] - NEARNESS[one.holds] ||
    (one.holds === 'yes' ? compareVerdicts(other.verdict, one.verdict) : other.holding - one.holding)
  );
}

function rulingOf(rule: Rule, trials: readonly Trial[], lives: readonly Life[], severity: Severity): Ruling {
  const [nearest] = trials.toSorted(compareTrials);
  const conditions = nearest?.judgements.map((judgement) => judgement.result) ?? [];
  const message = nearest?.message === undefined ? {} : { message: nearest.message };
  if (nearest === undefined || nearest.holds !== 'yes') {
    const status = nearest?.holds === 'unknown' ? 'cannot-tell' : 'quiet';
    return { result: { id: rule.id, status, ...message, conditions } };
  }
  const fired = trials.filter((trial) => trial.holds === 'yes');
  const evidence = fired.flatMap((trial) => trial.judgements.flatMap((judgement) => judgement.evidence));
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
  return { result: { id: rule.id, status: 'fired', ...message, conditions }, finding };
}

function ruleOnEnvironment(rule: EnvironmentRule, subject: Case): Ruling {
  const trial = trialOf(
    rule.when.map((condition) => judge(condition, subject)),
    rule.atMost ?? 'proven',
  );
  return rulingOf(rule, [trial], [], rule.severity);
}

function ruleOnMessages(rule: MessageRule, subject: Case): Ruling {
  const lives = subject.input.lives.filter((life) => rule.needs?.isMet(life) ?? true);
  if (lives.length === 0) return { result: notApplicable(rule, subject.input) };
  const judgeFor = messageJudge(subject);
  let nearest: Trial | undefined;
  const trials = lives.map((life) => {
    const judged = trialOf(
      rule.when.map((condition) => judgeFor(condition, life)),
      weaker(life.certainty, rule.atMost ?? 'proven'),
    );
    const verdict = life.witnesses === 'contradict' ? CONTESTED : judged.verdict;
    const trial: Trial = { ...judged, verdict, message: life.id };
    if (nearest === undefined || compareTrials(trial, nearest) < 0) nearest = trial;
    else if (trial.holds !== 'yes') return { life, trial: { ...trial, judgements: NONE } };
    return { life, trial };
  });
  const fired = trials.filter(({ trial }) => trial.holds === 'yes').map(({ life }) => life);
  const severity = rule.severityFor?.(fired) ?? rule.severity;
  return rulingOf(
    rule,
    trials.map(({ trial }) => trial),
    fired,
    severity,
  );
}

/** A rule that throws fails alone; the others still run. */
function guarded(rule: Rule, subject: Case): Ruling {
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

function holdsFor(precedence: Precedence, subject: Case): boolean {
  return precedence.when.every((condition) => judge(condition, subject).result.holds === 'yes');
}

/** Half of the events and more: what the client said in its own words is then mostly unknown. */
function isMostlyUndecoded({ sources }: DiagnosisInput): boolean {
  const sum = (of: (source: SourceSummary) => number): number => sources.reduce((total, one) => total + of(one), 0);
  return 2 * sum(({ undecoded }) => undecoded) > sum(({ records }) => records);
}

/** That words were not found proves nothing where most of them are not in the trace; values and times are. */
function withoutWords(rule: Rule, ruling: Ruling, input: DiagnosisInput): Ruling {
  const { status, conditions } = ruling.result;
  if (status !== 'quiet' || rule.restsOn.some((ground) => ground !== 'wording') || !isMostlyUndecoded(input))
    return ruling;
  const gap = input.gaps.find(({ kind }) => kind === 'undecoded');
  const name = 'the words of the client can be read';
  const because = gap?.text ?? 'most events of the traces have no text';
  return {
    result: {
      ...ruling.result,
      status: 'cannot-tell',
      conditions: [...conditions, { name, holds: 'unknown', because }],
    },
  };
}

/** A rule that could speak at all, and that another one explains away. */
function superseded(ruling: Ruling, rulings: readonly Ruling[], subject: Case): Ruling {
  const { id, status } = ruling.result;
  if (status === 'failed' || status === 'not-applicable') return ruling;
  const over = PRECEDENCE.find(
    (precedence) =>
      precedence.rule === id &&
      rulings.some(({ result }) => result.id === precedence.by && result.status === 'fired') &&
      holdsFor(precedence, subject),
  );
  return over === undefined ? ruling : { result: { ...ruling.result, status: 'superseded', supersededBy: over.by } };
}

const SEVERITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function compareFindings(one: Finding, other: Finding): number {
  const [first] = one.evidence;
  const [otherFirst] = other.evidence;
  const times = [first, otherFirst].map((ref) => ref?.at ?? Number.POSITIVE_INFINITY);
  const [time = 0, otherTime = 0] = times;
  const byTime = time === otherTime ? 0 : time - otherTime;
  return SEVERITY[one.severity] - SEVERITY[other.severity] || byTime || (one.rule < other.rule ? -1 : 1);
}

/** As `diagnose`, with the rules given. */
export function diagnoseWith(rules: readonly Rule[], input: DiagnosisInput): Diagnosis {
  const reading = readEnvironment(input);
  const subject: Case = { input, reading };
  const first = rules.map((rule) => withoutWords(rule, guarded(rule, subject), input));
  const rulings = first.map((ruling) => superseded(ruling, first, subject));
  return {
    environment: reading.environment,
    findings: rulings.flatMap(({ finding }) => finding ?? []).toSorted(compareFindings),
    rules: rulings.map(({ result }) => result),
  };
}

/** The environment, the root causes with their evidence, and for every cause that was not found, why not. */
export function diagnose(input: DiagnosisInput): ExplainedDiagnosis {
  return explained(allRules, input, diagnoseWith);
}
