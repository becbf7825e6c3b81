import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/diagnosis/counterfactual/fact-change.ts';
import { leastChanges, searchIn } from '../../src/diagnosis/counterfactual/search.ts';
import { diagnose, diagnoseWith } from '../../src/diagnosis/evaluate.ts';
import { engineOf } from '../../src/diagnosis/explained.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Finding } from '../../src/model/finding.ts';
import { ruleFixture, ruleFixtures } from './rule-fixtures.ts';
import { attempt, client, input, life } from './sample-input.ts';

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

  it('puts no other error in its place', () => {
    for (const { base, changes } of ways) {
      const before = engine.errorsIn(base);
      const after = engine.errorsIn(changes.reduce((changed, change) => change.apply(changed), base));
      for (const rule of after) expect(before).toContain(rule);
    }
  });
});

function told(whole: DiagnosisInput, rule: string): readonly string[] | undefined {
  const finding = diagnose(whole).findings.find((one) => one.rule === rule);
  return finding?.counterfactual?.changes.map(({ words }) => words);
}

describe('what would have to be otherwise', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['drafts-bug-2016-06', 'fires', ['with client build 16.0.6965.2058 (2016-06-14) or later']],
    ['quota', 'fires', ['had Exchange accepted the call instead of answering ErrorQuotaExceeded']],
    ['archiving-policy-off', 'fires', ['with EnableIMAutoArchiving true']],
    ['archiving-user-off', 'fires', ['with imAutoArchiving true']],
    ['ews-timeout', 'fires', ['had Exchange answered the call in time']],
    ['client-exited', 'fires', ['with a trace that goes on until its two minutes are over']],
  ])('%s/%s', (rule, name, words) => {
    expect(told(ruleFixture(rule, name), rule)).toEqual(words);
  });

  it('of an MSI client is one that has offline messages for the mailbox, and not just another kind', () => {
    const observations = [client(1, '16.0.4405.1000')];
    const words = told(input({ observations, stated: { mailbox: 'on-premises' } }), 'msi-client');
    expect(words).toEqual(['with a Click-to-Run client of build 16.0.6965.2053 (2016-06-06) or later']);
  });

  it('is a release of the channel of the user, where that is known', () => {
    const stated = { mailbox: 'on-premises' } as const;
    const deferred = input({ observations: [client(1, '16.0.6741.2056')], stated });
    expect(told(deferred, 'build-below-onprem-min')).toEqual([
      'with client build 16.0.6965.2092 (2016-10-11) or later',
    ]);
  });

  it('is two facts where one is not enough', () => {
    const busy = { result: 'error', httpStatus: 503, responseCode: 'ErrorServerBusy' } as const;
    const attempts = [attempt(11, busy), attempt(20, { ...busy, responseCode: 'ErrorExceededConnectionCount' })];
    expect(told(input({ lives: [life({ attempts })] }), 'throttled')).toEqual([
      'had Exchange accepted the call instead of answering ErrorServerBusy',
      'had Exchange accepted the call instead of answering ErrorExceededConnectionCount',
    ]);
  });

  it('is the same whichever order the messages have', () => {
    const refused = attempt(11, { result: 'error', responseCode: 'ErrorQuotaExceeded' });
    const lives = ['m1', 'm2', 'm3'].map((id) => life({ id, attempts: [refused] }));
    expect(told(input({ lives }), 'quota')).toEqual(told(input({ lives: lives.toReversed() }), 'quota'));
  });
});
