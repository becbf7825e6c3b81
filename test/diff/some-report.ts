import fc from 'fast-check';
import type { StoredFact, StoredFinding, StoredMessage, StoredReport } from '../../src/model/stored-report.ts';
import { emptyReport } from '../report/sample-reports.ts';

const PEOPLE = ['bob@contoso.com', 'carol@contoso.com', 'dave@fabrikam.com'] as const;
const OUTCOMES = ['delivered', 'stuck-in-drafts', 'rejected', 'pending'] as const;
const RULES = ['quota', 'throttled', 'drafts-bug-2016-06', 'proxy'] as const;
const SURE = ['proven', 'likely', 'possible'] as const;

/** Few values, so that messages share keys, times and people. */
const moment = fc.constantFrom('2016-06-08T09:15:00Z', '2016-06-08T09:31:12Z', '2016-06-08T10:02:40.5Z');
const id = fc.constantFrom('AAA=', 'BBB=', 'CCC=', 'DDD=');

const anyMessage: fc.Arbitrary<StoredMessage> = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    certainty: fc.constantFrom(...SURE),
    recipients: fc.uniqueArray(fc.constantFrom(...PEOPLE), { maxLength: 2 }),
    sentAt: fc.option(moment, { nil: undefined, freq: 1 }),
    keys: fc.record({
      spoolFile: fc.option(fc.constantFrom('1.hist', '2.hist'), { nil: undefined, freq: 1 }),
      itemIds: fc.uniqueArray(id, { maxLength: 1 }),
      requestIds: fc.uniqueArray(id, { maxLength: 2 }),
      conversationId: fc.option(fc.constantFrom('x', 'y'), { nil: undefined, freq: 1 }),
    }),
    attempts: fc.array(fc.constant({ evidence: [] }), { maxLength: 2 }),
    causes: fc.uniqueArray(fc.constantFrom(...RULES), { maxLength: 2 }),
  })
  .map((message) => ({ ...message, id: '', steps: [] }));

/** Gives messages the numbers of their places. */
export function numbered(messages: readonly StoredMessage[]): readonly StoredMessage[] {
  return messages.map((message, i) => ({ ...message, id: `m${i + 1}` }));
}

const anyFinding = fc.record({
  rule: fc.constantFrom(...RULES),
  severity: fc.constantFrom('error', 'warning', 'info'),
  verdict: fc.constantFrom(...SURE),
  on: fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 3 }),
});

const anyFact: fc.Arbitrary<StoredFact> = fc.record({
  value: fc.oneof(fc.constantFrom('online', 'on-premises'), fc.boolean()),
  certainty: fc.constantFrom(...SURE),
  evidence: fc.constant([]),
});

/** Any report, plain enough that two of them have much in common. */
export const anyReport: fc.Arbitrary<StoredReport> = fc
  .record({
    messages: fc.array(anyMessage, { maxLength: 6 }).map(numbered),
    findings: fc.uniqueArray(anyFinding, { selector: ({ rule }) => rule, maxLength: 4 }),
    environment: fc.dictionary(fc.constantFrom('user', 'mailbox', 'ewsUrl', 'channel'), anyFact, {
      noNullPrototype: true,
    }),
    isRedacted: fc.boolean(),
  })
  .map(({ messages, findings, environment, isRedacted }) => ({
    ...emptyReport,
    messages,
    environment,
    ...(isRedacted ? { redacted: true } : {}),
    findings: findings.map(
      ({ on, ...finding }): StoredFinding => ({
        ...finding,
        title: `title of ${finding.rule}`,
        messages: on.flatMap((at) => messages[at]?.id ?? []),
        evidence: [],
      }),
    ),
  }));
