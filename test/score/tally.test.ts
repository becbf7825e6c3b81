import { describe, expect, it } from 'vitest';
import type { ReportMessage } from '../../src/model/report.ts';
import { addSeconds, ticks, ticksToIso } from '../../src/model/ticks.ts';
import { CONDITIONS } from '../sim/condition.ts';
import { simulate } from '../sim/simulate.ts';
import type { TrueMessage } from '../sim/truth.ts';
import { figuresOf } from './figures.ts';
import { shortfalls } from './floors.ts';
import { figuresTable } from './table.ts';
import { type SeedScore, scoreMessages } from './tally.ts';

const clean = CONDITIONS.find(({ name }) => name === 'clean');
if (clean === undefined) throw new Error('no clean condition');
const truths = simulate(5, clean).truth;

/** What a report says that is right in all. */
function rightly(truth: TrueMessage, index: number): ReportMessage {
  const { recipients, outcome, itemIds, requestIds, spoolFile, witnesses } = truth;
  return {
    id: `m${index + 1}`,
    outcome,
    certainty: 'proven',
    recipients,
    sentAt: ticksToIso(truth.sentAt),
    keys: { itemIds, requestIds, ...(spoolFile === undefined ? {} : { spoolFile }) },
    spool: spoolFile === undefined ? 'unknown' : 'present',
    witnesses,
    steps: truth.events.map((event) => ({ event, state: 'queued', fit: 'allowed', link: 'exact', evidence: [] })),
    attempts: truth.attempts.map(({ result: _, startedAt, endedAt, ...attempt }) => ({
      ...attempt,
      startedAt: ticksToIso(startedAt),
      ...(endedAt === undefined ? {} : { endedAt: ticksToIso(endedAt) }),
      evidence: [],
    })),
    causes: [],
  };
}

const right = truths.map(rightly);

function score(told: readonly ReportMessage[]): SeedScore {
  return scoreMessages(told, truths);
}

function changed(index: number, parts: Partial<ReportMessage>): readonly ReportMessage[] {
  return right.map((message, i) => (i === index ? { ...message, ...parts } : message));
}

const notDelivered = truths.findIndex(({ outcome }) => outcome !== 'delivered');

describe('the scoreboard', () => {
  it('gives full marks to the truth', () => {
    const { tally, faults } = score(right);
    expect(faults).toEqual([]);
    expect(tally.falseDelivered).toBe(0);
    for (const share of Object.values(figuresOf(tally))) expect(share).toBe(1);
  });

  it('gives no marks to an empty report', () => {
    const { tally, faults } = score([]);
    expect(tally.matched).toBe(0);
    expect(faults).toHaveLength(truths.length);
    expect(figuresOf(tally).recall).toBe(0);
  });

  it('counts a wrong outcome, and one falsely delivered as such', () => {
    expect(notDelivered).toBeGreaterThanOrEqual(0);
    const { tally, faults } = score(changed(notDelivered, { outcome: 'delivered' }));
    expect(tally.outcomesRight).toBe(truths.length - 1);
    expect(tally.falseDelivered).toBe(1);
    expect(faults.some((fault) => fault.startsWith('FALSE delivered'))).toBe(true);
  });

  it('counts a retry told as another message, but not as falsely delivered if the message was', () => {
    const index = truths.findIndex(({ outcome }) => outcome === 'delivered');
    const [again] = right.slice(index, index + 1);
    if (again === undefined) throw new Error('nothing was delivered');
    const { tally } = score([...right, { ...again, id: 'm99' }]);
    expect(figuresOf(tally).precision).toBeLessThan(1);
    expect(figuresOf(tally).recall).toBe(1);
    expect(tally.falseDelivered).toBe(0);
  });

  it('counts a decoy told as delivered', () => {
    const [first] = right;
    if (first === undefined) throw new Error('no message');
    const keys = { itemIds: [], requestIds: ['f00d'] };
    const decoy = { ...first, id: 'm99', recipients: ['zoe@contoso.com'], keys, outcome: 'delivered' } as const;
    expect(score([...right, decoy]).tally.falseDelivered).toBe(1);
  });

  it('counts an answer that is another one’s as a wrong link', () => {
    const index = right.findIndex(({ attempts }) => attempts.length > 0);
    const attempts = right[index]?.attempts.map((attempt) => ({ ...attempt, responseCode: 'ErrorOther' })) ?? [];
    expect(figuresOf(score(changed(index, { attempts })).tally).link).toBeLessThan(1);
  });

  it('matches without ids by recipients and time', () => {
    const bare = right.map((message) => ({ ...message, keys: { itemIds: [], requestIds: [] } }));
    expect(score(bare).tally.matched).toBe(truths.length);
    const late = bare.map((message, i) => ({
      ...message,
      sentAt: ticksToIso(addSeconds(truths[i]?.sentAt ?? ticks(0), 900)),
    }));
    expect(score(late).tally.matched).toBe(0);
  });

  it('names the figures below a floor, and prints them', () => {
    const { tally } = score([]);
    expect(shortfalls(figuresOf(tally), { recall: 0.5 })).toEqual(['recall 0.0000 < 0.5']);
    expect(shortfalls(figuresOf(tally), {})).toEqual([]);
    const lines = figuresTable([{ name: 'clean', tally }])
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});
