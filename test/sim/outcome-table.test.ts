import { describe, expect, it } from 'vitest';
import { judgeView } from './outcome-table.ts';
import type { AttemptView, MessageView } from './view.ts';

function attempt(parts: Partial<AttemptView>): AttemptView {
  return {
    call: 0,
    operation: 'CreateItem',
    disposition: 'SendOnly',
    startedAt: 0,
    result: 'error',
    isRetryable: false,
    isTimeout: false,
    ...parts,
  };
}

function outcome(attempts: readonly AttemptView[], horizon: number, more: Partial<MessageView> = {}): string {
  return judgeView({ attempts, removals: [], sentAt: 0, ...more }, { horizon, collectedAt: horizon + 1000 }).outcome;
}

const SAVED = attempt({ disposition: 'SaveOnly', result: 'saved', itemId: 'A' });
const SEND = { operation: 'SendItem', itemId: 'A', startedAt: 1 } as const;

describe('the outcome table of the simulator', () => {
  it.each([
    ['delivered', [attempt({ result: 'accepted' })], 1],
    ['pending', [SAVED], 119],
    ['stuck-in-drafts', [SAVED], 120],
    ['stuck-in-drafts', [SAVED, attempt(SEND)], 2],
    ['pending', [SAVED, attempt({ ...SEND, isRetryable: true })], 60],
    ['stuck-in-drafts', [attempt({ disposition: 'SendAndSaveCopy', responseCode: 'ErrorSendAsDenied' })], 2],
    ['rejected', [attempt({ responseCode: 'ErrorSendAsDenied' })], 2],
    ['pending', [attempt({ isRetryable: true })], 100],
    ['rejected', [attempt({ isRetryable: true })], 120],
    ['unreachable', [attempt({ result: 'transport-error' })], 1],
    ['pending', [attempt({ result: 'transport-error', isTimeout: true })], 100],
    ['timed-out', [attempt({ result: 'transport-error', isTimeout: true })], 120],
    ['pending', [attempt({ result: 'no-answer' })], 119],
    ['timed-out', [attempt({ result: 'no-answer' })], 120],
    ['unknown', [attempt({ result: 'unreadable' })], 120],
  ] as const)('says %s', (expected, attempts, horizon) => {
    expect(outcome(attempts, horizon)).toBe(expected);
  });

  it('judges a draft that was deleted by its last send attempt', () => {
    const removals = [{ itemId: 'A', at: 3 }];
    expect(outcome([SAVED, attempt(SEND)], 5, { removals })).toBe('rejected');
    expect(outcome([SAVED], 500, { removals })).toBe('unknown');
  });

  it('judges a file in the spooler by the moment of collection', () => {
    expect(outcome([], 5, { spoolWrittenAt: 0 })).toBe('left-in-spooler');
    const young = { attempts: [], removals: [], sentAt: 0, spoolWrittenAt: 0 };
    expect(judgeView(young, { collectedAt: 60 }).outcome).toBe('pending');
  });
});
