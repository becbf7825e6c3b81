import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatOf } from '../../src/formats/index.ts';
import { openText } from '../../src/input/text-source.ts';
import type { TraceRecord } from '../../src/model/record.ts';

const LITERALS = { literals: ['HTTP/1', 'Envelope'], numbers: ['12002'] };

async function read(text: string, followsAll: boolean): Promise<{ survey: unknown; records: TraceRecord[] }> {
  const bytes = Buffer.from(text);
  const source = await openText({
    path: 't.txt',
    place: 't.txt',
    bytes: bytes.length,
    chunks: async function* () {
      yield bytes;
    },
  });
  const records: TraceRecord[] = [];
  const survey = await formatOf(source.head)?.read(source, {
    wanted: { wanted: LITERALS, followsAny: () => followsAll, follows: () => followsAll },
    zones: [],
    onRecord: (record) => records.push(record),
    onIssue: () => undefined,
  });
  return { survey, records };
}

const two = (n: number): string => String(n).padStart(2, '0');
const time = fc
  .tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 2012, max: 2026 }),
    fc.nat(23),
    fc.nat(59),
    fc.nat(999),
  )
  .map(
    ([month, day, year, hour, minute, ms]) =>
      `${two(month)}/${two(day)}/${year}-${two(hour)}:${two(minute)}:07.${String(ms).padStart(3, '0')}`,
  );
/** Times of other forms, and none at all: the survey must leave those windows to the slow way. */
const oddTime = fc.constantFrom(
  '6/7/2016-09:15:01.200',
  '06/07/2016-09:15:01',
  '99/99/9999-99:99:99.999',
  '06/07/2016-09:15:01.2001234',
);
const lead = fc.constantFrom(
  'TL_INFO(TF_COMPONENT) [0]',
  'TL_ERROR(TF_X|TF_Y) [pool.contoso.com\\fe01]',
  'TL_WARN() []',
);
const body = fc.constantFrom(
  'nothing',
  'POST / HTTP/1.1',
  'error 12002',
  '<s:Envelope>',
  'a\nTL_ not one\nTL_INFO(x) no time',
  '::12/34 [x]::5',
);
const regular = fc
  .tuple(lead, time, body)
  .map(([start, at, text]) => `${start}1F68.0C14::${at}.0000abcd (A,B::C:d.cpp(1))${text}\n`);
const odd = fc
  .tuple(lead, oddTime, body)
  .map(([start, at, text]) => `${start}1F68.0C14::${at} (A,B::C:d.cpp(1))${text}\n`);
const unknown = fc.constant('Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).\n');

test('the survey of a window tells what a look at each record tells', async () => {
  const lines = fc.array(
    fc.oneof({ weight: 8, arbitrary: regular }, { weight: 1, arbitrary: unknown }, { weight: 1, arbitrary: odd }),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(regular, lines, async (first, rest) => {
      const text = `${first}${rest.join('')}`;
      const fast = await read(text, false);
      const slow = await read(text, true);
      expect(fast.survey).toEqual(slow.survey);
      const wanted = slow.records.filter((record) => /HTTP\/1|Envelope|\b12002\b/.test(record.raw));
      expect(fast.records.filter((record) => wanted.some((one) => one.offset === record.offset))).toEqual(wanted);
    }),
  );
});
