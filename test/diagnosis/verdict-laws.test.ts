import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVerdicts, verdictOf } from '../../src/diagnosis/certainty.ts';
import {
  allOf,
  anyOf,
  type Condition,
  type Holds,
  judge,
  noneOf,
  type Question,
} from '../../src/diagnosis/conditions.ts';
import { diagnose, diagnoseWith } from '../../src/diagnosis/evaluate.ts';
import type { MessageRule } from '../../src/diagnosis/rule.ts';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import type { Verdict } from '../../src/model/finding.ts';
import type { Gap, GapKind } from '../../src/model/issue.ts';
import type { Attempt, Certainty, Life } from '../../src/model/life.ts';
import { ruleFixtures } from './rule-fixtures.ts';
import { input, life } from './sample-input.ts';

const fixtures = ruleFixtures();
const CERTAINTIES: readonly Certainty[] = ['possible', 'likely', 'proven'];
const certainty = fc.constantFrom(...CERTAINTIES);

/** A leaf as data, so that it can be changed. */
interface Leaf {
  readonly holds: Holds;
  readonly certainty: Certainty;
  readonly isContested: boolean;
}

type Made = Leaf | { readonly joins: 'all' | 'any' | 'none'; readonly parts: readonly Made[] };

const leaf: fc.Arbitrary<Leaf> = fc.record({
  holds: fc.constantFrom<Holds>('yes', 'yes', 'no', 'unknown'),
  certainty,
  isContested: fc.boolean(),
});
const made: fc.Arbitrary<Made> = fc.letrec<{ made: Made }>((tie) => ({
  made: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({
      joins: fc.constantFrom<'all' | 'any' | 'none'>('all', 'any', 'none'),
      parts: fc.array(tie('made'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).made;

function conditionOf<Subject>(one: Made): Condition<Subject> {
  if ('parts' in one) {
    const join = { all: allOf, any: anyOf, none: noneOf }[one.joins];
    return join<Subject>('joined', ...one.parts.map((part) => conditionOf<Subject>(part)));
  }
  const question: Question<Subject> = { name: 'leaf', ask: () => one };
  return question;
}

/** The tree with each leaf changed. */
function changed(one: Made, change: (leaf: Leaf, index: number) => Leaf): Made {
  let index = 0;
  const walk = (node: Made): Made =>
    'parts' in node ? { ...node, parts: node.parts.map(walk) } : change(node, index++);
  return walk(one);
}

function ruleOf(trees: readonly Made[], atMost?: Certainty): MessageRule {
  return {
    id: 'made',
    scope: 'message',
    severity: 'error',
    restsOn: ['data'],
    title: 'Title',
    why: 'Why.',
    fix: [],
    references: [],
    rootCause: 'RC-00',
    mistakenFor: [],
    collect: [],
    when: trees.map((tree) => conditionOf(tree)),
    ...(atMost !== undefined && { atMost }),
  };
}

function verdictOn(rule: MessageRule, ...lives: readonly Life[]): Verdict | undefined {
  return diagnoseWith([rule], input({ lives })).findings[0]?.verdict;
}

/** That the first is no stronger than the second; a finding that is not there is weaker than any. */
function expectNoStronger(one: Verdict | undefined, other: Verdict | undefined): void {
  if (one === undefined) return;
  if (other === undefined) throw new Error(`${one} where nothing was found`);
  expect(compareVerdicts(one, other)).toBeLessThanOrEqual(0);
}

function verdicts(one: DiagnosisInput): ReadonlyMap<string, Verdict> {
  return new Map(diagnose(one).findings.map(({ rule, verdict }) => [rule, verdict]));
}

const trees = fc.array(made, { minLength: 1, maxLength: 3 });

describe('evidence caps', () => {
  it('by each condition, the life and the rule', () => {
    fc.assert(
      fc.property(trees, certainty, certainty, (when, ofLife, atMost) => {
        const rule = ruleOf(when, atMost);
        const verdict = verdictOn(rule, life({ certainty: ofLife }));
        if (verdict === undefined) return;
        const caps = [ofLife, atMost, ...when.map((tree) => judge(conditionOf(tree), undefined).certainty)];
        for (const cap of caps) expect(compareVerdicts(verdict, cap)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('so that weaker evidence never gives a stronger verdict', () => {
    fc.assert(
      fc.property(trees, fc.nat(8), (when, weakened) => {
        const weak = when.map((tree) =>
          changed(tree, (one, index) => (index === weakened ? { ...one, certainty: 'possible' } : one)),
        );
        expectNoStronger(verdictOn(ruleOf(weak), life()), verdictOn(ruleOf(when), life()));
      }),
    );
  });
});

describe('gaps never raise', () => {
  const kind = fc.constantFrom<GapKind>('undecoded', 'capped', 'damaged', 'unpaired', 'trace-ends', 'rotated');

  it('a condition that becomes unknown leaves a rule as it was or opens it', () => {
    fc.assert(
      fc.property(trees, fc.nat(8), (when, hidden) => {
        const open = when.map((tree) =>
          changed(tree, (one, index) => (index === hidden ? { ...one, holds: 'unknown' } : one)),
        );
        const before = diagnoseWith([ruleOf(when)], input({ lives: [life()] })).rules[0]?.status;
        const after = diagnoseWith([ruleOf(open)], input({ lives: [life()] })).rules[0]?.status;
        expect([before, 'cannot-tell']).toContain(after);
        expectNoStronger(verdictOn(ruleOf(open), life()), verdictOn(ruleOf(when), life()));
      }),
    );
  });

  it.each(fixtures.map((fixture) => [`${fixture.rule}/${fixture.name}`, fixture.input] as const))('%s', (_, whole) => {
    const before = verdicts(whole);
    const source = fc.constantFrom(undefined, ...whole.sources.map(({ path }) => path));
    fc.assert(
      fc.property(fc.array(fc.tuple(kind, source), { minLength: 1, maxLength: 3 }), (added) => {
        const gaps = added.map(
          ([one, path]): Gap => ({ kind: one, text: 'x', ...(path !== undefined && { source: path }) }),
        );
        for (const [rule, verdict] of verdicts({ ...whole, gaps: [...whole.gaps, ...gaps] })) {
          expectNoStronger(verdict, before.get(rule));
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('contradiction contests', () => {
  it('whatever is found on the message', () => {
    fc.assert(
      fc.property(trees, (when) => {
        expect([undefined, 'contested']).toContain(verdictOn(ruleOf(when), life({ witnesses: 'contradict' })));
      }),
    );
  });

  it('whatever needs a contested condition', () => {
    fc.assert(
      fc.property(trees, certainty, (when, sure) => {
        const contested: Leaf = { holds: 'yes', certainty: sure, isContested: true };
        expect([undefined, 'contested']).toContain(verdictOn(ruleOf([...when, contested]), life()));
      }),
    );
  });

  it.each(fixtures.map((fixture) => [`${fixture.rule}/${fixture.name}`, fixture.input] as const))('%s', (_, whole) => {
    const lives = whole.lives.map((one): Life => ({ ...one, witnesses: 'contradict' }));
    const { findings, rules } = diagnose({ ...whole, lives });
    for (const finding of findings) {
      const ofMessage = rules.find(({ id }) => id === finding.rule)?.message !== undefined;
      if (ofMessage) expect(finding.verdict).toBe('contested');
    }
  });
});

describe('repetition does not raise', () => {
  it('of messages', () => {
    fc.assert(
      fc.property(trees, fc.array(certainty, { minLength: 1, maxLength: 4 }), (when, each) => {
        const lives = each.map((one, index) => life({ id: `m${index + 1}`, certainty: one }));
        const rule = ruleOf(when);
        const alone = lives.map((one) => verdictOn(rule, one));
        const together = verdictOn(rule, ...lives);
        if (together !== undefined) expect(alone).toContain(together);
        expect(verdictOn(rule, ...lives, ...lives.map((one) => ({ ...one, id: `${one.id}0` })))).toBe(together);
      }),
    );
  });

  it.each(fixtures.map((fixture) => [`${fixture.rule}/${fixture.name}`, fixture.input] as const))('%s', (_, whole) => {
    const before = verdicts(whole);
    for (const times of [2, 3]) {
      const again = Array.from({ length: times - 1 }, (_, n) =>
        whole.lives.map((one) => ({ ...one, id: `${one.id}${n + 1}` })),
      ).flat();
      const observations = whole.observations.flatMap((one) => Array.from({ length: times }, () => one));
      const repeated = verdicts({ ...whole, lives: [...whole.lives, ...again], observations });
      for (const [rule, verdict] of repeated) expectNoStronger(verdict, before.get(rule));
    }
  });
});

describe('a failure that cannot be read blocks a claim of success', () => {
  const unreadable = ({ operation, disposition, startedAt, evidence, link }: Attempt): Attempt => ({
    operation,
    ...(disposition !== undefined && { disposition }),
    ...(startedAt !== undefined && { startedAt }),
    result: 'unreadable',
    retryable: false,
    authorizationSent: true,
    challenges: [],
    link,
    evidence,
  });
  const ENDED_OTHERWISE: ReadonlySet<string> = new Set(['client-exited', 'mfa-adal', 'oauth-token']);
  const isFailure = ({ result }: Attempt) =>
    result === 'error' || result === 'transport-error' || result === 'no-answer';

  it.each(
    fixtures
      .filter(({ name }) => name.startsWith('fires'))
      .map((fixture) => [`${fixture.rule}/${fixture.name}`, fixture] as const),
  )('%s', (_, { input: whole }) => {
    const lives = whole.lives.map((one) => ({
      ...one,
      attempts: one.attempts.map((attempt) => (isFailure(attempt) ? unreadable(attempt) : attempt)),
    }));
    if (JSON.stringify(lives) === JSON.stringify(whole.lives)) return;
    const before = diagnose(whole).rules;
    const after = diagnose({ ...whole, lives }).rules;
    for (const { id, status } of before) {
      const then = after.find((one) => one.id === id)?.status;
      // An answer that cannot be read is an answer: neither the end of the trace interrupted the call, nor was a refusal its last word.
      const isDelivered = whole.lives.every(({ outcome }) => outcome === 'delivered');
      if (status === 'fired' && !isDelivered && !ENDED_OTHERWISE.has(id)) expect([id, then]).not.toEqual([id, 'quiet']);
    }
  });
});

it('docs/verdicts.md has the table of the code', () => {
  const page = readFileSync(new URL('../../docs/verdicts.md', import.meta.url), 'utf8');
  for (const one of CERTAINTIES) {
    expect(page).toContain(`| \`${one}\` | \`${verdictOf(one, false)}\` | \`${verdictOf(one, true)}\` |`);
  }
});
