import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/diagnosis/counterfactual/fact-change.ts';
import { leastChanges, searchIn } from '../../src/diagnosis/counterfactual/search.ts';
import { diagnose, diagnoseWith } from '../../src/diagnosis/evaluate.ts';
import { engineOf } from '../../src/diagnosis/explained.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Counterfactual, Finding } from '../../src/model/finding.ts';
import { ruleFixture, ruleFixtures } from './rule-fixtures.ts';
import { attempt, client, input, life, listed, policy } from './sample-input.ts';

const engine = engineOf(rules, diagnoseWith);

interface Way {
  readonly finding: Finding;
  readonly base: DiagnosisInput;
  readonly changes: readonly Change[];
  readonly remaining: readonly string[];
}

/** Each finding of a case with its least changes. */
function waysOut(whole: DiagnosisInput): readonly Way[] {
  const diagnosis = diagnoseWith(rules, whole);
  const searched = searchIn(whole, diagnosis.environment);
  return diagnosis.findings.flatMap((finding) => {
    const message = diagnosis.rules.find(({ id }) => id === finding.rule)?.message;
    const found = leastChanges({ finding, ...(message !== undefined && { message }) }, searched, engine);
    return found === undefined
      ? []
      : [{ finding, base: found.input, changes: found.changes, remaining: found.remaining }];
  });
}

function faultsIn(whole: DiagnosisInput): readonly Finding[] {
  return engine.diagnose(whole).findings.filter(({ severity }) => severity !== 'info');
}

function statusWith(rule: string, base: DiagnosisInput, changes: readonly Change[]) {
  return engine.statusOf(
    rule,
    changes.reduce((changed, change) => change.apply(changed), base),
  );
}

const fired = ruleFixtures().filter(({ name }) => name.startsWith('fires'));

describe.each(fired.map((fixture) => [`${fixture.rule}/${fixture.name}`, fixture] as const))('%s', (_, fixture) => {
  const ways = waysOut(fixture.input);

  it('is gone under the changes that are told, and no member of them can be spared', () => {
    for (const { finding, base, changes } of ways) {
      expect(engine.statusOf(finding.rule, base)).toBe('fired');
      if (changes.length === 0) continue;
      expect(['quiet', 'not-applicable']).toContain(statusWith(finding.rule, base, changes));
      for (const spared of changes) {
        const others = changes.filter((change) => change !== spared);
        const isGone = /^(?:quiet|not-applicable)$/.test(statusWith(finding.rule, base, others) ?? '');
        const before = new Set(faultsIn(base).map(({ rule }) => rule));
        const isReplaced = faultsIn(others.reduce((input, change) => change.apply(input), base)).some(
          ({ rule }) => !before.has(rule),
        );
        expect(isGone && !isReplaced, spared.words).toBe(false);
      }
    }
  });

  it('puts no other fault in its place, and tells of all that is left to keep the message from being delivered', () => {
    for (const { finding, base, changes, remaining } of ways) {
      if (changes.length === 0) continue;
      const changed = changes.reduce((input, change) => change.apply(input), base);
      const before = faultsIn(base).map(({ rule }) => rule);
      for (const { rule } of faultsIn(changed)) expect(before).toContain(rule);
      const undelivered = base.lives.filter(
        ({ id, outcome }) => outcome !== 'delivered' && finding.messages.includes(id),
      );
      const ids = undelivered.map(({ id }) => id).slice(0, 1);
      const keeping = faultsIn(changed).filter(({ messages }) => ids.some((id) => messages.includes(id)));
      expect(keeping.map(({ rule }) => rule)).toEqual(remaining);
    }
  });
});

function counterfactualIn(whole: DiagnosisInput, rule: string): Counterfactual | undefined {
  return diagnose(whole).findings.find((one) => one.rule === rule)?.counterfactual;
}

function told(whole: DiagnosisInput, rule: string): readonly string[] | undefined {
  return counterfactualIn(whole, rule)?.changes.map(({ words }) => words);
}

describe('what would have to be otherwise', () => {
  it('is, for each rule, what one who knows the client would say', () => {
    const all = fired.map(({ rule, name, input: whole }) => {
      const { changes, remaining = [] } = counterfactualIn(whole, rule) ?? {};
      const words = changes?.map((change) => change.words).join(' and ');
      const left = remaining.length === 0 ? '' : `; ${remaining.join(' and ')} would still stand`;
      return `${rule}/${name}: ${words === undefined ? '-' : words || 'none is known'}${left}`;
    });
    expect(all.join('\n')).toMatchSnapshot();
  });

  it.each(['quota', 'send-as-denied', 'store-down', 'ews-timeout', 'client-exited', 'proxy', 'throttled'])(
    'of %s is no change of the environment: that it had not failed only says it again',
    (rule) => {
      expect(told(ruleFixture(rule, 'fires'), rule)).toEqual([]);
    },
  );

  it.each([
    ['transport-stalled', 'fires'],
    ['federated-by-design', 'fires'],
    ['missed-mail-defects', 'fires'],
    ['throttled', 'fires-delivered-late'],
  ])('is not told of a message that was delivered: %s/%s', (rule, name) => {
    expect(diagnose(ruleFixture(rule, name)).findings.map((finding) => finding.rule)).toContain(rule);
    expect(told(ruleFixture(rule, name), rule)).toBeUndefined();
  });

  const VERSIONS = [
    '16.0.6001.1061',
    '16.0.6741.2042',
    '16.0.6741.2056',
    '16.0.6965.2053',
    '16.0.4405.1000',
    '16.0.4471.1000',
  ];
  const CHANNELS = [undefined, 'current', 'first-release-deferred', 'deferred'] as const;
  const MAILBOXES = [undefined, 'on-premises', 'online'] as const;

  it.each(VERSIONS)(
    'names a release that the fix of the rule names: %s',
    (version) => {
      const cases = CHANNELS.flatMap((channel) => MAILBOXES.map((mailbox) => ({ channel, mailbox })));
      for (const { channel, mailbox } of cases) {
        for (const { rule, input: whole } of fired) {
          const stated = { ...(mailbox !== undefined && { mailbox }), clientVersion: version };
          const observations = [
            ...whole.observations.filter(({ kind }) => kind !== 'channel'),
            ...(channel === undefined ? [] : [listed.channel(900, channel)]),
          ];
          const finding = diagnose({ ...whole, observations, stated }).findings.find((one) => one.rule === rule);
          for (const { words } of finding?.counterfactual?.changes ?? []) {
            const release = /\b16\.0\.[\d.]*\d/.exec(words)?.[0];
            if (release !== undefined) expect(finding?.fix.join('\n'), rule).toContain(release);
          }
        }
      }
    },
    120_000,
  );

  it('of an MSI client is one that has offline messages for the mailbox, and not just another kind', () => {
    const observations = [client(1, '16.0.4405.1000')];
    const of = (mailbox: 'on-premises' | 'online') => told(input({ observations, stated: { mailbox } }), 'msi-client');
    expect(of('on-premises')).toEqual(['with a Click-to-Run client of build 16.0.6965.2058 (2016-06-14) or later']);
    expect(of('online')).toEqual(['with a Click-to-Run client of build 16.0.6741.2014 (2016-03-08) or later']);
  });

  it('is a release of the channel of the user, where that is known', () => {
    const stated = { mailbox: 'on-premises' } as const;
    const deferred = input({ observations: [client(1, '16.0.6741.2056')], stated });
    expect(told(deferred, 'build-below-onprem-min')).toEqual([
      'with client build 16.0.6965.2092 (2016-10-11) or later',
    ]);
    const first = input({
      observations: [client(1, '16.0.6001.1061'), listed.channel(2, 'first-release-deferred')],
      stated,
    });
    expect(told(first, 'build-old')).toEqual(['with client build 16.0.6965.2058 (2016-06-14) or later']);
  });

  it('is the release that brought the fix, though another channel had it at the same time without', () => {
    const whole = ruleFixture('history-shown-as-draft', 'fires');
    const observations = [...whole.observations, listed.channel(900, 'first-release-deferred')];
    const stated = { clientVersion: '16.0.6965.2066' };
    expect(told({ ...whole, observations, stated }, 'history-shown-as-draft')).toEqual([
      'with client build 16.0.7369.2038 (2016-10-11) or later',
    ]);
  });

  it('is what takes this cause away where another would keep the message, and names that one', () => {
    const whole = ruleFixture('drafts-bug-2016-06', 'fires-created-again');
    const { findings } = diagnose(whole);
    expect(findings.filter(({ messages }) => messages.includes('m1')).map(({ rule }) => rule)).toEqual([
      'drafts-bug-2016-06',
      'ews-timeout',
    ]);
    expect(findings.find(({ rule }) => rule === 'drafts-bug-2016-06')?.counterfactual).toMatchObject({
      message: 'm1',
      changes: [{ words: 'with client build 16.0.6965.2058 (2016-06-14) or later' }],
      remaining: ['ews-timeout'],
    });
  });

  it('is both switches where the user has turned off what the policy does, too', () => {
    const observations = [
      policy(1, 'EnableIMAutoArchiving', false),
      policy(2, 'imAutoArchiving', false, 'user-option'),
    ];
    expect(told(input({ observations }), 'archiving-policy-off')).toEqual([
      'with EnableIMAutoArchiving true',
      'with imAutoArchiving true',
    ]);
  });

  it('is the same whichever order the messages have', () => {
    const refused = attempt(11, { result: 'error', responseCode: 'ErrorQuotaExceeded' });
    const lives = ['m1', 'm2', 'm3'].map((id) => life({ id, attempts: [refused] }));
    expect(told(input({ lives }), 'quota')).toEqual(told(input({ lives: lives.toReversed() }), 'quota'));
  });
});
