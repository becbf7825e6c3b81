import { hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

/** Looks like the Drafts bug: Exchange itself leaves the item in the owner's Drafts. Source: EWS response codes, ErrorSendAsDenied. */
export const sendAsDenied: MessageRule = {
  id: 'send-as-denied',
  rootCause: 'RC-22',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  title: 'The account may not send as the owner of the mailbox',
  why: 'Exchange puts the message into the Drafts folder of the owner instead of sending it, which looks like the Drafts bug of 2016 but happens with any build.',
  fix: [
    'Compare the account that the client signs in with and the owner of the mailbox: Get-Mailbox -Identity <user> | Format-List UserPrincipalName, PrimarySmtpAddress, EmailAddresses',
    'In Credential Manager on the PC, remove saved credentials of another account.',
    'If another account is meant to send and the mailbox is on own servers: Add-ADPermission -Identity <user> -User <account> -ExtendedRights "Send As"',
    'If another account is meant to send and the mailbox is in Exchange Online: Add-RecipientPermission -Identity <user> -Trustee <account> -AccessRights SendAs',
    'Delete the leftover drafts in Outlook and ask the user to send the message again.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    'https://learn.microsoft.com/en-us/exchange/recipients/mailbox-permissions',
  ],
  mistakenFor: [
    { rule: 'drafts-bug-2016-06', how: 'The bug needs a client below the fix and shows no ErrorSendAsDenied.' },
    { rule: 'ews-blocked', how: 'There every call is denied, not sending alone.' },
  ],
  collect: [collect.trace, collect.ewsLog],
  when: [
    isNotDelivered,
    someCallEnded('Exchange denied sending as the owner', 'ErrorSendAsDenied', (attempt) =>
      hasCodeOf(attempt, 'send-as'),
    ),
  ],
};
