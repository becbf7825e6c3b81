import type { Report, ReportFact, ReportSource } from '../../model/report.ts';
import { codeName } from '../codes-section.ts';
import { toSecond } from '../moment.ts';
import { foldedEvidence } from './evidence.ts';
import { cell, escapeHtml, type Html, table } from './html-text.ts';
import { FACT_NAMES } from './words.ts';

function factRow(name: string, { value, certainty, evidence }: ReportFact<string | boolean>): readonly Html[] {
  return [
    cell(FACT_NAMES[name] ?? name),
    { html: `<b>${escapeHtml(String(value))}</b>` },
    cell(certainty),
    { html: foldedEvidence(evidence) },
  ];
}

/** Who, with what client, against which Exchange. */
export function environmentPart({ environment }: Report): string {
  const facts: readonly (readonly [string, ReportFact<string | boolean>])[] = Object.entries(environment);
  const rows = facts.map(([name, fact]) => factRow(name, fact));
  return table(
    'Environment',
    ['Fact', 'Value', 'Certainty', 'Where it stands'],
    rows,
    'Nothing is known.',
    'environment',
  );
}

function skewText({ skew }: ReportSource): string {
  if (skew === undefined || skew.addedSeconds === 0) return '';
  return ` (clock set right by ${skew.addedSeconds} s)`;
}

/** Every file that was looked into. */
export function sourcesPart({ bundle, horizon, collectedAt }: Report): string {
  const rows = bundle.sources.map((source) => [
    { html: `<span class="place">${escapeHtml(source.path)}</span>` },
    cell(source.format),
    cell(source.records),
    cell(source.undecoded),
    cell(toSecond(source.from)),
    cell(toSecond(source.to)),
    cell(`${source.zone.value}, ${source.zone.basis}${skewText(source)}`),
  ]);
  const head = ['File', 'Form', 'Records', 'Without text', 'From (UTC)', 'To (UTC)', 'Time zone'];
  const times = [
    ...(horizon === undefined ? ['no trace'] : [`the trace ends ${toSecond(horizon)}`]),
    ...(collectedAt === undefined ? [] : [`the bundle was collected ${toSecond(collectedAt)}`]),
  ];
  const title = `Sources (${bundle.sources.length})`;
  return `${table(title, head, rows, 'No file was found.', 'sources')}<p class="note">In UTC, ${times.join('; ')}.</p>\n`;
}

/** Every code that occurs, in words. */
export function codesPart({ codes = [] }: Report): string {
  if (codes.length === 0) return '';
  const rows = codes.map((code) => [
    { html: `<code>${escapeHtml(codeName(code))}</code>` },
    cell(code.meaning ?? 'in no published list'),
    cell(code.source ?? ''),
  ]);
  return table(`Codes (${codes.length})`, ['Code', 'Meaning', 'Published in'], rows, '', 'codes');
}
