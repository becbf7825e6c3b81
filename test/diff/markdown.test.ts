import { describe, expect, test } from 'vitest';
import { diffReports } from '../../src/diff/diff.ts';
import type { BundleDiff, Differences, FindingTold, MessageTold, ResultsDiff } from '../../src/model/difference.ts';
import { differenceParts } from '../../src/report/difference.ts';
import { expectHarmless, MARKUP } from '../report/markup-texts.ts';
import { htmlOf, tagsOf } from '../report/rendered-html.ts';
import { emptyReport, fullReport } from '../report/sample-reports.ts';

const OPTIONS = { width: 80, color: false, verbose: false, unicode: false };

type Diff = Parameters<typeof differenceParts>[1];

async function markdown(diff: Diff, options = OPTIONS): Promise<string> {
  let text = '';
  for await (const part of differenceParts('markdown', diff, options)) text += part;
  return text;
}

function told(text: string): Differences {
  const message: MessageTold = { id: text, recipients: [text, text], outcome: text };
  const finding: FindingTold = { rule: text, severity: text, verdict: text, title: text, messages: [message] };
  const both = { before: text, after: `${text}!` };
  return {
    isRedacted: false,
    findings: {
      new: [finding],
      gone: [finding],
      changed: [{ rule: text, severity: both, verdict: both, messages: { new: [message], gone: [message] } }],
    },
    messages: {
      new: [message],
      gone: [message],
      changed: [{ before: message, after: { ...message, id: 'm2' }, members: [{ member: text, ...both }] }],
    },
    environment: [{ name: text, before: { value: text, certainty: text } }],
    outcomes: [{ outcome: text, before: 1, after: 2 }],
  };
}

function resultsOf(bundles: readonly BundleDiff[], summary: ReturnType<ResultsDiff['summary']>): ResultsDiff {
  async function* all(): ResultsDiff['bundles'] {
    yield* bundles;
  }
  const { schema, tool } = diffReports(emptyReport, emptyReport);
  const side = { folder: 'May', bundles: bundles.length };
  return { schema, tool, kind: 'results', before: side, after: side, bundles: all(), summary: () => summary };
}

const NOTHING = { new: 0, gone: 0, changed: 0 };

describe('two reports', () => {
  test('tell the same as the table: findings, messages, facts, outcomes', async () => {
    const text = await markdown(diffReports(emptyReport, fullReport));
    expect(text).toMatch(/^## Offline messages: what differs\n\nFrom `/);
    for (const { rule, severity, verdict } of fullReport.findings)
      expect(text).toContain(`- **new** \`${rule}\` (${severity}, ${verdict}): `);
    const html = htmlOf(text);
    expect(html.match(/<td>new<\/td>/g)).toHaveLength(fullReport.messages.length);
    for (const name of Object.keys(fullReport.environment)) expect(html).toContain(`<td><code>${name}</code></td>`);
    expect(text).toMatch(/[^\n]\n$/);
  });

  test('that are the same say so', async () => {
    expect(await markdown(diffReports(fullReport, fullReport))).toContain('\n\nNo difference.\n');
  });

  test('say where one is redacted', async () => {
    const redacted = { ...fullReport, redacted: { by: 'ticket' } as const };
    expect(await markdown(diffReports(redacted, redacted))).toContain('tokens in place of identities');
  });

  test.each(MARKUP)('let no text be markup: %j', async (text) => {
    const diff = diffReports(emptyReport, emptyReport);
    const side = { bundle: text, version: text };
    const written = await markdown({ ...diff, ...told(text), before: side, after: { ...side, version: `${text}.` } });
    expectHarmless(written.replace(/^#+ .*$/gm, ''));
    const plain = await markdown({
      ...diff,
      ...told('x'),
      before: { bundle: 'x', version: 'x' },
      after: { bundle: 'x', version: 'x.' },
    });
    const structure = (html: readonly string[]): readonly string[] => html.filter((tag) => !/code/.test(tag));
    expect(structure(tagsOf(written))).toEqual(structure(tagsOf(plain)));
  });
});

describe('two results folders', () => {
  const bundle: BundleDiff = { name: 'alice', state: 'changed', ...told('quota') };
  const summary = {
    bundles: { new: 0, gone: 0, changed: 1, unreadable: 1, same: 3 },
    findings: [{ rule: 'quota', new: 1, gone: 1, changed: 1 }],
    messages: NOTHING,
    outcomes: [{ outcome: 'rejected', before: 2, after: 0 }],
  };

  test('name the bundles that differ, and sum up', async () => {
    const unreadable: BundleDiff = { ...bundle, name: 'bob', state: 'unreadable', error: 'after: empty' };
    const text = await markdown(resultsOf([bundle, unreadable], summary));
    expect(text).toContain('- **changed** `alice`: 1 finding new, 1 gone, 1 changed;');
    expect(text).toContain('  - new `quota` (quota, quota)\n');
    expect(text).toContain('- **unreadable** `bob`: after: empty\n');
    expect(text).toContain('Bundles: 3 same, 1 changed, 0 new, 0 gone, 1 unreadable.');
    expect(htmlOf(text)).toContain('<td><code>quota</code></td>');
    expect(text).toContain('| rejected | 2 | 0 |');
  });

  test('name fifty bundles, and all where that is asked for', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...bundle, name: `pc${index}` }));
    const text = await markdown(resultsOf(many, summary));
    expect([text.includes('`pc49`'), text.includes('`pc50`'), text.includes('and 10 more.')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await markdown(resultsOf(many, summary), { ...OPTIONS, verbose: true })).toContain('`pc59`');
  });

  test.each([
    [{ ...summary.bundles, same: 0, changed: 0, new: 2, gone: 2 }, 'no name is in both'],
    [summary.bundles, 'users and addresses are not compared'],
  ])('that are redacted say what cannot be compared: %j', async (bundles, words) => {
    const text = await markdown(resultsOf([{ ...bundle, isRedacted: true }], { ...summary, bundles }));
    expect(text).toContain(words);
  });

  test.each(MARKUP)('let no text be markup: %j', async (text) => {
    const one: BundleDiff = { ...told(text), name: text, state: 'new' };
    const findings = [{ rule: text, new: 1, gone: 1, changed: 1 }];
    const outcomes = [{ outcome: text, before: 1, after: 2 }];
    const diff = resultsOf([one, { ...one, error: text }], { ...summary, findings, outcomes });
    const written = await markdown({ ...diff, before: { folder: text, bundles: 1 } });
    expectHarmless(written.replace(/^#+ .*$/gm, ''));
  });
});
