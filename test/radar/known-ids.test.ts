import { expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import type { ReportMessage } from '../../src/model/report.ts';
import { followedIds, idsByMessage, isSearchable, literalsOfIds } from '../../src/radar/known-ids.ts';

function phrase(offset: number, values: Extract<Observation, { kind: 'phrase' }>['values']): Observation {
  return {
    kind: 'phrase',
    source: 'a.txt',
    offset,
    evidence: [{ source: 'a.txt', line: 1, offset, text: 'x' }],
    observes: 'message-queued',
    phrase: 'p',
    template: 'x',
    status: 'assumed',
    values,
  };
}

test('ids that phrases tell go before those that nothing understands, by code units, each once', () => {
  const observations = [phrase(1, { messageId: 'zz-4711' }), phrase(2, { messageId: '{AA-4711}', requestId: 'short' })];
  expect(followedIds(observations, ['bb-4711', 'zz-4711', 'aa-4711'])).toEqual({
    ids: ['AA-4711', 'zz-4711', 'bb-4711'],
    of: 3,
  });
});

test('twelve are searched for, of how many is told', () => {
  const suggested = Array.from({ length: 20 }, (_, i) => `note-${i + 10}`);
  const { ids, of } = followedIds([], suggested);
  expect([ids.length, of]).toEqual([12, 20]);
});

test('too short an id, or one of other letters, is not searched for', () => {
  expect(['N1', '12345', '123456', 'N\u00fc12345'].map(isSearchable)).toEqual([false, false, true, false]);
});

test('an id is searched for by its end, and in capitals where it is of hexadecimal digits', () => {
  expect(literalsOfIds([`${'x'.repeat(40)}tail`, 'abcdef12', 'note-4711'])).toEqual(
    [`${'x'.repeat(28)}tail`, 'ABCDEF12', 'abcdef12', 'note-4711'].sort(),
  );
});

test('a message has the ids of its keys, and those that the phrases tell that it cites', () => {
  const message: ReportMessage = {
    id: 'm1',
    outcome: 'pending',
    certainty: 'likely',
    recipients: [],
    keys: { itemIds: ['AAMk'], requestIds: ['r-1'], spoolFile: 'History Spooler/x1.hist' },
    spool: 'unknown',
    witnesses: 'trace-only',
    steps: [
      {
        event: 'message-queued',
        state: 'queued',
        fit: 'allowed',
        link: 'exact',
        evidence: [{ source: 'a.txt', line: 1, offset: 7, text: 'x' }],
      },
    ],
    attempts: [],
    causes: [],
  };
  const observations = [phrase(7, { messageId: 'N1' }), phrase(8, { messageId: 'N2' })];
  expect([...(idsByMessage([message], observations).get('m1') ?? [])].sort()).toEqual(['aamk', 'n1', 'r-1', 'x1.hist']);
});
