import { describe, expect, test } from 'vitest';
import type { ReportMessage } from '../../src/model/report.ts';
import type { WatchEvent } from '../../src/model/watch-event.ts';
import { afterEvent, NOTHING_SEEN } from '../../src/report/live-state.ts';
import { countdown, liveLine, liveLines } from '../../src/report/live-view.ts';
import { columnsOf } from '../../src/report/text-width.ts';

const NOW = Date.parse('2016-06-08T09:00:30Z');
const PLAIN = { width: 40, color: false, verbose: false, unicode: false };

function message(id: string, more: Partial<ReportMessage> = {}): ReportMessage {
  return {
    id,
    outcome: 'pending',
    certainty: 'likely',
    recipients: ['bob@contoso.com'],
    sentAt: '2016-06-08T09:00:00Z',
    keys: { itemIds: [], requestIds: [] },
    spool: 'unknown',
    witnesses: 'trace-only',
    steps: [],
    attempts: [],
    causes: [],
    ...more,
  };
}

const FINDING = {
  rule: 'quota',
  severity: 'error',
  verdict: 'proven',
  title: 'The mailbox is full',
  why: 'x',
  fix: [],
  references: [],
  messages: ['m1'],
  evidence: [],
} as const;

function stateOf(events: readonly WatchEvent[]) {
  return events.reduce(afterEvent, NOTHING_SEEN);
}

describe('the countdown', () => {
  test.each([
    ['2016-06-08T09:00:00Z', '1:30 left'],
    ['2016-06-08T08:58:30.0010000Z', '0:01 left'],
    ['2016-06-08T08:58:30Z', 'two minutes are over'],
    ['2016-06-08T08:00:00Z', 'two minutes are over'],
    ['2016-06-08T10:00:00Z', ''],
  ])('of a message sent at %s is "%s"', (sentAt, text) => {
    expect(countdown(message('m1', { sentAt }), NOW)).toBe(text);
  });

  test('is of pending messages alone', () => {
    expect(countdown(message('m1', { outcome: 'delivered' }), NOW)).toBe('');
  });
});

describe('the view', () => {
  const events: readonly WatchEvent[] = [
    { event: 'started', schema: 'oimscope.watch/1', folder: '/logs/\u001b[31mred' },
    { event: 'message', message: message('m1', { recipients: ['\u202ebob@contoso.com\u0007', 'carol@contoso.com'] }) },
    { event: 'finding', finding: FINDING },
    { event: 'settled', messages: 1, findings: 1, horizon: '2016-06-08T09:00:01Z' },
    { event: 'finding', finding: { ...FINDING, rule: 'throttled', title: '漢字'.repeat(40) } },
    { event: 'message', message: message('m2', { outcome: 'delivered' }) },
  ];

  test('shows each message, what is left of its time, and what is new', () => {
    const lines = liveLines(stateOf(events), { ...PLAIN, width: 100 }, NOW, 30);
    expect(lines).toEqual([
      'oimscope watches /logs/\\u{1b}[31mred',
      '2 messages, 2 findings (1 new); trace until 2016-06-08 09:00:01',
      expect.stringMatching(/^new {2}error throttled/),
      '     error quota (proven): The mailbox is full',
      'm1   pending (likely), 1:30 left',
      '     to \\u{202e}bob@contoso.com\\u{7} +1, sent 2016-06-08 09:00:00',
      '     no step of it was seen',
      'm2   delivered (likely)',
      '     to bob@contoso.com, sent 2016-06-08 09:00:00',
      '     no step of it was seen',
    ]);
  });

  test.each([40, 57, 100])('is no wider than %d columns and no higher than the terminal', (width) => {
    const many: readonly WatchEvent[] = Array.from({ length: 50 }, (_, i) => ({
      event: 'message',
      message: message(`m${i + 3}`),
    }));
    const lines = liveLines(stateOf([...events, ...many]), { ...PLAIN, width }, NOW, 20);
    expect(lines.length).toBeLessThanOrEqual(20);
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
    expect(lines.join('\n')).toContain('m52');
  });
});

test('a change that nobody would see is no line', () => {
  const first: WatchEvent = { event: 'message', message: message('m1') };
  const { next, line } = liveLine(NOTHING_SEEN, first, PLAIN);
  expect(line).toBe('m1  to bob@contoso.com, sent 2016-06-08 09:00:00: pending (likely)');
  const again: WatchEvent = { event: 'message', message: message('m1', { endedAt: '2016-06-08T09:00:02Z' }) };
  expect(liveLine(next, again, PLAIN).line).toBeUndefined();
  expect(liveLine(next, { event: 'message-gone', id: 'm1' }, PLAIN).next.messages.size).toBe(0);
});
