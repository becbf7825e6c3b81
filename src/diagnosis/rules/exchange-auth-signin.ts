import { everyCallEndsSo } from '../call-ends.ts';
import { endsRefused } from '../call-matches.ts';
import { collect } from '../collect.ts';
import { lacksSignInFix } from '../fix-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import type { EnvironmentRule } from '../rule.ts';
import { signInFailed } from '../sip-conditions.ts';

/**
 * Source: release notes of 2016, Current Channel 16.0.7369.2024 (sign-in fails while Exchange asks for credentials). That a
 * failure is this one is an inference, so the verdict stops at possible.
 */
export const exchangeAuthSignin: EnvironmentRule = {
  id: 'exchange-auth-signin',
  rootCause: 'RC-33',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data'],
  title: 'The sign-in fails while the client signs in to Exchange',
  why: 'The user cannot sign in at all, so that offline messages neither go out nor are offered; an update mends it.',
  fix: [
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `It is fixed in ${firstRelease.exchangeSignIn} and later.`,
    'Until then, enter the credentials of the mailbox first: open https://<EWS host>/EWS/Exchange.asmx in Internet Explorer, and let it save them.',
  ],
  references: ['https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date'],
  mistakenFor: [
    { rule: 'auth-401', how: 'There the client is signed in, and Exchange alone refuses it.' },
    { rule: 'clock-skew', how: 'A clock that is off makes both sign-ins fail, with any build.' },
  ],
  collect: [collect.trace, collect.version, collect.clock],
  atMost: 'possible',
  when: [
    signInFailed,
    everyCallEndsSo('Exchange refused every EWS call', 'a final HTTP 401', endsRefused),
    lacksSignInFix,
  ],
};
