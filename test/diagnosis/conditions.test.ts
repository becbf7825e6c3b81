import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  type Condition,
  type Holds,
  joinHolds,
  judge,
  noneOf,
  type Question,
} from '../../src/diagnosis/conditions.ts';
import type { Certainty } from '../../src/model/life.ts';
import { ref } from './sample-input.ts';

const holds = fc.constantFrom<Holds>('yes', 'no', 'unknown');
const list = fc.array(holds, { maxLength: 6 });

function negated(value: Holds): Holds {
  return value === 'yes' ? 'no' : value === 'no' ? 'yes' : 'unknown';
}

function leaf(value: Holds, certainty: Certainty = 'proven', isContested = false): Question<undefined> {
  return { name: 'leaf', ask: () => ({ holds: value, certainty, isContested, evidence: [ref(1)] }) };
}

const tree: fc.Arbitrary<Condition<undefined>> = fc.letrec<{ tree: Condition<undefined> }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    holds.map((value) => leaf(value)),
    fc
      .tuple(fc.constantFrom(allOf, anyOf, noneOf), fc.array(tie('tree'), { maxLength: 4 }))
      .map(([join, parts]) => join<undefined>('joined', ...parts)),
  ),
})).tree;

/** The same tree with each unknown leaf settled one way. */
function settled(condition: Condition<undefined>, value: Holds): Condition<undefined> {
  if ('joins' in condition) return { ...condition, parts: condition.parts.map((part) => settled(part, value)) };
  return judge(condition, undefined).result.holds === 'unknown' ? leaf(value) : condition;
}

describe('three-valued logic', () => {
  it('order and repetition change nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom('all', 'any', 'none'), list, (joins, parts) => {
        expect(joinHolds(joins, parts.toReversed())).toBe(joinHolds(joins, parts));
        expect(joinHolds(joins, [...parts, ...parts])).toBe(joinHolds(joins, parts));
      }),
    );
  });

  it('none is the negation of any, and all of it is none of the negations', () => {
    fc.assert(
      fc.property(list, (parts) => {
        expect(joinHolds('none', parts)).toBe(negated(joinHolds('any', parts)));
        expect(joinHolds('all', parts)).toBe(joinHolds('none', parts.map(negated)));
      }),
    );
  });

  it('one no settles all, one yes settles any, whatever is unknown', () => {
    fc.assert(
      fc.property(list, (parts) => {
        expect(joinHolds('all', [...parts, 'no'])).toBe('no');
        expect(joinHolds('any', [...parts, 'yes'])).toBe('yes');
      }),
    );
  });

  it('what is decided stays decided, however the unknown turns out', () => {
    fc.assert(
      fc.property(tree, holds, (condition, value) => {
        const before = judge(condition, undefined).result.holds;
        if (before !== 'unknown') expect(judge(settled(condition, value), undefined).result.holds).toBe(before);
      }),
    );
  });

  it('without anything unknown it is plain logic', () => {
    fc.assert(
      fc.property(tree, (condition) => {
        expect(judge(settled(condition, 'no'), undefined).result.holds).not.toBe('unknown');
      }),
    );
  });
});

describe('the strength of a condition', () => {
  it('of all is that of its weakest part', () => {
    expect(judge(allOf('all', leaf('yes'), leaf('yes', 'possible'), leaf('yes', 'likely')), undefined).certainty).toBe(
      'possible',
    );
  });

  it('of any is that of its best holding part', () => {
    const any = anyOf('any', leaf('yes', 'possible'), leaf('yes', 'likely'), leaf('no'));
    expect(judge(any, undefined).certainty).toBe('likely');
  });

  it('of none is that of the weakest no it rests on', () => {
    expect(judge(noneOf('none', leaf('no'), leaf('no', 'likely')), undefined).certainty).toBe('likely');
  });

  it('of any is contested only when no holding part is clean', () => {
    const contested = leaf('yes', 'proven', true);
    expect(judge(anyOf('any', contested, leaf('yes', 'possible')), undefined)).toMatchObject({
      isContested: false,
      certainty: 'possible',
    });
    expect(judge(anyOf('any', contested, leaf('no')), undefined).isContested).toBe(true);
    expect(judge(allOf('all', contested, leaf('yes')), undefined).isContested).toBe(true);
  });

  it('only what holds is borne out by evidence', () => {
    expect(judge(allOf('all', leaf('yes'), leaf('no')), undefined).evidence).toEqual([]);
    expect(judge(anyOf('any', leaf('yes'), leaf('no')), undefined).evidence).toEqual([ref(1)]);
  });
});
