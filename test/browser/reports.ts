import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../src/model/life.ts';
import type { Report, ReportMessage, ReportRef } from '../../src/model/report.ts';
import { BUNDLES } from '../make/bundle-folder.ts';

/** The report of a story, as its golden file has it. */
export function storyReport(name: string): Report {
  return JSON.parse(readFileSync(join(BUNDLES, name, 'report.json'), 'utf-8'));
}

function later(at: string, seconds: number): string;
function later(at: string | undefined, seconds: number): string | undefined;
function later(at: string | undefined, seconds: number): string | undefined {
  return at === undefined ? undefined : new Date(Date.parse(at) + seconds * 1000).toISOString();
}

function moved(message: ReportMessage, seconds: number, id: string): ReportMessage {
  const ref = (one: ReportRef): ReportRef => ({ ...one, line: one.line + seconds });
  const at = <Name extends string>(name: Name, value: string | undefined) =>
    value === undefined ? {} : { [name]: later(value, seconds) };
  return {
    ...message,
    id,
    ...at('sentAt', message.sentAt),
    ...at('endedAt', message.endedAt),
    steps: message.steps.map((step) => ({ ...step, ...at('at', step.at), evidence: step.evidence.map(ref) })),
    attempts: message.attempts.map((attempt) => ({
      ...attempt,
      ...at('startedAt', attempt.startedAt),
      ...at('endedAt', attempt.endedAt),
      evidence: attempt.evidence.map(ref),
    })),
  };
}

const KINDS: readonly (readonly [story: string, outcome: Outcome])[] = [
  ['drafts-bug', 'stuck-in-drafts'],
  ['healthy', 'delivered'],
  ['quota', 'rejected'],
  ['ews-timeout', 'timed-out'],
  ['healthy', 'delivered'],
];

/** A report of as many messages as asked for, a quarter of an hour of the day by day, of several outcomes. */
export function manyMessages(total: number): Report {
  const base = storyReport('drafts-bug');
  const stories = KINDS.map(([name]) => storyReport(name).messages[0]);
  const start = Date.parse(base.messages[0]?.sentAt ?? '');
  const messages = Array.from({ length: total }, (_, index) => {
    const one = stories[index % stories.length] ?? base.messages[0];
    if (one?.sentAt === undefined) throw new Error('a story begins with a message whose time is known');
    const shift = (start - Date.parse(one.sentAt)) / 1000 + index * 20;
    return { ...moved(one, Math.round(shift), `m${index + 1}`), recipients: [`colleague${index % 50}@contoso.com`] };
  });
  const ids = messages.filter(({ causes }) => causes.includes('drafts-bug-2016-06')).map(({ id }) => id);
  return {
    ...base,
    messages,
    findings: base.findings.map((finding) => (finding.messages.length === 0 ? finding : { ...finding, messages: ids })),
  };
}
