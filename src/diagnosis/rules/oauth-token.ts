import { callsEndSo, explainedBy } from '../call-ends.ts';
import { endsAtToken } from '../call-matches.ts';
import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Source: "Instrumenting client requests", Exchange (numbers 2000000 to 2000008 of x-ms-diagnostics); field notes, section
 * 3.7.
 */
export const oauthToken: EnvironmentRule = {
  id: 'oauth-token',
  rootCause: 'RC-16',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'Exchange refused the token of the client',
  why: 'The client signs in with a token, and as long as Exchange does not take it no offline message, history or voice mail of this user goes through.',
  fix: [
    'Read the category in x-ms-diagnostics of the evidence: 2000000 signature, 2000001 token, 2000002 expired, 2000003 resource, 2000004 tenant, 2000005 user, 2000006 client, 2000007 internal, 2000008 grant.',
    'Expired or not yet valid: set the clock of the PC and of the servers, w32tm /resync',
    'Resource: the EWS host must be a service principal name: Get-MsolServicePrincipal -AppPrincipalId 00000002-0000-0ff1-ce00-000000000000 | Select-Object -ExpandProperty ServicePrincipalNames',
    'Tenant or user: the address must be an accepted domain of the organisation that issued the token: Get-AcceptedDomain',
    'Signature, client or grant, with Exchange or Skype for Business on own servers: Get-PartnerApplication; Get-AuthServer; Test-OAuthConnectivity -Service EWS -TargetUri https://<server>/EWS/Exchange.asmx -Mailbox <user>',
    'On the PC, remove what is cached: the tokens in Credential Manager, then sign out and in again.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/instrumenting-client-requests-for-ews-and-rest-in-exchange',
    'https://learn.microsoft.com/en-us/skypeforbusiness/troubleshoot/server-exchange-integration/sfb-and-exchange-integration-fails',
  ],
  mistakenFor: [
    { rule: 'mfa-adal', how: 'There the client sends no token.' },
    { rule: 'clock-skew', how: 'A token is expired, or not yet valid, by a clock that is off.' },
    {
      rule: 'accepted-domain-wildcard',
      how: 'There it is the server that integrates with Exchange, and its log that has the number 2000004.',
    },
  ],
  collect: [collect.trace, collect.ewsLog, collect.clock],
  when: [
    callsEndSo('Exchange refused a token', 'a final HTTP 401 with x-ms-diagnostics 2000000 to 2000008', endsAtToken),
  ],
  explains: explainedBy(endsAtToken),
};
