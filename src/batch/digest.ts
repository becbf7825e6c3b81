import type { BundleDigest, DigestTrouble } from '../model/bundle-digest.ts';
import { exitCodeOf } from '../model/exit-code.ts';
import type { Report, ReportEnvironment, ReportMessage } from '../model/report.ts';
import { TICKS_PER_SECOND, ticks, ticksFromIso, ticksToIso } from '../model/ticks.ts';
import { OUTCOMES } from '../report/outcome.ts';

/** Messages of one outage lie close together; a finer scale would only make the journal longer. */
const SLOT_TICKS = 300 * TICKS_PER_SECOND;

/** How often each key occurs, by alphabet. */
function countBy<Key extends string>(keys: readonly Key[]): Readonly<Partial<Record<Key, number>>> {
  const counts = new Map<Key, number>();
  for (const key of keys.toSorted()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries(counts) as Partial<Record<Key, number>>;
}

function factsOf(environment: ReportEnvironment): BundleDigest['environment'] {
  return Object.fromEntries(Object.entries(environment).map(([name, fact]) => [name, String(fact.value)]));
}

/** Where the five minutes begin in which a message was sent. Unknown where nobody knows when. */
function slotOf({ sentAt }: ReportMessage): string | undefined {
  const at = sentAt === undefined ? undefined : ticksFromIso(sentAt);
  return at === undefined ? undefined : ticksToIso(ticks(Math.floor(at / SLOT_TICKS) * SLOT_TICKS));
}

function troubleOf(messages: readonly ReportMessage[]): readonly DigestTrouble[] {
  const slots = messages.flatMap((message) => {
    const at = OUTCOMES[message.outcome].arrival === 'failed' ? slotOf(message) : undefined;
    if (at === undefined) return [];
    const causes = message.causes.length === 0 ? [message.outcome] : message.causes;
    return causes.map((cause) => `${at} ${cause}`);
  });
  return Object.entries(countBy(slots)).map(([slot, count]) => {
    const [at = '', cause = ''] = slot.split(' ');
    return { at, cause, messages: count ?? 0 };
  });
}

/** What the summary of many bundles needs of one report. */
export function digestOf(report: Report): BundleDigest {
  const { messages, findings, gaps, issues, environment } = report;
  return {
    exitCode: exitCodeOf(report, 'none'),
    counts: {
      messages: messages.length,
      findings: findings.length,
      gaps: gaps.length,
      issues: issues.length,
    },
    outcomes: countBy(messages.map(({ outcome }) => outcome)),
    findings: findings.map(({ rule, severity, verdict, messages: of }) => ({
      rule,
      severity,
      verdict,
      messages: of.length,
    })),
    environment: factsOf(environment),
    issues: countBy(issues.map(({ code }) => code)),
    trouble: troubleOf(messages),
  };
}
