import type { Rule } from '../rule.ts';
import { archivingPolicyOff } from './archiving-policy-off.ts';
import { archivingUserOff } from './archiving-user-off.ts';
import { auth401 } from './auth-401.ts';
import { badRecipient } from './bad-recipient.ts';
import { buildBelowOnpremMin } from './build-below-onprem-min.ts';
import { buildOld } from './build-old.ts';
import { clientExited } from './client-exited.ts';
import { draftsBug201606 } from './drafts-bug-2016-06.ts';
import { ewsTimeout } from './ews-timeout.ts';
import { federatedByDesign } from './federated-by-design.ts';
import { msiClient } from './msi-client.ts';
import { quota } from './quota.ts';
import { sendAsDenied } from './send-as-denied.ts';
import { staleChangekey } from './stale-changekey.ts';
import { throttled } from './throttled.ts';
import { transportStalled } from './transport-stalled.ts';

/** Every root cause the tool knows, from the client over its settings to the single message. */
export const rules: readonly Rule[] = [
  msiClient,
  buildOld,
  buildBelowOnpremMin,
  draftsBug201606,
  archivingPolicyOff,
  archivingUserOff,
  auth401,
  throttled,
  ewsTimeout,
  quota,
  sendAsDenied,
  badRecipient,
  staleChangekey,
  transportStalled,
  clientExited,
  federatedByDesign,
];
