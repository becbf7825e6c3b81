import { everyCallEndsSo, explainedBy } from '../call-ends.ts';
import { endsForbidden, mayHideDenial } from '../call-matches.ts';
import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Source: "How to control access to EWS in Exchange". What a blocked client is answered is documented nowhere: HTTP 403 and
 * ErrorAccessDenied are taken for it, so the verdict stops at likely. Field notes, section 3.8.
 */
export const ewsBlocked: EnvironmentRule = {
  id: 'ews-blocked',
  rootCause: 'RC-17',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'Exchange denies the client every call of Exchange Web Services',
  why: 'EWS is turned off for the user, or for programs that name themselves as Skype for Business does, so that no offline message goes out while Outlook works.',
  fix: [
    'See what is allowed: Get-OrganizationConfig | Format-List Ews*; Get-CASMailbox -Identity <user> | Format-List Ews*',
    'With a list of what is allowed, add the client: Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsAllowList @{Add="OC/*"}',
    'With a list of what is blocked, take it out: Set-OrganizationConfig -EwsBlockList @{Remove="OC/*"}',
    'Turn EWS on: Set-OrganizationConfig -EwsEnabled $true; Set-CASMailbox -Identity <user> -EwsEnabled $true',
    'Sign out of Skype for Business and in again.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/how-to-control-access-to-ews-in-exchange',
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
  ],
  mistakenFor: [
    { rule: 'auth-401', how: 'There the credentials are refused, with 401.' },
    {
      rule: 'proxy',
      how: 'A proxy or firewall may answer 403 as well: its page is no SOAP, and no Exchange header stands beside it.',
    },
    { rule: 'send-as-denied', how: 'There sending alone is denied.' },
  ],
  collect: [collect.ewsAccess, collect.ewsLog, collect.trace],
  atMost: 'likely',
  when: [
    everyCallEndsSo(
      'Exchange denied every EWS call',
      'HTTP 403 or ErrorAccessDenied of Exchange on all of them',
      endsForbidden,
      mayHideDenial,
    ),
  ],
  explains: explainedBy(endsForbidden),
};
