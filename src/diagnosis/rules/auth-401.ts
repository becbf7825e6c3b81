import type { Attempt } from '../../model/life.ts';
import { addSeconds, type Ticks } from '../../model/ticks.ts';
import { everyCallEndsSo } from '../call-ends.ts';
import { endsRefused } from '../call-matches.ts';
import { collect } from '../collect.ts';
import type { Question } from '../conditions.ts';
import { HANDSHAKE_SECONDS } from '../exchanges.ts';
import { isNotDelivered, someCallEnded } from '../message-conditions.ts';
import type { MessageCase, MessageRule } from '../rule.ts';

function isRefused(attempt: Attempt): boolean {
  return attempt.httpStatus === 401;
}

/** NTLM and Negotiate always begin with a 401, and the trace may end between the two halves of the handshake. */
function isConclusive(attempt: Attempt, horizon: Ticks | undefined): boolean {
  if (attempt.endedAt === undefined || horizon === undefined) return true;
  return horizon >= addSeconds(attempt.endedAt, HANDSHAKE_SECONDS);
}

const refused = someCallEnded('Exchange refused the credentials', 'a final HTTP 401', isRefused);

/** A message for which no call was made waits because Exchange refuses all others. */
const refusedAlways = everyCallEndsSo('Exchange refused the credentials', 'a final HTTP 401', endsRefused);

const refusedForGood: Question<MessageCase> = {
  ...refused,
  ask: (subject) => {
    const always = subject.life.attempts.length === 0 ? refusedAlways.ask(subject) : undefined;
    if (always?.holds === 'yes') return always;
    const answer = refused.ask(subject);
    const calls = subject.life.attempts.filter(isRefused);
    if (answer.holds !== 'yes' || answer.certainty === 'possible') return answer;
    if (!calls.some((call) => isConclusive(call, subject.input.horizon))) return { ...answer, certainty: 'possible' };
    return calls.some((call) => call.authorizationSent) ? answer : { ...answer, certainty: 'likely' };
  },
};

/** Source: learn.microsoft.com, "Handling Autodiscover error messages" (one 401 is no proof); KB 2787614. */
export const auth401: MessageRule = {
  id: 'auth-401',
  rootCause: 'RC-14',
  scope: 'message',
  severity: 'error',
  restsOn: ['data', 'timing'],
  title: 'Exchange refused the credentials of the client',
  why: 'Until the client can sign in to Exchange Web Services, no offline message, history or voice mail of this user goes through.',
  fix: [
    'On the PC, quit Skype for Business, open Control Panel > Credential Manager > Windows Credentials, and remove entries of the Exchange server and of Skype for Business.',
    'Start the client and enter the credentials of the mailbox when it asks for them.',
    'If the mailbox is on own servers, check the methods offered: Get-WebServicesVirtualDirectory | Format-List Server, *Authentication*, InternalUrl, ExternalUrl',
    'If the mailbox is on own servers, turn on Windows authentication where it is off: Set-WebServicesVirtualDirectory -Identity "<server>\\EWS (Default Web Site)" -WindowsAuthentication $true',
    'On a reverse proxy before own servers, use no forms-based authentication for /EWS and /Autodiscover.',
    'If the mailbox is in Exchange Online and sign-in takes more than a password: reg add HKCU\\Software\\Policies\\Microsoft\\Office\\16.0\\Lync /v AllowAdalForNonLyncIndependentOfLync /t REG_DWORD /d 1',
  ],
  references: [
    'https://support.microsoft.com/kb/2787614',
    'https://support.microsoft.com/kb/2298541',
    'https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/handling-autodiscover-error-messages',
  ],
  mistakenFor: [
    {
      rule: 'mfa-adal',
      how: 'Exchange offers users to sign in with a token (Bearer with an authorization_uri), and the client never does.',
    },
    { rule: 'oauth-token', how: 'The refusal carries x-ms-diagnostics with a number of 2000000 to 2000008.' },
    { rule: 'proxy', how: 'A proxy refuses with 407, not 401.' },
    { rule: 'clock-skew', how: 'A clock that is off by more than five minutes makes right credentials fail.' },
  ],
  collect: [collect.trace, collect.clientKeys, collect.ewsLog],
  when: [isNotDelivered, refusedForGood],
};
