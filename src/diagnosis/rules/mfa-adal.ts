import { explainedBy } from '../call-ends.ts';
import { endsAtBearerChallenge } from '../call-matches.ts';
import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';
import { settingIs } from '../seen-conditions.ts';
import { bearerWasNeverUsed, tokenIsOffered } from '../token-conditions.ts';

/**
 * Source: "AllowAdalForNonLyncIndependentOfLync", support articles: without it the client of a user on own Skype for Business
 * servers ignores the authorization_uri that Exchange Online offers.
 */
export const mfaAdal: EnvironmentRule = {
  id: 'mfa-adal',
  rootCause: 'RC-15',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'Exchange asks for modern authentication, and the client does not use it',
  why: 'With multi-factor authentication there is no other way to sign in, so that offline messages, history and voice mail fail and the user is asked for credentials in vain.',
  fix: [
    'Turn it on for this PC: reg add HKCU\\Software\\Policies\\Microsoft\\Office\\16.0\\Lync /v AllowAdalForNonLyncIndependentOfLync /t REG_DWORD /d 1',
    'Or for all users in band: $a = New-CsClientPolicyEntry -Name AllowAdalForNonLyncIndependentOfLync -Value "True"; Set-CsClientPolicy -Identity Global -PolicyEntry @{Add=$a}',
    'Sign out of Skype for Business and in again.',
    'See that modern authentication is on in Exchange Online: Get-OrganizationConfig | Format-List OAuth2ClientProfileEnabled',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/troubleshoot/hybrid-exchange-integration/allowadalfornonlyncindependentoflync-setting',
    'https://support.microsoft.com/kb/2787614',
  ],
  mistakenFor: [
    {
      rule: 'auth-401',
      how: 'Without an authorization_uri among the challenges it is the credentials that are wrong; Bearer alone is offered to servers.',
    },
    { rule: 'oauth-token', how: 'There the client sends a token, and Exchange refuses it with x-ms-diagnostics.' },
  ],
  collect: [collect.policyKeys, collect.clientPolicy, collect.trace],
  atMost: 'likely',
  when: [
    tokenIsOffered,
    bearerWasNeverUsed,
    settingIs('AllowAdalForNonLyncIndependentOfLync', false, 'the keys of the client were not seen'),
  ],
  explains: explainedBy(endsAtBearerChallenge),
};
