import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import type { Attempt } from '../../src/model/life.ts';
import { ruleFixtures } from './rule-fixtures.ts';
import { attempt, client, ewsRequest, input, life, policy, ref } from './sample-input.ts';

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
  const observations = [policy(1, 'EnableIMAutoArchiving', false)];
  const lives = [life({ outcome: 'stuck-in-drafts', hasDraft: true, attempts: [saved] })];
  const { findings, unexplained: told } = diagnose(input({ observations, lives }));
  expect(findings.map(({ rule }) => rule)).toEqual(['archiving-policy-off']);
  expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('may be why: archiving-policy-off.')]);
});

it('a draft that the Drafts bug is not blamed for, as the client is too old anyhow, is explained by that', () => {
  const observations = [client(1, '16.0.6741.2056')];
  const refused = answer({ operation: 'SendItem', responseCode: 'ErrorNobodyKnows' });
  const lives = [
    life({ outcome: 'stuck-in-drafts', hasDraft: true, attempts: [saved] }),
    life({ id: 'm2', outcome: 'stuck-in-drafts', hasDraft: true, attempts: [saved, refused] }),
  ];
  const { findings, unexplained: told } = diagnose(input({ observations, lives, stated: { mailbox: 'on-premises' } }));
  expect(findings.map(({ rule, messages }) => [rule, messages])).toEqual([['build-below-onprem-min', ['m1']]]);
  expect(told.map(({ messages }) => messages)).toEqual([['m2']]);
});

it('an error of the environment is not named where the calls of the message say otherwise', () => {
  const call = (at: number, host: string) => ({ ...ewsRequest(at, host), evidence: [ref(at)] });
  const observations = [client(1, '16.0.6741.2042'), call(10, 'mail.contoso.com'), call(20, 'outlook.office365.com')];
  const refused = (at: number) => attempt(at, { result: 'error', responseCode: 'ErrorNobodyKnows' });
  const lives = [life({ attempts: [refused(10)] }), life({ id: 'm2', attempts: [refused(20)] })];
  const { unexplained: told } = diagnose(input({ observations, lives, stated: {} }));
  const textOf = (id: string) => told.find(({ messages }) => messages.includes(id))?.text;
  expect(textOf('m2')).toContain('No cause of the catalogue explains it.');
});

it('a message that was delivered, that may still go or whose fate nobody knows is none', () => {
  const lives = (['delivered', 'pending', 'unknown'] as const).map((outcome, i) => life({ id: `m${i + 1}`, outcome }));
  expect(diagnose(input({ lives })).unexplained).toEqual([]);
});

/** What each fixture leaves without a known cause, and what it is told: read the difference whenever it changes. */
it('is told of these messages of the fixtures', () => {
  const told = ruleFixtures().flatMap(({ rule, name, input: whole }) =>
    diagnose(whole).unexplained.map(({ messages, text }) => `${rule}/${name}: ${messages.join(' ')}: ${text}`),
  );
  expect(told.join('\n')).toMatchSnapshot();
});
