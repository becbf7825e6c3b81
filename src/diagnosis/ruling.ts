import { assertUnreachable } from '../model/errors.ts';
import type { Finding, RuleResult, Verdict } from '../model/finding.ts';
import type { Certainty, Life } from '../model/life.ts';
import { compareVerdicts, verdictOf, weaker } from './certainty.ts';
import { type Holds, type Judgement, judge } from './conditions.ts';
import { isOfAnother, ownerOfLife } from './environment/identities.ts';
import { sortedRefs } from './evidence.ts';
import { messageJudge } from './message-judge.ts';
import { notApplicable, notApplicableHere } from './not-applicable.ts';
import type { Case, EnvironmentRule, MessageRule, Rule } from './rule.ts';

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

/** What became of a rule. */
export interface Ruling {
  readonly result: RuleResult;
  readonly finding?: Finding;
  /** The same for the other messages alone; undefined where it did not fire on any of them. */
  readonly without?: (messages: ReadonlySet<string>) => Ruling | undefined;
}

/** `life`: the message that is tried, of which `trial` keeps the id. */
function trialOf(judgements: readonly Judgement[], atMost: Certainty, life?: Life): Trial {
  let isContested = life?.witnesses === 'contradict';
  let holds: Holds = 'yes';
  let certainty = atMost;
  let holding = 0;
  // In one walk: every rule tries every message.
  for (const judgement of judgements) {
    isContested ||= judgement.isContested;
    certainty = weaker(certainty, judgement.certainty);
    const part = judgement.result.holds;
    if (part === 'yes') holding++;
    else if (holds !== 'no') holds = part;
  }
  const verdict = verdictOf(certainty, isContested);
  return life === undefined
    ? { holds, judgements, holding, verdict }
    : { holds, judgements, holding, verdict, message: life.id };
}

const NONE: readonly Judgement[] = [];

const NEARNESS: Readonly<Record<Holds, number>> = { yes: 2, unknown: 1, no: 0 };

/** Sorts the trial nearest to firing first; of equals the first message stays first. */
function compareTrials(one: Trial, other: Trial): number {
  return (
    NEARNESS[other.holds] - NEARNESS[one.holds] ||
    (one.holds === 'yes' ? compareVerdicts(other.verdict, one.verdict) : other.holding - one.holding)
  );
}

/** What of a finding depends on the messages that a rule fired on. */
type Told = Pick<Finding, 'severity' | 'title' | 'why' | 'fix'>;

function toldOf(rule: Rule, lives: readonly Life[], subject: Case): Told {
  if (rule.scope === 'environment') return rule;
  const { severityFor, otherWords = [] } = rule;
  const words = otherWords.find(({ isMet }) => lives.length > 0 && lives.every((life) => isMet({ ...subject, life })));
  const { title, why, fix } = words ?? rule;
  return { severity: severityFor?.(lives) ?? rule.severity, title, why, fix };
}

function rulingOf(rule: Rule, trials: readonly Trial[], lives: readonly Life[], subject: Case): Ruling {
  const [nearest] = trials.toSorted(compareTrials);
  const conditions = nearest?.judgements.map((judgement) => judgement.result) ?? [];
  const message = nearest?.message === undefined ? {} : { message: nearest.message };
  if (nearest === undefined || nearest.holds !== 'yes') {
    const status = nearest?.holds === 'unknown' ? 'cannot-tell' : 'quiet';
    return { result: { id: rule.id, status, ...message, conditions } };
  }
  const fired = trials.filter((trial) => trial.holds === 'yes');
  const told = toldOf(rule, lives, subject);
  const evidence = fired.flatMap((trial) => trial.judgements.flatMap((judgement) => judgement.evidence));
  const finding: Finding = {
    rule: rule.id,
    severity: told.severity,
    // A second message on weaker evidence takes nothing from the first, and any number of weak ones adds nothing.
    verdict: nearest.verdict,
    title: told.title,
    why: told.why,
    fix: told.fix,
    references: rule.references,
    messages: lives.map((life) => life.id),
    evidence: sortedRefs(evidence),
  };
  return { result: { id: rule.id, status: 'fired', ...message, conditions }, finding };
}

/** False where what was found is of another user than the message. */
function mayBeOf(life: Life, { judgements }: Trial, { reading: { identities } }: Case): boolean {
  const owner = identities === undefined ? undefined : ownerOfLife(identities, life);
  if (identities === undefined || owner === undefined) return true;
  return !judgements.some(({ evidence }) => isOfAnother(identities, owner, evidence));
}

function ruleOnEnvironment(rule: EnvironmentRule, subject: Case): Ruling {
  const { needs, explains } = rule;
  const need = needs === undefined ? undefined : judge(needs, subject);
  if (need?.result.holds === 'no') return { result: notApplicableHere(rule, need.result) };
  const trial = trialOf(
    rule.when.map((condition) => judge(condition, subject)),
    rule.atMost ?? 'proven',
  );
  const lives =
    explains === undefined
      ? []
      : subject.input.lives.filter((life) => explains(life, subject) && mayBeOf(life, trial, subject));
  return rulingOf(rule, [trial], lives, subject);
}

interface Tried {
  readonly life: Life;
  readonly trial: Trial;
}

function rulingOn(rule: MessageRule, tried: readonly Tried[], subject: Case): Ruling {
  const fired = tried.filter(({ trial }) => trial.holds === 'yes').map(({ life }) => life);
  const trials = tried.map(({ trial }) => trial);
  const ruling = rulingOf(rule, trials, fired, subject);
  if (ruling.finding === undefined) return ruling;
  const without = (messages: ReadonlySet<string>): Ruling | undefined => {
    const others = tried.filter(({ life }) => !messages.has(life.id));
    return others.some(({ trial }) => trial.holds === 'yes') ? rulingOn(rule, others, subject) : undefined;
  };
  return { ...ruling, without };
}

function ruleOnMessages(rule: MessageRule, subject: Case): Ruling {
  const lives = subject.input.lives.filter((life) => rule.needs?.isMet(life) ?? true);
  if (lives.length === 0) return { result: notApplicable(rule, subject.input) };
  const judgeFor = messageJudge(subject);
  let nearest: Trial | undefined;
  const tried = lives.map((life): Tried => {
    const judgements = rule.when.map((condition) => judgeFor(condition, life));
    const trial = trialOf(judgements, weaker(life.certainty, rule.atMost ?? 'proven'), life);
    if (nearest === undefined || compareTrials(trial, nearest) < 0) nearest = trial;
    else if (trial.holds !== 'yes') {
      const { holds, holding, verdict } = trial;
      return { life, trial: { holds, judgements: NONE, holding, verdict, message: life.id } };
    }
    return { life, trial };
  });
  return rulingOn(rule, tried, subject);
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
