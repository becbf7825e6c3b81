import type { Channel, InstallType } from './installation.ts';
import type { FolderName, Observed, ToldByPhrase } from './observed.ts';
import type { AutodiscoverFailure, MessageEventSeen, PhraseSeen } from './phrase-observation.ts';
import type { Ref } from './ref.ts';
import type { Ticks } from './ticks.ts';

export type { FolderName, Observed, ToldByPhrase, ToldError } from './observed.ts';
export type { AutodiscoverFailure, MessageEvent, MessageEventSeen, PhraseSeen } from './phrase-observation.ts';

/** EWS operation names as Microsoft spells them (EWSDOC, web-service-reference); any other operation by the name it has on the wire. */
export type EwsOperation = string;

export type MessageDisposition = 'SaveOnly' | 'SendOnly' | 'SendAndSaveCopy';

/** One item of a CreateItem request. Text of the message is kept only as a hash. */
export interface RequestedItem {
  /** Local name of the item's element: `Message`, `CalendarItem`, … */
  readonly element: string;
  readonly itemClass?: string;
  /** SMTP addresses of ToRecipients, lower case, in the order of the request. */
  readonly recipients: readonly string[];
  /** Hash of the normalised body text; absent where the request was cut before the body ended. */
  readonly bodyHash?: string;
  /** Hash of the normalised subject. */
  readonly subjectHash?: string;
  /** Conversation id or thread id, where the item carries one. */
  readonly conversationId?: string;
  readonly evidence: readonly Ref[];
}

/** HTTP facts that a request and a response share. */
interface HttpText {
  /** Values of client-request-id and request-id, lower case. */
  readonly requestIds: readonly string[];
  /** The id that the client chose; two different ones never belong together, as the server's own request-id may. */
  readonly clientRequestId?: string;
  /** True when the text ends before the message does. */
  readonly cut: boolean;
  readonly told?: ToldByPhrase;
}

/** An HTTP request, or a SOAP request envelope logged without its headers. */
export interface HttpRequest extends Observed, HttpText {
  readonly kind: 'http-request';
  readonly method?: string;
  /** Full URL where host and path are known, else the path. */
  readonly url?: string;
  readonly host?: string;
  readonly isEws: boolean;
  readonly hasAuthorization: boolean;
  /** Scheme of the Authorization header: `NTLM`, `Negotiate`, `Bearer`, `Basic`. */
  readonly authorizationScheme?: string;
  readonly userAgent?: string;
  readonly operation?: EwsOperation;
  readonly disposition?: MessageDisposition;
  readonly folder?: FolderName;
  readonly items: readonly RequestedItem[];
  /** Items named by SendItem, UpdateItem, MoveItem, DeleteItem, GetItem. */
  readonly itemIds: readonly string[];
  /** Folders asked for by GetFolder, in order. */
  readonly folders: readonly FolderName[];
}

/** The answer to one item of a request. */
export interface ItemAnswer {
  readonly responseClass?: 'Success' | 'Warning' | 'Error';
  readonly responseCode?: string;
  /** Code inside an ErrorInternalServerError (facts/offline-im.md, section 3.10). */
  readonly innerResponseCode?: string;
  readonly itemIds: readonly string[];
  readonly folders: readonly FolderName[];
  readonly backOffMs?: number;
  /** It holds items of conversation history: whether one of them is marked as a draft. */
  readonly hasHistoryDraft?: boolean;
  readonly evidence: readonly Ref[];
}

/** An HTTP response, or a SOAP response envelope logged without its status line. */
export interface HttpResponse extends Observed, HttpText {
  readonly kind: 'http-response';
  readonly status?: number;
  /** From the name of the response element: `CreateItem` for CreateItemResponse. */
  readonly operation?: EwsOperation;
  readonly answers: readonly ItemAnswer[];
  /** A SOAP fault: it answers every item of the request. */
  readonly fault?: ItemAnswer;
  /** Schemes of WWW-Authenticate and Proxy-Authenticate headers. */
  readonly challenges: readonly string[];
  /** A challenge holds a token of the server's (NTLM): the handshake goes on. */
  readonly isMidHandshake?: true;
  /** A challenge names an authorization_uri: users may sign in with a token, and not servers alone. */
  readonly hasAuthorizationUri?: true;
  /** Value of the x-ms-diagnostics header. */
  readonly diagnostics?: string;
  /** Value of the Date header: the server's clock, to the second. */
  readonly date?: Ticks;
  /** A form to sign in on a page, or a redirect to one, as Outlook on the web and reverse proxies have it. */
  readonly isLogonForm?: true;
  /** Host that a redirect leads to, lower case. */
  readonly redirectHost?: string;
  /** Who answered in the place of Exchange; absent for Exchange, and where nothing speaks against it. */
  readonly answerer?: 'proxy' | 'unknown';
}

/** A transport failure reported by the client: WinHTTP, WinINet or Winsock number, or its HRESULT. */
export interface TransportFailure extends Observed {
  readonly kind: 'transport-failure';
  /** Win32 number, for example 12002. */
  readonly code: number;
  /** Name of the number, for example `ERROR_WINHTTP_TIMEOUT`. */
  readonly name: string;
  readonly isTimeout: boolean;
  readonly requestIds: readonly string[];
  readonly told?: ToldByPhrase;
}

/** Where a client version was read. An ETL file name carries the UCCAPI revision (facts/offline-im.md, section 5.4). */
export type VersionOrigin =
  | 'ews-user-agent'
  | 'sip-user-agent'
  | 'trace-file-name'
  | 'configuration'
  | 'ews-log'
  | 'phrase'
  | 'option';

export interface ClientVersionSeen extends Observed {
  readonly kind: 'client-version';
  /** `16.0.6741.2048`; of a trace file name only the first three fields count. */
  readonly version: string;
  readonly origin: VersionOrigin;
}

/** One signal of the scored mailbox decision (facts/offline-im.md, section 4.7); `phrase`: the client says so in its own words. */
export type MailboxSignal = 'ews-host' | 'backend-target' | 'frontend-server' | 'redirect' | 'phrase' | 'option';

export interface MailboxSignalSeen extends Observed {
  readonly kind: 'mailbox-signal';
  readonly signal: MailboxSignal;
  /** Host or server name as seen, `on-premises` or `online` for a phrase and an option. */
  readonly value: string;
}

/** ServerVersionInfo of a response, or the version that a log of Exchange states. */
export interface ExchangeVersionSeen extends Observed {
  readonly kind: 'exchange-version';
  /** Absent for that of a response. */
  readonly origin?: 'ews-log';
  readonly major: number;
  readonly minor: number;
  readonly build?: number;
  readonly revision?: number;
  readonly versionAttribute?: string;
}

/** Who set a policy value: `companion` is the output of a cmdlet, the other two are the policy keys of the PC and of its user. */
export type PolicyOrigin = 'in-band' | 'user-option' | 'companion' | 'machine-policy' | 'user-policy';

export interface PolicySeen extends Observed {
  readonly kind: 'policy';
  readonly name: 'EnableIMAutoArchiving' | 'EnableOfflineIM' | 'imAutoArchiving';
  readonly value: boolean;
  readonly origin: PolicyOrigin;
  /** Whose it is, as a cmdlet names it: `Global`, `Site:Redmond`, `Tag:Sales`. */
  readonly identity?: string;
}

/** Other switches that matter to offline messages, spelt as their cmdlet or registry value is. */
export type SettingName =
  | 'DisableSavingIM'
  | 'EnableServerConversationHistory'
  | 'EnableTracing'
  | 'TracingLevel'
  | 'AllowAdalForNonLyncIndependentOfLync';

export interface SettingSeen extends Observed {
  readonly kind: 'setting';
  readonly name: SettingName;
  /** As it stands in the file; numbers are decimal. */
  readonly value: string;
  readonly origin: PolicyOrigin;
}

/** What the client says to its user when something is wrong, in words that Microsoft has published. */
export interface SymptomSeen extends Observed {
  readonly kind: 'symptom';
  readonly symptom: 'deleted-items-too-big' | 'exchange-refuses-connection' | 'outlook-address-differs';
}

/** How the client says its way to Exchange is; `other`: words that are in no public text. */
export interface ExchangeLinkSeen extends Observed {
  readonly kind: 'exchange-link';
  readonly service: 'ews' | 'mapi';
  readonly state: 'ok' | 'not-deployed' | 'not-initialized' | 'unavailable' | 'other';
}

/** An EWS URL that the client has found by autodiscover. */
export interface EwsUrlSeen extends Observed {
  readonly kind: 'ews-url';
  readonly url: string;
  /** False for the URL of the other network: the client is inside and this one is for outside, or the other way round. */
  readonly isInUse: boolean;
}

export interface InstallTypeSeen extends Observed {
  readonly kind: 'install-type';
  readonly value: InstallType;
}

/** The update channel that the registry names. */
export interface ChannelSeen extends Observed {
  readonly kind: 'channel';
  readonly value: Channel;
}

/** A call of some user's client in the protocol log of Exchange. The log holds the calls of all users. */
export interface EwsLogEntry extends Observed {
  readonly kind: 'ews-log-entry';
  readonly operation?: EwsOperation;
  readonly httpStatus?: number;
  readonly errorCode?: string;
  /** As in the headers of the call: lower case, without braces. */
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** Version behind `OC/` in the User-Agent. */
  readonly clientVersion?: string;
  /** Address, or `domain\name`, lower case. */
  readonly user?: string;
  readonly server?: string;
}

/** The signed-in user's address, lower case, without `sip:`. */
export interface UserSeen extends Observed {
  readonly kind: 'user';
  readonly address: string;
  readonly origin: 'spooler-path' | 'sip-from' | 'ews-header' | 'configuration' | 'registry' | 'phrase';
}

/** Version of the SfB server from its SIP Server header, `RTC/6.0` style. */
export interface SipServerSeen extends Observed {
  readonly kind: 'sip-server';
  readonly version: string;
}

/** Requests that carry what somebody says: the first message of a conversation may stand in its INVITE. */
export type SpeechMethod = 'INVITE' | 'MESSAGE';

/** A SIP request by which the user invites somebody or says something. Its text is kept only as hashes. */
export interface SipInvitation extends Observed {
  readonly kind: 'sip-invitation';
  readonly method: SpeechMethod;
  /** It says something, or invites to a conversation in writing; an INVITE may be to a call. */
  readonly isWritten: boolean;
  /** An INVITE of which the log holds no body: whether it is to a conversation in writing is not known. */
  readonly isOpaque?: true;
  /** The user's address, lower case, without `sip:`; so is that of the recipient. */
  readonly from: string;
  /** Absent where the request names nobody, or two. */
  readonly to?: string;
  readonly callId: string;
  /** Value of Ms-Conversation-ID, as it stands there. */
  readonly conversationId?: string;
  /** Number of the CSeq header: with the Call-ID, the key of the answer. */
  readonly cseq?: number;
  /** Hash of a text/plain or text/html body, or of the first message in an INVITE (`ms-body`); absent where it was cut. */
  readonly bodyHash?: string;
  readonly subjectHash?: string;
}

/** A final answer (200 and above) to such a request of the user, or to the REGISTER of a sign-in. */
export interface SipAnswer extends Observed {
  readonly kind: 'sip-answer';
  readonly status: number;
  /** Of the CSeq header. */
  readonly method: SpeechMethod | 'REGISTER';
  readonly callId: string;
  readonly cseq?: number;
  /** Number at the beginning of ms-diagnostics, or of ms-client-diagnostics ([MS-OCER] 2.2.1). */
  readonly diagnosticsId?: number;
  /** A client of the recipient answered, not a server in its place. */
  readonly isByEndpoint: boolean;
}

/** The user's client signs in to its SIP server (a registration that was accepted, not its refreshes), or out. */
export interface SessionSeen extends Observed {
  readonly kind: 'session';
  readonly event: 'sign-in' | 'sign-out';
  /** Address, lower case, without `sip:`; absent where a phrase tells it of nobody by name. */
  readonly user?: string;
}

/** A number of items in a folder, from Get-MailboxFolderStatistics. */
export interface FolderItemsSeen extends Observed {
  readonly kind: 'folder-items';
  readonly folder: 'drafts';
  readonly items: number;
  /** The mailbox as `Identity` names it: an address, or the last part of a path such as `contoso.com/Users/Alice Example`. */
  readonly owner?: string;
}

/** A file of the History Spooler folder. Its text is kept only as hashes. */
export interface SpoolFileSeen extends Observed {
  readonly kind: 'spool-file';
  /** Base name of the file. */
  readonly file: string;
  /** Address of the `sip_*` folder above it, lower case. */
  readonly owner?: string;
  /** Structured parse of the layout of facts/offline-im.md section 2.4, or strings carved from the bytes. */
  readonly reading: 'parsed' | 'carved' | 'unreadable';
  readonly initiator?: string;
  /** Members other than the initiator, lower case. */
  readonly participants: readonly string[];
  /** The type or item class text says `Missed…`. */
  readonly saysMissed: boolean;
  /** It has a type that is neither that nor one of ordinary history: it may be the same in another language. */
  readonly isOfUnknownType?: boolean;
  readonly bodyHash?: string;
  readonly subjectHash?: string;
  /** Conversation ids, Call-IDs and the like found in it. */
  readonly conversationIds: readonly string[];
  /** Earliest time known of its writing: inside the file, else the file's own time. */
  readonly writtenAt?: Ticks;
  /** `writtenAt` is local time of a zone that nobody tells, read as UTC. */
  readonly hasLocalTime?: boolean;
}

export type Observation =
  | HttpRequest
  | HttpResponse
  | TransportFailure
  | ClientVersionSeen
  | MailboxSignalSeen
  | ExchangeVersionSeen
  | PolicySeen
  | UserSeen
  | SipServerSeen
  | SipInvitation
  | SipAnswer
  | SessionSeen
  | FolderItemsSeen
  | SettingSeen
  | SymptomSeen
  | ExchangeLinkSeen
  | EwsUrlSeen
  | InstallTypeSeen
  | ChannelSeen
  | EwsLogEntry
  | SpoolFileSeen
  | AutodiscoverFailure
  | MessageEventSeen
  | PhraseSeen;
