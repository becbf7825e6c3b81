import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FactBearers } from '../../src/batch/fleet/fact-bearers.ts';
import type { BundleDigest } from '../../src/model/bundle-digest.ts';

type Bundle = readonly [BundleDigest['environment'], 'failing' | 'healthy'];

function counted(bundles: readonly Bundle[]) {
  const bearers = new FactBearers();
  for (const [environment, health] of bundles) bearers.add(environment, health);
  return bearers.counts().toSorted((a, b) => (`${a.fact} ${a.value}` < `${b.fact} ${b.value}` ? -1 : 1));
}

const user = (letter: string): string => `${letter}@contoso.com`;
const environment = fc.record(
  {
    user: fc.constantFrom(user('a'), user('b'), user('c'), user('d')),
    mailbox: fc.constantFrom('online', 'on-premises'),
    clientVersion: fc.constantFrom('16.0.6741.2042', '16.0.6965.2058', '16.0.4266.1001'),
  },
  { requiredKeys: [] },
);
const bundles: fc.Arbitrary<readonly Bundle[]> = fc.array(
  fc.tuple(environment, fc.constantFrom('failing' as const, 'healthy' as const)),
  { maxLength: 20 },
);

describe('users by the values of their facts', () => {
  test('count once, however often they were collected', () => {
    const [one, two] = [
      { user: user('a'), mailbox: 'online' },
      { user: user('b'), mailbox: 'online' },
    ];
    expect(
      counted([
        [one, 'failing'],
        [one, 'failing'],
        [one, 'failing'],
        [two, 'healthy'],
        [{ mailbox: 'on-premises' }, 'failing'],
        [{ mailbox: 'on-premises' }, 'failing'],
      ]),
    ).toEqual([
      { fact: 'mailbox', value: 'on-premises', failing: { with: 2, of: 3 }, healthy: { with: 0, of: 1 } },
      { fact: 'mailbox', value: 'online', failing: { with: 1, of: 3 }, healthy: { with: 1, of: 1 } },
    ]);
  });

  test('are those that sets of them would hold, in whatever order', () => {
    fc.assert(
      fc.property(bundles, (all) => {
        const named = all.map(([facts, health], index) => ({ facts, health, who: facts.user ?? `bundle ${index}` }));
        const those = (health: string, has: (facts: BundleDigest['environment']) => boolean): number =>
          new Set(named.filter((one) => one.health === health && has(one.facts)).map(({ who }) => who)).size;
        for (const { fact, value, failing, healthy } of counted(all)) {
          const key = fact as 'mailbox';
          expect(failing).toEqual({
            with: those('failing', (facts) => facts[key] === value),
            of: those('failing', (facts) => facts[key] !== undefined),
          });
          expect(healthy).toEqual({
            with: those('healthy', (facts) => facts[key] === value),
            of: those('healthy', (facts) => facts[key] !== undefined),
          });
        }
        expect(counted(all.toReversed())).toEqual(counted(all));
      }),
    );
  });
});
