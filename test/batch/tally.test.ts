import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FleetTally } from '../../src/batch/fleet/tally.ts';
import type { BundleDigest } from '../../src/model/bundle-digest.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import { someDigest } from './some-digest.ts';

function tallied(bundles: readonly (readonly [string, BundleDigest])[]): Fleet {
  const tally = new FleetTally();
  for (const [name, digest] of bundles) tally.add(name, digest, digest.exitCode, `reports/${name}.json`);
  return tally.result();
}

const someBundles = fc
  .array(someDigest, { maxLength: 12 })
  .map((digests) => digests.map((digest, index) => [`b${index}`, digest] as const));

describe('the summary of a fleet', () => {
  test('is the same in whatever order bundles are finished', () => {
    fc.assert(
      fc.property(someBundles, fc.infiniteStream(fc.nat()), (bundles, chance) => {
        const shuffled = bundles
          .map((bundle) => ({ bundle, key: chance.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ bundle }) => bundle);
        expect(JSON.stringify(tallied(shuffled))).toBe(JSON.stringify(tallied(bundles)));
      }),
    );
  });

  test('counts every message, finding and issue once', () => {
    fc.assert(
      fc.property(someBundles, (bundles) => {
        const fleet = tallied(bundles);
        const sum = (
          of: (digest: BundleDigest) => Readonly<Partial<Record<string, number>>>,
        ): Record<string, number> => {
          const totals = new Map<string, number>();
          for (const [, digest] of bundles) {
            for (const [key, count] of Object.entries(of(digest)))
              totals.set(key, (totals.get(key) ?? 0) + (count ?? 0));
          }
          return Object.fromEntries(totals);
        };
        expect(fleet.outcomes).toEqual(sum(({ outcomes }) => outcomes));
        expect(fleet.issues).toEqual(sum(({ issues }) => issues));
        for (const { rule, bundleCount, messageCount, bundles: names } of fleet.findings) {
          const having = bundles.filter(([, { findings }]) => findings.some((finding) => finding.rule === rule));
          expect(names).toEqual(having.map(([name]) => name).toSorted());
          expect([bundleCount, messageCount]).toEqual([having.length, 2 * having.length]);
        }
      }),
    );
  });

  test('names folders in which nothing was usable, and counts them nowhere', () => {
    const tally = new FleetTally();
    const nothing = { messages: 0, findings: 0, gaps: 0, issues: 1 };
    const empty: BundleDigest = {
      exitCode: 3,
      counts: nothing,
      outcomes: {},
      findings: [],
      environment: {},
      issues: { EMPTY: 1 },
      trouble: [],
    };
    tally.add('pictures', empty, 3, undefined);
    expect(tally.result()).toMatchObject({ bundles: [], skipped: ['pictures'], issues: {} });
  });
});
