/** `POST /EWS/Exchange.asmx HTTP/1.1`, also with the full URL; `HTTP/1.1 200 OK`. */
const START_LINE =
  /\b(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|PATCH) (\S{1,4000}) HTTP\/\d(?:\.\d)?(?!\S)|\bHTTP\/\d(?:\.\d)? (\d{3})(?!\d)/g;

export interface StartLine {
  /** Index of the line's first character. */
  readonly index: number;
  readonly length: number;
  /** Of a request. */
  readonly method?: string;
  readonly target?: string;
  /** Of a response. */
  readonly status?: number;
}

/** All HTTP start lines of a text, wherever in a line they begin. */
export function startLines(text: string): readonly StartLine[] {
  if (!text.includes('HTTP/')) return [];
  return [...text.matchAll(START_LINE)].map(({ 0: whole, 1: method, 2: target, 3: status, index }) => ({
    index,
    length: whole.length,
    ...(method === undefined || target === undefined ? {} : { method, target }),
    ...(status === undefined ? {} : { status: Number(status) }),
  }));
}

/** Headers that oimscope reads; a header block on one line is cut at the next name of any header. */
const HEADER_NAMES = [
  'host',
  'user-agent',
  'authorization',
  'proxy-authorization',
  'client-request-id',
  'request-id',
  'soapaction',
  'content-type',
  'content-length',
  'www-authenticate',
  'proxy-authenticate',
  'x-ms-diagnostics',
  'x-feserver',
  'x-beserver',
  'x-targetbeserver',
  'x-calculatedbetarget',
  'x-feproxyinfo',
  'x-diaginfo',
  'x-anchormailbox',
  'x-backendhttpstatus',
  'x-serverapplication',
  'x-aspnet-version',
  'x-powered-by',
  'x-squid-error',
  'server',
  'via',
  'location',
  'date',
] as const;

export type HeaderName = (typeof HEADER_NAMES)[number];

/** Other headers of EWS calls: known so that a name cut in two is put together again. */
const OTHER_NAMES: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-encoding',
  'cookie',
  'expect',
  'expires',
  'keep-alive',
  'persistent-auth',
  'pragma',
  'return-client-request-id',
  'set-cookie',
  'transfer-encoding',
  'vary',
]);

/** Whether a name is that of an HTTP header: one known, or one of somebody's own, which begins with `X-`. */
export function isHeaderName(name: string): boolean {
  const lower = name.toLowerCase();
  return HEADER_NAMES.some((known) => known === lower) || OTHER_NAMES.has(lower) || /^x-[\w-]+$/.test(lower);
}

const HEADER = new RegExp(`(?<![\\w-])(${HEADER_NAMES.join('|')}):[ \\t]*`, 'gi');
/** A value ends with its line or, where headers were joined to one line, where the next `Name: ` begins. */
const VALUE_END = /[\r\n]|[ \t]+(?=[A-Za-z][A-Za-z0-9-]*:[ \t])/g;

/** Values of the headers in a text, in order; names in lower case. */
export function headersOf(head: string): ReadonlyMap<HeaderName, readonly string[]> {
  const headers = new Map<HeaderName, string[]>();
  HEADER.lastIndex = 0;
  for (let match = HEADER.exec(head); match !== null; match = HEADER.exec(head)) {
    const lower = (match[1] ?? '').toLowerCase();
    const name = HEADER_NAMES.find((known) => known === lower);
    VALUE_END.lastIndex = HEADER.lastIndex;
    const end = VALUE_END.exec(head)?.index ?? head.length;
    const value = head.slice(HEADER.lastIndex, end).trim();
    HEADER.lastIndex = end;
    if (name === undefined) continue;
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value]);
    else values.push(value);
  }
  return headers;
}

/** Index at which the header block of a message ends: a blank line, or the start of its XML; -1 when it is not over. */
export function endOfHead(text: string): number {
  const end = /\n[ \t]*\r?\n|<\?xml|<(?:[\w.-]+:)?Envelope\b/.exec(text);
  return end === null ? -1 : end.index;
}

/** `https://mail.contoso.com/EWS/Exchange.asmx` from a target and a Host header; the scheme of EWS is https. */
export function urlOf(target: string, host: string | undefined): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return target;
  return host === undefined || !target.startsWith('/') ? target : `https://${host}${target}`;
}

/** Host of a URL in lower case, without the port. */
export function hostOf(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?([^/:?#\s]+)/i.exec(url)?.[1]?.toLowerCase();
}
