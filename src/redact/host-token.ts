import { domainLabels, isPublicHost, keptDomainOf } from '../model/identity/domains.ts';
import { fold } from '../model/identity/fold.ts';
import { looksLikeToken, type Tokens } from './tokens.ts';

const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]+)$/i;
/** Names by which a client finds its servers, the same in every organisation. */
const DISCOVERY: ReadonlySet<string> = new Set(
  'autodiscover lyncdiscover lyncdiscoverinternal sip sipinternal sipexternal www _sip _sipinternaltls _sipfederationtls _tls _tcp'.split(
    ' ',
  ),
);

/** `mail` of `mail.contoso.com`, folded away from its domain: the labels in front, the domain, and the word it is known by. */
export interface HostParts {
  readonly front: readonly string[];
  readonly domain: string;
  readonly word: string;
}

export function hostParts(host: string): HostParts {
  const labels = host.split('.');
  const count = domainLabels(labels);
  const domain = labels.slice(-count);
  return { front: labels.slice(0, -count), domain: domain.join('.'), word: domain[0] ?? '' };
}

function labelToken(label: string, tokens: Tokens): string {
  return DISCOVERY.has(fold(label)) || looksLikeToken(label) ? label : tokens.of('host', label);
}

/** `host-….domain-….example`, which is in the domain that `domain-….example` stands for, as the original is. */
export function hostToken(host: string, tokens: Tokens, kept: readonly string[]): string {
  if (IP.test(host)) return tokens.of('ip', host);
  if (isPublicHost(host)) return host;
  const keptDomain = keptDomainOf(host, kept);
  if (keptDomain !== undefined) {
    const front = host.split('.').slice(0, -keptDomain.split('.').length);
    return [...front.map((label) => labelToken(label, tokens)), host.slice(-keptDomain.length)].join('.');
  }
  const { front, domain } = hostParts(host);
  return [...front.map((label) => labelToken(label, tokens)), tokens.of('domain', domain), 'example'].join('.');
}
