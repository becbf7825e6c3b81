import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Life } from '../../src/model/life.ts';
import type { Observation } from '../../src/model/observation.ts';
import { attempt, client, input, life, listed, policy, ref, second, user } from './sample-input.ts';

/** A message that Exchange accepted at a second. */
function delivered(at: number, more: Partial<Life> = {}): Life {
  return life({ id: 'm1', outcome: 'delivered', sentAt: second(at), attempts: [attempt(at)], ...more });
}

function finding(rule: string, more: Partial<DiagnosisInput>) {
  return diagnose(input(more)).findings.find((one) => one.rule === rule);
}

function verdict(rule: string, observations: readonly Observation[], ...lives: readonly Life[]) {
  return finding(rule, { observations, lives })?.verdict;
}

describe('a cause for which the client has no offline messages at all', () => {
  it.each<readonly [string, string, readonly Observation[]]>([
    ['msi-client', 'proven', [client(1, '16.0.4405.1000')]],
    ['build-old', 'proven', [client(1, '16.0.6568.2025')]],
    ['archiving-policy-off', 'proven', [policy(1, 'EnableIMAutoArchiving', false)]],
    ['archiving-user-off', 'likely', [policy(1, 'imAutoArchiving', false, 'user-option')]],
    ['server-off', 'likely', [policy(1, 'EnableOfflineIM', false)]],
  ])('%s is contested by one that was delivered', (rule, alone, observations) => {
    expect(verdict(rule, observations)).toBe(alone);
    expect(verdict(rule, observations, life())).toBe(alone);
    expect(verdict(rule, observations, delivered(20, { certainty: 'possible' }))).toBe(alone);
    const contested = finding(rule, { observations, lives: [delivered(20)] });
    expect(contested?.verdict).toBe('contested');
    expect(contested?.evidence).toContainEqual(ref(20));
    const { rules } = diagnose(input({ observations, lives: [delivered(20)] }));
    expect(rules.find(({ id }) => id === rule)?.conditions[0]?.because).toContain('m1 was delivered');
  });

  it('is not contested by one of another user', () => {
    const of = <One extends Observation>(source: string, one: One): One => ({
      ...one,
      source,
      evidence: one.evidence.map((each) => ({ ...each, source })),
    });
    const [hers, his] = ['alice/x.log', 'bob/x.log'];
    const observations = [
      of(hers, user(1, 'alice@contoso.com')),
      of(hers, user(2, 'alice@contoso.com')),
      of(his, user(3, 'bob@contoso.com')),
      of(hers, policy(4, 'EnableIMAutoArchiving', false)),
    ];
    const sentFrom = (source: string) =>
      delivered(20, { attempts: [attempt(20, { evidence: [{ ...ref(20), source }] })] });
    expect(verdict('archiving-policy-off', observations, sentFrom(his))).toBe('proven');
    expect(verdict('archiving-policy-off', observations, sentFrom(hers))).toBe('contested');
  });
});

describe('what came after the message was sent does not contradict it', () => {
  const rule = 'archiving-policy-off';

  it('a policy in band', () => {
    const [on, off] = [true, false].map((value, i) => policy(1 + 99 * i, 'EnableIMAutoArchiving', value));
    if (on === undefined || off === undefined) throw new Error('no policy');
    expect(verdict(rule, [off], delivered(20))).toBe('proven');
    expect(verdict(rule, [on, off], delivered(20))).toBe('likely');
    expect(verdict(rule, [on, off], delivered(100))).toBe('contested');
    const again = policy(300, 'EnableIMAutoArchiving', false);
    expect(verdict(rule, [on, off, again], delivered(200))).toBe('contested');
  });

  it('but a list that nobody dates does', () => {
    expect(verdict(rule, [policy(100, 'EnableIMAutoArchiving', false, 'companion')], delivered(20))).toBe('contested');
  });

  it('a client that was installed later', () => {
    const reinstalled = [client(20, '16.0.6965.2092'), client(300, '16.0.4405.1000')];
    expect(verdict('msi-client', reinstalled, delivered(20))).toBe('likely');
    expect(verdict('msi-client', reinstalled, delivered(300))).toBe('contested');
    const older = [client(20, '16.0.6965.2092'), client(300, '16.0.6568.2025')];
    expect(verdict('build-old', older, delivered(20))).toBe('likely');
    expect(verdict('build-old', older, delivered(300))).toBe('contested');
  });
});

it('Exchange Web Services were found where a message was delivered, or its call answered, without a status line', () => {
  const link: Observation = {
    ...listed.clickToRun(1),
    kind: 'exchange-link',
    service: 'ews',
    state: 'not-deployed',
  };
  const status = (one: Partial<Life>) =>
    diagnose(input({ observations: [link], lives: [life(one)] })).rules.find(({ id }) => id === 'ews-not-deployed')
      ?.status;
  expect(status({ outcome: 'left-in-spooler' })).toBe('fired');
  expect(status({ outcome: 'delivered' })).toBe('quiet');
  expect(status({ attempts: [attempt(20, { result: 'error', responseCode: 'ErrorQuotaExceeded' })] })).toBe('quiet');
});
