import type { Life } from '../../model/life.ts';
import { hasCode, hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

/** Whether every answer of a server that was not available had this code. */
function hadOnly({ attempts }: Life, code: string): boolean {
  const told = attempts.filter((call) => hasCodeOf(call, 'server'));
  return told.length > 0 && told.every((call) => hasCode(call, code));
}

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
  // These answers are tried again, and nothing has failed before the deadline (contract section 3).
  severityFor: (lives) => (lives.every(({ outcome }) => outcome === 'pending') ? 'warning' : 'error'),
  otherWords: [
    {
      where: 'ErrorMailboxMoveInProgress was answered',
      isMet: ({ life }) => hadOnly(life, 'ErrorMailboxMoveInProgress'),
      title: "The user's mailbox was being moved to another database or server",
      why: 'Exchange takes nothing for a mailbox in the last minutes of its move; other users do not have it, and it ends with the move.',
      fix: [
        'See the move: Get-MoveRequest -Identity <user> | Get-MoveRequestStatistics | Format-List Status, PercentComplete, TargetDatabase; for a move to Exchange Online there: Get-MigrationUser -Identity <user>',
        'If it is done or has failed and stands there still, clear it: Remove-MoveRequest -Identity <user>',
        'After the move, sign out of Skype for Business and in again, so that the client asks anew where the mailbox is.',
        'Ask the user to send the message again.',
      ],
    },
    {
      where: 'ErrorMailboxFailover was answered',
      isMet: ({ life }) => hadOnly(life, 'ErrorMailboxFailover'),
      title: 'The mailbox was failing over to another server',
      why: 'While its database changes to another copy, Exchange takes nothing for the mailbox; that passes within moments, unless no copy comes up.',
      fix: [
        'Ask the user to send the message again after a minute.',
        'If it goes on and the mailbox is on own servers, see which copy is mounted: Get-MailboxDatabaseCopyStatus * | Format-Table Name, Status, CopyQueueLength',
        'If it goes on and the mailbox is in Exchange Online, look under Health > Service health in the admin center, and give Microsoft support the request-id of the answer.',
      ],
    },
  ],
  when: [
    isNotDelivered,
    someCallEnded(
      'Exchange answered that it cannot reach the mailbox or the directory',
      'ErrorMailboxStoreUnavailable, ErrorConnectionFailed, ErrorMailboxFailover, ErrorMailboxMoveInProgress, ErrorAD* or a server without resources',
      (attempt) => hasCodeOf(attempt, 'server'),
    ),
  ],
};
