import type { MailboxSignal } from '../model/observation.ts';
import type { HeaderName } from './http-text.ts';

/** Response headers that name Exchange servers (EWSDOC, instrumenting client requests). */
const SERVER_HEADERS: readonly (readonly [HeaderName, MailboxSignal])[] = [
  ['x-calculatedbetarget', 'backend-target'],
  ['x-targetbeserver', 'backend-target'],
  ['x-feproxyinfo', 'backend-target'],
  ['x-beserver', 'frontend-server'],
  ['x-feserver', 'frontend-server'],
  ['x-diaginfo', 'frontend-server'],
];

export interface SignalText {
  readonly signal: MailboxSignal;
  readonly value: string;
}

/** What the headers of a response say of where the mailbox is; strongest first. */
export function mailboxSignals(headers: ReadonlyMap<HeaderName, readonly string[]>): readonly SignalText[] {
  return SERVER_HEADERS.flatMap(([name, signal]) =>
    (headers.get(name) ?? []).filter((value) => value !== '').map((value) => ({ signal, value })),
  );
}

/** `<RedirectAddr>alice@contoso.mail.onmicrosoft.com</RedirectAddr>` of an autodiscover answer. */
const REDIRECT = /<(?:[\w.-]+:)?(RedirectAddr(?:ess)?|RedirectUrl|RedirectTarget)>\s*([^<\s]{3,300})\s*</;

export function redirectTarget(xml: string): string | undefined {
  return REDIRECT.exec(xml)?.[2];
}
