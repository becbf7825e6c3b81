import { describe, expect, test } from 'vitest';
import { EtlFacts } from '../../src/etl/etl-facts.ts';
import type { EtlRecord } from '../../src/etl/etl-record.ts';
import { isEtl } from '../../src/etl/is-etl.ts';
import { readEtl } from '../../src/etl/read-etl.ts';
import { indexByTime } from '../../src/etl/time-index.ts';
import { type Ticks, ticksToIso } from '../../src/model/ticks.ts';
import { bytesFile } from './bytes-file.ts';
import { asExpected, ETL_SAMPLES, etlSample, expectedRecords, expectedSummary, sevenDigits } from './etl-samples.ts';

/** Of an expected line, what a record of the container has. */
function ofContainer(line: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { hdr: _, activity, relActivity, provName, tlName, ...rest } = line;
  return rest;
}

async function shown<T>(name: string, chunk: number, show: (record: EtlRecord) => T): Promise<[T[], EtlFacts]> {
  const facts = new EtlFacts(name);
  const all: T[] = [];
  for await (const records of readEtl(bytesFile(etlSample(name), { chunk }), facts)) all.push(...records.map(show));
  return [all, facts];
}

const iso = (at: Ticks | undefined): string | undefined => (at === undefined ? undefined : sevenDigits(ticksToIso(at)));

describe.each(ETL_SAMPLES)('%s', (name) => {
  test.each([1 << 18, 4099])(
    'its records are those that an independent reader found, in chunks of %i bytes',
    async (chunk) => {
      const [records, facts] = await shown(name, chunk, asExpected);
      expect(facts.issues).toEqual([]);
      expect(facts.records).toBe(expectedSummary(name).eventCount);
      expect(facts.buffers).toBe(expectedSummary(name).bufferCount);
      expect(records).toEqual(expectedRecords(name).map(ofContainer));
    },
  );

  test('its header says what that reader found there', async () => {
    const [, { log }] = await shown(name, 1 << 18, () => 0);
    const { header } = expectedSummary(name);
    expect(isEtl(etlSample(name).subarray(0, 80))).toBe(true);
    expect({
      BufferSize: log?.bufferSize,
      ProviderVersion: log?.osBuild,
      NumberOfProcessors: log?.cpus,
      TimerResolution: log?.timerResolution,
      MaximumFileSize: log?.maximumFileSize,
      LogFileMode: log?.logFileMode,
      BuffersWritten: log?.buffersWritten,
      StartBuffers: log?.startBuffers,
      PointerSize: log?.pointerSize,
      EventsLost: log?.eventsLost,
      CpuSpeedInMHz: log?.cpuSpeedMHz,
      Version: `${log?.osVersion}.${log?.layoutVersion}`,
      tzBias: log?.zone.bias,
      tzStandard: log?.zone.standardName,
      tzStandardBias: log?.zone.standardBias,
      tzDaylightBias: log?.zone.daylightBias,
      PerfFreq: Number(log?.perfFreq),
      ClockType: log?.clockType,
      BuffersLost: log?.buffersLost,
      LoggerName: log?.loggerName,
      LogFileName: log?.logFileName,
      StartTimeIso: iso(log?.startTime),
      EndTimeIso: iso(log?.endTime),
      BootTimeIso: iso(log?.bootTime),
    }).toEqual(
      Object.fromEntries(
        Object.entries(header).filter(
          ([key]) => !['EndTime', 'BootTime', 'StartTime', 't0', 'is64', 'tzDaylight'].includes(key),
        ),
      ),
    );
  });

  test('its index by time counts the same records, and has the times of the first and the last', async () => {
    const facts = new EtlFacts(name);
    const blocks = await indexByTime(bytesFile(etlSample(name)), facts);
    const { eventCount, firstTime, lastTime } = expectedSummary(name);
    const [first, last] = [
      Math.min(...blocks.map(({ least }) => least)),
      Math.max(...blocks.map(({ greatest }) => greatest)),
    ];
    expect(facts.records).toBe(eventCount);
    expect([first, last].map((at) => sevenDigits(ticksToIso(at as Ticks)))).toEqual([firstTime, lastTime]);
  });
});
