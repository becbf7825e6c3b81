import { describe, expect, it } from 'vitest';
import { withCountOfDrafts } from '../../src/life/drafts-count.ts';
import { isOwnedBy } from '../../src/model/folder-owner.ts';
import type { Observation } from '../../src/model/observation.ts';
import { draftItems, life, signal, user } from '../diagnosis/sample-input.ts';

const delivered = life({ outcome: 'delivered' });
const stuck = life({ outcome: 'stuck-in-drafts', hasDraft: true });

function certaintyOf(one: typeof delivered, ...observations: readonly Observation[]) {
  return withCountOfDrafts([one], observations)[0]?.certainty;
}

describe('the count of Drafts', () => {
  const alice = user(1, 'alice@contoso.com');

  it('makes an accepted message doubtful where it holds as many', () => {
    expect(certaintyOf(delivered, draftItems(1))).toBe('possible');
    expect(certaintyOf(delivered, draftItems(0))).toBe('proven');
    expect(certaintyOf(delivered, draftItems(1), signal(1, 'backend-target', 'ex.corp.contoso.com'))).toBe('possible');
  });

  it('says nothing of transport in Exchange Online', () => {
    expect(certaintyOf(delivered, draftItems(1), signal(1, 'backend-target', 'X.namprd21.prod.outlook.com'))).toBe(
      'proven',
    );
  });

  it('is not that of somebody else', () => {
    expect(certaintyOf(delivered, alice, { ...draftItems(40), owner: 'Bob Other' })).toBe('proven');
    expect(certaintyOf(delivered, alice, { ...draftItems(40), owner: 'Alice Example' })).toBe('possible');
    expect(certaintyOf(delivered, { ...draftItems(40), owner: 'Bob Other' })).toBe('possible');
  });

  it('makes a message that was left there likely where it holds fewer', () => {
    expect(certaintyOf(stuck, draftItems(0))).toBe('likely');
    expect(certaintyOf(stuck, draftItems(1))).toBe('proven');
    expect(certaintyOf(stuck, alice, { ...draftItems(0), owner: 'Bob Other' })).toBe('proven');
  });
});

it.each([
  ['alice@contoso.com', 'ALICE@contoso.com', true],
  ['bob@contoso.com', 'alice@contoso.com', false],
  ['Alice Example', 'alice.example@contoso.com', true],
  ['Example, Alice', 'alice@contoso.com', true],
  ['Alice Example', 'aexample@contoso.com', true],
  ['Bob Other', 'alice@contoso.com', false],
])('the owner %s is %s: %s', (owner, address, expected) => {
  expect(isOwnedBy(owner, address)).toBe(expected);
});
