import { describeAttempt, describeAttempts, isTimedOut } from '../attempts.ts';
import { collect } from '../collect.ts';
import type { Question } from '../conditions.ts';
import { deadlineHasPassed, isNotDelivered } from '../message-conditions.ts';
import type { MessageCase, MessageRule } from '../rule.ts';
import { hidingGap, silenceOf } from '../silence.ts';

/** Only the last call counts: what came before it was tried again, and an error after a time-out is the better explanation. */
const lastCallTimedOut: Question<MessageCase> = {
  name: 'its last EWS call got no answer in time',
  wanted: 'no answer, a time-out of the transport, HTTP 504 or ErrorTimeoutExpired',
  ask: (subject) => {
    const last = subject.life.attempts.at(-1);
    if (last === undefined || last.result === 'unreadable') {
      const because = silenceOf(subject);
      const found = describeAttempts(subject.life);
      return because === undefined ? { holds: 'no', found } : { holds: 'unknown', found, because };
    }
    const found = describeAttempt(last);
    if (isTimedOut(last)) return { holds: 'yes', found, evidence: last.evidence };
    if (last.result !== 'no-answer') return { holds: 'no', found };
    // That nothing came is an absence: a time-out that someone states is the stronger witness.
    const gap = hidingGap(subject);
    if (gap === undefined) return { holds: 'yes', found, evidence: last.evidence, certainty: 'likely' };
    return { holds: 'yes', found, because: gap.text, evidence: last.evidence, certainty: 'possible' };
  },
};

/** Source: "Enable or disable offline IM" (two-minute timer, counted from sending); EWS response codes. */
export const ewsTimeout: MessageRule = {
  id: 'ews-timeout',
  rootCause: 'RC-19',
  scope: 'message',
  severity: 'warning',
  restsOn: ['data', 'timing'],
  title: 'Exchange gave no answer before the two-minute deadline',
  why: 'The client gives a message two minutes from the moment it is sent; one that Exchange has not taken by then fails, and the user has to send it again.',
  fix: [
    'From the PC, open the EWS URL of the report in a browser: a page or a prompt within a few seconds means that the way to it is free.',
    'If the mailbox is on own servers, check the load balancer or reverse proxy before them: the idle time-out for /EWS should be above two minutes.',
    'If the mailbox is on own servers, check their state: Get-ServerHealth -Identity <server> -HealthSet EWS.Proxy; Test-ServiceHealth',
    'If the mailbox is on own servers, look up the call in the EWS protocol log by its client-request-id: %ExchangeInstallPath%Logging\\Ews',
    'If the mailbox is in Exchange Online, look under Health > Service health in the admin center, and give Microsoft support the client-request-id of the call.',
    'With a proxy in the way, check what the PC uses: netsh winhttp show proxy, and the LAN settings in Internet Options.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    'https://learn.microsoft.com/en-us/windows/win32/winhttp/error-messages',
  ],
  mistakenFor: [
    { rule: 'throttled', how: 'A server that sheds load says so: ErrorServerBusy, HTTP 429 or 503.' },
    { rule: 'proxy', how: 'A proxy that is not reached gives an error at once, and not after a wait.' },
    { rule: 'client-exited', how: 'A trace that ends before the two minutes are over proves no time-out.' },
  ],
  collect: [collect.trace, collect.ewsLog, collect.proxy],
  when: [isNotDelivered, deadlineHasPassed, lastCallTimedOut],
};
