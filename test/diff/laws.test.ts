import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReports, isSame } from '../../src/diff/compare-reports.ts';
import { diffReports } from '../../src/diff/diff.ts';
import { matchMessages } from '../../src/diff/match-messages.ts';
import type { BeforeAfter, Changes, Differences } from '../../src/model/difference.ts';
import type { StoredReport } from '../../src/model/stored-report.ts';
import { diffSchemaErrors } from '../report/valid-report.ts';
import { anyReport, numbered } from './some-report.ts';

function turned<Value>({ before, after }: BeforeAfter<Value>): BeforeAfter<Value> {
  return { before: after, after: before };
}

/** An optional member stays absent. */
function turnedPart<One extends { readonly before?: unknown; readonly after?: unknown }>(one: One): unknown {
  const { before, after, ...rest } = one;
  return {
    ...rest,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  };
}

function turnedChanges<Told, Changed>(changes: Changes<Told, Changed>, turn: (one: Changed) => unknown): unknown {
  return { new: changes.gone, gone: changes.new, changed: changes.changed.map(turn) };
}

/** The same differences seen from the other report. */
function mirrored({ isRedacted, findings, messages, environment, outcomes }: Differences): unknown {
  return {
    isRedacted,
    findings: turnedChanges(findings, (one) => ({
      rule: one.rule,
      severity: turned(one.severity),
      verdict: turned(one.verdict),
      messages: { new: one.messages.gone, gone: one.messages.new },
    })),
    messages: turnedChanges(messages, (one) => ({ ...turned(one), members: one.members.map(turnedPart) })),
    environment: environment.map(turnedPart),
    outcomes: outcomes.map((one) => ({ outcome: one.outcome, ...turned(one) })),
  };
}

/** The same report with its messages in another order, and numbered so. */
function reordered(report: StoredReport, places: readonly number[]): StoredReport {
  const order = report.messages.map((message, i) => ({ message, place: places[i] ?? 0, i }));
  const messages = order.toSorted((a, b) => a.place - b.place || b.i - a.i).map(({ message }) => message);
  const ids = new Map(messages.map(({ id }, i) => [id, `m${i + 1}`]));
  return {
    ...report,
    messages: numbered(messages),
    findings: report.findings.map((one) => ({ ...one, messages: one.messages.map((id) => ids.get(id) ?? id) })),
  };
}

/** Messages alike in all that tells them apart may stand for one another, and a finding of one is then one of the other. */
function hasTwins({ messages }: StoredReport): boolean {
  return new Set(messages.map((message) => JSON.stringify({ ...message, id: '' }))).size < messages.length;
}

describe('laws of differences', () => {
  test('a report does not differ from itself', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(isSame(compareReports(report, structuredClone(report)))).toBe(true);
      }),
    );
  });

  test('nor from itself with its messages in another order, under other numbers', () => {
    fc.assert(
      fc.property(anyReport, fc.array(fc.nat({ max: 9 }), { minLength: 6, maxLength: 6 }), (report, places) => {
        fc.pre(!hasTwins(report));
        const differences = compareReports(report, reordered(report, places));
        expect(isSame(differences), JSON.stringify(differences)).toBe(true);
      }),
    );
  });

  test('what is new one way is gone the other way', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (before, after) => {
        expect(compareReports(after, before)).toEqual(mirrored(compareReports(before, after)));
      }),
      { numRuns: 500 },
    );
  });

  test('each message is one of a pair, or new, or gone, and once', () => {
    fc.assert(
      fc.property(anyReport, anyReport, fc.boolean(), (before, after, isRedacted) => {
        const matched = matchMessages(before.messages, after.messages, isRedacted);
        const left = [...matched.pairs.map((pair) => pair.before), ...matched.gone];
        const right = [...matched.pairs.map((pair) => pair.after), ...matched.new];
        expect(left.map(({ id }) => id).toSorted()).toEqual(before.messages.map(({ id }) => id).toSorted());
        expect(right.map(({ id }) => id).toSorted()).toEqual(after.messages.map(({ id }) => id).toSorted());
      }),
    );
  });

  test('all of them are valid by the published schema', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (before, after) => {
        expect(diffSchemaErrors(JSON.parse(JSON.stringify(diffReports(before, after))))).toEqual([]);
      }),
    );
  });
});
