import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TraceClock } from '../../src/etl/trace-clock.ts';
import { ticks, ticksFromFileTime } from '../../src/model/ticks.ts';
import { START_TIME, STARTED, systemRecord, writeEtl } from './etl-writer.ts';
import { readAll } from './read-all.ts';

const frequencies = fc.oneof(
  fc.constantFrom(10_000_000n, 2_994_853n, 2_337_949n, 3_579_545n, 24_000_000n, 1n, 3_300_000_000n),
  fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }),
);
const times = fc.oneof(
  fc.bigInt({ min: STARTED - 10n ** 9n, max: STARTED + 10n ** 14n }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

function floor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

const rates = fc.oneof(
  frequencies.map((perfFreq) => ({ clockType: 1, perfFreq, numerator: 10_000_000n, denominator: perfFreq })),
  fc.constant({ clockType: 2, perfFreq: 0n, numerator: 1n, denominator: 1n }),
  fc.integer({ min: 1, max: 10_000 }).map((cpuSpeedMHz) => ({
    clockType: 3,
    perfFreq: 0n,
    cpuSpeedMHz,
    numerator: 10n,
    denominator: BigInt(cpuSpeedMHz),
  })),
);

test('each clock tells the moment that exact arithmetic tells, before its start, too', async () => {
  await fc.assert(
    fc.asyncProperty(rates, fc.array(times, { minLength: 1, maxLength: 8 }), async (rate, clocks) => {
      const { numerator, denominator, ...shape } = rate;
      const records = clocks.map((time) => systemRecord(2, 9, { time }));
      const read = (await readAll(writeEtl(shape, [{ records }]))).records.slice(1);
      const expected = clocks.map((time) =>
        ticksFromFileTime(START_TIME + floor((time - STARTED) * numerator, denominator)),
      );
      for (const [i, moment] of expected.entries()) {
        const at = read[i]?.at;
        // Ticks are exact from 1991 to 2048.
        if (moment === undefined || Number.isSafeInteger(moment)) expect(at).toBe(moment);
        else expect(Math.abs(Number(at) - moment)).toBeLessThanOrEqual(4);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['a frequency of 0', { perfFreq: 0n }],
  ['a negative frequency', { perfFreq: -1n }],
  ['a processor without speed', { clockType: 3, cpuSpeedMHz: 0 }],
  ['a start that is none', { startTime: 0n }],
])('%s leaves records without times, and is one issue', async (_name, shape) => {
  const { records, codes } = await readAll(writeEtl(shape, [{ records: [systemRecord(2, 9, { time: STARTED })] }]));
  expect(codes).toEqual(['ETL_BROKEN']);
  expect(records.map(({ at }) => at)).toEqual([undefined, undefined]);
  expect(records[1]).toMatchObject({ clock: STARTED, id: 9 });
});

test('a clock type that is not named counts as the performance counter', () => {
  const clock = TraceClock.of({
    clockType: 0,
    perfFreq: 10_000_000n,
    cpuSpeedMHz: 0,
    started: { low: 0, high: 0 },
    startTime: ticks(5),
  });
  expect(clock?.at(7, 0)).toBe(12);
});
