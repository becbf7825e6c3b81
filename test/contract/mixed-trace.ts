import fc from 'fast-check';

const two = (n: number): string => String(n).padStart(2, '0');

// Close together, and across the end of a day, a month and a year: what misjudges the order of two times is seen.
const day = fc.constantFrom(
  [12, 31, 2015] as const,
  [1, 1, 2016] as const,
  [2, 28, 2016] as const,
  [2, 29, 2016] as const,
  [3, 1, 2016] as const,
);
const timeOfDay = fc
  .tuple(
    fc.constantFrom(0, 1, 2, 3, 22, 23),
    fc.constantFrom(0, 59),
    fc.constantFrom(0, 1, 10, 59),
    fc.constantFrom(0, 1, 10, 100, 999),
  )
  .map(([hour, minute, second, ms]) => `${two(hour)}:${two(minute)}:${two(second)}.${String(ms).padStart(3, '0')}`);
const monthFirst = day.map(([month, date, year]) => `${two(month)}/${two(date)}/${year}`);
const yearFirst = day.map(([month, date, year]) => `${year}/${two(month)}/${two(date)}`);

/** Days that there are not. */
const noDay = fc.constantFrom(
  '02/29/2015-00:00:00.000',
  '02/30/2016-00:00:00.000',
  '01/32/2016-00:00:00.000',
  '01/00/2016-00:00:00.000',
);

/** Times that the survey of a window must leave to the slow way, or may not misjudge. */
const oddTime = fc.constantFrom(
  '6/7/2016-09:15:01.200',
  '06/07/2016-09:15:01',
  '06/07/2016-09:15:01.2001234',
  '06/07/2016-09:15:01.200123456',
  '06/07/2016-09:15:59.9',
  '06/07/2016-09:15:60.000',
  '06/07/2016-23:59:59.999',
  '06/07/2016-24:00:00.000',
  '06/07/2016-09:1:01.200',
  '06/07/2016-09:15:0x.200',
  '00/00/0000-00:00:00.000',
  '99/99/9999-99:99:99.999',
  '02/29/2016-00:00:00.000',
  '04/31/2016-00:00:00.000',
  '2016/06/07-09:15:01.2',
  '2016/13/07-09:15:01.2',
);

const ocsLead = fc.constantFrom(
  'TL_INFO(TF_COMPONENT) [0]',
  'TL_INFO(TF_COMPONENT) [12]',
  'TL_ERROR(TF_X|TF_Y) [pool.contoso.com\\fe01]',
  'TL_WARN() []',
  'TL_NOISE(OC_Conversation|MediaStack_Rtp, TF_SECURITY, TF_DIAG)\t[2001:db8::5:1\\fe02]',
);
const thread = fc.constantFrom('1F68.0C14', '00AB1F68.00000C14', 'abcd.EF01');

function prefixed(time: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(ocsLead, thread, time).map(([lead, ids, at]) => `${lead}${ids}::${at}.0000abcd (A,B::C:d.cpp(1))`),
    fc.tuple(fc.nat(9999), thread, time).map(([cpu, ids, at]) => `[${cpu}]${ids}::${at} [tracedrv]`),
    fc.tuple(thread, time).map(([ids, at]) => `[0]${ids}::${at} 00004ea4 [tracedrv]`),
    time.map((at) => `${at.replace('-', '|')} 1F68:C14 INFO  :: `),
  );
}

const usual = fc.tuple(monthFirst, timeOfDay).map(([date, at]) => `${date}-${at}`);
const netsh = fc
  .tuple(thread, yearFirst, timeOfDay)
  .map(([ids, date, at]) => `[2]${ids}::${date}-${at}449100 [Contoso-Client][conn] `);

/** None holds process, thread and time on one line: that would be a prefix of the user's own, and nothing surveyed. */
const body = fc.constantFrom(
  'nothing',
  'POST / HTTP/1.1',
  'error 12002',
  '<s:Envelope>',
  '',
  'a\nTL_ not one\nTL_INFO(x) no time\n[0] none\n[0]1F68.0C1::06/07/2016 three digits',
  '::12/34 [x]::5\n[x]1F68.0C14::06/07/2016 09:15:01.200\n06/08/2016 09:15',
  'TL_INFO(A\n) [0]1F68.0C14::06/07/2016 09:15:01.200\n06/08/2016|x',
  '{"meta":{"provider":"P","time":"2016-06-07T09:15:01Z"},"a":"HTTP/1.1"}',
);

/** Events without a prefix. */
const own = fc.constantFrom(
  'Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).',
  'EventTrace',
  '*****FormatMessage A(b) of C, parameter 2 raised an exception*****',
);

function record(prefix: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(prefix, body).map(([start, text]) => `${start}${text}\n`);
}

/** A record of any form with a time that can be read. */
export const regularRecord: fc.Arbitrary<string> = record(
  fc.oneof({ weight: 5, arbitrary: prefixed(usual) }, { weight: 1, arbitrary: netsh }),
);

/** Records of all forms in any order, few of them with odd times. */
export const mixedTrace: fc.Arbitrary<string> = fc
  .tuple(
    regularRecord,
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: regularRecord },
        { weight: 1, arbitrary: own.map((line) => `${line}\n`) },
        { weight: 1, arbitrary: record(prefixed(fc.oneof(noDay, oddTime))) },
      ),
      { minLength: 1, maxLength: 40 },
    ),
  )
  .map(([first, rest]) => `${first}${rest.join('')}`);
