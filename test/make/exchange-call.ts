import type { Ticks } from '../../src/model/ticks.ts';
import { later } from './clock.ts';
import type { ServerVersion } from './ews.ts';
import type { SoapStyle } from './soap-xml.ts';
import type { TraceEvent } from './trace-event.ts';

/** The Exchange server a client talks to. */
export interface ExchangeServer {
  readonly host: string;
  readonly frontEnd: string;
  readonly backEnd: string;
  readonly version: ServerVersion;
}

/** The client process of a story. */
export interface ClientProcess {
  readonly pid: number;
  /** `16.0.6741.2042` */
  readonly version: string;
  readonly server: ExchangeServer;
  readonly style: SoapStyle;
  /** The request line holds the whole URL, not its path alone. */
  readonly hasFullUrls?: boolean;
}

export interface CallAnswer {
  readonly status: number;
  /** Absent for a response without a body. */
  readonly soap?: string;
  readonly afterSeconds: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Thread of the answer, where it is another. */
  readonly tid?: number;
  /** The response carries neither request id. */
  readonly isAnonymous?: boolean;
  /** The text of the response ends after so many characters. */
  readonly cutAt?: number;
}

export interface Call {
  readonly at: Ticks;
  readonly tid: number;
  readonly soap: string;
  /** Absent: the trace holds no client-request-id. */
  readonly requestId?: string;
  /** Steps of authentication that Exchange refuses first. */
  readonly handshake?: 'none' | 'negotiate' | 'ntlm';
  /** Of the last request of the handshake, where it is not that of Negotiate or NTLM. */
  readonly authorization?: string;
  /** Further headers of the refusals of its handshake. */
  readonly refusalHeaders?: Readonly<Record<string, string>>;
  readonly answer?: CallAnswer;
  /** Records that the text of a message lies in. */
  readonly layout?: 'together' | 'headers-then-body' | 'in-pieces';
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
/** Places at which a record of 1,000 characters and more may end: two characters into a tag. */
const PIECE = 900;

function headerLines(headers: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function pieces(text: string): readonly string[] {
  const tag = text.indexOf('<', PIECE);
  return tag < 0 || tag + 2 >= text.length ? [text] : [text.slice(0, tag + 3), ...pieces(text.slice(tag + 3))];
}

function inRecords(head: string, body: string, layout: Call['layout']): readonly string[] {
  if (layout === 'headers-then-body' && body !== '') return [head, body];
  const whole = body === '' ? head : `${head}\n${body}`;
  return layout === 'in-pieces' ? pieces(whole) : [whole];
}

function requestHead(client: ClientProcess, call: Call, authorization: string | undefined): string {
  const operation = /<(?:\w+:)?Body><(?:\w+:)?(\w+)|<(?:\w+:)?Body>\s+<(?:\w+:)?(\w+)/.exec(call.soap);
  const name = operation?.[1] ?? operation?.[2] ?? 'CreateItem';
  const origin = client.hasFullUrls === true ? `https://${client.server.host}` : '';
  return `POST ${origin}/EWS/Exchange.asmx HTTP/1.1\n${headerLines({
    'Content-Type': 'text/xml; charset=utf-8',
    SOAPAction: `"http://schemas.microsoft.com/exchange/services/2006/messages/${name}"`,
    'User-Agent': `OC/${client.version} (Skype for Business)`,
    'client-request-id': call.requestId === undefined ? undefined : `{${call.requestId.toUpperCase()}}`,
    'return-client-request-id': call.requestId === undefined ? undefined : 'true',
    Authorization: authorization,
    'X-AnchorMailbox': 'alice@contoso.com',
    'Content-Length': String(Buffer.byteLength(call.soap)),
    Host: client.server.host,
  })}`;
}

function responseHead(client: ClientProcess, call: Call, answer: CallAnswer): string {
  const { server } = client;
  const id = answer.isAnonymous === true ? undefined : call.requestId;
  return `HTTP/1.1 ${answer.status} ${REASONS[answer.status] ?? 'Error'}\n${headerLines({
    'Cache-Control': 'private',
    'Content-Type': answer.soap === undefined ? 'text/html' : 'text/xml; charset=utf-8',
    Server: 'Microsoft-IIS/8.5',
    'client-request-id': id === undefined ? undefined : id.toUpperCase(),
    'X-CalculatedBETarget': server.backEnd,
    'X-DiagInfo': server.frontEnd,
    'X-BEServer': server.backEnd.split('.', 1)[0]?.toUpperCase(),
    ...answer.headers,
    'X-FEServer': server.frontEnd,
    'Content-Length': String(Buffer.byteLength(answer.soap ?? '')),
  })}`;
}

function challenge(client: ClientProcess, call: Call, scheme: string): string {
  const headers = { 'WWW-Authenticate': scheme, ...call.refusalHeaders };
  const answer: CallAnswer = { status: 401, afterSeconds: 0, headers };
  return responseHead(client, call, answer);
}

/** Tokens that a real client would send are long and secret; those of a story say nothing. */
const NTLM_1 = 'NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA=';
const NTLM_3 = 'NTLM TlRMTVNTUAADAAAAGAAYAHoAAABkAWQBkgAAAA4ADgBYAAAA';
const NEGOTIATE = 'Negotiate YIIHFAYGKwYBBQUCoIIHCDCCBwSgMDAuBgkqhkiC9xIBAgIG';

const HANDSHAKES: Readonly<Record<'none' | 'negotiate' | 'ntlm', readonly (string | undefined)[]>> = {
  none: [NEGOTIATE],
  negotiate: [undefined, NEGOTIATE],
  ntlm: [undefined, NTLM_1, NTLM_3],
};

/**
 * The events of one call: the request, the refusals of its handshake each followed by the request again, the answer.
 * The names of component and functions are assumed: no public trace of the client shows them.
 */
export function callEvents(client: ClientProcess, call: Call): readonly TraceEvent[] {
  const say = (at: Ticks, name: string, texts: readonly string[], tid = call.tid): readonly TraceEvent[] =>
    texts.map((text, i) => ({
      at: later(at, i * 0.0002),
      pid: client.pid,
      tid,
      level: 'TL_INFO',
      component: 'OcExchange',
      function: name,
      text,
    }));
  const request = (at: Ticks, authorization: string | undefined): readonly TraceEvent[] =>
    say(at, 'CEwsTransport::SendRequest', inRecords(requestHead(client, call, authorization), call.soap, call.layout));
  const rounds = HANDSHAKES[call.handshake ?? 'none'];
  const events: TraceEvent[] = [];
  let at = call.at;
  for (const [round, authorization] of rounds.entries()) {
    const isLast = round === rounds.length - 1;
    events.push(...request(at, isLast ? (call.authorization ?? authorization) : authorization));
    if (isLast) break;
    const scheme = round === 0 ? 'Negotiate\nWWW-Authenticate: NTLM' : 'NTLM TlRMTVNTUAACAAAADgAOADgAAAAFgomi';
    events.push(...say(later(at, 0.04), 'CEwsTransport::OnResponse', [challenge(client, call, scheme)]));
    at = later(at, 0.08);
  }
  const { answer } = call;
  if (answer === undefined) return events;
  const head = responseHead(client, call, answer);
  const texts = inRecords(head, answer.soap ?? '', call.layout).map((text) =>
    answer.cutAt === undefined ? text : text.slice(0, answer.cutAt),
  );
  return [...events, ...say(later(at, answer.afterSeconds), 'CEwsTransport::OnResponse', texts, answer.tid)];
}
