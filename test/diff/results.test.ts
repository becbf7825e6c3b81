import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { TraceError } from '../../src/model/errors.ts';
import type { StoredReport } from '../../src/model/stored-report.ts';
import { differenceParts } from '../../src/report/difference.ts';
import { HOSTILE_TEXTS, hostileReport } from '../report/hostile-report.ts';
import { emptyReport, fullReport } from '../report/sample-reports.ts';
import { diffSchemaErrors } from '../report/valid-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'oimscope-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS = { width: 80, color: false, verbose: false, unicode: false };

function results(name: string, reports: Readonly<Record<string, unknown>>): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(join(path, 'reports'), { recursive: true });
  for (const [bundle, report] of Object.entries(reports)) {
    const file = join(path, 'reports', `${bundle}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
  }
  return path;
}

async function shown(before: string, after: string, format: 'table' | 'json', options = OPTIONS): Promise<string> {
  let text = '';
  for await (const part of differenceParts(format, await diff(before, after), options)) text += part;
  return text;
}

const OTHER: StoredReport = {
  ...emptyReport,
  findings: [{ rule: 'quota', severity: 'warning', verdict: 'likely', title: 'Full', messages: [], evidence: [] }],
};

test('bundles that are new, gone, changed, unreadable, and how many are the same', async () => {
  const before = results('a', { same: fullReport, gone: fullReport, changed: emptyReport, 'root/x': OTHER, cut: '{' });
  const after = results('b', { same: fullReport, fresh: OTHER, changed: OTHER, 'root/x': emptyReport, cut: OTHER });
  writeFileSync(join(after, 'fleet.json'), '{}');
  writeFileSync(join(after, 'reports', 'notes.txt'), 'none of ours');
  const json = JSON.parse(await shown(before, after, 'json'));
  expect(diffSchemaErrors(json)).toEqual([]);
  expect(json.bundles.map(({ name, state }: { name: string; state: string }) => `${state} ${name}`)).toEqual([
    'changed changed',
    'unreadable cut',
    'new fresh',
    'gone gone',
    'changed root/x',
  ]);
  writeFileSync(join(after, 'reports', 'same.json'), '');
  const other = JSON.parse(await shown(before, after, 'json'));
  expect(other.bundles.at(-1)).toMatchObject({
    name: 'same',
    state: 'unreadable',
    error: expect.stringMatching(/^after: empty/),
  });
  writeFileSync(join(after, 'reports', 'same.json'), JSON.stringify(fullReport));
  expect(json.bundles[1].error).toBe('before: JSON that ends early: the report was cut');
  expect(json.summary.bundles).toEqual({ new: 1, gone: 1, changed: 2, unreadable: 1, same: 1 });
  expect(json.summary.findings).toContainEqual({ rule: 'quota', new: 2, gone: 1, changed: 0 });
  expect(json.summary.messages.gone).toBe(fullReport.messages.length);
  expect(json.before).toEqual({ folder: 'a', bundles: 5 });
  const table = await shown(before, after, 'table');
  expect(table).toContain('  changed changed: 1 finding new.\n    new warning quota (likely)\n');
  expect(table).toContain('  gone root/x'.replace('gone', 'changed'));
  expect(table).toContain('Bundles: 1 same, 2 changed, 1 new, 1 gone, 1 unreadable.');
  expect(json.summary.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
    [...new Set(fullReport.messages.map(({ outcome }) => outcome))].toSorted(),
  );
});

test('on a narrow page numbers have their names', async () => {
  const [before, after] = [results('a', { one: emptyReport }), results('b', { one: OTHER })];
  const table = await shown(before, after, 'table', { ...OPTIONS, width: 40 });
  expect(table.replaceAll(/\s+/g, ' ')).toContain('quota: new in 1, gone in 0, changed in 0');
});

test('nothing differs between a folder and itself, and each text ends with one newline', async () => {
  const path = results('a', { one: fullReport, two: OTHER });
  const json = JSON.parse(await shown(path, path, 'json'));
  expect(diffSchemaErrors(json)).toEqual([]);
  expect([json.bundles, json.summary.bundles.same]).toEqual([[], 2]);
  expect(await shown(path, path, 'table')).toMatch(/Bundles that are not the same\n {2}none\n/);
  for (const format of ['table', 'json'] as const) expect(await shown(path, path, format)).toMatch(/[^\n]\n$/);
});

test('links are not followed out of a results folder', async () => {
  const path = results('a', { one: fullReport });
  writeFileSync(join(folder, 'elsewhere.json'), JSON.stringify(fullReport));
  symlinkSync(join(folder, 'elsewhere.json'), join(path, 'reports', 'link.json'));
  const json = JSON.parse(await shown(path, path, 'json'));
  expect(json.before.bundles).toBe(1);
});

test('one of each, and a folder that holds no results, are refused', async () => {
  const path = results('a', { one: fullReport });
  const report = join(path, 'reports', 'one.json');
  await expect(diff(path, report)).rejects.toThrow(TraceError);
  await expect(diff(path, report)).rejects.toThrow(/one of each/);
  await expect(diff(join(path, 'reports'), path)).rejects.toThrow(/not a results folder of "batch"/);
  await expect(diff(report, join(folder, 'none'))).rejects.toThrow(/no such file/);
});

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test('text of reports is harmless in a terminal, on the narrowest page, too', async () => {
  for (const text of HOSTILE_TEXTS) {
    const hostile = { ...hostileReport(text), findings: [{ ...OTHER.findings[0], title: text, rule: text }] };
    const before = results('a', { one: emptyReport });
    const after = results('b', { one: hostile });
    const [one, other] = [join(before, 'reports/one.json'), join(after, 'reports/one.json')];
    for (const width of [40, 100]) {
      for (const verbose of [false, true]) {
        const options = { ...OPTIONS, width, verbose };
        for (const [a, b] of [[before, after] as const, [one, other] as const]) {
          expect(await shown(a, b, 'table', options)).not.toMatch(UNSEEN);
          const json = await shown(a, b, 'json', options);
          expect(json).not.toMatch(UNSEEN);
          expect(diffSchemaErrors(JSON.parse(json))).toEqual([]);
        }
      }
    }
  }
});
