import { callsEndSo } from './call-ends.ts';
import { endsAtBearerChallenge } from './call-matches.ts';
import type { Question } from './conditions.ts';
import type { Case } from './rule.ts';

const offered = callsEndSo(
  'Exchange refused the client and offered a token instead',
  'a final HTTP 401 with WWW-Authenticate: Bearer and an authorization_uri',
  endsAtBearerChallenge,
);

/** A refusal that was logged without its challenges leaves open what they were. */
export const tokenIsOffered: Question<Case> = {
  ...offered,
  ask: (subject) => {
    const answer = offered.ask(subject);
    const lasts = subject.input.lives.flatMap((life) => (life.outcome === 'delivered' ? [] : life.attempts.slice(-1)));
    const isBare = lasts.some(({ httpStatus, challenges }) => httpStatus === 401 && challenges.length === 0);
    if (answer.holds !== 'no' || !isBare) return answer;
    return { ...answer, holds: 'unknown', because: 'the challenges of the refusal are not in the trace' };
  },
};

/** That a client was offered OAuth and did not take it; where requests are logged without their headers nobody can tell. */
export const bearerWasNeverUsed: Question<Case> = {
  name: 'the client never signed in with a token',
  wanted: 'no Authorization: Bearer on an EWS request',
  ask: ({ calls }) => {
    const requests = calls.exchanges.map(({ request }) => request).filter(({ isEws }) => isEws);
    const used = requests.find(({ authorizationScheme }) => /^bearer$/i.test(authorizationScheme ?? ''));
    if (used !== undefined) return { holds: 'no', found: 'Bearer', evidence: used.evidence };
    const schemes = [...new Set(requests.flatMap(({ authorizationScheme }) => authorizationScheme ?? []))];
    if (schemes.length > 0) return { holds: 'yes', found: schemes.join(', ') };
    return { holds: 'unknown', because: 'no EWS request with an Authorization header was seen' };
  },
};

/** What stands in the event log of servers: no file that is collected from a PC can tell. */
export const storageServiceRefused: Question<Case> = {
  name: 'the storage service of the server was refused by Exchange',
  wanted: 'event 32054 of LS Storage Service with x-ms-diagnostics 2000004',
  ask: () => ({
    holds: 'unknown',
    because: 'it stands in the event log of the Front End servers, not in what a client writes',
  }),
};
