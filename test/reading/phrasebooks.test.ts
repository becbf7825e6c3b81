import { expect, test } from 'vitest';
import type { BundleFile } from '../../src/input/bundle-file.ts';
import { TraceError } from '../../src/model/errors.ts';
import type { Observation } from '../../src/model/observation.ts';
import { OwnStrings } from '../../src/model/own-strings.ts';
import { placeOf } from '../../src/model/record.ts';
import { observePhrases } from '../../src/observe-phrases.ts';
import { PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';
import { phrasesOf } from '../../src/reading/phrasebooks.ts';

function denied(): Error {
  return Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
}

const CLOSED: BundleFile = {
  path: 'Tracing/oimscope.phrases.json',
  bytes: 12,
  place: 'Tracing/oimscope.phrases.json',
  // biome-ignore lint/correctness/useYield: it fails before it gives anything
  async *chunks() {
    throw denied();
  },
};

test('a phrasebook that the system does not let us read is one that cannot be used', async () => {
  const error: unknown = await phrasesOf({}, [CLOSED]).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(TraceError);
  expect(error).toMatchObject({ code: 'USAGE' });
  expect(String(error)).toContain('Tracing/oimscope.phrases.json (in the bundle): cannot be read: EACCES');
});

test('a line that phrases of twenty thousand versions tell', () => {
  const phrases = Array.from({ length: 20_000 }, (_, i) => ({
    id: `p${i}`,
    observes: 'message-queued',
    text: 'note {messageId} is queued now',
    until: `16.0.${i + 1}`,
  }));
  const set = new PhraseSet([readPhrasebook('b.json', JSON.stringify({ phrasebook: 1, name: 'b', phrases }))]);
  const message = 'note N4711 is queued now';
  const record = { source: 'a.txt', line: 1, offset: 0, raw: message, width: 1, message } as const;
  const { seen } = observePhrases(record, message, set);
  const own: readonly Observation[] = seen.map((one) => new OwnStrings().of(one));
  expect(own).toEqual(seen);
  expect(own.map(({ offset }) => offset)).toEqual([placeOf(record)]);
});
