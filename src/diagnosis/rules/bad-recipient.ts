import type { Attempt, Certainty } from '../../model/life.ts';
import { hasCode, hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { firstDelivered, isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageCase, MessageRule } from '../rule.ts';

/** No mailbox has the address: that of a recipient, or that of the mailbox which the call itself is for. */
const NO_MAILBOX = 'ErrorNonExistentMailbox';

function isAboutRecipients(attempt: Attempt): boolean {
  return hasCodeOf(attempt, 'recipient') && !hasCode(attempt, NO_MAILBOX);
}

/** Where other messages of the user go through, the mailbox of the user is there. */
function surenessOf(attempt: Attempt, { input: { lives } }: MessageCase): Certainty {
  if (isAboutRecipients(attempt)) return 'proven';
  return firstDelivered(lives) === undefined ? 'possible' : 'likely';
}

/** Source: EWS response codes; "Enable or disable offline IM" (nothing checks beforehand whether a recipient can receive). */
export const badRecipient: MessageRule = {
  id: 'bad-recipient',
  rootCause: 'RC-23',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  title: 'Exchange cannot deliver to the address of the recipient',
  why: 'Offline messages travel as mail, and nothing checks beforehand whether the recipient has a mailbox, so that every message to such an address fails.',
  fix: [
    'Look for the recipient: Get-Recipient -Identity <recipient> | Format-List RecipientType, PrimarySmtpAddress, EmailAddresses',
    'Compare with the mail attribute the client reads: Get-ADUser <recipient> -Properties mail, proxyAddresses | Format-List mail, proxyAddresses',
    'Give the recipient a mailbox or a valid address: on own servers Enable-Mailbox -Identity <recipient>; in Exchange Online assign a licence.',
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
  otherWords: [
    {
      where: 'ErrorNonExistentMailbox alone was answered, and no message of the user was delivered',
      isMet: ({ life, input }) => !life.attempts.some(isAboutRecipients) && firstDelivered(input.lives) === undefined,
      title: 'Exchange finds no mailbox of an address in the call: that of a recipient, or that of the sender',
      why: 'The answer does not say which address it is about: the message goes out only once the recipient has a mailbox, and the server that is asked has that of the sender.',
      fix: [
        'See that the server that is asked has the mailbox of the sender: Get-Recipient -Identity <user> | Format-List RecipientType, PrimarySmtpAddress, EmailAddresses; a RemoteUserMailbox is in Exchange Online, and another server is to be asked',
        'Look for the recipient: Get-Recipient -Identity <recipient> | Format-List RecipientType, PrimarySmtpAddress, EmailAddresses',
        'Send a message to somebody else: if that fails in the same way, it is the mailbox of the sender.',
        'Give the one that has none a mailbox or a valid address: on own servers Enable-Mailbox -Identity <account>; in Exchange Online assign a licence.',
      ],
    },
    {
      where: 'the message has several recipients',
      isMet: ({ life }) => life.recipients.length > 1,
      title: 'Exchange cannot deliver to one of the recipients',
      why: 'Offline messages travel as mail, and nothing checks beforehand whether a recipient has a mailbox; the answer does not say which of the recipients it is about, and the message went to none of them.',
      fix: [
        'Look for each of the recipients: Get-Recipient -Identity <recipient> | Format-List RecipientType, PrimarySmtpAddress, EmailAddresses',
        'Send the message to one of them at a time: the one that fails is the one that is meant.',
        'Compare with the mail attribute the client reads: Get-ADUser <recipient> -Properties mail, proxyAddresses | Format-List mail, proxyAddresses',
        'Give that recipient a mailbox or a valid address: on own servers Enable-Mailbox -Identity <recipient>; in Exchange Online assign a licence.',
      ],
    },
  ],
  when: [
    isNotDelivered,
    someCallEnded(
      'Exchange refused the recipient',
      'ErrorInvalidRecipients, ErrorMissingRecipients or ErrorNonExistentMailbox',
      (attempt) => hasCodeOf(attempt, 'recipient'),
      surenessOf,
    ),
  ],
};
