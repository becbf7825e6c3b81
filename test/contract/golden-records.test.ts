import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TraceRecord } from '../../src/model/record.ts';
import { type Ticks, ticksToIso } from '../../src/model/ticks.ts';
import { named, readable } from './format-fixtures.ts';
import { fileOf, readFile } from './read-file.ts';

function iso(at: Ticks | undefined): string | undefined {
  return at === undefined ? undefined : ticksToIso(at);
}

/** The record without what the bytes at its offset say anyway. */
function shown({ raw: _, source: __, at, ...record }: TraceRecord): object {
  return { ...record, at: iso(at) };
}

describe.each(named(readable))('%s', (_, fixture) => {
  test('is claimed by its own format and read as its golden says', async () => {
    const { format, survey, records, issues } = await readFile(fileOf(fixture.bytes, { name: fixture.fileName }));
    expect(format).toBe(fixture.format);
    const golden = {
      survey: { ...survey, from: iso(survey?.from), to: iso(survey?.to) },
      issues,
      records: records.map(shown),
    };
    await expect(`${JSON.stringify(golden, null, 2)}\n`).toMatchFileSnapshot(
      join(fixture.folder, 'records.golden.json'),
    );
  });
});
