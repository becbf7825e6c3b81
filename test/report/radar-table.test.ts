import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RadarReport, RadarShape } from '../../src/model/radar-report.ts';
import { renderRadar } from '../../src/report/index.ts';
import { columnsOf } from '../../src/report/text-width.ts';
import { radarSchemaErrors } from '../radar/valid-radar.ts';
import { HOSTILE_TEXTS } from './hostile-report.ts';
import { emptyReport, uselessReport } from './sample-reports.ts';

const OPTIONS = { width: 100, color: false, verbose: false, unicode: false };

function shapeOf(number: number, text: string): RadarShape {
  return {
    id: `s${number}`,
    count: number,
    mentions: ['drafts', 'ews'],
    first: { source: text, line: 7, offset: 70, at: '2016-06-08T09:15:00Z', text },
    component: text,
    phrase: { id: 'radar-note-0a1b2c3d4e5f', observes: 'draft-saved', text, component: text, function: text },
    basis: 'known-outcome',
    known: { messages: 1, of: 2, outcome: 'stuck-in-drafts', near: 1, elsewhere: number, score: 0.25 },
  };
}

function reportWith(text: string, shapes = 3): RadarReport {
  const { tool, bundle } = emptyReport;
  return {
    schema: 'oimscope.radar/1',
    tool,
    bundle: { name: text, sources: bundle.sources },
    lines: { unmatched: 6, left: 0 },
    shapes: Array.from({ length: shapes }, (_, i) => shapeOf(i + 1, text)),
    known: [{ line: 1, sentAt: '2016-06-08T09:15:00Z', outcome: 'stuck-in-drafts' }],
    gaps: [],
    issues: [],
  };
}

async function tableOf(report: RadarReport, options = OPTIONS): Promise<string> {
  return [...(await renderRadar('table', report, options))].join('');
}

test('no line but those of a phrase is wider than the page, whatever the data, and the text ends with one newline', async () => {
  const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 40, max: 200 }), async (hostile, width) => {
      const table = await tableOf(reportWith(hostile), { ...OPTIONS, width });
      const wide = table.split('\n').filter((line) => columnsOf(line) > width && !isPhraseLine(line));
      expect(wide).toEqual([]);
      expect(table).toMatch(/[^\n]\n$/);
      expect(table).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    }),
    { numRuns: 100 },
  );
});

test('a known message that the report tells otherwise shows both fates', async () => {
  const known = [
    { line: 1, sentAt: '2016-06-08T09:15:00Z', outcome: 'delivered', message: 'm1', reported: 'stuck-in-drafts' },
    { line: 2, sentAt: '2016-06-08T09:15:00Z', outcome: 'delivered', message: 'm2', reported: 'delivered' },
    { line: 3, sentAt: '2016-06-08T09:15:00Z', message: 'm3', reported: 'timed-out' },
    { line: 4, sentAt: '2016-06-08T09:15:00Z', outcome: 'delivered' },
  ] as const;
  const table = await tableOf({ ...reportWith('x'), known }, { ...OPTIONS, width: 200 });
  expect(table.match(/line \d: .*/g)?.map((line) => line.replace(/:.*Z,/, ':'))).toEqual([
    'line 1: delivered; m1 of the report, but it is stuck-in-drafts there',
    'line 2: delivered; m2 of the report',
    'line 3: no fate read; m3 of the report, which is timed-out there',
    'line 4: delivered; no message of the report',
  ]);
});

/** The lines of a phrase: one unbroken line for each member. */
function isPhraseLine(line: string): boolean {
  return /^ {3}[{ ] "(?:id|observes|text|component|function)": /.test(line);
}

test('a phrase can be copied as JSON, whatever the data and the width of the page', async () => {
  const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 40, max: 200 }), fc.boolean(), async (hostile, width, isGuessed) => {
      const report = reportWith(hostile, 1);
      const [{ phrase, basis: _, ...bare } = shapeOf(1, hostile)] = report.shapes;
      if (phrase === undefined) throw new Error('no phrase');
      const { observes: __, ...open } = phrase;
      const shapes = isGuessed ? report.shapes : [{ ...bare, phrase: open }];
      const table = await tableOf({ ...report, shapes }, { ...OPTIONS, width });
      const lines = table.split('\n').filter(isPhraseLine);
      expect(JSON.parse(lines.join('\n'))).toEqual(shapes[0]?.phrase);
    }),
    { numRuns: 100 },
  );
});

test('JSON parses back to the same data and is harmless in a terminal', async () => {
  for (const text of HOSTILE_TEXTS) {
    const report = reportWith(text);
    const json = [...(await renderRadar('json', report, OPTIONS))].join('');
    expect(JSON.parse(json)).toEqual(report);
    expect(json).not.toMatch(/[\u001b\u202e]/);
  }
});

test('the best twenty are shown, all with --verbose', async () => {
  const report = reportWith('x', 23);
  expect((await tableOf(report)).match(/^s\d+ /gm)).toHaveLength(20);
  expect(await tableOf(report)).toContain('and 3 more shapes (--verbose)');
  expect((await tableOf(report, { ...OPTIONS, verbose: true })).match(/^s\d+ /gm)).toHaveLength(23);
});

test('a shape without a phrase, or without a guess, says so', async () => {
  const { phrase, ...bare } = shapeOf(1, 'x');
  if (phrase === undefined) throw new Error('no phrase');
  const { observes: _, ...open } = phrase;
  const report = { ...reportWith('x', 0), shapes: [bare, { ...bare, id: 's2', phrase: open }] };
  const table = await tableOf(report);
  expect(table).toContain('no phrase: too little of it is the same in all lines');
  expect(table).toContain('what it tells cannot be guessed: fill in "observes"');
});

test('nothing found, and no usable input, are told apart', async () => {
  const nothing = { ...reportWith('x', 0), lines: { unmatched: 0, left: 0 } };
  const source = {
    path: 'a.txt',
    format: 'tracefmt',
    encoding: 'utf-8',
    bytes: 1,
    records: 1,
    undecoded: 0,
    zone: { value: 'UTC', basis: 'assumed' },
  } as const;
  expect((await tableOf({ ...nothing, bundle: { name: 'x', sources: [source] } })).replace(/\s+/g, ' ')).toContain(
    'went without being understood',
  );
  expect(await tableOf({ ...nothing, bundle: uselessReport.bundle })).toContain('No usable input.');
});

test('the schema refuses what radar never writes', () => {
  const valid = reportWith('x');
  expect(radarSchemaErrors(valid)).toEqual([]);
  for (const wrong of [
    { ...valid, mood: 'fine' },
    { ...valid, schema: 'oimscope.radar/2' },
    { ...valid, known: [] },
    { ...valid, shapes: [{ ...shapeOf(1, 'x'), mentions: ['weather'] }] },
    { ...valid, shapes: [{ ...shapeOf(1, 'x'), count: 0 }] },
    { ...valid, shapes: [{ ...shapeOf(1, 'x'), phrase: { id: 'x', text: 'x' } }] },
  ])
    expect(radarSchemaErrors(wrong)).not.toEqual([]);
});
