import type { Ticks } from '../../src/model/ticks.ts';
import { later, moment } from './clock.ts';
import type { Disposition, FolderId, ItemOutcome, ItemRef, MailItem, ServerVersion } from './ews.ts';
import { createItem, itemResponse, sendItem } from './ews.ts';
import { type Call, type ClientProcess, callEvents, type ExchangeServer } from './exchange-call.ts';
import { writeHist } from './hist.ts';
import { type Seeded, seeded } from './seeded.ts';
import * as sip from './sip.ts';
import type { SoapStyle } from './soap-xml.ts';
import type { StoryFile } from './story.ts';
import type { TraceEvent } from './trace-event.ts';
import type { UccEvent } from './uccapilog.ts';

/** The people, servers and habits that the stories share. */
export const ALICE = 'alice@contoso.com';
export const SPOOLER = 'sip_alice@contoso.com/History Spooler';
export const UCC_LOG = 'Tracing/Lync-UccApi-0.UccApilog';

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

/** The name of the client's trace carries the revision of its SIP stack, which is not that of the client. */
export function tracePath(client: ClientProcess, extension: string): string {
  const [major, minor, build, revision = ''] = client.version.split('.');
  const stack = revision.startsWith('2') ? '5305' : revision;
  return `Tracing/Lync-${major}.${minor}.${build}.${stack}-Office-x86ship-U.${extension}`;
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

/** Calls of one story; ids come from its seed. */
export interface Exchange {
  readonly item: () => ItemRef;
  readonly create: (call: CreateCall) => readonly TraceEvent[];
  readonly send: (call: SendCall) => readonly TraceEvent[];
  readonly call: (call: Omit<Call, 'requestId'>) => readonly TraceEvent[];
  readonly id: () => string;
}

type CallParts = Partial<Omit<Call, 'at' | 'tid' | 'soap' | 'answer'>> & Pick<Call, 'at' | 'tid'>;

export interface CreateCall extends CallParts {
  readonly mails: readonly MailItem[];
  readonly disposition: Disposition;
  readonly folder?: FolderId;
  /** Absent: no answer ever comes. */
  readonly outcomes?: readonly ItemOutcome[];
  readonly answer?: Partial<NonNullable<Call['answer']>>;
}

export interface SendCall extends CallParts {
  readonly item: ItemRef;
  readonly outcome?: ItemOutcome;
  readonly answer?: Partial<NonNullable<Call['answer']>>;
}

export function exchangeOf(seed: string, client: ClientProcess): Exchange {
  const of: Seeded = seeded(`${seed} exchange`);
  const answerOf = (
    operation: string,
    outcomes: readonly ItemOutcome[] | undefined,
    more: Partial<NonNullable<Call['answer']>> | undefined,
  ): Pick<Call, 'answer'> => {
    if (outcomes === undefined && more?.status === undefined) return {};
    const soap = outcomes && itemResponse(operation, outcomes, client.server.version, client.style);
    return { answer: { status: 200, afterSeconds: 0.35, ...(soap === undefined ? {} : { soap }), ...more } };
  };
  const call = (parts: Call): readonly TraceEvent[] => callEvents(client, parts);
  return {
    id: () => of.guid(),
    item: () => ({ id: `AAMkAGE1${of.hex(24)}AAA=`, changeKey: `CQAAABYAAAC${of.hex(10)}` }),
    call: (parts) => call({ ...parts, requestId: of.guid() }),
    create: ({ mails, disposition, folder, outcomes, answer, ...parts }) =>
      call({
        requestId: of.guid(),
        ...parts,
        soap: createItem(mails, disposition, folder, client.style),
        ...answerOf('CreateItem', outcomes, answer),
      }),
    send: ({ item, outcome, answer, ...parts }) =>
      call({
        requestId: of.guid(),
        ...parts,
        soap: sendItem(item, client.style),
        ...answerOf('SendItem', outcome && [outcome], answer),
      }),
  };
}

export interface SpoolNote {
  readonly name: string;
  readonly from?: string;
  readonly mail: MailItem;
  readonly writtenAt: Ticks;
  readonly type?: string;
}

/** A file of Alice's History Spooler. */
export function spoolFile(note: SpoolNote): StoryFile {
  const from = note.from ?? ALICE;
  const people = note.mail.to ?? [];
  const at = moment(new Date(Math.floor(note.writtenAt / 10_000) + Date.UTC(2020, 0, 1)).toISOString());
  const iso = new Date(Math.floor(at / 10_000) + Date.UTC(2020, 0, 1)).toISOString();
  const bytes = writeHist({
    initiator: { name: from.split('@', 1)[0] ?? from, uri: `sip:${from}` },
    members: people.map((address) => ({ name: address.split('@', 1)[0] ?? address, uri: `sip:${address}` })),
    title: note.mail.subject,
    body: note.mail.html ?? '',
    sipStrings: [`sip:${from}`, seeded(note.name).hex(32), `sip:${people[0] ?? from}`],
    type: note.type ?? 'Missed',
    xml: `<conversations><conversation><imReceived from="sip:${from}" ts="${iso}" /></conversation></conversations>`,
    note: '',
    fileName: note.name,
  });
  return { path: `${SPOOLER}/${note.name}`, bytes, modifiedAt: note.writtenAt };
}

/** What the SIP log of a session holds: sign-in, provisioning, the user's options, some presence. */
export function signIn(
  client: ClientProcess,
  at: Ticks,
  settings: { readonly policy?: boolean; readonly option?: boolean } = {},
): readonly UccEvent[] {
  const [major, minor, build, revision = ''] = client.version.split('.');
  const stack = revision.startsWith('2') ? '5305' : revision;
  const who = { user: ALICE, agent: `UCCAPI/${major}.${minor}.${build}.${stack} OC/${client.version}` };
  const { policy = true, option = true } = settings;
  const event = (seconds: number, kind: UccEvent['kind'], text: string): UccEvent => ({
    at: later(at, seconds),
    pid: client.pid,
    tid: 0xc14,
    kind,
    text,
  });
  return [
    event(0, 'line', 'CUccPlatform::Initialize done'),
    event(1, 'sent', sip.register(who)),
    event(1.2, 'received', sip.registered(who)),
    event(2, 'received', sip.provisioning(who, { EnableIMAutoArchiving: String(policy), DisableSavingIM: 'false' })),
    event(2.5, 'received', sip.otherOptions(who, option)),
    event(3, 'received', sip.presence(who, 'bob@contoso.com')),
    event(4, 'line', 'Endpoint is signed in, 12002 ms after start'),
  ];
}

/** The client's words for a call that failed below HTTP; assumed. */
export function transportFailure(client: ClientProcess, at: Ticks, tid: number, text: string): TraceEvent {
  return {
    at,
    pid: client.pid,
    tid,
    level: 'TL_ERROR',
    component: 'OcExchange',
    function: 'CEwsTransport::OnError',
    text,
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
