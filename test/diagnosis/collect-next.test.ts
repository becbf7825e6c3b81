import { expect, it } from 'vitest';
import { collectNext } from '../../src/diagnosis/collect-next.ts';
import type { EnvironmentRule } from '../../src/diagnosis/rule.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { RuleStatus } from '../../src/model/finding.ts';

const [model] = rules.filter((rule): rule is EnvironmentRule => rule.scope === 'environment');
const trace = { what: 'The trace', how: 'copy Tracing' };
const spooler = { what: 'The spooler', how: 'copy History Spooler' };
const version = { what: 'The version', how: 'reg export' };

function collected(...rows: readonly (readonly [string, RuleStatus, EnvironmentRule['collect']])[]) {
  if (model === undefined) throw new Error('there is no rule on the environment');
  const list = rows.map(([id, , collect]): EnvironmentRule => ({ ...model, id, collect: collect ?? [] }));
  return collectNext(
    list,
    rows.map(([id, status]) => ({ id, status, conditions: [] })),
  );
}

it('what settles most open questions comes first, of equals what is asked for first', () => {
  expect(
    collected(
      ['a', 'cannot-tell', [version, trace]],
      ['b', 'cannot-tell', [spooler, { ...trace }]],
      ['c', 'quiet', [spooler]],
    ),
  ).toEqual([
    { ...trace, settles: ['a', 'b'] },
    { ...version, settles: ['a'] },
    { ...spooler, settles: ['b'] },
  ]);
});

it('nothing is asked for where every question is answered', () => {
  expect(collected(['a', 'fired', [trace]], ['b', 'not-applicable', [trace]], ['c', 'cannot-tell', []])).toEqual([]);
});

it('a step that a rule names twice settles it once', () => {
  expect(collected(['a', 'cannot-tell', [trace, trace]])).toEqual([{ ...trace, settles: ['a'] }]);
});
