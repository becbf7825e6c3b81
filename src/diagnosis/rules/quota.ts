import type { Life } from '../../model/life.ts';
import { hasCode, hasCodeOf } from '../attempts.ts';
import { collect } from '../collect.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageRule } from '../rule.ts';

const SENT_TOO_MUCH = 'ErrorSubmissionQuotaExceeded';
const OVER_QUOTA = 'ErrorQuotaExceeded';

function hasSentTooMuch({ attempts }: Life): boolean {
  return attempts.some((call) => hasCode(call, SENT_TOO_MUCH)) && !attempts.some((call) => hasCode(call, OVER_QUOTA));
}

/** Source: EWS response codes; "Exchange Online limits" for the rate of sending. */
export const quota: MessageRule = {
  id: 'quota',
  rootCause: 'RC-20',
  scope: 'message',
  severity: 'error',
  restsOn: ['data'],
  severityFor: (lives) => (lives.every(hasSentTooMuch) ? 'warning' : 'error'),
  title: 'The mailbox of the sender is over a quota',
  why: 'Exchange takes nothing from a mailbox that is over its quota, so no offline message and no mail leaves it until space is free.',
  fix: [
    'See how full it is: Get-MailboxStatistics -Identity <user> | Format-List TotalItemSize, StorageLimitStatus',
    'See its limits: Get-Mailbox -Identity <user> | Format-List *Quota*, UseDatabaseQuotaDefaults',
    'Empty Deleted Items and archive old mail.',
    'If the mailbox is in Exchange Online, its licence sets the limit: give it an archive, Enable-Mailbox -Identity <user> -Archive, or a licence with a larger mailbox.',
    'If the mailbox is on own servers, raise the limit: Set-Mailbox -Identity <user> -UseDatabaseQuotaDefaults $false -ProhibitSendQuota 10GB -ProhibitSendReceiveQuota 11GB',
    'With ErrorSubmissionQuotaExceeded the account sends too many messages: find the program that does, and wait a minute.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    'https://learn.microsoft.com/en-us/powershell/module/exchange/set-mailbox',
    'https://learn.microsoft.com/en-us/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits',
  ],
  mistakenFor: [
    {
      rule: 'throttled',
      how: 'Limits of calls are answered with ErrorServerBusy or ErrorExceeded*, those of the mailbox with Error*QuotaExceeded.',
    },
    { rule: 'too-big', how: 'One message that is too large fails alone; a mailbox over its quota takes none.' },
  ],
  collect: [collect.trace, collect.ewsLog],
  otherWords: [
    {
      where: 'ErrorSubmissionQuotaExceeded was answered',
      isMet: ({ life }) => hasSentTooMuch(life),
      title: 'The account has sent too many messages in a short time, and Exchange takes no more for now',
      why: 'The limit is one of the rate of sending, not of space: Exchange Online takes thirty messages a minute of an account, own servers as many as a throttling policy says, if one does, so that this message failed and a later one may pass.',
      fix: [
        'Wait a minute, and ask the user to send the message again.',
        'Find what else sends with this account: rules, scripts, mail merges and devices. With own servers: Get-MessageTrackingLog -Sender <user> -EventId SUBMIT -Start <time> -End <time>; in Exchange Online: Get-MessageTrace -SenderAddress <user> -StartDate <time> -EndDate <time>',
        'If the mailbox is on own servers, see the limit: Get-ThrottlingPolicyAssociation -Identity <user>; Get-ThrottlingPolicy | Format-List Name, MessageRateLimit',
        'If the mailbox is on own servers, raise it for this user: New-ThrottlingPolicy -Name RateHigh -MessageRateLimit 60, then Set-ThrottlingPolicyAssociation -Identity <user> -ThrottlingPolicy RateHigh',
        'If the mailbox is in Exchange Online, the limit cannot be changed: send bulk mail by another account or service.',
      ],
    },
  ],
  when: [
    isNotDelivered,
    someCallEnded(
      'Exchange answered that a quota is exceeded',
      'ErrorQuotaExceeded or ErrorSubmissionQuotaExceeded',
      (attempt) => hasCodeOf(attempt, 'quota'),
    ),
  ],
};
