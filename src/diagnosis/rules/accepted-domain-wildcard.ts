import { collect } from '../collect.ts';
import { mailboxIsNotOnline } from '../environment-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';
import { storageServiceRefused } from '../token-conditions.ts';

/**
 * Source: "Skype for Business and Exchange integration fails", support articles. It shows in the log of the Front End servers
 * alone: no bundle of a client can tell.
 */
export const acceptedDomainWildcard: EnvironmentRule = {
  id: 'accepted-domain-wildcard',
  rootCause: 'RC-43',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data'],
  title: 'A wildcard among the accepted domains of Exchange breaks the integration with Skype for Business Server',
  why: 'Exchange refuses the token of the server (2000004, invalid tenant), so that what the server saves for users, such as missed messages, is lost.',
  fix: [
    "On each Front End server, look for event 32054 of LS Storage Service with 2000004: Get-WinEvent -FilterHashtable @{ LogName = 'Lync Server'; Id = 32054 }",
    'List the accepted domains: Get-AcceptedDomain | Format-Table Name, DomainName, DomainType',
    'Replace a wildcard such as *.<domain> by the domains themselves: New-AcceptedDomain -Name <domain> -DomainName <domain> -DomainType Authoritative; Remove-AcceptedDomain -Identity "*.<domain>"',
    'Test it: Test-CsExStorageConnectivity -SipUri sip:<user>',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/troubleshoot/server-exchange-integration/sfb-and-exchange-integration-fails',
  ],
  mistakenFor: [
    { rule: 'oauth-token', how: 'There it is the client whose token is refused, in its own trace.' },
    { rule: 'server-side-history', how: 'That the server saves is why this matters.' },
  ],
  collect: [collect.storageLog, collect.acceptedDomains],
  needs: mailboxIsNotOnline,
  when: [storageServiceRefused],
};
