import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Counterfactual, Environment, Finding, RuleStatus } from '../../model/finding.ts';
import type { Life } from '../../model/life.ts';
import type { Observation } from '../../model/observation.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { FACT_CHANGES } from './changes.ts';
import type { Change, Changeable } from './fact-change.ts';
import { smallCase, withoutRepeats } from './small-case.ts';
import { versionChanges } from './version-changes.ts';

/** The rule engine, as the search needs it. */
export interface Engine {
  /** Status of one rule where no other is asked. */
  readonly statusOf: (rule: string, input: DiagnosisInput) => RuleStatus | undefined;
  /** What all of them say. */
  readonly diagnose: (input: DiagnosisInput) => Diagnosis;
}

/** Pairs of changes that are tried: the time of a diagnosis must not grow with what could be thought otherwise. */
const MOST_PAIRS = 150;
/** A bundle this small is tried as a whole where one message alone does not show the finding. */
const SMALL = { lives: 20, observations: 2000 } as const;

interface Trial {
  readonly engine: Engine;
  readonly rule: string;
  readonly input: DiagnosisInput;
  /** The message that is to be delivered; absent for a finding that speaks of none. */
  readonly message?: string;
  /** Ids of the faults that are found as things are. */
  readonly faults: () => ReadonlySet<string>;
  /** What was tried, by its words: both searches try the same. */
  readonly tried: Map<string, readonly string[] | undefined>;
}

function faultsOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.flatMap(({ rule, severity }) => (severity === 'info' ? [] : [rule])));
}

function applied(changes: readonly Change[], input: DiagnosisInput): DiagnosisInput {
  return changes.reduce((changed, change) => change.apply(changed), input);
}

/** A plain no, or a rule that does not apply; that it cannot be told any more, or is left to another rule, is no answer. */
function isGone(status: RuleStatus | undefined): boolean {
  return status === 'quiet' || status === 'not-applicable';
}

/** What else keeps the message from being delivered, once the finding is gone; undefined where it is not, or another fault comes for it. */
function remaining(trial: Trial, changes: readonly Change[]): readonly string[] | undefined {
  const key = changes.map(({ words }) => words).join('\n');
  if (trial.tried.has(key)) return trial.tried.get(key);
  const left = remainingAfter(trial, changes);
  trial.tried.set(key, left);
  return left;
}

function remainingAfter(trial: Trial, changes: readonly Change[]): readonly string[] | undefined {
  const { engine, rule, message, faults } = trial;
  const changed = applied(changes, trial.input);
  if (!isGone(engine.statusOf(rule, changed))) return undefined;
  const { findings, rules } = engine.diagnose(changed);
  if (!isGone(rules.find(({ id }) => id === rule)?.status)) return undefined;
  if (![...faultsOf(findings)].every((id) => faults().has(id))) return undefined;
  return findings.flatMap((one) =>
    message !== undefined && one.severity !== 'info' && one.messages.includes(message) ? [one.rule] : [],
  );
}

/** Whether changes are a way out: one fault in place of another is none. */
type IsWayOut = (trial: Trial, changes: readonly Change[]) => boolean;

/** The message is delivered: none of several faults is left that keep it. */
const isDelivered: IsWayOut = (trial, changes) => remaining(trial, changes)?.length === 0;
/** The finding is gone, whatever else keeps the message. */
const isWithoutFinding: IsWayOut = (trial, changes) => remaining(trial, changes) !== undefined;

/** The first release from which on the finding is gone, with every later one, too. */
function firstVersion(
  trial: Trial,
  isWayOut: IsWayOut,
  versions: readonly Change[],
  others: readonly Change[],
): Change | undefined {
  let first: Change | undefined;
  for (const version of versions.toReversed()) {
    if (!isWayOut(trial, [version, ...others])) break;
    first = version;
  }
  return first;
}

/** The first release of the first row that has one. */
function firstOf(
  trial: Trial,
  isWayOut: IsWayOut,
  rows: readonly (readonly Change[])[],
  others: readonly Change[] = [],
): Change | undefined {
  for (const row of rows) {
    const version = firstVersion(trial, isWayOut, row, others);
    if (version !== undefined) return version;
  }
  return undefined;
}

function wayOut(trial: Trial, subject: Changeable, isWayOut: IsWayOut): readonly Change[] {
  const versions = versionChanges(subject);
  const version = firstOf(trial, isWayOut, versions);
  if (version !== undefined) return [version];
  const changes = FACT_CHANGES.flatMap((changesOf) => changesOf(subject));
  const one = changes.find((change) => isWayOut(trial, [change]));
  if (one !== undefined) return [one];
  for (const change of changes) {
    const later = firstOf(trial, isWayOut, versions, [change]);
    if (later !== undefined) return [later, change];
  }
  let tried = 0;
  for (const [index, change] of changes.entries()) {
    for (const other of changes.slice(index + 1)) {
      if (tried++ === MOST_PAIRS) return [];
      if (isWayOut(trial, [change, other])) return [change, other];
    }
  }
  return [];
}

/** A finding to be thought away. */
export interface Asked {
  readonly finding: Finding;
  /** The message nearest to it; absent for a finding on the environment. */
  readonly message?: string;
}

/** The case a finding was tried on, and the least changes under which it is gone; none where none was found. */
interface Found {
  readonly input: DiagnosisInput;
  readonly changes: readonly Change[];
  /** Rules whose findings would still keep the message from being delivered. */
  readonly remaining: readonly string[];
}

/** What the search asks of the whole case, looked up once. */
export interface Searched {
  readonly input: DiagnosisInput;
  readonly environment: Environment;
  readonly lives: ReadonlyMap<string, Life>;
  /** Observations that every small case has. */
  readonly common: readonly Observation[];
}

export function searchIn(input: DiagnosisInput, environment: Environment): Searched {
  const lives = new Map(input.lives.map((life) => [life.id, life]));
  return { input, environment, lives, common: withoutRepeats(input.observations) };
}

/** What the whole case tells of mailbox and client holds for a part of it, too. */
function pinned(input: DiagnosisInput, { mailbox, clientVersion }: Environment): DiagnosisInput {
  const stated = {
    ...(mailbox !== undefined && { mailbox: mailbox.value }),
    ...(clientVersion !== undefined && { clientVersion: clientVersion.value }),
  };
  return { ...input, stated };
}

/** The message to be thought delivered: the one nearest to the finding, or the first of it that was not. */
function undelivered({ finding, message }: Asked, lives: Searched['lives']): string | undefined {
  const ids = message === undefined ? finding.messages : [message, ...finding.messages];
  return ids.find((id) => {
    const life = lives.get(id);
    return life !== undefined && life.outcome !== 'delivered' && finding.messages.includes(id);
  });
}

/** Whether all messages that it speaks of were delivered: then there is nothing to be otherwise. */
function isOfDelivered({ finding }: Asked, { lives }: Searched): boolean {
  const own = finding.messages.flatMap((id) => lives.get(id) ?? []);
  return own.length > 0 && own.every(({ outcome }) => outcome === 'delivered');
}

/** Undefined where neither one message alone nor a small case as a whole shows the finding. */
export function leastChanges(asked: Asked, searched: Searched, engine: Engine): Found | undefined {
  const { input: whole, environment, lives, common } = searched;
  const { finding } = asked;
  const message = undelivered(asked, lives);
  const small = smallCase(whole, finding, lives.get(message ?? asked.message ?? ''), common);
  const isSmall = whole.lives.length <= SMALL.lives && whole.observations.length <= SMALL.observations;
  const cases = (isSmall ? [small, whole] : [small]).map((one) => pinned(one, environment));
  const input = cases.find((one) => engine.statusOf(finding.rule, one) === 'fired');
  if (input === undefined) return undefined;
  let before: ReadonlySet<string> | undefined;
  const faults = () => {
    before ??= faultsOf(engine.diagnose(input).findings);
    return before;
  };
  const tried = new Map<string, readonly string[] | undefined>();
  const trial: Trial = { engine, rule: finding.rule, input, faults, tried, ...(message !== undefined && { message }) };
  const subject: Changeable = { input, environment };
  const changes = wayOut(trial, subject, isDelivered);
  if (changes.length > 0 || message === undefined) return { input, changes, remaining: [] };
  // Where several causes keep the message, what takes away this one is worth knowing, if it is told that the others stand.
  const partial = wayOut(trial, subject, isWithoutFinding);
  return { input, changes: partial, remaining: partial.length === 0 ? [] : (remaining(trial, partial) ?? []) };
}

/**
 * For each finding the least set of changed facts of the environment under which it is not reported and nothing else keeps its message
 * from being delivered, or failing that with what else does: by changing them and asking the rules again. Tried on the message nearest to it alone. No member of the set can
 * be spared, as sets of one are tried before those of two. Undefined for a finding on messages that were delivered.
 */
export function counterfactuals(
  asked: readonly Asked[],
  input: DiagnosisInput,
  environment: Environment,
  engine: Engine,
): readonly (Counterfactual | undefined)[] {
  if (asked.length === 0) return [];
  const searched = searchIn(input, environment);
  return asked.map((one) => {
    if (isOfDelivered(one, searched)) return undefined;
    const found = leastChanges(one, searched, engine);
    const changes = (found?.changes ?? []).map(({ fact, words }) => ({ fact, words }));
    const message = one.message === undefined ? undefined : undelivered(one, searched.lives);
    const left = found?.remaining ?? [];
    return { ...(message !== undefined && { message }), changes, ...(left.length > 0 && { remaining: left }) };
  });
}
