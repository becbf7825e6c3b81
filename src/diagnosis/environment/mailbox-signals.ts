import type { MailboxLocation } from '../../model/finding.ts';
import type { Observation, Observed } from '../../model/observation.ts';
import { locationOfExchange } from '../exchange-version.ts';
import { readExchanges } from '../exchanges.ts';
import { remembered } from '../remembered.ts';

/** One sign of where the mailbox is. */
export interface MailboxSign {
  readonly kind:
    | 'option'
    | 'redirect'
    | 'phrase'
    | 'ews-host'
    | 'backend-target'
    | 'frontend-server'
    | 'exchange-version';
  readonly value: MailboxLocation;
  readonly weight: number;
  /** False for signs that also occur on the other side at times. */
  readonly isSure: boolean;
  /** It counts only where nothing else tells. */
  readonly isGuess?: true;
  /** What was seen. */
  readonly found: string;
  readonly witness: Observed;
}

/**
 * Weights of the decision. A redirect to Exchange Online outweighs all others together: in a hybrid organisation the first hop is
 * a customer's own server, which is what the others then see. Source: field notes, section 4.7.
 */
const SIGN_WEIGHTS: Readonly<Record<MailboxSign['kind'], number>> = {
  option: 1000,
  redirect: 100,
  phrase: 6,
  'ews-host': 6,
  'backend-target': 5,
  'frontend-server': 4,
  'exchange-version': 3,
};

/** Hosts of Exchange Online, the national clouds of 2016 included. */
const ONLINE_HOST =
  /(?:^|\.)(?:outlook\.com|office365\.com|outlook\.office\.com|outlook\.office\.de|partner\.outlook\.cn|office365\.us)$/;
/** Front ends of Exchange Online: `CY4PR02CA0010`, `DM5PR2101MB0886`. */
const ONLINE_SERVER = /^[A-Z]{2,3}\d?PR\d{2,4}[A-Z]{2}\d{3,4}$/;
/** Routing domain of a tenant: an address or host below it lives in Exchange Online. */
const ONLINE_ROUTING = /(?:^|[.@])[\w-]+\.mail\.onmicrosoft\.com$/;

/** `https://Mail.contoso.com:443/EWS` to `mail.contoso.com`; the part after the last `@` of an address. */
function hostOf(text: string): string {
  const [host = ''] = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .split(/[/?:]/, 1);
  return host.slice(host.lastIndexOf('@') + 1).replace(/\.$/, '');
}

function signOfHost(kind: 'ews-host' | 'backend-target', text: string, witness: Observed): readonly MailboxSign[] {
  const host = hostOf(text);
  if (host === '') return [];
  const [label = ''] = host.toUpperCase().split('.', 1);
  // Some headers name a back end of Exchange Online without its domain.
  const isOnlineServer = kind === 'backend-target' && ONLINE_SERVER.test(label);
  const value = isOnlineServer || ONLINE_HOST.test(host) ? 'online' : 'on-premises';
  return [{ kind, value, weight: SIGN_WEIGHTS[kind], isSure: true, found: host, witness }];
}

function signOfServer(text: string, witness: Observed): readonly MailboxSign[] {
  const [label = ''] = text.trim().toUpperCase().split('.', 1);
  if (label === '') return [];
  const isOnline = ONLINE_SERVER.test(label) || ONLINE_HOST.test(hostOf(text));
  const kind = 'frontend-server';
  // A server name of any other shape is the customer's, or one of a load balancer before either.
  const value = isOnline ? 'online' : 'on-premises';
  return [{ kind, value, weight: SIGN_WEIGHTS[kind], isSure: isOnline, found: text.trim(), witness }];
}

/** What the client says of it in its own words. */
function signOfPhrase(value: MailboxLocation, witness: Observed): MailboxSign {
  const isSure = witness.isAssumed !== true;
  return { kind: 'phrase', value, weight: SIGN_WEIGHTS.phrase, isSure, found: `the client says ${value}`, witness };
}

function signOfRedirect(text: string, witness: Observed): readonly MailboxSign[] {
  const target = text.trim().toLowerCase();
  if (!ONLINE_ROUTING.test(target) && !ONLINE_ROUTING.test(hostOf(target)) && !ONLINE_HOST.test(hostOf(target)))
    return [];
  const kind = 'redirect';
  return [{ kind, value: 'online', weight: SIGN_WEIGHTS[kind], isSure: true, found: hostOf(target), witness }];
}

/** Hosts that were asked, and of whose calls none was answered by Exchange: a proxy, an error, or nobody. */
function unansweredHosts(observations: readonly Observation[]): ReadonlySet<string> {
  const asked = new Set<string>();
  const answered = new Set<string>();
  for (const { request, response, failure } of readExchanges(observations)) {
    if (!request.isEws || request.host === undefined) continue;
    if (response !== undefined && response.answerer === undefined) answered.add(request.host);
    else if (response !== undefined || failure !== undefined) asked.add(request.host);
  }
  return new Set([...asked].filter((host) => !answered.has(host)));
}

/** Words that are only assumed to tell it count where nothing else does. */
function withoutAssumed(signs: readonly MailboxSign[]): readonly MailboxSign[] {
  const known = signs.filter(({ witness }) => witness.isAssumed !== true);
  return known.length > 0 ? known : signs;
}

/** The signs of a bundle. A name alone says where the client looks for the mailbox: that Exchange is there, an answer tells. */
export const mailboxSignsIn: (observations: readonly Observation[]) => readonly MailboxSign[] = remembered(
  (observations) => {
    const unanswered = unansweredHosts(observations);
    const signs: MailboxSign[] = [];
    for (const one of observations) {
      // Half of a trace are answers, which say nothing of it by themselves.
      if (one.kind === 'http-response') continue;
      const isName = one.kind === 'http-request' && one.host !== undefined && unanswered.has(one.host);
      for (const sign of mailboxSigns(one)) signs.push(isName ? { ...sign, isSure: false } : sign);
    }
    return withoutAssumed(signs);
  },
);

/** What one observation says of where the mailbox is: at most one sign. */
export function mailboxSigns(observation: Observation): readonly MailboxSign[] {
  if (observation.kind === 'http-request') {
    return observation.isEws && observation.host !== undefined
      ? signOfHost('ews-host', observation.host, observation)
      : [];
  }
  if (observation.kind === 'exchange-version') {
    const location = locationOfExchange(observation);
    if (location === undefined) return [];
    const kind = 'exchange-version';
    const found = `Exchange ${observation.major}.${observation.minor}.${observation.build ?? '?'}`;
    // The server whose log is there may be the first hop alone.
    const isSure = location.isSure && observation.origin === undefined;
    const sign = {
      kind,
      value: location.value,
      weight: SIGN_WEIGHTS[kind],
      isSure,
      found,
      witness: observation,
    } as const;
    return [location.isGuess === true ? { ...sign, isGuess: true } : sign];
  }
  if (observation.kind !== 'mailbox-signal') return [];
  const { signal, value } = observation;
  if (signal === 'ews-host' || signal === 'backend-target') return signOfHost(signal, value, observation);
  if (signal === 'frontend-server') return signOfServer(value, observation);
  if (signal === 'redirect') return signOfRedirect(value, observation);
  if (value !== 'on-premises' && value !== 'online') return [];
  if (signal === 'phrase') return [signOfPhrase(value, observation)];
  return [{ kind: 'option', value, weight: SIGN_WEIGHTS.option, isSure: true, found: value, witness: observation }];
}
