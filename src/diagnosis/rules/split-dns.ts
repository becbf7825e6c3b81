import { waits } from '../call-ends.ts';
import { collect } from '../collect.ts';
import { ewsNeverAnswered, ewsUrlIsOfOtherNetwork, linkIs } from '../link-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Source: field notes, section 6, RC-11 (a public case of a missing internal record); section 3.1 for the way in which the
 * client looks. An inference from one side, so the verdict stops at possible.
 */
export const splitDns: EnvironmentRule = {
  id: 'split-dns',
  rootCause: 'RC-11',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data'],
  title: 'Exchange Web Services can be found in one network only',
  why: 'A record is missing inside or outside, so that offline messages go out from one network and stay in the spooler in the other; Outlook works in both, as it asks Active Directory.',
  fix: [
    'Look the name up inside and outside: nslookup autodiscover.<domain>',
    'Add the record to the zone where it is missing: on a Windows DNS server Add-DnsServerResourceRecordCName -ZoneName <domain> -Name autodiscover -HostNameAlias <server>',
    'If the mailbox is in Exchange Online, the record is a CNAME for autodiscover.outlook.com, inside as well.',
    'If the mailbox is on own servers, set both URLs: Set-WebServicesVirtualDirectory -Identity "<server>\\EWS (Default Web Site)" -InternalUrl https://<server>/EWS/Exchange.asmx -ExternalUrl https://<server>/EWS/Exchange.asmx',
    'Sign out of Skype for Business and in again.',
  ],
  references: ['https://support.microsoft.com/kb/2787614', 'https://support.microsoft.com/kb/3026442'],
  mistakenFor: [
    { rule: 'ews-not-deployed', how: 'There it fails in both networks.' },
    { rule: 'proxy', how: 'There the name resolves in both networks, and one of them has a proxy.' },
  ],
  collect: [collect.secondNetwork, collect.configuration],
  atMost: 'possible',
  when: [ewsNeverAnswered, ewsUrlIsOfOtherNetwork, linkIs('ews', 'not-deployed', 'not-initialized', 'unavailable')],
  explains: waits,
};
