import fc from 'fast-check';
import type { BundleDigest } from '../../src/model/bundle-digest.ts';
import type { Outcome } from '../../src/model/life.ts';

const OUTCOMES: readonly Outcome[] = ['delivered', 'stuck-in-drafts', 'rejected', 'timed-out', 'pending'];
const RULES = [
  { rule: 'drafts-bug-2016-06', severity: 'error' },
  { rule: 'throttled', severity: 'warning' },
  { rule: 'federated-by-design', severity: 'info' },
] as const;

const counts = (keys: readonly string[]): fc.Arbitrary<Record<string, number>> =>
  fc.dictionary(fc.constantFrom(...keys), fc.integer({ min: 1, max: 4 }));

/** Any digest of a bundle, of few values, so that several bundles share them. */
export const someDigest: fc.Arbitrary<BundleDigest> = fc.record({
  exitCode: fc.constantFrom(0, 0, 0, 3, 4),
  counts: fc.record({ messages: fc.nat(9), findings: fc.nat(3), gaps: fc.nat(3), issues: fc.nat(3) }),
  outcomes: counts(OUTCOMES),
  findings: fc
    .subarray([...RULES])
    .map((rules) => rules.map((rule) => ({ ...rule, verdict: 'proven' as const, messages: 2 }))),
  environment: fc.record(
    {
      clientVersion: fc.constantFrom('16.0.6741.2042', '16.0.6965.2058'),
      mailbox: fc.constantFrom('online', 'on-premises'),
    },
    { requiredKeys: [] },
  ),
  issues: counts(['UNREADABLE', 'NOT_RECOGNISED', 'constructor', '__proto__']),
  trouble: fc.array(
    fc.record({
      at: fc.nat(12).map((slot) => new Date(Date.UTC(2016, 5, 8, 9, 5 * slot)).toISOString()),
      cause: fc.constantFrom('store-down', 'timed-out'),
      messages: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 4 },
  ),
});
