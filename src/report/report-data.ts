import type {
  CodeSeen,
  CollectNext,
  ConditionResult,
  Environment,
  Fact,
  Finding,
  RuleResult,
  Unexplained,
} from '../model/finding.ts';
import type { Gap, Issue } from '../model/issue.ts';
import type { Attempt, Life, Step } from '../model/life.ts';
import type {
  Report,
  ReportAttempt,
  ReportCondition,
  ReportEnvironment,
  ReportFact,
  ReportMessage,
  ReportRule,
  ReportSkew,
  ReportSource,
  ReportStep,
} from '../model/report.ts';
import type { ClockSkew, SourceSummary } from '../model/source.ts';
import { TICKS_PER_SECOND, type Ticks } from '../model/ticks.ts';
import { transportText } from '../model/transport-text.ts';
import { VERSION } from '../model/version.ts';
import { filled, optional, refOf, time } from './report-parts.ts';

/** All that an analysis found, still with its own types. */
export interface Analysis {
  readonly name: string;
  readonly sources: readonly SourceSummary[];
  readonly horizon?: Ticks;
  readonly collectedAt?: Ticks;
  readonly span?: { readonly since?: Ticks; readonly until?: Ticks; readonly leftOut: number };
  readonly environment: Environment;
  readonly lives: readonly Life[];
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleResult[];
  readonly codes?: readonly CodeSeen[];
  readonly collect?: readonly CollectNext[];
  readonly unexplained?: readonly Unexplained[];
  readonly gaps: readonly Gap[];
  readonly issues: readonly Issue[];
}

function seconds(count: number): number {
  return Math.round(count / (TICKS_PER_SECOND / 1000)) / 1000;
}

function skewOf({ least, greatest, pairs, against, shift }: ClockSkew): ReportSkew {
  return {
    leastSeconds: seconds(least),
    greatestSeconds: seconds(greatest),
    pairs,
    against,
    addedSeconds: seconds(shift),
  };
}

function sourceOf(source: SourceSummary): ReportSource {
  const { path, format, encoding, bytes, records, undecoded, zone } = source;
  return {
    path,
    format,
    encoding,
    bytes,
    records,
    undecoded,
    ...time('from', source.from),
    ...time('to', source.to),
    zone,
    ...optional('skew', source.skew === undefined ? undefined : skewOf(source.skew)),
  };
}

function factOf<Value>(fact: Fact<Value> | undefined): ReportFact<Value> | undefined {
  return fact && { value: fact.value, certainty: fact.certainty, evidence: fact.evidence.map(refOf) };
}

function environmentOf(environment: Environment): ReportEnvironment {
  return {
    ...optional('user', factOf(environment.user)),
    ...optional('clientVersion', factOf(environment.clientVersion)),
    ...optional('installType', factOf(environment.installType)),
    ...optional('channel', factOf(environment.channel)),
    ...optional('mailbox', factOf(environment.mailbox)),
    ...optional('exchangeVersion', factOf(environment.exchangeVersion)),
    ...optional('ewsUrl', factOf(environment.ewsUrl)),
    ...optional('enableOfflineIM', factOf(environment.enableOfflineIM)),
    ...optional('enableIMAutoArchiving', factOf(environment.enableIMAutoArchiving)),
    ...optional('imAutoArchiving', factOf(environment.imAutoArchiving)),
  };
}

function stepOf(step: Step): ReportStep {
  const { event, state, fit, link } = step;
  return {
    ...time('at', step.at),
    event,
    state,
    fit,
    link,
    ...optional('reason', step.reason),
    evidence: step.evidence.map(refOf),
  };
}

function attemptOf(attempt: Attempt): ReportAttempt {
  return {
    operation: attempt.operation,
    ...optional('disposition', attempt.disposition),
    ...optional('folder', attempt.folder),
    ...time('startedAt', attempt.startedAt),
    ...time('endedAt', attempt.endedAt),
    ...optional('httpStatus', attempt.httpStatus),
    ...optional('responseCode', attempt.responseCode),
    ...optional('innerResponseCode', attempt.innerResponseCode),
    ...optional('transportError', attempt.transport && transportText(attempt.transport)),
    evidence: attempt.evidence.map(refOf),
  };
}

function messageOf(life: Life, causes: readonly string[]): ReportMessage {
  const { id, outcome, certainty, recipients, itemIds, requestIds, spool, witnesses } = life;
  return {
    id,
    outcome,
    certainty,
    recipients,
    ...time('sentAt', life.sentAt),
    ...time('endedAt', life.endedAt),
    keys: {
      ...optional('spoolFile', life.spoolFile),
      itemIds,
      requestIds,
      ...optional('conversationId', life.conversationId),
    },
    spool,
    witnesses,
    steps: life.steps.map(stepOf),
    attempts: life.attempts.map(attemptOf),
    causes,
  };
}

function conditionOf(condition: ConditionResult): ReportCondition {
  const { name, holds } = condition;
  return {
    name,
    holds,
    ...optional('wanted', condition.wanted),
    ...optional('found', condition.found),
    ...optional('because', condition.because),
    ...optional('evidence', condition.evidence?.map(refOf)),
    ...optional('joins', condition.joins),
    ...optional('parts', condition.parts?.map(conditionOf)),
  };
}

function ruleOf(rule: RuleResult): ReportRule {
  const { id, status } = rule;
  return {
    id,
    status,
    ...optional('message', rule.message),
    ...optional('supersededBy', rule.supersededBy),
    ...optional('error', rule.error),
    conditions: rule.conditions.map(conditionOf),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNotes(
  a: { source?: string; line?: number; text: string },
  b: { source?: string; line?: number; text: string },
): number {
  return compareText(a.source ?? '', b.source ?? '') || (a.line ?? 0) - (b.line ?? 0) || compareText(a.text, b.text);
}

/** The rules that found something on each message. */
function causesOf(findings: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  const causes = new Map<string, string[]>();
  for (const { rule, messages } of findings) {
    for (const id of messages) {
      const known = causes.get(id) ?? [];
      causes.set(id, known);
      known.push(rule);
    }
  }
  return causes;
}

/** The Report of contract section 2: plain data, sorted, the same for the same input. */
export function toReport(analysis: Analysis): Report {
  const { findings, span } = analysis;
  const causes = causesOf(findings);
  return {
    schema: 'oimscope.report/1',
    tool: { name: 'oimscope', version: VERSION },
    bundle: {
      name: analysis.name,
      sources: analysis.sources.toSorted((a, b) => compareText(a.path, b.path)).map(sourceOf),
    },
    ...time('horizon', analysis.horizon),
    ...time('collectedAt', analysis.collectedAt),
    ...(span === undefined
      ? {}
      : { span: { ...time('since', span.since), ...time('until', span.until), leftOut: span.leftOut } }),
    environment: environmentOf(analysis.environment),
    messages: analysis.lives.map((life) => messageOf(life, causes.get(life.id) ?? [])),
    findings: findings.map((finding) => ({ ...finding, evidence: finding.evidence.map(refOf) })),
    rules: analysis.rules.map(ruleOf),
    ...optional('codes', filled(analysis.codes)),
    ...optional('collect', filled(analysis.collect)),
    ...optional('unexplained', filled(analysis.unexplained)),
    gaps: analysis.gaps.toSorted((a, b) => compareText(a.kind, b.kind) || compareNotes(a, b)),
    issues: analysis.issues.toSorted(
      (a, b) => compareText(a.source, b.source) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.code, b.code),
    ),
  };
}
