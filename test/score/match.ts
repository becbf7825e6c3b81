import type { ReportAttempt, ReportMessage } from '../../src/model/report.ts';
import { TICKS_PER_SECOND, type Ticks, ticksFromIso } from '../../src/model/ticks.ts';
import type { TrueAttempt, TrueMessage } from '../sim/truth.ts';

/** How far apart two times of one thing may be: some formats keep whole seconds alone. */
const NEAR: number = 2 * TICKS_PER_SECOND;

/** A message of a report with the one that it truly is. */
export interface Match {
  readonly told: ReportMessage;
  readonly truth: TrueMessage;
}

export interface Matching {
  readonly matches: readonly Match[];
  /** Messages of the report that are none, or that are another one told twice. */
  readonly surplus: readonly ReportMessage[];
  readonly missed: readonly TrueMessage[];
}

function people(recipients: readonly string[]): string {
  return recipients.toSorted().join(' ');
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}

function moments(truth: TrueMessage): readonly Ticks[] {
  return [truth.sentAt, ...truth.attempts.map(({ startedAt }) => startedAt)];
}

function distance(told: ReportMessage, truth: TrueMessage): number {
  const at = told.sentAt === undefined ? undefined : ticksFromIso(told.sentAt);
  if (at === undefined) return Number.POSITIVE_INFINITY;
  return Math.min(...moments(truth).map((moment) => Math.abs(moment - at)));
}

/** Whether an attempt told is a true one: by its moment, and by what was answered. */
export function isSameAttempt(told: ReportAttempt, truth: TrueAttempt): boolean {
  if (told.operation !== truth.operation || told.disposition !== truth.disposition) return false;
  const at = told.startedAt === undefined ? undefined : ticksFromIso(told.startedAt);
  if (at === undefined || at < truth.startedAt - NEAR || at > (truth.endedAt ?? truth.startedAt) + NEAR) return false;
  // An answer of somebody else is a wrong link, though the request is the right one.
  return told.responseCode === truth.responseCode && told.httpStatus === truth.httpStatus;
}

function attemptsInBoth(told: ReportMessage, truth: TrueMessage): number {
  const shown = truth.reachable?.attempts ?? truth.attempts;
  return shown.filter((attempt) => told.attempts.some((one) => isSameAttempt(one, attempt))).length;
}

/** How much says that the two are one; 0 where nothing does. */
export function likeness(told: ReportMessage, truth: TrueMessage): number {
  const isSamePeople = people(told.recipients) === people(truth.recipients);
  const sharesItem = share(told.keys.itemIds, truth.itemIds);
  const sharesFile = told.keys.spoolFile !== undefined && told.keys.spoolFile === truth.spoolFile;
  // One request of several items has one id for them all.
  const sharesId = share(told.keys.requestIds, truth.requestIds) && (isSamePeople || told.recipients.length === 0);
  // Of a message whose recipients are lost, and that has no id, its moment and its answer are left.
  const isNear =
    told.recipients.length === 0 ? attemptsInBoth(told, truth) > 0 : isSamePeople && distance(told, truth) <= NEAR;
  return (sharesItem ? 8 : 0) + (sharesFile ? 4 : 0) + (sharesId ? 2 : 0) + (isNear ? 1 : 0);
}

/** Matches what is told with what is true, one to one, what is most alike first. */
export function match(told: readonly ReportMessage[], truths: readonly TrueMessage[]): Matching {
  const pairs = told
    .flatMap((one, i) => truths.map((truth, j) => ({ i, j, one, truth, like: likeness(one, truth) })))
    .filter(({ like }) => like > 0)
    // Without ids, and with whole seconds alone, several messages to one person are told apart by what became of them.
    .map((pair) => ({ ...pair, both: attemptsInBoth(pair.one, pair.truth), apart: distance(pair.one, pair.truth) }))
    .sort((a, b) => b.like - a.like || b.both - a.both || a.apart - b.apart || a.i - b.i || a.j - b.j);
  const [takenTold, takenTruth] = [new Set<number>(), new Set<number>()];
  const matches: Match[] = [];
  for (const { i, j, one, truth } of pairs) {
    if (takenTold.has(i) || takenTruth.has(j)) continue;
    takenTold.add(i);
    takenTruth.add(j);
    matches.push({ told: one, truth });
  }
  return {
    matches,
    surplus: told.filter((_, i) => !takenTold.has(i)),
    missed: truths.filter((_, j) => !takenTruth.has(j)),
  };
}
