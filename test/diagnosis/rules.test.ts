import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/diagnosis/collect.ts';
import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { RuleStatus, Verdict } from '../../src/model/finding.ts';
import { ruleFixture, ruleFixtures } from './rule-fixtures.ts';
import { input, life } from './sample-input.ts';

const RULES = path.join(import.meta.dirname, '../../src/diagnosis/rules');
const fixtures = ruleFixtures();
/** Shows in the log of servers alone. */
const SERVER_SIDE = 'accepted-domain-wildcard';

/** A fixture is named after the status it must give, and after what makes it special. */
function statusOf(name: string): RuleStatus {
  if (name.startsWith('fires')) return 'fired';
  const statuses: readonly RuleStatus[] = ['quiet', 'cannot-tell', 'not-applicable', 'superseded'];
  const status = statuses.find((one) => name === one || name.startsWith(`${one}-`));
  if (status === undefined) throw new Error(`no status in the name of fixture ${name}`);
  return status;
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('is the name of its file', () => {
    expect(existsSync(path.join(RULES, `${id}.ts`))).toBe(true);
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('has a number, and says what it is mistaken for and what to collect', () => {
    expect(rule.rootCause).toMatch(/^RC-\d\d$/);
    expect(rule.mistakenFor.length).toBeGreaterThan(0);
    for (const { rule: other, how } of rule.mistakenFor) {
      expect(rules.map((one) => one.id)).toContain(other);
      expect(other).not.toBe(id);
      expect(how).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(rule.mistakenFor.map((one) => one.rule)).size).toBe(rule.mistakenFor.length);
    expect(rule.collect.length).toBeGreaterThan(0);
    expect(new Set(rule.collect).size).toBe(rule.collect.length);
    for (const step of rule.collect) {
      expect(Object.values(collect)).toContain(step);
      expect(step.what).toMatch(/^[A-Z].*[^.]$/);
      expect(step.how).toMatch(/^[A-Z%a-z].*[^.]$/);
    }
  });

  it('has complete words', () => {
    const others = rule.scope === 'message' ? (rule.otherWords ?? []) : [];
    for (const { title, why, fix } of [rule, ...others]) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
      expect(fix.length).toBeGreaterThan(0);
      for (const step of fix) expect(step).toMatch(/^[A-Z].*\S$/);
      // Names of people are for the reader to fill in.
      expect(fix.join('\n')).not.toMatch(/\b(?:alice|bob|carol|contoso)\b/i);
    }
    for (const { where } of others) expect(where).toMatch(/^\S.*[^.]$/);
    expect(new Set(others.map(({ where }) => where)).size).toBe(others.length);
    expect(rule.references.length).toBeGreaterThan(0);
    expect(rule.restsOn.length).toBeGreaterThan(0);
    expect(new Set(rule.restsOn).size).toBe(rule.restsOn.length);
    for (const reference of rule.references) {
      expect(new URL(reference).protocol).toBe('https:');
      expect(new URL(reference).hostname).toMatch(/(^|\.)microsoft\.com$/);
    }
  });

  it('has a fixture that fires, one that stays quiet and one that cannot tell', () => {
    const names = fixtures.filter((fixture) => fixture.rule === id).map((fixture) => statusOf(fixture.name));
    if (id === SERVER_SIDE) expect(new Set(names)).toEqual(new Set(['cannot-tell', 'not-applicable']));
    else expect(names).toEqual(expect.arrayContaining(['fired', 'quiet', 'cannot-tell']));
  });

  it('is not quiet about an input in which there is nothing', () => {
    const status = diagnose(input()).rules.find((result) => result.id === id)?.status;
    expect(status).toBe(rule.scope === 'message' ? 'not-applicable' : 'cannot-tell');
  });
});

it('every root cause of the field notes has its rule', () => {
  const numbers = Array.from({ length: 43 }, (_, index) => `RC-${String(index + 1).padStart(2, '0')}`);
  expect(rules.map((rule) => rule.rootCause)).toEqual(numbers);
});

it('no two steps of what to collect say the same', () => {
  const steps = Object.values(collect);
  expect(new Set(steps.map(({ what }) => what)).size).toBe(steps.length);
  expect(new Set(steps.map(({ how }) => how)).size).toBe(steps.length);
  const used = new Set(rules.flatMap((rule) => rule.collect));
  expect(steps.filter((step) => !used.has(step))).toEqual([]);
});

it('every fixture folder is that of a rule', () => {
  expect([...new Set(fixtures.map((fixture) => fixture.rule))].toSorted()).toEqual(
    rules.map((rule) => rule.id).toSorted(),
  );
});

it.each(fixtures.map((fixture) => [`${fixture.rule}/${fixture.name}`, fixture] as const))(
  '%s gives the status of its name',
  (_, fixture) => {
    const { rules: results, findings } = diagnose(fixture.input);
    const result = results.find(({ id }) => id === fixture.rule);
    expect(result).toMatchObject({ status: statusOf(fixture.name) });
    expect(findings.some((finding) => finding.rule === fixture.rule)).toBe(result?.status === 'fired');
    if (result?.status === 'fired') expect(result.conditions.map((one) => one.holds)).not.toContain('no');
    if (result?.status === 'cannot-tell') expect(JSON.stringify(result.conditions)).toContain('"because"');
  },
);

it.each<readonly [string, string, Verdict]>([
  ['msi-client', 'fires', 'proven'],
  ['build-old', 'fires', 'proven'],
  ['build-below-onprem-min', 'fires', 'proven'],
  ['build-below-onprem-min', 'fires-file-name-alone', 'possible'],
  ['drafts-bug-2016-06', 'fires', 'likely'],
  ['drafts-bug-2016-06', 'fires-within-6965', 'possible'],
  ['drafts-bug-2016-06', 'fires-created-again', 'possible'],
  ['archiving-policy-off', 'fires', 'proven'],
  ['archiving-policy-off', 'fires-companion', 'likely'],
  ['archiving-user-off', 'fires', 'likely'],
  ['auth-401', 'fires', 'proven'],
  ['auth-401', 'fires-trace-ends', 'possible'],
  ['throttled', 'fires', 'proven'],
  ['ews-timeout', 'fires', 'likely'],
  ['ews-timeout', 'fires-transport', 'proven'],
  ['quota', 'fires', 'proven'],
  ['send-as-denied', 'fires', 'proven'],
  ['bad-recipient', 'fires', 'proven'],
  ['stale-changekey', 'fires', 'proven'],
  ['transport-stalled', 'fires', 'possible'],
  ['client-exited', 'fires', 'possible'],
  ['federated-by-design', 'fires', 'possible'],
  ['server-off', 'fires', 'likely'],
  ['server-pre-cu3', 'fires', 'likely'],
  ['ews-not-deployed', 'fires', 'likely'],
  ['ews-not-deployed', 'fires-configuration', 'proven'],
  ['trust-mismatch', 'fires', 'likely'],
  ['trust-mismatch', 'fires-abandoned', 'possible'],
  ['split-dns', 'fires', 'possible'],
  ['proxy', 'fires', 'proven'],
  ['proxy', 'fires-every-call', 'likely'],
  ['proxy', 'fires-connection', 'possible'],
  ['proxy', 'fires-trace-ends', 'possible'],
  ['auth-401', 'fires-spooled', 'likely'],
  ['tls-cert', 'fires', 'proven'],
  ['mfa-adal', 'fires', 'likely'],
  ['oauth-token', 'fires', 'proven'],
  ['ews-blocked', 'fires', 'likely'],
  ['too-big', 'fires', 'proven'],
  ['store-down', 'fires', 'proven'],
  ['deleteditems-1mb', 'fires', 'likely'],
  ['mapi-unavailable', 'fires', 'likely'],
  ['history-shown-as-draft', 'fires', 'likely'],
  ['false-offline-messages-only', 'fires', 'possible'],
  ['missed-mail-defects', 'fires', 'possible'],
  ['post-exo-migration', 'fires', 'likely'],
  ['post-exo-migration', 'fires-fixed', 'possible'],
  ['post-exo-migration', 'fires-stated', 'possible'],
  ['exchange-auth-signin', 'fires', 'possible'],
  ['dnd-presenting', 'fires', 'likely'],
  ['outlook-mismatch', 'fires', 'proven'],
  ['multi-account', 'fires', 'possible'],
  ['folder-broken', 'fires', 'likely'],
  ['server-side-history', 'fires', 'proven'],
  ['duplicate-ims', 'fires', 'possible'],
  ['clock-skew', 'fires', 'likely'],
])('%s/%s has the verdict its evidence bears', (rule, name, verdict) => {
  const finding = diagnose(ruleFixture(rule, name)).findings.find((one) => one.rule === rule);
  expect(finding?.verdict).toBe(verdict);
  expect(finding?.evidence).not.toEqual([]);
});

describe('severity', () => {
  it('of a throttled message that got through is that of information', () => {
    const [late] = diagnose(ruleFixture('throttled', 'fires-delivered-late')).findings;
    const [lost] = diagnose(ruleFixture('throttled', 'fires')).findings;
    expect([late?.severity, lost?.severity]).toEqual(['info', 'warning']);
  });

  it('of an interrupted message that may still go is that of information', () => {
    const [waits] = diagnose(ruleFixture('client-exited', 'fires-pending')).findings;
    const [stays] = diagnose(ruleFixture('client-exited', 'fires')).findings;
    expect([waits?.severity, stays?.severity]).toEqual(['info', 'warning']);
  });
});

describe('the Drafts bug', () => {
  it('is superseded by the on-premises minimum on a fixed 6741 build, and not below that revision', () => {
    const fixed = diagnose(ruleFixture('drafts-bug-2016-06', 'superseded'));
    expect(fixed.rules.find(({ id }) => id === 'drafts-bug-2016-06')?.supersededBy).toBe('build-below-onprem-min');
    expect(fixed.findings.map((finding) => finding.rule)).toEqual(['build-below-onprem-min']);
    const below = diagnose(ruleFixture('drafts-bug-2016-06', 'fires'));
    expect(below.findings.map((finding) => finding.rule).toSorted()).toEqual([
      'build-below-onprem-min',
      'drafts-bug-2016-06',
    ]);
  });

  it('is left to the look-alike that explains the draft, and says so', () => {
    for (const rule of ['send-as-denied', 'stale-changekey', 'transport-stalled', 'history-shown-as-draft']) {
      const { findings, rules: results } = diagnose(ruleFixture('drafts-bug-2016-06', `superseded-${rule}`));
      expect(findings.map((finding) => finding.rule)).toContain(rule);
      expect(results.find(({ id }) => id === 'drafts-bug-2016-06')?.supersededBy).toBe(rule);
    }
  });
});

it('an answer that may be hidden keeps an error from being ruled out', () => {
  const hidden = diagnose(ruleFixture('throttled', 'cannot-tell'));
  const status = new Map(hidden.rules.map((result) => [result.id, result.status]));
  for (const rule of ['throttled', 'quota', 'auth-401', 'send-as-denied']) expect(status.get(rule)).toBe('cannot-tell');
  expect(hidden.findings.map((finding) => [finding.rule, finding.verdict])).toEqual([['ews-timeout', 'possible']]);
});

it('no message is no proof that there was none where events could not be decoded', () => {
  const gaps = [{ kind: 'undecoded' as const, text: '12 of 900 events have no text' }];
  const status = (lives: ReturnType<typeof life>[]) =>
    diagnose(input({ gaps, lives })).rules.find(({ id }) => id === 'federated-by-design')?.status;
  expect(status([])).toBe('cannot-tell');
  expect(status([life()])).toBe('not-applicable');
});
