import type { Severity, Verdict } from '../../../src/model/finding.ts';
import type { Cause } from '../../sim/causes/cause.ts';
import type { Judged } from './judge.ts';

/** A world of a cause, judged. */
export interface Scored {
  readonly cause: Cause;
  readonly seed: number;
  readonly judged: Judged;
}

/** Figures of one cause over all worlds. */
export interface CauseFigures {
  readonly id: string;
  /** Worlds in which it must be found. */
  readonly worlds: number;
  readonly found: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Worlds in which it was found and is not true, by severity. */
  readonly alarms: Readonly<Record<Severity, number>>;
}

export interface CauseTotals {
  readonly worlds: number;
  readonly healthy: number;
  /** Healthy worlds with a finding of severity error or warning. */
  readonly alarmed: number;
  readonly lookAlikes: number;
  /** Look-alikes called the Drafts bug. */
  readonly mistaken: number;
  readonly findings: number;
  readonly unconfirmed: number;
  readonly setAside: number;
  readonly toSetAside: number;
}

function countOf<Name extends string>(names: readonly Name[], all: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name) => [name, all.filter((one) => one === name).length])) as Record<
    Name,
    number
  >;
}

const VERDICTS: readonly Verdict[] = ['proven', 'likely', 'possible', 'contested'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Figures by cause, in the order of the ids. */
export function figuresByCause(scored: readonly Scored[], ids: readonly string[]): readonly CauseFigures[] {
  return ids.map((id) => {
    const found = scored.flatMap(({ judged }) => judged.found.filter(({ rule }) => rule === id));
    const missed = scored.filter(({ judged }) => judged.missed.includes(id)).length;
    const alarms = scored.flatMap(({ judged }) => judged.alarms.filter(({ rule }) => rule === id));
    return {
      id,
      worlds: found.length + missed,
      found: found.length,
      verdicts: countOf(
        VERDICTS,
        found.map(({ verdict }) => verdict),
      ),
      alarms: countOf(
        SEVERITIES,
        alarms.map(({ severity }) => severity),
      ),
    };
  });
}

export function totalsOf(scored: readonly Scored[]): CauseTotals {
  const of = (kind: Cause['kind']): readonly Scored[] => scored.filter(({ cause }) => cause.kind === kind);
  const sum = (count: (judged: Judged) => number): number => scored.reduce((all, { judged }) => all + count(judged), 0);
  const isLoud = ({ judged }: Scored): boolean => judged.alarms.some(({ severity }) => severity !== 'info');
  const lookAlikes = of('look-alike');
  return {
    worlds: scored.length,
    healthy: of('healthy').length,
    alarmed: of('healthy').filter(isLoud).length,
    lookAlikes: lookAlikes.length,
    mistaken: lookAlikes.filter(({ judged }) => judged.callsDraftsBug).length,
    findings: sum(({ findings }) => findings),
    unconfirmed: sum(({ unconfirmed }) => unconfirmed),
    setAside: sum(({ setAside }) => setAside),
    toSetAside: sum(({ setAside, notSetAside }) => setAside + notSetAside),
  };
}

const ASKED_RECALL = 0.98;

/** What is below what is asked, in words. */
export function shortfallsOf(figures: readonly CauseFigures[], totals: CauseTotals): readonly string[] {
  const low = figures.filter(({ worlds, found }) => worlds > 0 && found / worlds < ASKED_RECALL);
  return [
    ...low.map(({ id, worlds, found }) => `${id}: found in ${found} of ${worlds} worlds`),
    ...(totals.alarmed > 0
      ? [`${totals.alarmed} of ${totals.healthy} healthy bundles with an error or a warning`]
      : []),
    ...(totals.mistaken > 0 ? [`${totals.mistaken} of ${totals.lookAlikes} look-alikes called the Drafts bug`] : []),
    ...(totals.unconfirmed > 0
      ? [`${totals.unconfirmed} of ${totals.findings} findings without a citation that holds`]
      : []),
  ];
}
