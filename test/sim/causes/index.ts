import { BY_DESIGN } from './by-design.ts';
import type { Cause } from './cause.ts';
import { DRAFTS } from './drafts.ts';
import { NEVER_OFFERED } from './never-offered.ts';
import { NO_WAY } from './no-way.ts';
import { NOT_FOUND } from './not-found.ts';
import { REFUSED } from './refused.ts';

export { LOOK_ALIKES } from './drafts.ts';
export { HEALTHY } from './healthy.ts';

/** Every root cause that can show in the bundle of a client, each with worlds in which it is true. */
export const CAUSES: readonly Cause[] = [
  ...NEVER_OFFERED,
  ...NOT_FOUND,
  ...NO_WAY,
  ...REFUSED,
  ...DRAFTS,
  ...BY_DESIGN,
];
