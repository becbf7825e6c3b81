import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type OutputFormat, type RenderOptions, renderers } from '../../src/report/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { fullReport } from './sample-reports.ts';

/** So wide that no word is parted. */
const options: RenderOptions = { width: 1000, color: false, verbose: true, unicode: false };

/** What a report says, as every output must. */
interface Said {
  readonly rules: readonly string[];
  readonly messages: readonly string[];
}

const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const reports: readonly (readonly [string, Report])[] = [
  ['the sample', fullReport],
  ...stories.map(({ name }): readonly [string, Report] => [
    name,
    JSON.parse(readFileSync(join(BUNDLES, name, 'report.json'), 'utf-8')),
  ]),
];
const formats = Object.keys(renderers) as readonly OutputFormat[];
const loaded = await Promise.all(formats.map(async (name) => [name, await renderers[name]()] as const));

function told(id: unknown, outcome: unknown, recipients: unknown): string {
  return JSON.stringify([id, outcome, recipients]);
}

function saidBy({ findings, messages }: Pick<Report, 'findings' | 'messages'>): Said {
  return {
    rules: findings.map(({ rule }) => rule).toSorted(),
    messages: messages.map(({ id, outcome, recipients }) => told(id, outcome, recipients)).toSorted(),
  };
}

function objects(text: string): readonly Record<string, unknown>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => Object(JSON.parse(line)));
}

/** Each output read back without the code that wrote it. */
const READ_BACK: Readonly<Partial<Record<OutputFormat, (text: string) => Said>>> = {
  json: (text) => saidBy(JSON.parse(text)),
  ndjson(text) {
    const lines = objects(text);
    return saidBy({
      findings: lines.filter(({ kind }) => kind === 'finding').map(({ finding }) => Object(finding)),
      messages: lines.filter(({ kind }) => kind === 'message').map(({ message }) => Object(message)),
    });
  },
  csv(text) {
    const rows: readonly Readonly<Record<string, string>>[] = parse(text, { bom: true, columns: true });
    const words = (cell = '') => cell.split(' ').filter((word) => word !== '');
    return {
      rules: [
        ...new Set(rows.flatMap(({ causes, environmentCauses }) => [...words(causes), ...words(environmentCauses)])),
      ].toSorted(),
      messages: rows
        .filter(({ id }) => id !== '')
        .map(({ id, outcome, recipients }) => told(id, outcome, words(recipients)))
        .toSorted(),
    };
  },
  timesketch(text) {
    const events = objects(text);
    return {
      rules: events
        .flatMap(({ data_type: type, rule }) => (type === 'oimscope:finding' ? String(rule) : []))
        .toSorted(),
      messages: events
        .filter(({ data_type: type }) => type === 'oimscope:message')
        .map(({ message_id: id, outcome, recipients }) => told(id, outcome, recipients))
        .toSorted(),
    };
  },
  perfetto(text) {
    const events: readonly { readonly name: string; readonly cat?: string; readonly args: Record<string, unknown> }[] =
      JSON.parse(text).traceEvents;
    return {
      rules: events.flatMap(({ cat, name }) => (cat === 'finding' ? (name.split(' ')[0] ?? '') : [])).toSorted(),
      messages: events
        .filter(({ cat }) => cat === 'message')
        .map(({ args }) => told(args.message, args.outcome, args.recipients))
        .toSorted(),
    };
  },
};

describe.each(loaded)('%s tells', (format, render) => {
  test.each(reports)('the findings and messages of %s', (_name, report) => {
    const text = render(report, options);
    for (const { rule } of report.findings) expect(text).toContain(rule);
    for (const { id, outcome, recipients } of report.messages) {
      for (const word of [id, outcome, recipients[0] ?? '']) expect(text).toContain(word);
    }
    const readBack = READ_BACK[format];
    if (readBack !== undefined) expect(readBack(text)).toEqual(saidBy(report));
  });
});
