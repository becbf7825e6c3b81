import { describe, expect, test } from 'vitest';
import type { ReportIssue, ReportMessage } from '../../src/model/report.ts';
import type { WatchEvent } from '../../src/model/watch-event.ts';
import { dueLines, liveLines, NOTHING_TOLD, type Told } from '../../src/report/live-lines.ts';
import { afterEvent, type LiveState, NOTHING_SEEN } from '../../src/report/live-state.ts';
import { countdown } from '../../src/report/live-texts.ts';
import { viewLines } from '../../src/report/live-view.ts';
import { columnsOf } from '../../src/report/text-width.ts';

const NOW = Date.parse('2016-06-08T09:00:30Z');
/** A second after the two minutes of a message that was sent at nine. */
const LATER = Date.parse('2016-06-08T09:02:01Z');
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
const EXITED = { ...FINDING, rule: 'client-exited', severity: 'warning', title: 'The client went away' } as const;
const UNREADABLE: ReportIssue = { code: 'UNREADABLE', source: 'Tracing/x.txt', text: 'It is closed.' };

function stateOf(events: readonly WatchEvent[]): LiveState {
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

const step = (event: string, state: string): ReportMessage['steps'][number] =>
  ({ event, state, fit: 'allowed', link: 'exact', evidence: [] }) as ReportMessage['steps'][number];

describe('the view', () => {
  const events: readonly WatchEvent[] = [
    { event: 'started', schema: 'oimscope.watch/1', folder: '/logs/\u001b[31mred' },
    { event: 'message', message: message('m1', { outcome: 'delivered' }) },
    {
      event: 'message',
      message: message('m2', { recipients: ['\u202ebob@contoso.com\u0007', 'carol@contoso.com'] }),
    },
    { event: 'finding', finding: FINDING },
    { event: 'settled', messages: 1, findings: 1, horizon: '2016-06-08T09:00:01Z' },
    { event: 'finding', finding: { ...FINDING, rule: 'throttled', title: '漢字'.repeat(40) } },
    { event: 'issue', issue: { ...UNREADABLE, source: 'a\u001b[2J.txt' } },
    { event: 'issue', issue: { code: 'NOT_RECOGNISED', source: 'readme.txt', text: 'no matter' } },
  ];

  test('shows what was lost, what was found, and each message, those whose end is open first', () => {
    const lines = viewLines(stateOf(events), { ...PLAIN, width: 100 }, NOW, 30);
    expect(lines).toEqual([
      'oimscope watches /logs/\\u{1b}[31mred',
      '2 messages, 2 findings (1 new), 1 issue; trace until 2016-06-08 09:00:01',
      '     could not read a\\u{1b}[2J.txt: It is closed.',
      expect.stringMatching(/^new {2}error throttled/),
      '     error quota (proven): The mailbox is full',
      'm2   pending (likely), 1:30 left',
      '     to \\u{202e}bob@contoso.com\\u{7} +1, sent 2016-06-08 09:00:00',
      '     no step of it was seen',
      'm1   delivered (likely)',
      '     to bob@contoso.com, sent 2016-06-08 09:00:00',
      '     no step of it was seen',
    ]);
  });

  test('forgets an issue that is gone', () => {
    const first: WatchEvent = { event: 'issue', issue: UNREADABLE };
    const gone: WatchEvent = { event: 'issue-gone', issue: { ...UNREADABLE } };
    expect(viewLines(stateOf([first]), PLAIN, NOW, 30).join()).toContain('Tracing/x.txt');
    expect(viewLines(stateOf([first, gone]), PLAIN, NOW, 30).join()).not.toContain('Tracing/x.txt');
  });

  test('tells the cause of a message in a window of 40 columns, whole, and no word twice', () => {
    const steps = [step('draft-saved', 'draft-saved'), step('move-failed', 'stuck-in-drafts')];
    const stuck = message('m1', {
      outcome: 'stuck-in-drafts',
      certainty: 'proven',
      recipients: ['somebody.with.a.long.name@fabrikam.com', 'bob@contoso.com'],
      steps,
      causes: ['build-below-onprem-min', 'false-offline-messages-only'],
    });
    const late = message('m2', { steps: steps.slice(0, 1), sentAt: '2016-06-08T08:00:00Z', certainty: 'possible' });
    const finding: WatchEvent = { event: 'finding', finding: { ...FINDING, rule: 'build-below-onprem-min' } };
    const told: readonly WatchEvent[] = [
      { event: 'message', message: stuck },
      { event: 'message', message: late },
      finding,
    ];
    expect(viewLines(stateOf(told), PLAIN, NOW, 30).slice(2)).toEqual([
      '     error build-below-onprem-min',
      '     (proven): The mailbox is full',
      'm2   pending, two minutes are over',
      '     08:00:00 to bob@contoso.com',
      '     last seen draft-saved',
      'm1   stuck-in-drafts (proven)',
      '     09:00:00 to somebody.with.a.l... +1',
      '     build-below-onprem-min;',
      '     false-offline-messages-only; last',
      '     seen move-failed',
    ]);
  });

  const many: readonly WatchEvent[] = Array.from({ length: 50 }, (_, i) => ({
    event: 'message',
    message: message(`m${i + 3}`, i % 10 === 0 ? {} : { outcome: 'delivered' }),
  }));
  const found: readonly WatchEvent[] = Array.from({ length: 30 }, (_, i) => ({
    event: 'finding',
    finding: { ...FINDING, rule: `rule-${i}`, messages: ['m4'] },
  }));

  test.each([10, 25, 39, 40, 57, 100])('is no wider than %d columns and no higher than any terminal', (width) => {
    for (let rows = 1; rows <= 60; rows++) {
      for (const some of [events, [...events, ...many], [...events, ...many, ...found]]) {
        const lines = viewLines(stateOf(some), { ...PLAIN, width }, NOW, rows);
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  test('shows the messages whose end is open before all others, the newest of each, and counts the rest', () => {
    const shown = (rows: number, some: readonly WatchEvent[]): readonly string[] =>
      viewLines(stateOf(some), { ...PLAIN, width: 100 }, NOW, rows);
    const ids = (lines: readonly string[]) => lines.flatMap((line) => /^m\d+/.exec(line)?.[0] ?? []);
    const lines = shown(23, [...events, ...many]);
    expect(ids(lines)).toEqual(['m3', 'm13', 'm23', 'm33', 'm43']);
    expect(lines.at(-1)).toBe('... 47 more messages');
    const full = shown(24, [...events, ...many, ...found]);
    expect(ids(full)).toEqual(['m13', 'm23', 'm33', 'm43'].slice(-ids(full).length));
    expect(full.join('\n')).toContain('could not read a');
    const hidden = 52 - ids(full).length;
    const findings = full.filter((line) => line.includes(': The mailbox') || line.startsWith('new  ')).length;
    expect(full.at(-1)).toBe(`... ${hidden} more messages, ${32 - findings} more findings`);
    expect(shown(40, [...events, ...many]).at(-1)).toMatch(/^\.\.\. \d+ more messages$/);
    expect(shown(4, events).at(-1)).toMatch(/^\.\.\. \d+ more messages?, \d more findings?, 1 more issue$/);
  });
});

describe('a message that may still arrive by the clock', () => {
  const pending: readonly WatchEvent[] = [
    { event: 'started', schema: 'oimscope.watch/1', folder: '/logs' },
    { event: 'message', message: message('m1', { causes: ['client-exited'] }) },
    { event: 'finding', finding: EXITED },
    { event: 'settled', messages: 1, findings: 1 },
  ];

  function told(events: readonly WatchEvent[], nowMs: number, from: Told = NOTHING_TOLD): [Told, readonly string[]] {
    let state = from;
    const all: string[] = [];
    for (const event of events) {
      const { next, lines } = liveLines(state, event, PLAIN, nowMs);
      state = next;
      all.push(...lines);
    }
    return [state, all];
  }

  test('is announced as lost by no line, until its two minutes are over', () => {
    const [state, lines] = told(pending, NOW);
    expect(lines).toEqual([
      'watching /logs',
      'm1  to bob@contoso.com, sent 2016-06-08 09:00:00: pending (likely)',
      '1 message, 0 findings; waiting for changes',
    ]);
    expect(dueLines(state, PLAIN, NOW + 60_000).lines).toEqual([]);
    const due = dueLines(state, PLAIN, LATER);
    expect(due.lines).toEqual([
      'm1  to bob@contoso.com, sent 2016-06-08 09:00:00: pending (likely); client-exited',
      'warning client-exited (proven): The client went away [m1]',
    ]);
    expect(dueLines(due.next, PLAIN, LATER + 1000).lines).toEqual([]);
  });

  test('ends without a word of what was held back, where it arrives', () => {
    const [state] = told(pending, NOW);
    const arrived: readonly WatchEvent[] = [
      { event: 'message', message: message('m1', { outcome: 'delivered' }) },
      { event: 'finding-gone', rule: 'client-exited' },
      { event: 'settled', messages: 1, findings: 0 },
    ];
    expect(told(arrived, NOW, state)[1]).toEqual([
      'm1  to bob@contoso.com, sent 2016-06-08 09:00:00: delivered (likely)',
    ]);
  });

  test('is left out of a finding that has others, and of what the end says', () => {
    const failed = message('m2', { outcome: 'rejected', causes: ['client-exited'] });
    const both = { ...EXITED, messages: ['m1', 'm2'] };
    const [state, lines] = told(
      [
        { event: 'message', message: message('m1') },
        { event: 'message', message: failed },
        { event: 'finding', finding: both },
      ],
      NOW,
    );
    expect(lines.at(-1)).toBe('warning client-exited (proven): The client went away [m2]');
    const report = { messages: [message('m1')], findings: [EXITED] };
    const stopped = { event: 'stopped', report } as unknown as WatchEvent;
    expect(told([stopped], NOW, state)[1]).toEqual(['stopped: 1 message, 0 findings']);
    expect(told([stopped], LATER, state)[1].at(-1)).toBe('stopped: 1 message, 1 finding');
  });

  test('has no cause in the view, until its two minutes are over', () => {
    const view = (nowMs: number) => viewLines(stateOf(pending), { ...PLAIN, width: 100 }, nowMs, 30).join('\n');
    expect(view(NOW)).not.toContain('client-exited');
    expect(view(NOW)).toContain('1 message, 0 findings (0 new)');
    expect(view(LATER)).toContain('client-exited');
    expect(view(LATER)).toContain('     client-exited; no step of it was seen');
    expect(view(LATER)).toContain('1 message, 1 finding (0 new)');
  });

  test('is of the past by a clock that is ahead, as in a folder that was collected', () => {
    const [, lines] = told(pending, Date.parse('2026-01-01T00:00:00Z'));
    expect(lines).toContain('warning client-exited (proven): The client went away [m1]');
  });
});

describe('lines', () => {
  test('tell a change that a person would see, and no other', () => {
    const first: WatchEvent = { event: 'message', message: message('m1') };
    const { next, lines } = liveLines(NOTHING_TOLD, first, PLAIN, NOW);
    expect(lines).toEqual(['m1  to bob@contoso.com, sent 2016-06-08 09:00:00: pending (likely)']);
    const again: WatchEvent = { event: 'message', message: message('m1', { endedAt: '2016-06-08T09:00:02Z' }) };
    expect(liveLines(next, again, PLAIN, NOW).lines).toEqual([]);
    const gone = liveLines(next, { event: 'message-gone', id: 'm1' }, PLAIN, NOW);
    expect(gone.next.state.messages.size).toBe(0);
    expect(liveLines(gone.next, first, PLAIN, NOW).lines, 'it comes back').toEqual(lines);
  });

  test('say no word twice', () => {
    const steps = [step('move-failed', 'stuck-in-drafts')];
    const stuck = message('m1', { outcome: 'stuck-in-drafts', certainty: 'proven', steps });
    expect(liveLines(NOTHING_TOLD, { event: 'message', message: stuck }, PLAIN, NOW).lines).toEqual([
      'm1  to bob@contoso.com, sent 2016-06-08 09:00:00: stuck-in-drafts (proven)',
    ]);
  });

  test('tell what could not be read, and when that is over; what is merely not recognised they do not', () => {
    const say = (event: WatchEvent) => liveLines(NOTHING_TOLD, event, PLAIN, NOW).lines;
    expect(say({ event: 'issue', issue: { ...UNREADABLE, source: 'a\u0007.txt' } })).toEqual([
      'could not read a\\u{7}.txt: It is closed.',
    ]);
    expect(say({ event: 'issue', issue: { ...UNREADABLE, code: 'XML_TRUNCATED', line: 7 } })).toEqual([
      'not read in full: Tracing/x.txt:7: It is closed.',
    ]);
    expect(say({ event: 'issue-gone', issue: { ...UNREADABLE, source: '' } })).toEqual([
      'no longer so: could not read the folder: It is closed.',
    ]);
    expect(say({ event: 'issue', issue: { ...UNREADABLE, code: 'NOT_RECOGNISED' } })).toEqual([]);
  });
});
