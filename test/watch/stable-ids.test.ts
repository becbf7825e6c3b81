import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportMessage } from '../../src/model/report.ts';
import { StableIds } from '../../src/watch/stable-ids.ts';

interface Told {
  readonly requestIds?: readonly string[];
  readonly itemIds?: readonly string[];
  readonly spoolFile?: string;
  readonly sentAt?: string;
  readonly to?: string;
}

function message(
  id: string,
  { requestIds = [], itemIds = [], spoolFile, sentAt, to = 'bob@contoso.com' }: Told,
): ReportMessage {
  return {
    id,
    outcome: 'pending',
    certainty: 'likely',
    recipients: [to],
    ...(sentAt === undefined ? {} : { sentAt }),
    keys: { ...(spoolFile === undefined ? {} : { spoolFile }), itemIds, requestIds },
    spool: 'unknown',
    witnesses: 'trace-only',
    steps: [],
    attempts: [],
    causes: [],
  };
}

/** Messages as a report numbers them. */
function numbered(all: readonly Told[]): readonly ReportMessage[] {
  return all.map((told, i) => message(`m${i + 1}`, told));
}

const A: Told = { requestIds: ['a'], sentAt: '2016-06-08T09:00:00Z' };
const B: Told = { requestIds: ['b'], sentAt: '2016-06-08T09:05:00Z' };
const C: Told = { requestIds: ['c'], sentAt: '2016-06-08T09:03:00Z' };

describe('a message keeps its id', () => {
  test('though one is found in front of it', () => {
    const ids = new StableIds();
    expect([...ids.assign(numbered([A, B]))]).toEqual([
      ['m1', 'm1'],
      ['m2', 'm2'],
    ]);
    expect([...ids.assign(numbered([A, C, B])).values()]).toEqual(['m1', 'm3', 'm2']);
  });

  test('though all but one of its keys are new', () => {
    const ids = new StableIds();
    ids.assign(numbered([A, B]));
    const later: Told = {
      requestIds: ['b', 'b2'],
      itemIds: ['x'],
      spoolFile: '1.hist',
      sentAt: '2016-06-08T08:00:00Z',
    };
    expect([...ids.assign(numbered([later, A])).values()]).toEqual(['m2', 'm1']);
    expect([...ids.assign(numbered([{ spoolFile: '1.hist' }])).values()]).toEqual(['m2']);
  });

  test('though it was gone for a while', () => {
    const ids = new StableIds();
    ids.assign(numbered([A, B]));
    ids.assign(numbered([A]));
    expect([...ids.assign(numbered([A, C, B])).values()]).toEqual(['m1', 'm3', 'm2']);
  });
});

test('no id is given to two messages, nor to another than before', () => {
  const told = fc.record({
    requestIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 2 }),
    sentAt: fc.constantFrom('2016-06-08T09:00:00Z', '2016-06-08T09:01:00Z'),
  });
  fc.assert(
    fc.property(fc.array(fc.array(told, { maxLength: 6 }), { maxLength: 6 }), (reports) => {
      const ids = new StableIds();
      for (const report of reports) {
        const given = [...ids.assign(numbered(report)).values()];
        expect(new Set(given).size).toBe(report.length);
      }
    }),
  );
  const ids = new StableIds();
  ids.assign(numbered([A]));
  expect([...ids.assign(numbered([B])).values()]).toEqual(['m2']);
});
