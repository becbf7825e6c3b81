import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LifeState } from '../../src/model/life.ts';
import type { Report, ReportAttempt, ReportMessage, ReportStep } from '../../src/model/report.ts';
import { addSeconds, ticks, ticksFromIso, ticksToIso } from '../../src/model/ticks.ts';
import { openPage } from '../../src/report/page.ts';
import { columnsOf } from '../../src/report/text-width.ts';
import { timeLine } from '../../src/report/time-line.ts';
import { emptyReport, fullReport, sampleMessage } from './sample-reports.ts';

const SENT = '2016-07-12T09:31:04Z';
const STATES: readonly LifeState[] = ['composed', 'queued', 'picked-up', 'in-exchange-call', 'draft-saved', 'sent'];

function after(seconds: number): string {
  const sent = ticksFromIso(SENT);
  if (sent === undefined) throw new Error('the moment of sending is no time');
  return ticksToIso(ticks(Math.round(addSeconds(sent, seconds))));
}

function step(state: LifeState, seconds: number): ReportStep {
  return { at: after(seconds), event: 'ews-request', state, fit: 'allowed', link: 'exact', evidence: [] };
}

function attempt(from: number): ReportAttempt {
  return { operation: 'CreateItem', startedAt: after(from), evidence: [] };
}

function messageOf(steps: readonly ReportStep[], attempts: readonly ReportAttempt[] = []): ReportMessage {
  const { endedAt: _, ...message } = sampleMessage('m1', 'pending');
  return { ...message, sentAt: SENT, steps, attempts };
}

function linesOf(message: ReportMessage, width = 44, unicode = false, report: Report = fullReport): readonly string[] {
  return timeLine(report, message, openPage({ width, color: false, verbose: true, unicode }));
}

test('states are letters along time, attempts numbers below them', () => {
  const steps = [
    step('composed', 0),
    step('in-exchange-call', 30),
    step('draft-saved', 30.2),
    step('in-exchange-call', 60),
    step('stuck-in-drafts', 120),
  ];
  expect(linesOf(messageOf(steps, [attempt(30), attempt(60)]))).toEqual(
    [
      '  Time line, 0:02:00 in all:',
      '    |--------------------------------------!',
      '    ccccccccccEdddddddddEEEEEEEEEEEEEEEEEEEX',
      '              1         2',
      '    c composed  E in-exchange-call',
      '    d draft-saved  X stuck-in-drafts',
      '    1-2 attempts  ! two-minute deadline',
    ].map((line, index) => (index === 3 ? line.padEnd(44) : line)),
  );
});

test('a message that is through in a second shows each of its states', () => {
  const steps = [step('queued', 0), step('in-exchange-call', 0.1), step('draft-saved', 0.2), step('sent', 0.3)];
  expect(linesOf(messageOf(steps))[2]).toBe(`    qEdS${' '.repeat(36)}`);
});

test('with more states than columns the last is still seen', () => {
  const steps = Array.from({ length: 60 }, (_, index) => step(index % 2 === 0 ? 'queued' : 'picked-up', index / 10));
  expect(linesOf(messageOf([...steps, step('rejected', 7)]))[2]).toMatch(/^ {4}[qp]{39}R$/);
});

test('a state whose end the trace does not reach ends where the trace does', () => {
  const report = { ...fullReport, horizon: after(60) };
  const message = { ...messageOf([step('in-exchange-call', 0)]), spool: 'absent' as const };
  expect(linesOf(message, 44, false, report)[2]).toBe(`    ${'E'.repeat(21)}${' '.repeat(19)}`);
});

test('what comes hours later is drawn on a scale of its own, so that the two minutes stay readable', () => {
  const [, axis, states] = linesOf(messageOf([step('in-exchange-call', 0), step('rejected', 36_000)]));
  expect(axis).toBe('    |----------------------!------~~~~~~~~~|');
  expect(states).toBe(`    ${'E'.repeat(39)}R`);
});

test('where it can be drawn, the line is', () => {
  expect(linesOf(messageOf([step('queued', 0)]), 44, true)[1]).toBe(`    \u251c${'\u2500'.repeat(38)}\u2503`);
});

test('a message of which no time is known has none', () => {
  const { sentAt: _, ...message } = messageOf([
    { event: 'message-queued', state: 'queued', fit: 'required-not-seen', link: 'weak', evidence: [] },
  ]);
  expect(linesOf(message)).toEqual([]);
});

describe('whatever the life', () => {
  const seconds = fc.oneof(fc.double({ min: 0, max: 130, noNaN: true }), fc.integer({ min: 0, max: 400_000 }));
  const life = fc.record({
    steps: fc.array(fc.tuple(fc.constantFrom(...STATES), seconds), { maxLength: 30 }),
    attempts: fc.array(seconds, { maxLength: 14 }),
    width: fc.integer({ min: 20, max: 200 }),
    unicode: fc.boolean(),
  });

  test('no line is wider than the page, and the rows are of one width', () => {
    fc.assert(
      fc.property(life, ({ steps, attempts, width, unicode }) => {
        const message = messageOf(
          steps.map(([state, at]) => step(state, at)),
          attempts.map(attempt),
        );
        const lines = linesOf(message, width, unicode, emptyReport);
        const page = Math.max(40, width);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(page);
        const rows = lines.slice(1, 2 + Math.min(1, steps.length) + Math.min(1, attempts.length));
        expect(new Set(rows.map(columnsOf)).size).toBe(1);
        expect(lines[1]?.match(unicode ? /\u2503/g : /!/g)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  test('as many states are seen as there are changes and columns', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 20 }), (times) => {
        const steps = times
          .toSorted((a, b) => a - b)
          .map((at, index) => step(index % 2 === 0 ? 'queued' : 'picked-up', at));
        const row = linesOf(messageOf(steps), 104)[2]?.trim() ?? '';
        const starts = row.match(/q+|p+/g) ?? [];
        // Those that begin in the last columns of the line have no room behind them.
        if (times.every((at) => at < 100)) expect(starts).toHaveLength(steps.length);
      }),
    );
  });
});
