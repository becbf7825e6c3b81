import type { CollectNext, RuleResult } from '../model/finding.ts';
import type { Rule } from './rule.ts';

/**
 * What to collect for the rules that could not be told, each once: what settles most of them first, of equals what the first
 * of them asks for first.
 */
export function collectNext(rules: readonly Rule[], results: readonly RuleResult[]): readonly CollectNext[] {
  const open = new Set(results.filter(({ status }) => status === 'cannot-tell').map(({ id }) => id));
  const steps = new Map<string, CollectNext>();
  for (const rule of rules) {
    if (!open.has(rule.id)) continue;
    for (const { what, how } of rule.collect ?? []) {
      const key = `${what}\n${how}`;
      const settles = steps.get(key)?.settles ?? [];
      steps.set(key, { what, how, settles: settles.includes(rule.id) ? settles : [...settles, rule.id] });
    }
  }
  return [...steps.values()].toSorted((one, other) => other.settles.length - one.settles.length);
}
