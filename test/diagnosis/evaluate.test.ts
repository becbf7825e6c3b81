import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/diagnosis/conditions.ts';
import { diagnose, diagnoseWith } from '../../src/diagnosis/evaluate.ts';
import { firstRefs, sortedRefs } from '../../src/diagnosis/evidence.ts';
import type { Case, EnvironmentRule, MessageCase, MessageRule } from '../../src/diagnosis/rule.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { Ref } from '../../src/model/ref.ts';
import { attempt, client, ewsRequest, input, life, ref, second, signal } from './sample-input.ts';

const words = {
  rootCause: 'RC-99',
  severity: 'error',
  restsOn: ['data'],
  title: 'Title',
  why: 'Why.',
  fix: ['Fix.'],
  references: [],
  mistakenFor: [],
  collect: [],
} as const;

function environmentRule(id: string, ask: Question<Case>['ask'], severity: Severity = 'error'): EnvironmentRule {
  return { ...words, id, severity, scope: 'environment', when: [{ name: id, ask }] };
}

function messageRule(id: string, ask: Question<MessageCase>['ask']): MessageRule {
  return { ...words, id, scope: 'message', when: [{ name: id, ask }] };
}

const yes = environmentRule('yes', () => ({ holds: 'yes' }));

describe('a rule that throws', () => {
  const broken = environmentRule('broken', () => {
    throw new Error('out of tune');
  });

  it('fails alone, with its message; the others still run', () => {
    const { rules: results, findings } = diagnoseWith([broken, yes], input());
    expect(results[0]).toEqual({ id: 'broken', status: 'failed', error: 'out of tune', conditions: [] });
    expect(results[1]?.status).toBe('fired');
    expect(findings.map((finding) => finding.rule)).toEqual(['yes']);
  });

  it('supersedes nothing', () => {
    const minimum = { ...broken, id: 'build-below-onprem-min' };
    const drafts = messageRule('drafts-bug-2016-06', () => ({ holds: 'yes' }));
    const observations = [client(1, '16.0.6741.2056')];
    const on = input({ lives: [life()], observations, stated: { mailbox: 'on-premises' } });
    expect(diagnoseWith([minimum, drafts], on).rules[1]?.status).toBe('fired');
    expect(diagnoseWith([{ ...yes, id: minimum.id }, drafts], on).rules[1]?.status).toBe('superseded');
  });
});

describe('a rule that rests on the words of the client alone', () => {
  const silent = environmentRule('words', () => ({ holds: 'no' }));
  const byWords: EnvironmentRule = { ...silent, restsOn: ['wording'] };
  const zone = { value: 'UTC', basis: 'stated' } as const;
  const raw = (records: number, undecoded: number) =>
    ({ path: 'a.etl', format: 'etl', encoding: 'utf-8', bytes: 1, records, undecoded, zone }) as const;
  const gaps = [{ kind: 'undecoded', source: 'a.etl', text: 'most have no text' }] as const;
  const statusOf = (rule: EnvironmentRule, records: number, undecoded: number) =>
    diagnoseWith([rule], input({ sources: [raw(records, undecoded)], gaps })).rules[0];

  it('cannot tell where most events have none', () => {
    expect(statusOf(byWords, 10, 6)).toMatchObject({ status: 'cannot-tell' });
    expect(JSON.stringify(statusOf(byWords, 10, 6))).toContain('most have no text');
    expect(statusOf(byWords, 10, 5)?.status).toBe('quiet');
  });

  it('nor does that hold for one that rests on values as well', () => {
    expect(statusOf(silent, 10, 10)?.status).toBe('quiet');
    expect(statusOf({ ...byWords, restsOn: ['wording', 'data'] }, 10, 10)?.status).toBe('quiet');
  });
});

describe('the tree of a message rule', () => {
  const lives = ['m1', 'm2', 'm3'].map((id) => life({ id }));
  const found = (answers: Record<string, 'yes' | 'no' | 'unknown'>) => {
    const rule = messageRule('rule', ({ life: { id } }) => ({ holds: answers[id] ?? 'no', found: id }));
    return diagnoseWith([rule], input({ lives }));
  };

  it('is that of the message nearest to firing', () => {
    expect(found({ m2: 'unknown' }).rules[0]).toMatchObject({ status: 'cannot-tell', conditions: [{ found: 'm2' }] });
    expect(found({ m2: 'unknown', m3: 'yes' }).rules[0]).toMatchObject({
      status: 'fired',
      conditions: [{ found: 'm3' }],
    });
    expect(found({}).rules[0]).toMatchObject({ status: 'quiet', conditions: [{ found: 'm1' }] });
  });

  it('names the messages it fired on and no others', () => {
    expect(found({ m1: 'yes', m2: 'unknown', m3: 'yes' }).findings[0]?.messages).toEqual(['m1', 'm3']);
  });
});

describe('a verdict', () => {
  const always = messageRule('rule', () => ({ holds: 'yes' }));
  const verdictOf = (...lives: Parameters<typeof life>[0][]) =>
    diagnoseWith([always], input({ lives: lives.map(life) })).findings[0]?.verdict;

  it('is capped by the certainty of the life', () => {
    expect(verdictOf({ certainty: 'likely' })).toBe('likely');
    expect(verdictOf({ certainty: 'possible' })).toBe('possible');
  });

  it('is not raised by repetition, nor lowered by a weaker message beside a sure one', () => {
    expect(verdictOf({ certainty: 'possible' }, { certainty: 'possible' }, { certainty: 'possible' })).toBe('possible');
    expect(verdictOf({ certainty: 'proven' }, { certainty: 'possible' })).toBe('proven');
  });

  it('is contested where the witnesses of the message contradict each other', () => {
    expect(verdictOf({ witnesses: 'contradict' })).toBe('contested');
    expect(verdictOf({ witnesses: 'contradict' }, { certainty: 'possible' })).toBe('possible');
  });

  it('is at most what the rule allows', () => {
    const guess = { ...always, atMost: 'possible' } as const;
    expect(diagnoseWith([guess], input({ lives: [life()] })).findings[0]?.verdict).toBe('possible');
  });

  it('is contested where sure signs of the mailbox stand against each other, and the opposite is not ruled out', () => {
    const version = client(3, '16.0.6741.2014');
    const statusWith = (host: string, target: string) => {
      const observations = [ewsRequest(1, host), signal(2, 'backend-target', target), version];
      const { findings, rules: results } = diagnose(input({ observations }));
      const status = results.find(({ id }) => id === 'build-below-onprem-min')?.status;
      return [status, findings.find(({ rule }) => rule === 'build-below-onprem-min')?.verdict];
    };
    expect(statusWith('mail.contoso.com', 'x.prod.outlook.com')).toEqual(['fired', 'contested']);
    expect(statusWith('outlook.office365.com', 'mx-1.contoso.com')).toEqual(['cannot-tell', undefined]);
  });
});

describe('findings', () => {
  it('come by severity, then first evidence, those without time last, then rule', () => {
    const rule = (id: string, severity: Severity, at?: number) =>
      environmentRule(id, () => ({ holds: 'yes', evidence: at === undefined ? [] : [ref(at)] }), severity);
    const list = [
      rule('d', 'info', 1),
      rule('c', 'error'),
      rule('b', 'error'),
      rule('a', 'error', 9),
      rule('e', 'error', 3),
    ];
    const order = ['e', 'a', 'b', 'c', 'd'];
    expect(diagnoseWith(list, input()).findings.map((finding) => finding.rule)).toEqual(order);
    expect(diagnoseWith(list.toReversed(), input()).findings.map((finding) => finding.rule)).toEqual(order);
  });

  it('cite each place once, in order of time, then source and line', () => {
    const { at: _, ...timeless } = ref(1);
    const other = { ...ref(5), source: 'another.log' };
    const rule = environmentRule('rule', () => ({
      holds: 'yes',
      evidence: [{ ...timeless, source: 'x.log' }, ref(9), ref(5), other, ref(9)],
    }));
    const places = diagnoseWith([rule], input()).findings[0]?.evidence.map(({ source, line }) => `${source}:${line}`);
    expect(places).toEqual(['another.log:6', 'trace.log:6', 'trace.log:10', 'x.log:2']);
  });

  it('cite places of one moment in the order of the file', () => {
    const lines = [12, 2, 7].map((line) => ({ ...ref(5), line, offset: 9000 - line }));
    const rule = environmentRule('rule', () => ({ holds: 'yes', evidence: lines }));
    expect(diagnoseWith([rule], input()).findings[0]?.evidence.map(({ line }) => line)).toEqual([2, 7, 12]);
  });
});

it('every rule has a result, in the order of the list', () => {
  expect(diagnose(input()).rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
});

it('a call that hangs by less than a key makes no more than a possible finding', () => {
  const refused = attempt(11, { result: 'error', responseCode: 'ErrorQuotaExceeded', link: 'weak' });
  const { findings } = diagnose(input({ lives: [life({ attempts: [refused] })] }));
  expect(findings.map(({ rule, verdict }) => [rule, verdict])).toEqual([['quota', 'possible']]);
});

it('a 401 before a success of the same message is no finding', () => {
  const attempts = [attempt(11, { result: 'error', httpStatus: 401 }), attempt(100)];
  const { findings } = diagnose(input({ lives: [life({ outcome: 'delivered', attempts, endedAt: second(101) })] }));
  expect(findings).toEqual([]);
});

describe('the first places of many', () => {
  const place = fc.record({
    source: fc.constantFrom('a', 'b'),
    line: fc.integer({ min: 1, max: 3 }),
    offset: fc.nat(2),
    at: fc.option(fc.integer({ min: 1, max: 4 }).map(second), { nil: undefined }),
    text: fc.constantFrom('x', 'y'),
  });
  const refs = fc.array(
    place.map(({ at, ...one }): Ref => ({ ...one, ...(at !== undefined && { at }) })),
    { maxLength: 12 },
  );

  it('are those that sorting all of them puts first', () => {
    fc.assert(
      fc.property(refs, fc.integer({ min: 1, max: 4 }), (all, count) => {
        expect(firstRefs(all, count)).toEqual(sortedRefs(all).slice(0, count));
      }),
    );
  });
});

it('a question that does not look at the message is asked once for all of them', () => {
  let asked = 0;
  const ofCase: Question<MessageCase> = {
    name: 'of the case',
    ask: ({ input: { lives } }) => {
      asked++;
      return { holds: 'yes', found: `${lives.length}` };
    },
  };
  const ofMessage: Question<MessageCase> = {
    name: 'of the message',
    ask: ({ life: { id } }) => ({ holds: id === 'm3' ? 'yes' : 'no' }),
  };
  const rule: MessageRule = { ...words, id: 'rule', scope: 'message', when: [ofCase, ofMessage] };
  const lives = ['m1', 'm2', 'm3'].map((id) => life({ id }));
  expect(diagnoseWith([rule], input({ lives })).rules[0]).toMatchObject({ status: 'fired', message: 'm3' });
  expect(asked).toBe(1);
});

it('more witnesses than a call takes arguments are no reason to fail', () => {
  const one = client(1, '16.0.6741.2048');
  const observations = Array.from({ length: 200_000 }, () => one);
  expect(diagnose(input({ observations })).environment.clientVersion?.value).toBe('16.0.6741.2048');
});
