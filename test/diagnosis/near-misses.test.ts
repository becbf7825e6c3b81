import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import { ruleFixtures } from './rule-fixtures.ts';

const results = ruleFixtures().map(({ rule, name, input }) => ({
  rule,
  name,
  conditions: diagnose(input).rules.find(({ id }) => id === rule)?.conditions ?? [],
}));

/**
 * Conditions that no message can miss alone: a rule about accepted messages looks at no others, a pending message is one without
 * end, and the log of a server is never there.
 */
const NEVER_ALONE: ReadonlySet<string> = new Set([
  'Exchange accepted the message for sending',
  'the mail looks lost to the recipient',
  'the storage service of the server was refused by Exchange',
]);

const tellable = rules.filter((rule) => rule.when.some(({ name }) => !NEVER_ALONE.has(name)));

describe.each(tellable.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.when.map(({ name }) => name).filter((name) => !NEVER_ALONE.has(name)))(
    'stays quiet where all holds but: %s',
    (name) => {
      const near = results.filter(
        (one) =>
          one.rule === id &&
          one.conditions.find((condition) => condition.name === name)?.holds === 'no' &&
          one.conditions.every((condition) => condition.name === name || condition.holds === 'yes'),
      );
      expect(near.map((one) => one.name)).not.toEqual([]);
    },
  );
});
