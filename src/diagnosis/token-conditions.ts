import type { Question } from './conditions.ts';
import type { Case } from './rule.ts';

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
