import { expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import { Observer } from '../../src/observe.ts';

const PARKED = 'Offline note is parked';

interface Said {
  readonly text: string;
  readonly tid?: number;
  readonly component?: string;
}

/** The lines that nothing was made of, and what was made of others, of records of one trace. */
function readAll(records: readonly Said[]): { readonly lines: readonly string[]; readonly kinds: readonly string[] } {
  const lines: string[] = [];
  const told: Observation[] = [];
  const unmatched = { literals: ['ffline'], onLine: ({ text }: { readonly text: string }) => lines.push(text) };
  const observer = new Observer((observation) => told.push(observation), { unmatched });
  for (const [i, { text, tid = 7, component = 'EWS' }] of records.entries()) {
    const record: TraceRecord = {
      source: 'trace.log',
      line: i + 1,
      offset: i * 1000,
      raw: text,
      width: 'utf-8',
      message: text,
      pid: 1,
      tid,
      component,
      function: 'C::F',
    };
    observer.add(record);
  }
  observer.end();
  return { lines, kinds: told.map(({ kind }) => kind) };
}

test('a line is told', () => {
  expect(readAll([{ text: PARKED }])).toEqual({ lines: [PARKED], kinds: [] });
});

test.each([
  ['an item whose envelope was torn', 'ms> BodyType="Text" Hello'],
  ['an envelope that is cut', 'POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: x\r\n\r\n<s:Envelope><t:Body>Hello'],
])('what stands behind %s in its thread may be what somebody wrote', (_, text) => {
  expect(readAll([{ text }, { text: PARKED }]).lines).not.toContain(PARKED);
  expect(readAll([{ text }, { text: PARKED, tid: 8 }]).lines).toContain(PARKED);
});

test('a start line that is cut goes on in the next record', () => {
  const cut = [{ text: 'offline POST /EWS/Exchange.asmx HTTP/1.' }, { text: '1' }];
  expect(readAll(cut).kinds).toEqual(['http-request']);
});

test('a failure is told in front of what its thread says next', () => {
  const failure = { text: 'offline note: error 12029' };
  const { lines, kinds } = readAll([failure, { text: PARKED }]);
  expect({ lines, kinds }).toEqual({ lines: [failure.text, PARKED], kinds: ['transport-failure'] });
});

test('a companion file is no trace', () => {
  expect(readAll([{ text: PARKED, component: 'Configuration Information' }]).lines).toEqual([]);
});
