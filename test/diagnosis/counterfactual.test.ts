import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/diagnosis/counterfactual/fact-change.ts';
import { leastChanges, searchIn } from '../../src/diagnosis/counterfactual/search.ts';
import { diagnose, diagnoseWith } from '../../src/diagnosis/evaluate.ts';
import { engineOf } from '../../src/diagnosis/explained.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Finding } from '../../src/model/finding.ts';
import { ruleFixture, ruleFixtures } from './rule-fixtures.ts';
import { attempt, client, input, life, listed } from './sample-input.ts';

const engine = engineOf(rules, diagnoseWith);

interface Way {
  readonly finding: Finding;
  readonly base: DiagnosisInput;
  readonly changes: readonly Change[];
}

/** Each finding of a case with its least changes. */
function waysOut(whole: DiagnosisInput): readonly Way[] {
  const diagnosis = diagnoseWith(rules, whole);
  const searched = searchIn(whole, diagnosis.environment);
  return diagnosis.findings.flatMap((finding) => {
    const message = diagnosis.rules.find(({ id }) => id === finding.rule)?.message;
    const found = leastChanges({ finding, ...(message !== undefined && { message }) }, searched, engine);
    return found === undefined ? [] : [{ finding, base: found.input, changes: found.changes }];
  });
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
        expect(statusWith(finding.rule, base, others), spared.words).not.toMatch(/^(?:quiet|not-applicable)$/);
      }
    }
  });

  it('puts no other error in its place, and leaves nothing that keeps the message from being delivered', () => {
    for (const { finding, base, changes } of ways) {
      if (changes.length === 0) continue;
      const errors = (of: DiagnosisInput) =>
        engine
          .diagnose(of)
          .findings.filter(({ severity }) => severity === 'error')
          .map(({ rule }) => rule);
      const changed = changes.reduce((input, change) => change.apply(input), base);
      for (const rule of errors(changed)) expect(errors(base)).toContain(rule);
      const undelivered = base.lives.filter(
        ({ id, outcome }) => outcome !== 'delivered' && finding.messages.includes(id),
      );
      const ids = undelivered.map(({ id }) => id).slice(0, 1);
      const keeping = engine
        .diagnose(changed)
        .findings.filter(({ severity, messages }) => severity !== 'info' && ids.some((id) => messages.includes(id)));
      expect(keeping).toEqual([]);
    }
  });
});

function told(whole: DiagnosisInput, rule: string): readonly string[] | undefined {
  const finding = diagnose(whole).findings.find((one) => one.rule === rule);
  return finding?.counterfactual?.changes.map(({ words }) => words);
}

describe('what would have to be otherwise', () => {
  it('is, for each rule, what one who knows the client would say', () => {
    const all = fired.map(({ rule, name, input: whole }) => {
      const words = told(whole, rule);
      return `${rule}/${name}: ${words === undefined ? '-' : words.join(' and ') || 'none is known'}`;
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

  it('is none where another cause would keep the message from being delivered', () => {
    const whole = ruleFixture('drafts-bug-2016-06', 'fires-created-again');
    const { findings } = diagnose(whole);
    expect(findings.filter(({ messages }) => messages.includes('m1')).map(({ rule }) => rule)).toEqual([
      'drafts-bug-2016-06',
      'ews-timeout',
    ]);
    expect(told(whole, 'drafts-bug-2016-06')).toEqual([]);
  });

  it('is the same whichever order the messages have', () => {
    const refused = attempt(11, { result: 'error', responseCode: 'ErrorQuotaExceeded' });
    const lives = ['m1', 'm2', 'm3'].map((id) => life({ id, attempts: [refused] }));
    expect(told(input({ lives }), 'quota')).toEqual(told(input({ lives: lives.toReversed() }), 'quota'));
  });
});
