import * as v from 'valibot';
import type {
  StoredFact,
  StoredFinding,
  StoredIssue,
  StoredMessage,
  StoredRef,
  StoredReport,
  StoredRule,
} from '../model/stored-report.ts';
import { REPORT_SCHEMA } from '../model/stored-report.ts';

/*
 * The members that are looked at, and of each what is relied on. A version of the same schema number may have written more members
 * and other words than this one knows, so neither is refused.
 */

const text = v.string();
const texts = v.array(text);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const line = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const ref: v.GenericSchema<unknown, StoredRef> = v.object({
  source: text,
  line,
  offset: count,
  at: v.optional(text),
  stamp: v.optional(text),
  text,
});
const refs = v.array(ref);
const cited = v.object({ evidence: refs });

const fact: v.GenericSchema<unknown, StoredFact> = v.object({
  value: v.union([text, v.boolean()]),
  certainty: text,
  evidence: refs,
});

const message: v.GenericSchema<unknown, StoredMessage> = v.object({
  id: text,
  outcome: text,
  certainty: text,
  recipients: texts,
  sentAt: v.optional(text),
  keys: v.object({
    spoolFile: v.optional(text),
    itemIds: texts,
    requestIds: texts,
    conversationId: v.optional(text),
  }),
  witnesses: v.optional(text),
  steps: v.array(v.object({ event: v.optional(text), link: v.optional(text), evidence: refs })),
  attempts: v.array(cited),
  causes: texts,
});

const finding: v.GenericSchema<unknown, StoredFinding> = v.object({
  rule: text,
  severity: text,
  verdict: text,
  title: text,
  messages: texts,
  evidence: refs,
});

/** Levels of conditions; those of rules have three or four. Without end they would exhaust the stack of whoever walks them. */
const MOST_LEVELS = 32;

function conditionsWith(parts: v.GenericSchema<unknown, StoredRule['conditions']>): typeof parts {
  return v.array(v.object({ evidence: v.optional(refs), parts: v.optional(parts) }));
}

function conditionsOf(levels: number): v.GenericSchema<unknown, StoredRule['conditions']> {
  const none: v.GenericSchema<unknown, []> = v.strictTuple([]);
  return levels === 0 ? none : conditionsWith(conditionsOf(levels - 1));
}

const rule: v.GenericSchema<unknown, StoredRule> = v.object({ id: text, conditions: conditionsOf(MOST_LEVELS) });

const issue: v.GenericSchema<unknown, StoredIssue> = v.object({ code: text, source: text, line: v.optional(line) });

/** The shape of a report as it is read. */
export const REPORT_SHAPE: v.GenericSchema<unknown, StoredReport> = v.object({
  schema: v.literal(REPORT_SCHEMA),
  tool: v.object({ name: text, version: text }),
  bundle: v.object({ name: text, sources: v.array(v.object({ path: text, format: text, bytes: count })) }),
  redacted: v.optional(v.unknown()),
  environment: v.record(text, v.optional(fact)),
  messages: v.array(message),
  findings: v.array(finding),
  rules: v.array(rule),
  issues: v.array(issue),
});
