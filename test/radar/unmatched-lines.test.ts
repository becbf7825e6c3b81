import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import type { Ref } from '../../src/model/ref.ts';
import { ticks } from '../../src/model/ticks.ts';
import type { UnmatchedLine } from '../../src/model/unmatched-line.ts';
import { UnmatchedLines } from '../../src/observe-unmatched.ts';

const RECORD: TraceRecord = {
  source: 'a.txt',
  line: 7,
  offset: 700,
  raw: 'TL_INFO first line\r\nsecond line',
  width: 1,
  message: 'first line\r\nsecond line',
  at: ticks(5),
  pid: 3,
  tid: 4,
  component: 'Lane',
};

function seen(source: string, ref: Partial<Ref>): Observation {
  const evidence = [{ source, line: 7, offset: 700, text: 'x', ...ref }];
  return { kind: 'autodiscover-failure', source, offset: 700, evidence };
}

function told(record: TraceRecord, text: string, ...observations: readonly Observation[]): readonly UnmatchedLine[] {
  const lines: UnmatchedLine[] = [];
  const unmatched = new UnmatchedLines({ literals: [], onLine: (line) => lines.push(line) });
  unmatched.begin(record);
  for (const one of observations) unmatched.observed(one);
  unmatched.end(text, false);
  return lines;
}

test('each line of a record that nothing cites is told, with its record and place', () => {
  const lines = told(RECORD, RECORD.message);
  expect(lines).toMatchObject([
    { text: 'first line', source: 'a.txt', offset: 700, at: 5, pid: 3, tid: 4, component: 'Lane' },
    { text: 'second line' },
  ]);
  expect(lines.map(({ cite }) => [cite().line, cite().offset])).toEqual([
    [7, 700],
    [8, 720],
  ]);
});

test('a record that is cited, wherever in it, is not told; one of another file or place is', () => {
  expect(told(RECORD, 'x', seen('a.txt', { offset: 720 }))).toEqual([]);
  expect(told(RECORD, 'x', seen('b.txt', {}))).toHaveLength(1);
  expect(told(RECORD, 'x', seen('a.txt', { offset: 699 }))).toHaveLength(1);
});

test('in a file that is not text a record is known by its number', () => {
  const record: TraceRecord = { ...RECORD, width: 'none' };
  expect(told(record, 'x', seen('a.txt', { line: 7, offset: 0 }))).toEqual([]);
  expect(told(record, 'x', seen('a.txt', { line: 8, offset: 700 }))).toMatchObject([{ offset: 7 }]);
});

test('nothing and blanks are no lines', () => {
  expect(told(RECORD, '')).toEqual([]);
  expect(told(RECORD, ' \n\t\r\n')).toEqual([]);
});

test('a line tells whether its record has others, be they told or not', () => {
  const several = (message: string, text = message) =>
    told({ ...RECORD, raw: message, message }, text).map(({ isOneOfSeveral }) => isOneOfSeveral);
  expect(several('sent\r\n  answer: refused')).toEqual([true, true]);
  expect(several('sent, text:\n  answer: refused')).toEqual([true]);
  expect(several('sent\r\nHTTP/1.1 500 x', 'sent')).toEqual([true]);
  expect(several('\r\nsent\r\n \r\n')).toEqual([false]);
  expect(several('sent')).toEqual([false]);
});

describe('of a record that goes on with what somebody wrote no more lines are told', () => {
  const linesOf = (first: string): readonly string[] => {
    const message = `${first}\nsee you at noon\nand so on`;
    return told({ ...RECORD, raw: message, message }, message).map(({ text }) => text);
  };

  test.each([
    'Offline message m1 text:',
    'Offline message m1 text (15):',
    'Offline message m1 text "first line',
    "Offline message m1 'first line",
    'Offline message m1 “first line',
    'Offline message m1 (first line',
    'Offline message m1 `first line',
    'body',
    'IM body follows',
    'Offline message: ',
    'Message m1 says',
    'Subject: x',
    'Offline message m1 text: >>> first line',
    'Offline message m1 {',
    '  body: {',
    'Content-Type: text/plain',
    'Offline note m17 Content-Type: text/plain',
    'Offline note m17 as text/plain',
    'Offline note m17 for bob@contoso.com:',
    'Offline note m17 state =',
    'Offline note m17 is: ',
    'Offline note m17 `',
    "Offline note m17 '",
    'Offline note m17 ```',
    'Offline note m17 <<<',
    'Offline note m17 <<END',
    'Offline note m17 -----',
    '=====',
    'Offline note m17 /*',
    'Offline note m17 /* first line',
    'Offline note m17 <!-- first line',
    'Offline note m17 (33 chars)',
    'Offline note m17, 33 chars',
    'Offline note m17 ->',
  ])('%s', (first) => {
    expect(linesOf(first)).toEqual([first]);
  });

  test.each([
    'first line',
    "it's 5 o'clock (m1)",
    'says "hello", parked',
    "state 'idle'",
    'Offline message: m17',
    'Accept: */* (m1)',
    'at 09:15:00',
    'queue=5',
  ])('but for one that does not: %s', (first) => {
    expect(linesOf(first)).toEqual([first, 'see you at noon', 'and so on']);
  });
});
