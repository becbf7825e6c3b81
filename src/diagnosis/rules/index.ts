import type { Rule } from '../rule.ts';
import { acceptedDomainWildcard } from './accepted-domain-wildcard.ts';
import { archivingPolicyOff } from './archiving-policy-off.ts';
import { archivingUserOff } from './archiving-user-off.ts';
import { auth401 } from './auth-401.ts';
import { badRecipient } from './bad-recipient.ts';
import { buildBelowOnpremMin } from './build-below-onprem-min.ts';
import { buildOld } from './build-old.ts';
import { clientExited } from './client-exited.ts';
import { clockSkew } from './clock-skew.ts';
import { deleteditems1mb } from './deleteditems-1mb.ts';
import { dndPresenting } from './dnd-presenting.ts';
import { draftsBug201606 } from './drafts-bug-2016-06.ts';
import { duplicateIms } from './duplicate-ims.ts';
import { ewsBlocked } from './ews-blocked.ts';
import { ewsNotDeployed } from './ews-not-deployed.ts';
import { ewsTimeout } from './ews-timeout.ts';
import { exchangeAuthSignin } from './exchange-auth-signin.ts';
import { falseOfflineMessagesOnly } from './false-offline-messages-only.ts';
import { federatedByDesign } from './federated-by-design.ts';
import { folderBroken } from './folder-broken.ts';
import { historyShownAsDraft } from './history-shown-as-draft.ts';
import { mapiUnavailable } from './mapi-unavailable.ts';
import { mfaAdal } from './mfa-adal.ts';
import { missedMailDefects } from './missed-mail-defects.ts';
import { msiClient } from './msi-client.ts';
import { multiAccount } from './multi-account.ts';
import { oauthToken } from './oauth-token.ts';
import { outlookMismatch } from './outlook-mismatch.ts';
import { postExoMigration } from './post-exo-migration.ts';
import { proxy } from './proxy.ts';
import { quota } from './quota.ts';
import { sendAsDenied } from './send-as-denied.ts';
import { serverOff } from './server-off.ts';
import { serverPreCu3 } from './server-pre-cu3.ts';
import { serverSideHistory } from './server-side-history.ts';
import { splitDns } from './split-dns.ts';
import { staleChangekey } from './stale-changekey.ts';
import { storeDown } from './store-down.ts';
import { throttled } from './throttled.ts';
import { tlsCert } from './tls-cert.ts';
import { tooBig } from './too-big.ts';
import { transportStalled } from './transport-stalled.ts';
import { trustMismatch } from './trust-mismatch.ts';

/** Every root cause the tool knows, in the order of their numbers: from the client over its settings and its way to Exchange to the single message. */
export const rules: readonly Rule[] = [
  msiClient,
  buildOld,
  buildBelowOnpremMin,
  draftsBug201606,
  serverOff,
  serverPreCu3,
  archivingPolicyOff,
  archivingUserOff,
  ewsNotDeployed,
  trustMismatch,
  splitDns,
  proxy,
  tlsCert,
  auth401,
  mfaAdal,
  oauthToken,
  ewsBlocked,
  throttled,
  ewsTimeout,
  quota,
  tooBig,
  sendAsDenied,
  badRecipient,
  storeDown,
  staleChangekey,
  transportStalled,
  deleteditems1mb,
  mapiUnavailable,
  historyShownAsDraft,
  falseOfflineMessagesOnly,
  missedMailDefects,
  postExoMigration,
  exchangeAuthSignin,
  federatedByDesign,
  dndPresenting,
  outlookMismatch,
  multiAccount,
  folderBroken,
  serverSideHistory,
  duplicateIms,
  clockSkew,
  clientExited,
  acceptedDomainWildcard,
];
