import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { PRECEDENCE } from '../../src/diagnosis/precedence.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { Attempt, Life } from '../../src/model/life.ts';
import { attempt, input, life } from './sample-input.ts';

function failing(id: string, ...more: readonly Partial<Attempt>[]): Life {
  const attempts = more.map((one, index) => attempt(11 + index * 10, { result: 'error', httpStatus: 200, ...one }));
  return life({ id, attempts });
}

const DOWN = { responseCode: 'ErrorMailboxStoreUnavailable' } as const;
const BUSY = { responseCode: 'ErrorServerBusy' } as const;
const SILENT = { result: 'no-answer' } as const;

function ruled(...lives: readonly Life[]) {
  const { rules: results, findings } = diagnose(input({ lives }));
  return {
    of: (id: string) => results.find((one) => one.id === id),
    messages: (id: string) => findings.find((one) => one.rule === id)?.messages,
  };
}

describe('the list of what explains what', () => {
  it('names rules that exist, and each pair once', () => {
    const ids = new Set(rules.map(({ id }) => id));
    for (const { rule, by } of PRECEDENCE)
      expect([ids.has(rule), ids.has(by), rule !== by]).toEqual([true, true, true]);
    const pairs = PRECEDENCE.map(({ rule, by }) => `${rule} ${by}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('goes round in no circle', () => {
    const isAbove = (rule: string, passed: readonly string[]): boolean =>
      passed.includes(rule) || PRECEDENCE.some((one) => one.rule === rule && isAbove(one.by, [...passed, rule]));
    for (const { rule } of PRECEDENCE) expect([rule, isAbove(rule, [])]).toEqual([rule, false]);
  });
});

describe('one outage behind many failures', () => {
  it('explains the throttling and the silence of the same messages', () => {
    const told = ruled(failing('m1', DOWN, BUSY), failing('m2', DOWN, SILENT));
    expect(told.messages('store-down')).toEqual(['m1', 'm2']);
    for (const id of ['throttled', 'ews-timeout']) {
      expect(told.of(id)).toMatchObject({ status: 'superseded', supersededBy: 'store-down' });
    }
  });

  it('leaves the messages that it is not about', () => {
    const told = ruled(failing('m1', DOWN, BUSY), failing('m2', BUSY));
    expect(told.messages('store-down')).toEqual(['m1']);
    expect(told.of('throttled')?.status).toBe('fired');
    expect(told.messages('throttled')).toEqual(['m2']);
  });
});

it('throttling explains a silence that follows, and nothing of other messages', () => {
  expect(ruled(failing('m1', BUSY, SILENT)).of('ews-timeout')).toMatchObject({ supersededBy: 'throttled' });
  expect(ruled(failing('m1', BUSY), failing('m2', SILENT)).messages('ews-timeout')).toEqual(['m2']);
});

it('a proxy that refuses is no refusal of Exchange, and says so', () => {
  const told = ruled(failing('m1', { httpStatus: 401 }, { httpStatus: 407 }));
  expect(told.messages('proxy')).toEqual(['m1']);
  expect(told.of('auth-401')).toMatchObject({ status: 'superseded', supersededBy: 'proxy' });
});

it('a rule that cannot be told stays so, whatever else fired', () => {
  const told = ruled(life({ id: 'm1', outcome: 'unknown', attempts: [attempt(11, { result: 'unreadable' })] }));
  expect(told.of('throttled')?.status).toBe('cannot-tell');
});
