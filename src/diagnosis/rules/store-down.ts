import { hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

/** Source: EWS response codes of the mailbox database, of moves and of Active Directory; field notes, section 3.10. */
export const storeDown: MessageRule = {
  id: 'store-down',
  rootCause: 'RC-24',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  title: 'The mailbox server, its database or Active Directory was not available',
  why: 'All users of that database have it at the same time, and their offline messages fail until it is back; the client is not at fault.',
  fix: [
    'If the mailbox is in Exchange Online, look under Health > Service health in the admin center, and give Microsoft support the request-id of the answer.',
    'If the mailbox is on own servers, see the databases: Get-MailboxDatabaseCopyStatus * | Format-Table Name, Status, CopyQueueLength',
    'If the mailbox is on own servers, see the services and the state of the servers: Test-ServiceHealth; Get-ServerHealth -Identity <server> | Where-Object AlertValue -ne Healthy',
    'If the mailbox is on own servers, test it: Test-MapiConnectivity -Identity <user>',
    'While the mailbox is moved, wait: Get-MoveRequest | Get-MoveRequestStatistics',
    'With ErrorADUnavailable and a mailbox on own servers, test the domain controllers: Test-ActiveDirectoryConnectivity',
    'Ask the user to send the message again.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    'https://learn.microsoft.com/en-us/powershell/module/exchange/test-servicehealth',
  ],
  mistakenFor: [
    { rule: 'throttled', how: 'There the server is up, and sheds load: ErrorServerBusy, HTTP 503.' },
    { rule: 'ews-timeout', how: 'There no answer came; here Exchange says what it lacks.' },
  ],
  collect: [collect.trace, collect.ewsLog],
  when: [
    isNotDelivered,
    someCallEnded(
      'Exchange answered that it cannot reach the mailbox or the directory',
      'ErrorMailboxStoreUnavailable, ErrorConnectionFailed, ErrorMailboxFailover, ErrorMailboxMoveInProgress, ErrorAD* or a server without resources',
      (attempt) => hasCodeOf(attempt, 'server'),
    ),
  ],
};
