import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { Observer } from '../../src/observe.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { named, readable } from './format-fixtures.ts';
import { EveryRecord, fileOf, readFile } from './read-file.ts';

interface Observed {
  readonly observations: readonly Observation[];
  readonly records: number;
}

async function observe(
  bytes: Uint8Array,
  make: (onObservation: (observation: Observation) => void) => Observer,
): Promise<Observed> {
  const observations: Observation[] = [];
  const observer = make((observation) => observations.push(observation));
  let records = 0;
  await readFile(fileOf(bytes), {
    wanted: observer,
    onRecord: (record) => {
      records++;
      observer.add(record);
    },
  });
  observer.end();
  return { observations, records };
}

/** The phrases of the phrasebook beside the traces of a bundle; none where there is none. */
function phrasesBeside(path: string): PhraseSet {
  const book = join(dirname(path), '..', 'oimscope.phrases.json');
  return new PhraseSet(existsSync(book) ? [readPhrasebook(book, readFileSync(book, 'utf8'))] : []);
}

async function expectSame(
  bytes: Uint8Array,
  phrases = new PhraseSet([]),
): Promise<{ readonly fast: Observed; readonly slow: Observed }> {
  const fast = await observe(bytes, (onObservation) => new Observer(onObservation, { phrases }));
  const slow = await observe(bytes, (onObservation) => new EveryRecord(onObservation, { phrases }));
  expect(fast.observations).toEqual(slow.observations);
  expect(fast.records).toBeLessThanOrEqual(slow.records);
  return { fast, slow };
}

describe('records that no literal hits hold nothing to observe', () => {
  test.each(named(readable))('%s', async (_, fixture) => {
    await expectSame(fixture.bytes);
  });

  const traces = readdirSync(BUNDLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:UccApilog|txt|xml)$/.test(entry.name) && entry.name !== 'report.txt')
    .map((entry) => join(entry.parentPath, entry.name));
  test.each(traces.map((path) => [path.slice(BUNDLES.length + 1), path] as const))('%s', async (_, path) => {
    const { fast, slow } = await expectSame(readFileSync(path), phrasesBeside(path));
    expect(fast.observations.length).toBeGreaterThan(0);
    if (path.endsWith('.xml')) expect(fast.records, 'most records were never built').toBeLessThan(slow.records);
  });
});
