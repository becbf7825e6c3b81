import { hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

/** Source: EWS response codes (ErrorRequestStreamTooBig is a request of more than 400 KB). */
export const tooBig: MessageRule = {
  id: 'too-big',
  rootCause: 'RC-21',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  title: 'The message is larger than Exchange takes',
  why: 'Exchange refuses a message of this size each time it is sent, so that trying again cannot help; shorter ones go through.',
  fix: [
    'Ask the user to send the text in several shorter messages, or as a file.',
    'See the limits of the organisation and of the mailbox, on own servers and in Exchange Online alike: Get-TransportConfig | Format-List MaxSendSize, MaxReceiveSize; Get-Mailbox -Identity <user> | Format-List MaxSendSize',
    'If the mailbox is on own servers, look at the limit of a request in web.config of the EWS directory, maxAllowedContentLength and maxReceivedMessageSize.',
  ],
  references: ['https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode'],
  mistakenFor: [{ rule: 'quota', how: 'A mailbox over its quota takes no message, however short.' }],
  collect: [collect.trace, collect.ewsLog],
  when: [
    isNotDelivered,
    someCallEnded(
      'Exchange answered that the message is too large',
      'ErrorMessageSizeExceeded, ErrorDataSizeLimitExceeded or ErrorRequestStreamTooBig',
      (attempt) => hasCodeOf(attempt, 'size'),
    ),
  ],
};
