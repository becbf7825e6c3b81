import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/diagnosis/conditions.ts';
import { diagnoseWith } from '../../src/diagnosis/evaluate.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import { ruleFixtures } from './rule-fixtures.ts';

/** A condition of the same name that holds. */
function holding<Subject>({ name }: Condition<Subject>): Condition<Subject> {
  return { name, ask: () => ({ holds: 'yes' }) };
}

/** The rule with the conditions of these names thought to hold. */
function withHolding(rule: Rule, names: ReadonlySet<string>): Rule {
  const flip = <Subject>(when: readonly Condition<Subject>[]): readonly Condition<Subject>[] =>
    when.map((condition) => (names.has(condition.name) ? holding(condition) : condition));
  return rule.scope === 'message' ? { ...rule, when: flip(rule.when) } : { ...rule, when: flip(rule.when) };
}

const missed = ruleFixtures().filter(({ name }) => name.startsWith('quiet') || name.startsWith('cannot-tell'));

describe('flipping what is named as missing', () => {
  it.each(missed.map((fixture) => [`${fixture.rule}/${fixture.name}`, fixture] as const))(
    '%s makes the rule fire, and nothing less does',
    (_, fixture) => {
      const rule = rules.find(({ id }) => id === fixture.rule);
      const result = rule === undefined ? undefined : diagnoseWith([rule], fixture.input).rules[0];
      if (rule === undefined || result === undefined) throw new Error(`no rule ${fixture.rule}`);
      const own = new Set(rule.when.map(({ name }) => name));
      const missing = result.conditions.filter(({ holds }) => holds !== 'yes').map(({ name }) => name);
      expect(missing.length).toBeGreaterThan(0);
      // What no message or no word shows is asked of the case, and of no condition of the rule.
      if (missing.some((name) => !own.has(name))) return;
      const flipped = diagnoseWith([withHolding(rule, new Set(missing))], fixture.input).rules[0];
      expect(flipped).toMatchObject({ status: 'fired' });
      for (const kept of missing) {
        const fewer = new Set(missing.filter((name) => name !== kept));
        const [partly] = diagnoseWith([withHolding(rule, fewer)], fixture.input).rules;
        if (fixture.input.lives.length < 2) expect(partly?.status, kept).not.toBe('fired');
      }
    },
  );
});
