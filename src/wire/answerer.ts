import type { HttpResponse } from '../model/observation.ts';
import type { HeaderName } from './http-text.ts';

/** Headers that Exchange alone puts on its answers. Source: field notes, section 4.6. */
const OF_EXCHANGE: readonly HeaderName[] = [
  'request-id',
  // The id of the request, which Exchange gives back where it is asked to.
  'client-request-id',
  'x-ms-diagnostics',
  'x-feserver',
  'x-beserver',
  'x-targetbeserver',
  'x-calculatedbetarget',
  'x-feproxyinfo',
  'x-diaginfo',
  'x-backendhttpstatus',
  'x-serverapplication',
  // Who asks for credentials with it is where the call was to go; a proxy asks with Proxy-Authenticate.
  'www-authenticate',
];
/** Exchange runs in IIS, which answers for it, too. */
const OF_WINDOWS = /microsoft|asp\.net/i;

/** What of an answer tells who made it. */
export interface Answer {
  readonly headers: ReadonlyMap<HeaderName, readonly string[]>;
  readonly status: number | undefined;
  /** A SOAP envelope, or another answer that Exchange alone gives. */
  readonly isOfExchange: boolean;
  /** A page for people to read. */
  readonly isPage: boolean;
}

const FIRST_FAILURE = 400;

/**
 * Who answered in the place of Exchange: a proxy, or somebody who cannot be told. Undefined for Exchange, and where nothing speaks
 * against it: an answer logged without its headers is taken for what it says. What a proxy lets through has a Via header as well, and a
 * reverse proxy puts its name on what Exchange answers: only a page or a refusal is its own.
 */
export function answererOf({ headers, status, isOfExchange, isPage }: Answer): HttpResponse['answerer'] {
  const says = (name: HeaderName, words: RegExp) => headers.get(name)?.some((value) => words.test(value)) === true;
  if (isOfExchange || OF_EXCHANGE.some((name) => headers.has(name))) return undefined;
  if (says('server', OF_WINDOWS) || says('x-powered-by', OF_WINDOWS) || headers.has('x-aspnet-version'))
    return undefined;
  if (headers.has('proxy-authenticate') || headers.has('x-squid-error')) return 'proxy';
  if (headers.has('server') && (isPage || (status ?? 0) >= FIRST_FAILURE)) return 'proxy';
  if (headers.has('via')) return isPage ? 'proxy' : 'unknown';
  return isPage ? 'unknown' : undefined;
}
