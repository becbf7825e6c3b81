import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import type { Attempt } from '../../src/model/life.ts';
import { ruleFixtures } from './rule-fixtures.ts';
import { attempt, client, input, life } from './sample-input.ts';

const saved = attempt(11, { disposition: 'SaveOnly', folder: 'drafts', result: 'saved' });
const answer = (more: Partial<Attempt>): Attempt => attempt(12, { result: 'error', httpStatus: 200, ...more });

function unexplained(...attempts: readonly Attempt[]) {
  return diagnose(input({ lives: [life({ attempts })] })).unexplained;
}

it('a code that is in no table is told as it stands, with what to collect', () => {
  const [only, ...others] = unexplained(saved, answer({ operation: 'SendItem', responseCode: 'ErrorNobodyKnows' }));
  expect(others).toEqual([]);
  expect(only?.messages).toEqual(['m1']);
  expect(only?.text).toContain('SendItem answered ErrorNobodyKnows');
  expect(only?.text).toContain('what ErrorNobodyKnows means is in no table');
  expect(only?.collect.map(({ what }) => what).join()).toContain('EWS protocol log');
});

it.each([
  ['ErrorInternalServerError', { responseCode: 'ErrorInternalServerError' }],
  ['ErrorSchemaValidation', { responseCode: 'ErrorSchemaValidation' }],
  ['HTTP 500', { httpStatus: 500 }],
])('a message that was rejected with %s is told to have no known cause', (words, more) => {
  expect(unexplained(answer(more)).map(({ text }) => text)).toEqual([expect.stringContaining(words)]);
});

it('messages of which the same is known stand together', () => {
  const lives = ['m1', 'm2', 'm3'].map((id) => life({ id, attempts: [answer({ responseCode: 'ErrorNobodyKnows' })] }));
  expect(diagnose(input({ lives })).unexplained.map(({ messages }) => messages)).toEqual([['m1', 'm2', 'm3']]);
});

it('an error of the environment, which names no message, is named beside it', () => {
  const observations = [client(1, '16.0.6741.2056')];
  const lives = [life({ outcome: 'stuck-in-drafts', hasDraft: true, attempts: [saved] })];
  const { findings, unexplained: told } = diagnose(input({ observations, lives, stated: { mailbox: 'on-premises' } }));
  expect(findings.map(({ rule }) => rule)).toEqual(['build-below-onprem-min']);
  expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('may be why: build-below-onprem-min.')]);
});

it('a message that was delivered, that may still go or whose fate nobody knows is none', () => {
  const lives = (['delivered', 'pending', 'unknown'] as const).map((outcome, i) => life({ id: `m${i + 1}`, outcome }));
  expect(diagnose(input({ lives })).unexplained).toEqual([]);
});

it('every message of a fixture that failed has a finding, or is told to have none', () => {
  for (const { rule, name, input: whole } of ruleFixtures()) {
    const { findings, unexplained: told } = diagnose(whole);
    const causes = findings.filter(({ severity }) => severity !== 'info').flatMap(({ messages }) => messages);
    const failed = whole.lives.filter(({ outcome }) => !['delivered', 'pending', 'unknown'].includes(outcome));
    const all = new Set([...causes, ...told.flatMap(({ messages }) => messages)]);
    for (const { id } of failed) expect(all, `${rule}/${name}`).toContain(id);
    for (const id of told.flatMap(({ messages }) => messages)) expect(causes).not.toContain(id);
  }
});
