import { isStale } from '../attempts.ts';
import { collect } from '../collect.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

/** Looks like the Drafts bug: saved, then not sent. Source: EWS response codes; SendItem operation (current change key needed). */
export const staleChangekey: MessageRule = {
  id: 'stale-changekey',
  rootCause: 'RC-25',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  title: 'The saved draft had changed or gone when the client wanted to send it',
  why: 'Another program touched the item between saving and sending, so it stays in Drafts; this looks like the Drafts bug of 2016 but happens with any build.',
  fix: [
    'Start Outlook without add-ins, outlook.exe /safe, and send an offline message: if it goes through, turn the add-ins on again one by one.',
    'Look for rules, archiving, journaling or anti-virus programs that work on the Drafts folder: Get-InboxRule -Mailbox <user>',
    'Look for other devices and programs that synchronise Drafts: Get-MobileDevice -Mailbox <user>',
    'Delete the leftover drafts in Outlook and ask the user to send the message again.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/senditem-operation',
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
  ],
  mistakenFor: [
    { rule: 'drafts-bug-2016-06', how: 'The bug never calls SendItem with success, and shows no stale change key.' },
    { rule: 'send-as-denied', how: 'There the code is ErrorSendAsDenied.' },
  ],
  collect: [collect.trace, collect.ewsLog],
  when: [
    isNotDelivered,
    someCallEnded(
      'sending the saved item failed because it had changed or gone',
      'ErrorStaleObject, ErrorChangeKeyRequired*, ErrorInvalidChangeKey, ErrorIrresolvableConflict, or ErrorItemNotFound on SendItem',
      isStale,
    ),
  ],
};
