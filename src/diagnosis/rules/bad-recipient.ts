import { hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

/** Source: EWS response codes; "Enable or disable offline IM" (nothing checks beforehand whether a recipient can receive). */
export const badRecipient: MessageRule = {
  id: 'bad-recipient',
  rootCause: 'RC-23',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  title: 'Exchange cannot deliver to the address of the recipient',
  why: 'Offline messages travel as mail, and nothing checks beforehand whether the recipient has a mailbox, so every message to this person fails.',
  fix: [
    'Look for the recipient: Get-Recipient -Identity <recipient> | Format-List RecipientType, PrimarySmtpAddress, EmailAddresses',
    'Compare with the mail attribute the client reads: Get-ADUser bob -Properties mail, proxyAddresses | Format-List mail, proxyAddresses',
    'Give the recipient a mailbox or a valid address: on own servers Enable-Mailbox -Identity bob; in Exchange Online assign a licence.',
    'Refresh the address book: with Exchange on own servers Update-AddressList, with Skype for Business on own servers Update-CsAddressBook; then delete GalContacts.db in %LOCALAPPDATA%\\Microsoft\\Office\\16.0\\Lync\\sip_<user> on the PC.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
  ],
  mistakenFor: [
    { rule: 'federated-by-design', how: 'A federated recipient gets the message as plain mail, without any error.' },
    {
      rule: 'false-offline-messages-only',
      how: 'There the client should not have offered the message in the first place.',
    },
  ],
  collect: [collect.recipient, collect.trace],
  when: [
    isNotDelivered,
    someCallEnded(
      'Exchange refused the recipient',
      'ErrorInvalidRecipients, ErrorMissingRecipients or ErrorNonExistentMailbox',
      (attempt) => hasCodeOf(attempt, 'recipient'),
    ),
  ],
};
