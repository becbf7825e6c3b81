import { isBusy, isThrottled } from '../attempts.ts';
import { collect } from '../collect.ts';
import { someCallEnded } from '../message-conditions.ts';
import type { MessageCase, MessageRule } from '../rule.ts';

/** Without a code of Exchange it may come of a server that is down as well: field notes, section 3.10, "throttle/outage". */
const answersPlain503 = ({ life, calls }: MessageCase): boolean => {
  const putOff = life.attempts.filter(isThrottled);
  return putOff.length > 0 && !putOff.some(isBusy) && putOff.some((call) => calls.endOf(call).answerer !== 'proxy');
};

/** Source: learn.microsoft.com, "EWS throttling in Exchange"; KB 2800080. A delivered message was merely late. */
export const throttled: MessageRule = {
  id: 'throttled',
  rootCause: 'RC-18',
  scope: 'message',
  severity: 'warning',
  restsOn: ['data'],
  title: 'Exchange was too busy for the user and put the message off',
  why: 'Exchange answers so when an account or a server is over its limits; a message that finds no free moment within two minutes fails.',
  fix: [
    'Close other programs of the same account that use Exchange Web Services, such as room displays, mobile gateways and add-ins.',
    'If the answer names a back-off time, nothing sent before it ends can succeed: wait that long and send again.',
    'If the mailbox is on own servers, see which limits apply: Get-ThrottlingPolicyAssociation -Identity <user>; Get-ThrottlingPolicy | Format-List Name, Ews*',
    'If the mailbox is on own servers, raise them for this user: New-ThrottlingPolicy -Name EwsHigh -EwsMaxConcurrency 54, then Set-ThrottlingPolicyAssociation -Identity <user> -ThrottlingPolicy EwsHigh',
    'If the mailbox is on own servers and many users have it at the same time, look at the load: Get-ServerHealth -Identity <server> | Where-Object AlertValue -ne Healthy',
    'If the mailbox is in Exchange Online, its limits cannot be changed: spread the calls of other programs over time, look under Health > Service health in the admin center, and give Microsoft support the request-id of the answer.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/ews-throttling-in-exchange',
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    'https://support.microsoft.com/kb/2800080',
  ],
  mistakenFor: [
    {
      rule: 'store-down',
      how: 'A server without its database answers ErrorMailboxStoreUnavailable, and to all users of it.',
    },
    { rule: 'ews-timeout', how: 'A server that is merely slow gives no answer, or ErrorTimeoutExpired.' },
  ],
  collect: [collect.trace, collect.ewsLog],
  severityFor: (lives) => (lives.every((life) => life.outcome === 'delivered') ? 'info' : 'warning'),
  otherWords: [
    {
      where: 'HTTP 503 alone was answered, without a code of Exchange',
      isMet: answersPlain503,
      title: 'The web server of Exchange answered HTTP 503: it was too busy, or Exchange Web Services were down',
      why: 'The web server answers so while more calls wait than it takes, and as well while the services behind it do not run; a message that finds no free moment within two minutes fails.',
      fix: [
        'See whether other users of the same server have it: if all do, it is an outage, and no matter of limits.',
        'If the mailbox is on own servers, see that the application pool of EWS runs: Import-Module WebAdministration; Get-WebAppPoolState -Name MSExchangeServicesAppPool; where it has stopped, Start-WebAppPool -Name MSExchangeServicesAppPool',
        'If the mailbox is on own servers, see the services and the load: Test-ServiceHealth; Get-ServerHealth -Identity <server> | Where-Object AlertValue -ne Healthy',
        'If the mailbox is on own servers and a load balancer stands before them, see whether it knows of a server that is up.',
        'If the mailbox is in Exchange Online, look under Health > Service health in the admin center, and give Microsoft support the request-id of the answer.',
        'If it comes in bursts, close other programs of the same account that use Exchange Web Services.',
        'Ask the user to send the message again.',
      ],
    },
  ],
  when: [
    someCallEnded(
      'Exchange answered that it is too busy',
      'ErrorServerBusy, ErrorExceeded* or HTTP 429 or 503',
      isThrottled,
      (attempt) => (isBusy(attempt) ? 'proven' : 'possible'),
    ),
  ],
};
