import type { LifeEvent } from '../../src/model/life.ts';
import type { ReportMessage } from '../../src/model/report.ts';
import type { TrueMessage } from '../sim/truth.ts';
import { isSameAttempt, likeness, type Match, match } from './match.ts';

/** Counts of one seed or of many. */
export interface Tally {
  readonly messages: number;
  readonly told: number;
  readonly matched: number;
  readonly outcomesRight: number;
  /** Messages of which something is left to read. */
  readonly findable: number;
  /** Of the matched: what is left to read gives the true outcome. */
  readonly outcomesReachable: number;
  /** Of those, the outcome told is the true one. */
  readonly reachableRight: number;
  readonly stepsRight: number;
  readonly stepsAll: number;
  readonly linksRight: number;
  readonly linksAll: number;
  readonly falseDelivered: number;
}

export const EMPTY: Tally = {
  messages: 0,
  told: 0,
  matched: 0,
  outcomesRight: 0,
  findable: 0,
  outcomesReachable: 0,
  reachableRight: 0,
  stepsRight: 0,
  stepsAll: 0,
  linksRight: 0,
  linksAll: 0,
  falseDelivered: 0,
};

export function sum(a: Tally, b: Tally): Tally {
  return {
    messages: a.messages + b.messages,
    told: a.told + b.told,
    matched: a.matched + b.matched,
    outcomesRight: a.outcomesRight + b.outcomesRight,
    findable: a.findable + b.findable,
    outcomesReachable: a.outcomesReachable + b.outcomesReachable,
    reachableRight: a.reachableRight + b.reachableRight,
    stepsRight: a.stepsRight + b.stepsRight,
    stepsAll: a.stepsAll + b.stepsAll,
    linksRight: a.linksRight + b.linksRight,
    linksAll: a.linksAll + b.linksAll,
    falseDelivered: a.falseDelivered + b.falseDelivered,
  };
}

/** What the deadline ends may be told as its passing, or as the failure that it makes final. */
const ENDS_BY_DEADLINE: readonly LifeEvent[] = ['deadline-passed', 'send-failed', 'message-failed'];

/** Steps that stand for something written. What an analyser concludes beside them, from two of them say, is neither right nor wrong here. */
const WRITTEN: ReadonlySet<string> = new Set<LifeEvent>([
  'message-queued',
  'message-picked-up',
  'spool-written',
  'ews-request',
  'ews-failed',
  'draft-saved',
  'draft-removed',
  'send-failed',
  'message-sent',
  'message-failed',
  'deadline-passed',
]);

/** Steps told and true, twice those in both, and those of either: right over all is the F1 of the two. */
function steps(told: ReportMessage, events: readonly LifeEvent[]): { readonly right: number; readonly all: number } {
  const seen = told.steps
    .filter(({ fit, event }) => fit !== 'required-not-seen' && WRITTEN.has(event))
    .map(({ event }) => event);
  const left = [...seen];
  const take = (event: LifeEvent): boolean => {
    const index = left.indexOf(event);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  };
  const plain = events.filter((event) => event !== 'deadline-passed').filter(take).length;
  const ends = events.filter((event) => event === 'deadline-passed' && ENDS_BY_DEADLINE.some(take)).length;
  return { right: 2 * (plain + ends), all: seen.length + events.length };
}

function links({ told, truth }: Match): { readonly right: number; readonly all: number } {
  const left = [...told.attempts];
  const shown = truth.reachable?.attempts ?? [];
  const right = shown.filter((attempt) => {
    const index = left.findIndex((one) => isSameAttempt(one, attempt));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  }).length;
  return { right: 2 * right, all: told.attempts.length + shown.length };
}

function isFalselyDelivered(told: ReportMessage, truths: readonly TrueMessage[]): boolean {
  const own = truths.filter((truth) => likeness(told, truth) > 0);
  return told.outcome === 'delivered' && !own.some(({ outcome }) => outcome === 'delivered');
}

/** What is wrong with one seed, in words. */
export type Faults = readonly string[];

function faultOf({ told, truth }: Match): readonly string[] {
  const { outcome, reachable, story } = truth;
  if (told.outcome === outcome) return [];
  const left = reachable === undefined ? 'nothing is left of it' : `what is left says ${reachable.outcome}`;
  const whose = reachable?.outcome === outcome ? 'wrong' : 'not to be told';
  return [`${whose}: ${told.id} ${told.outcome} for ${outcome} (${story}; ${left})`];
}

export interface SeedScore {
  readonly tally: Tally;
  readonly faults: Faults;
}

/** Holds what is told of one bundle against what is true of it. */
export function scoreMessages(told: readonly ReportMessage[], truths: readonly TrueMessage[]): SeedScore {
  const { matches, surplus, missed } = match(told, truths);
  const stepCounts = matches.map((one) => steps(one.told, one.truth.reachable?.events ?? one.truth.events));
  const linkCounts = matches.map(links);
  const falsely = [
    ...matches
      .filter((one) => one.told.outcome === 'delivered' && one.truth.outcome !== 'delivered')
      .map((one) => one.told),
    ...surplus.filter((one) => isFalselyDelivered(one, truths)),
  ];
  const total = (counts: readonly { readonly right: number; readonly all: number }[], name: 'right' | 'all'): number =>
    counts.reduce((all, one) => all + one[name], 0);
  const reachable = matches.filter(({ truth }) => truth.reachable?.outcome === truth.outcome);
  const tally: Tally = {
    messages: truths.length,
    told: told.length,
    matched: matches.length,
    outcomesRight: matches.filter((one) => one.told.outcome === one.truth.outcome).length,
    findable: truths.filter(({ reachable }) => reachable !== undefined).length,
    outcomesReachable: reachable.length,
    reachableRight: reachable.filter((one) => one.told.outcome === one.truth.outcome).length,
    stepsRight: total(stepCounts, 'right'),
    stepsAll: total(stepCounts, 'all'),
    linksRight: total(linkCounts, 'right'),
    linksAll: total(linkCounts, 'all'),
    falseDelivered: falsely.length,
  };
  const faults = [
    ...falsely.map((one) => `FALSE delivered: ${one.id} to ${one.recipients.join(', ')}`),
    ...matches.flatMap(faultOf),
    ...surplus.map((one) => `surplus: ${one.id} to ${one.recipients.join(', ')}, ${one.outcome}`),
    ...missed.map(({ outcome, story, reachable: left }) =>
      left === undefined ? `not to be found: ${outcome} (${story})` : `missed: ${outcome} (${story})`,
    ),
  ];
  return { tally, faults };
}
