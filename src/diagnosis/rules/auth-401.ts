import type { Attempt } from '../../model/life.ts';
import { addSeconds, type Ticks } from '../../model/ticks.ts';
import { everyCallEndsSo } from '../call-ends.ts';
import { endsRefused } from '../call-matches.ts';
import type { ClientCalls } from '../client-calls.ts';
import { collect } from '../collect.ts';
import type { Answer, Question } from '../conditions.ts';
import { HANDSHAKE_SECONDS } from '../exchanges.ts';
import { firstDelivered, isNotDelivered, someCallEnded } from '../message-conditions.ts';
import { remembered } from '../remembered.ts';
import type { MessageCase, MessageRule } from '../rule.ts';

function isRefused(attempt: Attempt): boolean {
  return attempt.httpStatus === 401;
}

/** NTLM and Negotiate always begin with a 401, and the trace may end between the two halves of the handshake. */
function isConclusive(attempt: Attempt, horizon: Ticks | undefined): boolean {
  if (attempt.endedAt === undefined || horizon === undefined) return true;
  return horizon >= addSeconds(attempt.endedAt, HANDSHAKE_SECONDS);
}

/** EWS is never to be asked for by a form: field notes, section 6, RC-14. */
function askedByForm({ life, calls }: MessageCase): Answer | undefined {
  const last = life.attempts.at(-1);
  const end = last === undefined ? undefined : calls.endOf(last);
  if (end?.aside !== 'logon') return undefined;
  return { holds: 'yes', found: end.words, evidence: end.evidence, certainty: 'likely' };
}

const credentialsWereSent = remembered(({ exchanges }: ClientCalls): boolean =>
  exchanges.some(({ request, response }) => request.isEws && request.hasAuthorization && response?.status === 401),
);

/** An EWS call that ended in another way than being refused. */
const otherEnd = remembered(({ ewsEnds }: ClientCalls) => ewsEnds.find((end) => endsRefused(end) === undefined));

/**
 * Every handshake begins with a refusal of a call without credentials, so that one alone is no failure (field notes, section 3.9); that
 * the client sends none after several of them is one.
 */
function withoutCredentials(answer: Answer, { calls, input: { lives } }: MessageCase): Answer {
  const sent = firstDelivered(lives);
  const other = otherEnd(calls)?.words ?? (sent && `${sent.id} was delivered`);
  const found = `${answer.found ?? ''}, to a call without credentials`;
  if (other !== undefined) return { holds: 'no', found: `${found}; ${other}` };
  return { ...answer, found, certainty: calls.ewsEnds.length > 1 ? 'likely' : 'possible' };
}

const refused = someCallEnded('Exchange refused the credentials', 'a final HTTP 401', isRefused);

/** A message for which no call was made waits because Exchange refuses all others. */
const refusedAlways = everyCallEndsSo('Exchange refused the credentials', 'a final HTTP 401', endsRefused);

const refusedForGood: Question<MessageCase> = {
  ...refused,
  wanted: 'a final HTTP 401, or a form to sign in',
  ask: (subject) => {
    const form = askedByForm(subject);
    if (form !== undefined) return form;
    const always = subject.life.attempts.length === 0 ? refusedAlways.ask(subject) : undefined;
    if (always?.holds === 'yes')
      return credentialsWereSent(subject.calls) ? always : withoutCredentials(always, subject);
    const answer = refused.ask(subject);
    const calls = subject.life.attempts.filter(isRefused);
    if (answer.holds !== 'yes' || answer.certainty === 'possible') return answer;
    if (!calls.some((call) => isConclusive(call, subject.input.horizon))) return { ...answer, certainty: 'possible' };
    return calls.some((call) => call.authorizationSent) ? answer : withoutCredentials(answer, subject);
  },
};

const wasAskedByForm = (subject: MessageCase): boolean => askedByForm(subject) !== undefined;

/** Source: learn.microsoft.com, "Handling Autodiscover error messages" (one 401 is no proof); KB 2787614. */
export const auth401: MessageRule = {
  id: 'auth-401',
  rootCause: 'RC-14',
  scope: 'message',
  severity: 'error',
  restsOn: ['data', 'timing'],
  title: 'Exchange refused the credentials of the client',
  why: 'A call whose credentials are refused does nothing: the message does not go out, and for as long as it lasts history and voice mail of this user do not go through either.',
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
  otherWords: [
    {
      where: 'a form to sign in was answered',
      isMet: wasAskedByForm,
      title: 'A form to sign in stands before Exchange Web Services, where the client cannot fill it in',
      why: 'Forms-based authentication is for people with a browser: the client gets a page or a redirect to one in the place of an answer, so that the message does not go out.',
      fix: [
        'On the reverse proxy before own servers (TMG, a load balancer, a gateway), use no forms-based authentication or pre-authentication for /EWS and /Autodiscover: let the calls through to Exchange.',
        'If the mailbox is on own servers, check the methods offered: Get-WebServicesVirtualDirectory | Format-List Server, *Authentication*, InternalUrl, ExternalUrl',
        'If the mailbox is on own servers, turn on Windows authentication where it is off: Set-WebServicesVirtualDirectory -Identity "<server>\\EWS (Default Web Site)" -WindowsAuthentication $true',
        'If the mailbox is on own servers, see that no HTTP redirection of the web site catches /EWS: Import-Module WebAdministration; Get-WebConfigurationProperty -PSPath "IIS:\\Sites\\Default Web Site\\EWS" -Filter system.webServer/httpRedirect -Name enabled',
        'Ask the user to send the message again.',
      ],
    },
  ],
  when: [isNotDelivered, refusedForGood],
};
