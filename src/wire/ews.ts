import type { HttpRequest, HttpResponse, Observation, Observed } from '../model/observation.ts';
import { placeOf } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { answererOf } from './answerer.ts';
import { personsOf } from './ews-persons.ts';
import { readRequest } from './ews-request.ts';
import { readResponse } from './ews-response.ts';
import { ticksFromHttpDate } from './http-date.ts';
import type { FinishedMessage } from './http-message.ts';
import { envelopeKind } from './http-message.ts';
import { type HeaderName, headersOf, hostOf, urlOf } from './http-text.ts';
import { mailboxSignals, redirectTarget } from './mailbox-signals.ts';
import { asideOf } from './page.ts';
import { withoutSubject } from './private-text.ts';
import { childOf, descendants, type Element, parseEnvelope } from './soap.ts';

/** `NTLM TlRMTVNTUAACAAAA…`: the server's own token, to which the client is to answer ([MS-NTHT] 3.2.5). A final refusal has none. */
const SERVER_TOKEN = /^NTLM[ \t]+TlRMTVNTUAAC/i;

type Headers = ReadonlyMap<HeaderName, readonly string[]>;

const EWS_NAMESPACE = /exchange\/services\/2006/i;
const EWS_PATH = /\/ews\/|\/exchange\.asmx\b/i;
const UUID_LIKE = /^[\w{}.:-]{4,100}/;
/** An item's own body, which has a type or a text; the SOAP Body has an element. */
const ITEM_BODY = /<(?:[\w.-]+:)?Body\b[^>]*(?:BodyType|>\s*[^<\s])/g;

interface Ids {
  readonly requestIds: readonly string[];
  readonly clientRequestId?: string;
}

function idsOf(headers: Headers): Ids {
  const read = (name: HeaderName): readonly string[] =>
    (headers.get(name) ?? []).flatMap((value) => UUID_LIKE.exec(value)?.[0].replace(/[{}]/g, '').toLowerCase() ?? []);
  const [clientRequestId, ...more] = read('client-request-id');
  if (clientRequestId === undefined) return { requestIds: [...new Set(read('request-id'))] };
  return { requestIds: [...new Set([clientRequestId, ...more, ...read('request-id')])], clientRequestId };
}

function observedOf(message: FinishedMessage, needle: string): Observed | undefined {
  const first = message.fragments[0];
  if (first === undefined) return undefined;
  const evidence = message.cite(needle);
  return {
    source: first.source,
    offset: placeOf(first),
    evidence: evidence === undefined ? [] : [evidence],
    ...(first.at === undefined ? {} : { at: first.at }),
    ...(first.pid === undefined ? {} : { pid: first.pid }),
    ...(first.tid === undefined ? {} : { tid: first.tid }),
  };
}

function isItemBodyCut(message: FinishedMessage): boolean {
  if (!message.isCut || message.envelope === undefined) return false;
  const last = [...message.envelope.matchAll(ITEM_BODY)].at(-1);
  return last !== undefined && !/<\/(?:[\w.-]+:)?Body\s*>/.test(message.envelope.slice(last.index));
}

function operationOfAction(headers: Headers): string | undefined {
  return /\/messages\/(\w+)/.exec(headers.get('soapaction')?.[0] ?? '')?.[1];
}

function withExtra(base: readonly Ref[], more: readonly Ref[]): readonly Ref[] {
  const seen = new Set(base.map((ref) => `${ref.source}:${ref.line}`));
  return [...base, ...more.filter((ref) => !seen.has(`${ref.source}:${ref.line}`))];
}

function requestOf(message: FinishedMessage, headers: Headers, body: Element | undefined): HttpRequest | undefined {
  const element = body?.children[0];
  // SOAPAction names the operation, too; the element that tells how it is meant is the better evidence.
  const needle = element?.attributes.MessageDisposition === undefined ? element?.name : 'MessageDisposition';
  const observed = observedOf(message, needle ?? '');
  if (observed === undefined) return undefined;
  const { start } = message;
  const host = headers.get('host')?.[0];
  const url = start?.target === undefined ? undefined : urlOf(start.target, host === '' ? undefined : host);
  const isEwsBody = EWS_NAMESPACE.test(message.envelope ?? '');
  const isEws = isEwsBody || (url !== undefined && EWS_PATH.test(url) && !/autodiscover/i.test(url));
  const request =
    element === undefined || !isEws ? undefined : readRequest(element, isItemBodyCut(message), message.cite);
  const operation = request?.operation ?? operationOfAction(headers);
  const authorization = headers.get('authorization')?.[0];
  const userAgent = headers.get('user-agent')?.[0];
  const first = message.cite(start?.method ?? 'Envelope');
  const hostName =
    host === undefined || host === ''
      ? url === undefined
        ? undefined
        : hostOf(url)
      : host.split(':')[0]?.toLowerCase();
  return {
    kind: 'http-request',
    ...observed,
    evidence: withExtra(first === undefined ? [] : [first], observed.evidence),
    ...idsOf(headers),
    cut: message.isCut,
    isEws,
    hasAuthorization: authorization !== undefined,
    items: request?.items ?? [],
    itemIds: request?.itemIds ?? [],
    folders: request?.folders ?? [],
    ...(start?.method === undefined ? {} : { method: start.method }),
    ...(url === undefined ? {} : { url: withoutSubject(url) }),
    ...(hostName === undefined ? {} : { host: hostName }),
    ...(authorization === undefined ? {} : { authorizationScheme: authorization.split(/\s/, 1)[0] ?? '' }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(operation === undefined ? {} : { operation }),
    ...(request?.disposition === undefined ? {} : { disposition: request.disposition }),
    ...(request?.folder === undefined ? {} : { folder: request.folder }),
  };
}

function responseOf(message: FinishedMessage, headers: Headers, body: Element | undefined): HttpResponse | undefined {
  const status = message.start?.status;
  const observed = observedOf(message, status === undefined ? 'Envelope' : `HTTP/`);
  if (observed === undefined) return undefined;
  const element = body?.children[0];
  const response = element === undefined ? undefined : readResponse(element, message.cite);
  const challenges = [...(headers.get('www-authenticate') ?? []), ...(headers.get('proxy-authenticate') ?? [])];
  const date = ticksFromHttpDate(headers.get('date')?.[0] ?? '');
  const diagnostics = headers.get('x-ms-diagnostics')?.[0];
  const isOfExchange = message.envelope !== undefined || message.plainAnswer !== undefined;
  const answerer = answererOf({ headers, status, isOfExchange, isPage: message.isPage });
  return {
    kind: 'http-response',
    ...observed,
    ...idsOf(headers),
    cut: message.isCut,
    answers: response?.answers ?? [],
    challenges: [...new Set(challenges.map((challenge) => challenge.split(/[\s,]/, 1)[0] ?? ''))],
    ...(challenges.some((challenge) => SERVER_TOKEN.test(challenge)) ? { isMidHandshake: true as const } : {}),
    ...(challenges.some((challenge) => /\bauthorization_uri\s*=/i.test(challenge))
      ? { hasAuthorizationUri: true }
      : {}),
    ...(status === undefined ? {} : { status }),
    ...(response?.operation === undefined ? {} : { operation: response.operation }),
    ...(response?.fault === undefined ? {} : { fault: response.fault }),
    ...(diagnostics === undefined ? {} : { diagnostics }),
    ...(date === undefined ? {} : { date }),
    ...asideOf(status, headers.get('location')?.[0]),
    ...(message.isLogonForm ? { isLogonForm: true as const } : {}),
    ...(answerer === undefined ? {} : { answerer }),
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** ServerVersionInfo has its numbers as attributes in EWS and as child elements in autodiscover. */
function exchangeVersion(message: FinishedMessage, envelope: Element): Observation | undefined {
  const info = descendants(envelope, 'ServerVersionInfo')[0];
  if (info === undefined) return undefined;
  const field = (name: string): number | undefined =>
    numberOf(info.attributes[name] ?? childOf(info, name)?.text.trim());
  const major = field('MajorVersion');
  const minor = field('MinorVersion');
  const observed = observedOf(message, 'ServerVersionInfo');
  if (major === undefined || minor === undefined || observed === undefined) return undefined;
  const build = field('MajorBuildNumber');
  const revision = field('MinorBuildNumber');
  const versionAttribute = info.attributes.Version ?? childOf(info, 'Version')?.text.trim();
  return {
    kind: 'exchange-version',
    ...observed,
    major,
    minor,
    ...(build === undefined ? {} : { build }),
    ...(revision === undefined ? {} : { revision }),
    ...(versionAttribute === undefined ? {} : { versionAttribute }),
  };
}

function environmentOf(message: FinishedMessage, headers: Headers): readonly Observation[] {
  const found: Observation[] = [];
  const add = (needle: string, make: (observed: Observed) => Observation): void => {
    const observed = observedOf(message, needle);
    if (observed !== undefined) found.push(make(observed));
  };
  const version = /\bOC\/(\d+\.\d+\.\d+\.\d+)/.exec(headers.get('user-agent')?.[0] ?? '')?.[1];
  if (version !== undefined && message.start?.method !== undefined) {
    add(`OC/${version}`, (observed) => ({ kind: 'client-version', ...observed, version, origin: 'ews-user-agent' }));
  }
  for (const { signal, value } of mailboxSignals(headers)) {
    add(value, (observed) => ({ kind: 'mailbox-signal', ...observed, signal, value }));
  }
  const anchor = headers
    .get('x-anchormailbox')?.[0]
    ?.replace(/^smtp:/i, '')
    .toLowerCase();
  if (anchor?.includes('@') === true) {
    add(anchor, (observed) => ({ kind: 'user', ...observed, address: anchor, origin: 'ews-header' }));
  }
  const redirect =
    redirectTarget(message.envelope ?? message.plainAnswer ?? '') ??
    (message.start?.status === 451 ? headers.get('location')?.[0] : undefined);
  if (redirect !== undefined) {
    add(redirect, (observed) => ({ kind: 'mailbox-signal', ...observed, signal: 'redirect', value: redirect }));
  }
  return found;
}

/** All observations that one HTTP message of a trace gives: the request or the response, and what it says of the environment. */
export function observeHttp(message: FinishedMessage): readonly Observation[] {
  const headers = headersOf(message.head);
  const envelope = message.envelope === undefined ? undefined : parseEnvelope(message.envelope);
  const body = childOf(envelope, 'Body');
  const isResponse =
    message.start === undefined
      ? envelopeKind(message.envelope ?? '') === 'response'
      : message.start.status !== undefined;
  const told = isResponse ? responseOf(message, headers, body) : requestOf(message, headers, body);
  const persons = envelope === undefined ? [] : personsOf(envelope);
  const main = told === undefined || persons.length === 0 ? told : { ...told, persons };
  const version = envelope === undefined ? undefined : exchangeVersion(message, envelope);
  return [main, ...environmentOf(message, headers), version].filter((observation) => observation !== undefined);
}
