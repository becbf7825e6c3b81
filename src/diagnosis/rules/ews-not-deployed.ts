import { waits } from '../call-ends.ts';
import { collect } from '../collect.ts';
import { ewsNeverAnswered, ewsWasNotFound } from '../link-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Source: KB2787614; KB3026442 ("EWS not deployed"); field notes, section 3.1: the client does not use the service connection
 * point of Active Directory, which Outlook does.
 */
export const ewsNotDeployed: EnvironmentRule = {
  id: 'ews-not-deployed',
  rootCause: 'RC-09',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client finds no Exchange Web Services',
  why: 'Without the address of Exchange Web Services every offline message of the user stays in the spooler, and so do history and voice mail, although Outlook may work.',
  fix: [
    'Look the names up on the PC: nslookup autodiscover.<domain>; nslookup -type=srv _autodiscover._tcp.<domain>',
    'Add the record that is missing: an A or CNAME record autodiscover in the zone of the mail domain, inside and outside',
    'Compare the mail attribute, whose domain the client asks for: Get-ADUser <user> -Properties mail, proxyAddresses | Format-List mail, proxyAddresses',
    'If the mailbox is in Exchange Online, the record autodiscover is a CNAME for autodiscover.outlook.com.',
    'If the mailbox is on own servers, see that the URLs are set: Get-WebServicesVirtualDirectory | Format-List Server, InternalUrl, ExternalUrl',
    'See that the user has a mailbox or an Exchange Online licence: Get-Recipient -Identity <user> | Format-List RecipientType',
    'Sign out of Skype for Business and in again.',
  ],
  references: [
    'https://support.microsoft.com/kb/2787614',
    'https://support.microsoft.com/kb/3026442',
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
  ],
  mistakenFor: [
    { rule: 'split-dns', how: 'There it works in the other network.' },
    { rule: 'trust-mismatch', how: 'There the client says "EWS not fully initialized", and a server was found.' },
    { rule: 'proxy', how: 'There the names resolve, and a proxy refuses or does not answer.' },
    { rule: 'tls-cert', how: 'There the failures are those of TLS: 12037, 12038, 12045, 12175.' },
  ],
  collect: [collect.trace, collect.configuration, collect.secondNetwork],
  when: [ewsNeverAnswered, ewsWasNotFound],
  explains: waits,
};
