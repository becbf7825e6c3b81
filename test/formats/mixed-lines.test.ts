import { describe, expect, test } from 'vitest';
import type { ZoneOption } from '../../src/model/analysis-options.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import { fileOf, readFile } from '../contract/read-file.ts';

const OCS = 'TL_INFO(TF_A) [0]1BD4.0D0C::06/08/2016-09:15:00.101.00000001 (C,F::g:f.cpp(1))OCSLogger\n';
const CLS = 'TL_INFO(TF_A) [pool\\fe01]1BD4.0D0C::06/08/2016-09:15:00.101.00000001 (C,F::g:f.cpp(1)) [7] CLSLogger\n';
const TRACEFMT = '[0]1BD4.0D0C::06/08/2016-09:15:00.101 [C]tracefmt\n';
const UCC = '06/08/2016|09:15:00.101 1BD4:D0C INFO  :: the SIP log\n';
const UNKNOWN = 'Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).\n';
const [LOCAL, UTC] = ['2016-06-08T07:15:00.101Z', '2016-06-08T09:15:00.101Z'];

interface Times {
  readonly format: string | undefined;
  readonly zone: object | undefined;
  readonly times: readonly (string | undefined)[];
}

async function read(text: string, zones: readonly ZoneOption[] = []): Promise<Times> {
  const { format, survey, records } = await readFile(fileOf(Buffer.from(text), { name: 'a.txt' }), { zones });
  return {
    format,
    zone: survey?.zone,
    times: records.map(({ at }) => (at === undefined ? undefined : ticksToIso(at))),
  };
}

describe('the form of a file of mixed lines', () => {
  test.each([
    ['is that of most records', TRACEFMT + TRACEFMT + OCS, 'tracefmt'],
    ['is that of most records, whatever comes first', UCC + OCS + TRACEFMT + OCS, 'ocs-text'],
    ['is decided by the order of the list where two have as many', UCC + TRACEFMT + OCS, 'ocs-text'],
    ['is decided by the order of the list where two have as many', UCC + TRACEFMT, 'tracefmt'],
    ['is not told by undecoded events where others are', UNKNOWN.repeat(5) + UCC, 'uccapilog'],
    ['is tracefmt where nothing is decoded', UNKNOWN, 'tracefmt'],
    ['is told by the first 200 lines', UCC.repeat(101) + OCS.repeat(150), 'uccapilog'],
    ['is told by what is behind them where they hold none', `${'a\n'.repeat(300)}${OCS}`, 'ocs-text'],
    ['is none where a page quotes some lines', `${'a page\n'.repeat(30)}${TRACEFMT.repeat(5)}`, undefined],
    ['is tracefmt where many lines follow on others', `${'a body\n'.repeat(150)}${TRACEFMT.repeat(20)}`, 'tracefmt'],
    ['is none of C++', 'int a::b::c(int d) {\n  return x[0]::e;\n}\n', undefined],
    ['is none of indented lines', ` ${TRACEFMT} ${OCS}`, undefined],
    ['is none of text without prefixes', 'IOCTL = 1\nHello, 1 Hi\n', undefined],
  ])('%s', async (_, text, expected) => {
    expect((await read(text)).format).toBe(expected);
  });
});

describe('the zone of mixed lines', () => {
  const mixed = OCS + OCS + CLS + TRACEFMT + UCC;

  test('is that of the option but for CLSLogger, whose clock is UTC', async () => {
    expect(await read(mixed, [{ zone: '+02:00' }])).toEqual({
      format: 'ocs-text',
      zone: { value: '+02:00', basis: 'option' },
      times: [LOCAL, LOCAL, UTC, LOCAL, LOCAL],
    });
  });

  test('is that of CLSLogger where most lines are of it', async () => {
    expect(await read(CLS + CLS + OCS + TRACEFMT, [{ zone: '+02:00' }])).toEqual({
      format: 'ocs-text',
      zone: { value: 'UTC', basis: 'stated' },
      times: [UTC, UTC, LOCAL, LOCAL],
    });
  });

  test('is that of an option that names the file for all lines', async () => {
    const zones = [{ glob: 'a.txt', zone: '+02:00' }];
    expect((await read(mixed, zones)).times).toEqual([LOCAL, LOCAL, LOCAL, LOCAL, LOCAL]);
  });

  test('widens the span of the source by the moments, not by the clocks', async () => {
    const early = UCC.replace('09:15', '10:30');
    const { survey } = await readFile(fileOf(Buffer.from(`${early}${CLS}${UCC}${UCC}`)), {
      zones: [{ zone: '+02:00' }],
    });
    expect([survey?.from, survey?.to].map((at) => at && ticksToIso(at))).toEqual([LOCAL, UTC]);
  });
});
