import type { Profile } from './profile.ts';

/**
 * Heads of HTTP messages of Exchange Web Services, as public captures of other clients show them; that the client traces
 * them in these words is assumed.
 */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
const NTLM_1 = 'NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA=';
const NTLM_3 = 'NTLM TlRMTVNTUAADAAAAGAAYAHoAAABkAWQBkgAAAA4ADgBYAAAA';
const NEGOTIATE = 'Negotiate YIIHFAYGKwYBBQUCoIIHCDCCBwSgMDAuBgkqhkiC9xIBAgIG';

/** One leg of a call: what the request shows of itself, and, but for the last leg, how it is refused. */
export interface Leg {
  readonly authorization?: string;
  readonly proxyAuthorization?: string;
  readonly refusal?: { readonly status: 401 | 407; readonly schemes: readonly string[] };
}

const ASKED_401 = { status: 401, schemes: ['Negotiate', 'NTLM'] } as const;

/** The legs of each kind of handshake. */
export const LEGS: Readonly<Record<Profile['handshake'], readonly Leg[]>> = {
  none: [{ authorization: NEGOTIATE }],
  negotiate: [{ refusal: ASKED_401 }, { authorization: NEGOTIATE }],
  ntlm: [
    { refusal: ASKED_401 },
    { authorization: NTLM_1, refusal: { status: 401, schemes: ['NTLM TlRMTVNTUAACAAAADgAOADgAAAAFgomi'] } },
    { authorization: NTLM_3 },
  ],
  proxy: [
    { refusal: { status: 407, schemes: ['Negotiate', 'NTLM'] } },
    { proxyAuthorization: NEGOTIATE, authorization: NEGOTIATE },
  ],
};

type Headers = readonly (readonly [name: string, value: string | undefined])[];

function lines(start: string, headers: Headers): string {
  const written = headers.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}\n`);
  return `${start}\n${written.join('')}`;
}

export function requestHead(
  profile: Profile,
  leg: Leg,
  soap: string,
  operation: string,
  id: string | undefined,
): string {
  const { server, idHeader } = profile;
  const origin = profile.hasFullUrls ? `https://${server.host}` : '';
  return lines(`POST ${origin}/EWS/Exchange.asmx HTTP/1.1`, [
    ['Host', server.host],
    ['Content-Type', 'text/xml; charset=utf-8'],
    ['SOAPAction', `"http://schemas.microsoft.com/exchange/services/2006/messages/${operation}"`],
    ['User-Agent', `OC/${profile.clientVersion} (Skype for Business)`],
    ['client-request-id', idHeader === 'client-request-id' && id !== undefined ? `{${id.toUpperCase()}}` : undefined],
    ['request-id', idHeader === 'request-id' ? id : undefined],
    ['Authorization', leg.authorization],
    ['Proxy-Authorization', leg.proxyAuthorization],
    ['Content-Length', String(Buffer.byteLength(soap))],
  ]);
}

export interface AnswerHead {
  readonly status: number;
  readonly id: string | undefined;
  /** An id of the server's own, beside that of the client. */
  readonly serverId: string | undefined;
  /** `Wed, 15 Jun 2016 08:00:01 GMT` */
  readonly date: string | undefined;
  readonly schemes: readonly string[];
  readonly bytes: number;
  readonly isSoap: boolean;
}

export function answerHead(profile: Profile, head: AnswerHead): string {
  const { server, idHeader } = profile;
  const scheme = head.status === 407 ? 'Proxy-Authenticate' : 'WWW-Authenticate';
  const isOwn = idHeader === 'request-id';
  return lines(`HTTP/1.1 ${head.status} ${REASONS[head.status] ?? 'Error'}`, [
    ['Cache-Control', 'private'],
    ['Content-Type', head.isSoap ? 'text/xml; charset=utf-8' : 'text/html'],
    ['Server', 'Microsoft-IIS/8.5'],
    ['request-id', isOwn ? head.id : head.serverId],
    ['client-request-id', isOwn ? undefined : head.id],
    ['X-CalculatedBETarget', server.backEnd],
    ...head.schemes.map((value) => [scheme, value] as const),
    ['X-FEServer', server.frontEnd],
    ['Date', head.date],
    ['Content-Length', String(head.bytes)],
  ]);
}
