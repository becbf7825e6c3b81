import type { Condition } from './conditions.ts';
import { clientIsFixed6741, mailboxIsOnPremises } from './environment-conditions.ts';
import type { Case } from './rule.ts';

/** One rule that explains another away. */
export interface Precedence {
  readonly rule: string;
  /** The rule that must have fired. */
  readonly by: string;
  /** All must hold. */
  readonly when: readonly Condition<Case>[];
}

/**
 * The Deferred channel of June to October 2016 has the Drafts fix and yet lies below the minimum for own servers, so that the
 * draft is no sign of the bug there. Source: contract section 3.
 */
export const PRECEDENCE: readonly Precedence[] = [
  {
    rule: 'drafts-bug-2016-06',
    by: 'build-below-onprem-min',
    when: [mailboxIsOnPremises, clientIsFixed6741],
  },
];
