import { expect, test } from 'vitest';
import { tellsTheSame, whatStays } from '../../src/excerpt/what-stays.ts';
import type { Report } from '../../src/model/report.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { analysisOf } from './story-excerpt.ts';

async function reportOf(id: string): Promise<Report> {
  const story = await unpackStory(id);
  const report = await analyze([story.path], await analysisOf(story.path, story.options));
  await story.remove();
  return report;
}

const report = await reportOf('drafts-bug');
const healthy: Report = { ...report, findings: [] };
const all = whatStays(report, undefined);
const [finding, ...findings] = report.findings;
const [message, ...messages] = report.messages;
if (finding === undefined || message === undefined) throw new Error('the story has findings and messages');

test('a report tells what it tells, whatever its messages are numbered', () => {
  expect(tellsTheSame(report, all, undefined)).toBe(true);
  const renumbered = (id: string) => `m${Number(id.slice(1)) + 5}`;
  const other = {
    ...report,
    messages: report.messages.map((one) => ({ ...one, id: renumbered(one.id) })).toReversed(),
    findings: report.findings.map((one) => ({ ...one, messages: one.messages.map(renumbered) })),
  };
  expect(tellsTheSame(other, all, undefined)).toBe(true);
});

test.each<[string, Report]>([
  ['a finding less', { ...report, findings }],
  ['a finding more', { ...report, findings: [...report.findings, { ...finding, rule: 'quota' }] }],
  ['another verdict', { ...report, findings: [{ ...finding, verdict: 'possible' }, ...findings] }],
  ['another outcome', { ...report, messages: [{ ...message, outcome: 'delivered' }, ...messages] }],
  ['another certainty', { ...report, messages: [{ ...message, certainty: 'possible' }, ...messages] }],
  ['another time', { ...report, messages: [{ ...message, sentAt: '2016-06-08T09:15:09Z' }, ...messages] }],
  ['another recipient', { ...report, messages: [{ ...message, recipients: ['zoe@contoso.com'] }, ...messages] }],
  ['a message less', { ...report, messages }],
])('%s is not the same', (_name, other) => {
  expect(tellsTheSame(other, all, undefined)).toBe(false);
});

test('of chosen findings the others may go, and no other may come', () => {
  const rules = ['build-below-onprem-min'];
  const stays = whatStays(report, rules);
  const only = { ...report, messages: [], findings: report.findings.filter(({ rule }) => rules.includes(rule)) };
  expect(tellsTheSame(only, stays, rules)).toBe(true);
  expect(tellsTheSame({ ...only, findings: [...only.findings, { ...finding, rule: 'quota' }] }, stays, rules)).toBe(
    false,
  );
});

test('without findings the outcomes of all messages stay', () => {
  const stays = whatStays(healthy, undefined);
  expect(tellsTheSame(healthy, stays, undefined)).toBe(true);
  expect(tellsTheSame({ ...healthy, messages: [] }, stays, undefined)).toBe(false);
});
