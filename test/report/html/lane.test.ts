import { expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { laneOf } from '../../../src/report/html/lane.ts';
import { timeLineOf } from '../../../src/report/html/time-line.ts';
import { emptyReport, sampleMessage, sampleSource } from '../sample-reports.ts';

const message = {
  ...sampleMessage('m1', 'delivered'),
  sentAt: '2016-07-12T09:00:00.000Z',
  endedAt: '2016-07-12T09:00:50.000Z',
  attempts: [
    { operation: 'CreateItem', startedAt: '2016-07-12T09:00:10.000Z', httpStatus: 503, evidence: [] },
    {
      operation: 'CreateItem',
      startedAt: '2016-07-12T09:00:40.000Z',
      httpStatus: 200,
      responseCode: 'NoError',
      evidence: [],
    },
  ],
  steps: (
    [
      ['spool-written', 'composed', '2016-07-12T09:00:00.000Z'],
      ['ews-request', 'in-exchange-call', '2016-07-12T09:00:10.000Z'],
      ['message-sent', 'sent', '2016-07-12T09:00:50.000Z'],
    ] as const
  ).map(([event, state, at]) => ({ event, state, at, fit: 'allowed', link: 'exact', evidence: [] }) as const),
};

function reportOf(messages: Report['messages'], spans: readonly (readonly [string, string])[]): Report {
  const sources = spans.map(([from, to]) => ({ ...sampleSource, from, to }));
  return { ...emptyReport, bundle: { name: 'bundle', sources }, messages };
}

test('a state lasts until the next; attempts, spool file, deadline and end are marked', () => {
  expect(laneOf(message, undefined)).toMatchObject({
    bars: [
      { state: 'composed', from: 0, to: 10 },
      { state: 'in-exchange-call', from: 10, to: 50 },
    ],
    attempts: [
      { at: 10, failed: true },
      { at: 40, failed: false },
    ],
    spoolMarks: [0],
    deadline: 120,
    end: 50,
  });
});

test('what is not over lasts until the trace ends', () => {
  const { endedAt: _, ...open } = { ...message, outcome: 'pending' as const, steps: message.steps.slice(0, 2) };
  const horizon = (laneOf(open, undefined)?.start ?? 0) + 60;
  expect(laneOf(open, horizon)?.bars.at(-1)).toEqual({ state: 'in-exchange-call', from: 10, to: 60 });
});

test('a message of which no time is known has no lane', () => {
  const { sentAt: _sent, endedAt: _ended, ...timeless } = { ...message, steps: [], attempts: [] };
  expect(laneOf(timeless, undefined)).toBeUndefined();
});

test('time that no trace covers is a gap, overlapping traces are one', () => {
  const report = reportOf(
    [message],
    [
      ['2016-07-12T08:00:00.000Z', '2016-07-12T09:00:20.000Z'],
      ['2016-07-12T09:00:10.000Z', '2016-07-12T09:00:30.000Z'],
      ['2016-07-12T09:01:00.000Z', '2016-07-12T09:01:30.000Z'],
    ],
  );
  const { gaps, view, lanes } = timeLineOf(report);
  const start = (lanes.get('m1')?.start ?? 0) - view.from;
  expect(gaps.map(({ from, to }) => [Math.round(from - start), Math.round(to - start)])).toEqual([
    [30, 60],
    [90, Math.round(view.span - start)],
  ]);
});
