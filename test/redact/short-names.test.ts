import { describe, expect, test } from 'vitest';
import { type OutputFormat, render } from '../../src/index.ts';
import { Redaction, withoutData } from '../../src/redact/index.ts';
import { overlappingPieces } from '../../src/redact/pieces.ts';
import { emptyReport } from '../report/sample-reports.ts';
import { PLACES } from './shown.ts';

const FORMATS: readonly OutputFormat[] = [
  'table',
  'json',
  'ndjson',
  'csv',
  'markdown',
  'html',
  'timesketch',
  'perfetto',
];
const LEGACY_DN = '/o=Contoso/ou=AG/cn=Recipients/cn=bthistle';

describe.each(PLACES)('in %s a name of two letters', (_where, shown) => {
  test('goes with the path of the directory that it stands in', () => {
    expect(shown(`queued legacyDN=${LEGACY_DN}`)).not.toMatch(/ou=AG/i);
  });

  test('alone is none', () => {
    expect(shown('AG 7 is ready', `queued legacyDN=${LEGACY_DN}`)).toBe('AG 7 is ready');
  });
});

test.each(FORMATS)('the search for leaks finds no name of two letters in %s', async (format) => {
  const redaction = new Redaction({ key: 'a key for tests' });
  const evidence = [
    { source: 'trace.txt', line: 1, offset: 0, text: `Offline message N-1 queued legacyDN=${LEGACY_DN}` },
  ];
  const report = redaction.report({
    ...emptyReport,
    environment: { user: { value: 'bob@contoso.com', certainty: 'proven', evidence } },
  });
  const options = { width: 100, color: false, verbose: true, unicode: false };
  const own = async (): Promise<string> => [...(await render(format, withoutData(report), options))].join('');
  expect(await redaction.leakIn(await render(format, report, options), own)).toBeUndefined();
});

test('pieces of a text begin and end where words do, also where it has no lines', () => {
  const words = new Set(Array.from({ length: 60_000 }, (_, i) => `word${i}`));
  const pieces = [...overlappingPieces([[...words].join('+')])];
  expect(pieces.length).toBeGreaterThan(1);
  const parts = pieces.flatMap((piece) => piece.split('+'));
  expect(parts.filter((part) => part !== '' && !words.has(part))).toEqual([]);
});
