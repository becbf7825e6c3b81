import type { MailItem, ServerVersion } from './ews.ts';
import type { ClientProcess, ExchangeServer } from './exchange-call.ts';
import type { SoapStyle } from './soap-xml.ts';

/** The people, servers and habits that the stories share. */
export const ALICE = 'alice@contoso.com';

function onPremises(version: ServerVersion): ExchangeServer {
  return { host: 'mail.contoso.com', frontEnd: 'EXCH01', backEnd: 'exch02.corp.contoso.com', version };
}

/** Builds and dates: learn.microsoft.com/exchange/new-features/build-numbers-and-release-dates. */
export const EXCHANGE_2013_CU12: ExchangeServer = onPremises({
  major: 15,
  minor: 0,
  build: 1178,
  revision: 2,
  version: 'V2_23',
});
export const EXCHANGE_2016_CU1: ExchangeServer = onPremises({
  major: 15,
  minor: 1,
  build: 396,
  revision: 30,
  version: 'V2_23',
});
export const EXCHANGE_ONLINE: ExchangeServer = {
  host: 'outlook.office365.com',
  frontEnd: 'AM3PR02CA0010',
  backEnd: 'AM3PR02MB0512.eurprd02.prod.outlook.com',
  version: { major: 15, minor: 1, build: 497, revision: 14, version: 'V2016_04_13' },
};

export function clientProcess(version: string, server: ExchangeServer, style: Partial<SoapStyle> = {}): ClientProcess {
  return { pid: 7124, version: `16.0.${version}`, server, style: { prefix: 's', pretty: false, ...style } };
}

/** Version of the SIP stack that a client comes with: its revision is not that of a Click-to-Run client. */
export function sipStackVersion(client: ClientProcess): string {
  const [major, minor, build, revision = ''] = client.version.split('.');
  return [major, minor, build, revision.startsWith('2') ? '5305' : revision].join('.');
}

/** The name of the client's trace carries the version of its SIP stack. */
export function tracePath(client: ClientProcess, extension: string): string {
  return `Tracing/Lync-${sipStackVersion(client)}-Office-x86ship-U.${extension}`;
}

/** A missed-conversation mail as the sender's client makes it; class and subject are assumed. */
export function missedMail(to: readonly string[], text: string, itemClass = 'IPM.Note.Microsoft.Missed'): MailItem {
  return {
    kind: 'Message',
    itemClass,
    subject: 'Missed conversation with Alice Appleby',
    html: `<html><head><style>p { margin: 0 }</style></head><body><p>${text}</p></body></html>`,
    to,
  };
}

/** Rules of this version of the analyser; a story names those that must fire, and all others but a few must not. */
const RULES = [
  'msi-client',
  'build-old',
  'build-below-onprem-min',
  'drafts-bug-2016-06',
  'archiving-policy-off',
  'archiving-user-off',
  'auth-401',
  'throttled',
  'ews-timeout',
  'quota',
  'send-as-denied',
  'bad-recipient',
  'stale-changekey',
  'transport-stalled',
  'client-exited',
  'federated-by-design',
] as const;

export type RuleId = (typeof RULES)[number];

/** All rules but those that fire. */
export function quietBut(...fired: readonly RuleId[]): readonly RuleId[] {
  return RULES.filter((rule) => !fired.includes(rule));
}
