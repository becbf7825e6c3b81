import type { ReportCondition, ReportRule } from '../model/report.ts';

function leaves(conditions: readonly ReportCondition[]): readonly ReportCondition[] {
  return conditions.flatMap((condition) =>
    condition.parts === undefined || condition.parts.length === 0 ? [condition] : leaves(condition.parts),
  );
}

/** `mailbox is on-premises (found online)`. */
function conditionText({ name, found, because }: ReportCondition): string {
  const detail = because ?? (found === undefined ? undefined : `found ${found}`);
  return detail === undefined ? name : `${name} (${detail})`;
}

/** Conditions that kept the rule from firing: those of its top level that do not hold, told by their own parts. */
function missing(rule: ReportRule, holds: 'no' | 'unknown'): string {
  const blockers = rule.conditions.filter((condition) => condition.holds === holds);
  const told = blockers.flatMap((blocker) => {
    if (blocker.joins === 'none') return [blocker];
    const parts = leaves([blocker]).filter((leaf) => leaf.holds === holds);
    return parts.length === 0 ? [blocker] : parts;
  });
  return told.map(conditionText).join('; ');
}

/** Why the rule has its status, in one line. */
export function reasonOf(rule: ReportRule): string {
  switch (rule.status) {
    case 'fired':
      return '';
    case 'superseded':
      return `explained by ${rule.supersededBy ?? 'another rule'}`;
    case 'failed':
      return rule.error ?? 'the rule broke';
    case 'cannot-tell':
      return missing(rule, 'unknown');
    case 'quiet':
    case 'not-applicable':
      return missing(rule, 'no') || missing(rule, 'unknown');
  }
}

/** How near a rule came to firing: conditions of its top level, all of which must hold. */
export interface Distance {
  readonly hold: number;
  readonly of: number;
  /** Those that cannot be told. */
  readonly unknown: number;
}

export function distanceOf({ conditions }: ReportRule): Distance {
  const count = (holds: ReportCondition['holds']) => conditions.filter((condition) => condition.holds === holds).length;
  return { hold: count('yes'), of: conditions.length, unknown: count('unknown') };
}

/** `2 of 3 conditions hold; missing: the mailbox is on-premises (found online)`. */
export function distanceText(rule: ReportRule): string {
  const { hold, of } = distanceOf(rule);
  const share = of === 0 ? '' : `${hold} of ${of} conditions hold`;
  const reason = reasonOf(rule);
  const link = rule.status === 'superseded' || rule.status === 'failed' ? '; ' : '; missing: ';
  return [share, reason].filter((part) => part !== '').join(link);
}
