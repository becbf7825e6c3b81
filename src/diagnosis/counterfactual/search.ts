import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Counterfactual, Environment, Finding, RuleStatus } from '../../model/finding.ts';
import type { Life } from '../../model/life.ts';
import type { Observation } from '../../model/observation.ts';
import { FACT_CHANGES } from './changes.ts';
import type { Change, Changeable } from './fact-change.ts';
import { smallCase, withoutRepeats } from './small-case.ts';
import { versionChanges } from './version-changes.ts';

/** The rule engine, as the search needs it. */
export interface Engine {
  /** Status of one rule. */
  readonly statusOf: (rule: string, input: DiagnosisInput) => RuleStatus | undefined;
  /** Ids of the rules of severity `error` that fire. */
  readonly errorsIn: (input: DiagnosisInput) => ReadonlySet<string>;
}

/** Pairs of changes that are tried: the time of a diagnosis must not grow with what could be thought otherwise. */
const MOST_PAIRS = 150;
/** A bundle this small is tried as a whole where one message alone does not show the finding. */
const SMALL = { lives: 20, observations: 2000 } as const;

interface Trial {
  readonly engine: Engine;
  readonly rule: string;
  readonly input: DiagnosisInput;
  /** What fires as things are. */
  readonly errors: () => ReadonlySet<string>;
}

function applied(changes: readonly Change[], input: DiagnosisInput): DiagnosisInput {
  return changes.reduce((changed, change) => change.apply(changed), input);
}

/** A plain no, or a rule that does not apply; that it cannot be told any more is no answer. */
function isGone({ engine, rule, input }: Trial, changes: readonly Change[]): boolean {
  const status = engine.statusOf(rule, applied(changes, input));
  return status === 'quiet' || status === 'not-applicable';
}

/** One fault in place of another is no way out. */
function isWayOut(trial: Trial, changes: readonly Change[]): boolean {
  if (!isGone(trial, changes)) return false;
  const before = trial.errors();
  return [...trial.engine.errorsIn(applied(changes, trial.input))].every((id) => before.has(id));
}

/** The first release from which on the finding is gone, with every later one, too. */
function firstVersion(trial: Trial, versions: readonly Change[], others: readonly Change[] = []): Change | undefined {
  let first: Change | undefined;
  for (const version of versions.toReversed()) {
    if (!isWayOut(trial, [version, ...others])) break;
    first = version;
  }
  return first;
}

function wayOut(trial: Trial, subject: Changeable): readonly Change[] {
  const versions = versionChanges(subject);
  const version = firstVersion(trial, versions);
  if (version !== undefined) return [version];
  const changes = FACT_CHANGES.flatMap((changesOf) => changesOf(subject));
  const one = changes.find((change) => isWayOut(trial, [change]));
  if (one !== undefined) return [one];
  for (const change of changes) {
    const later = firstVersion(trial, versions, [change]);
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

/** Undefined where neither one message alone nor a small case as a whole shows the finding. */
export function leastChanges({ finding, message }: Asked, searched: Searched, engine: Engine): Found | undefined {
  const { input: whole, environment, lives, common } = searched;
  const small = smallCase(whole, finding, lives.get(message ?? finding.messages[0] ?? ''), common);
  const isSmall = whole.lives.length <= SMALL.lives && whole.observations.length <= SMALL.observations;
  const cases = (isSmall ? [small, whole] : [small]).map((one) => pinned(one, environment));
  const input = cases.find((one) => engine.statusOf(finding.rule, one) === 'fired');
  if (input === undefined) return undefined;
  let before: ReadonlySet<string> | undefined;
  const errors = () => {
    before ??= engine.errorsIn(input);
    return before;
  };
  return { input, changes: wayOut({ engine, rule: finding.rule, input, errors }, { input, environment }) };
}

/**
 * For each finding the least set of changed facts under which it is not reported: by changing them and asking the rules again. Tried on
 * the message nearest to it alone. No member of the set can be spared, as sets of one are tried before those of two.
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
    const found = leastChanges(one, searched, engine);
    if (found === undefined) return undefined;
    const changes = found.changes.map(({ fact, words }) => ({ fact, words }));
    return { ...(one.message !== undefined && { message: one.message }), changes };
  });
}
