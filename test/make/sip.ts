/** SIP messages of sign-in, as the client's SIP log holds them ([MS-SIPREGE] 4.2.2 for the provisioning). */
export interface SipClient {
  /** `alice@contoso.com` */
  readonly user: string;
  /** `UCCAPI/16.0.6741.5305 OC/16.0.6741.2042` */
  readonly agent: string;
}

export function register(client: SipClient): string {
  const domain = client.user.split('@')[1] ?? '';
  return `REGISTER sip:${domain} SIP/2.0
Via: SIP/2.0/TLS 192.0.2.77:20323
Max-Forwards: 70
From: <sip:${client.user}>;tag=8a1c5d2f60;epid=3f2a91c4d7
To: <sip:${client.user}>
Call-ID: 5d1f0c7be8a24e0f9b63c1a2d4e6f708
CSeq: 1 REGISTER
Contact: <sip:192.0.2.77:20323;transport=tls;ms-opaque=4b1e7a60c2>;methods="INVITE, MESSAGE, INFO, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY"
User-Agent: ${client.agent} (Skype for Business)
Supported: gruu-10, adhoclist, msrtc-event-categories
Content-Length: 0
`;
}

export function registered(client: SipClient): string {
  return `SIP/2.0 200 OK
From: "Alice Appleby"<sip:${client.user}>;tag=8a1c5d2f60;epid=3f2a91c4d7
To: <sip:${client.user}>;tag=E2A7C09B4F
Call-ID: 5d1f0c7be8a24e0f9b63c1a2d4e6f708
CSeq: 1 REGISTER
Server: RTC/6.0
Expires: 7200
Content-Length: 0
`;
}

function notified(client: SipClient, event: string, type: string, body: string): string {
  return `BENOTIFY sip:${client.user} SIP/2.0
From: <sip:${client.user}>;tag=77C10080
To: <sip:${client.user}>;tag=2b90d1e3a4;epid=3f2a91c4d7
Call-ID: 9c02b7d44fe14b1c8a7e55d09b3fe1aa
CSeq: 2 BENOTIFY
Event: ${event}
Content-Type: ${type}
Content-Length: ${Buffer.byteLength(body)}

${body}`;
}

/** In-band provisioning; the XML stands on one line. */
export function provisioning(client: SipClient, properties: Readonly<Record<string, string>>): string {
  const list = Object.entries(properties).map(([name, value]) => `<property name="${name}" >${value}</property>`);
  const body = `<provisionGroupList xmlns="http://schemas.microsoft.com/2006/09/sip/provisiongrouplist-notification"><provisionGroup name="endpointConfiguration"><propertyEntryList><property name="ShowRecentContacts" >true</property>${list.join('')}<property name="EnableTracing" >true</property></propertyEntryList></provisionGroup></provisionGroupList>`;
  const type = 'application/vnd-microsoft-roaming-provisioning-v2+xml';
  return notified(client, 'vnd-microsoft-provisioning-v2', type, body);
}

/** The user's own check box "Save IM conversations in my email Conversation History folder". */
export function otherOptions(client: SipClient, imAutoArchiving: boolean): string {
  const body = `<categories xmlns="http://schemas.microsoft.com/2006/09/sip/categories" uri="sip:${client.user}"><category name="otherOptions" instance="0" publishTime="2016-05-30T06:12:44.120" container="1" version="3"><otherOptions xmlns="http://schemas.microsoft.com/2006/09/sip/options/otherOptions"><permissions><imAutoArchiving>${imAutoArchiving}</imAutoArchiving><callLogAutoArchiving>true</callLogAutoArchiving></permissions></otherOptions></category></categories>`;
  return notified(client, 'presence', 'application/msrtc-event-categories+xml', body);
}

/** Another person's presence: nothing that matters. */
export function presence(client: SipClient, of: string): string {
  const body = `<categories xmlns="http://schemas.microsoft.com/2006/09/sip/categories" uri="sip:${of}"><category name="state" instance="1" publishTime="2016-06-08T06:30:11.003"><state xsi:type="aggregateState" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.microsoft.com/2006/09/sip/state"><availability>18500</availability></state></category></categories>`;
  return notified(client, 'presence', 'application/msrtc-event-categories+xml', body);
}

/** A conversation that the client begins, or goes on with. */
export interface Talk {
  readonly to: string;
  readonly callId: string;
  /** Base64, as the client makes it. */
  readonly conversationId?: string;
  readonly cseq?: number;
  readonly text?: string;
  readonly subject?: string;
}

/** An INVITE with its first message; header names and order after a public capture of a client. */
export function invite(client: SipClient, talk: Talk): string {
  const { to, callId, conversationId, cseq = 1, text, subject } = talk;
  const lines = [
    `INVITE sip:${to} SIP/2.0`,
    'Via: SIP/2.0/TLS 192.0.2.77:20323',
    'Max-Forwards: 70',
    `From: <sip:${client.user}>;tag=c2d0a1f5e7;epid=3f2a91c4d7`,
    `To: <sip:${to}>`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} INVITE`,
    `Contact: <sip:${client.user};opaque=user:epid:yQ2xm8nW6lyqSq0wN1Ww7gAA;gruu>`,
    `User-Agent: ${client.agent} (Skype for Business)`,
    ...(conversationId === undefined ? [] : [`Ms-Conversation-ID: ${conversationId}`]),
    ...(subject === undefined ? [] : [`Subject: ${subject}`]),
    ...(text === undefined
      ? []
      : [`ms-text-format: text/plain; charset=UTF-8;ms-body=${Buffer.from(text).toString('base64')}`]),
    'Supported: ms-delayed-accept',
    'Content-Type: application/sdp',
    'Content-Length: 5',
  ];
  return `${lines.join('\n')}\n\nv=0\r\n`;
}

/** A MESSAGE in a dialog. */
export function message(client: SipClient, { to, callId, cseq = 2, text = '' }: Talk): string {
  return `MESSAGE sip:${to};opaque=user:epid:w0Yq3v5vW1OGN8pK9cW7uAAA;gruu SIP/2.0
Via: SIP/2.0/TLS 192.0.2.77:20323
Max-Forwards: 70
From: <sip:${client.user}>;tag=c2d0a1f5e7;epid=3f2a91c4d7
To: <sip:${to}>;tag=9b7fd2c4a0;epid=77d1c2b3a4
Call-ID: ${callId}
CSeq: ${cseq} MESSAGE
User-Agent: ${client.agent} (Skype for Business)
Content-Type: text/plain; charset=UTF-8
Content-Length: ${Buffer.byteLength(text)}

${text}`;
}

export interface SipReply {
  /** `480 Temporarily Unavailable` */
  readonly status: string;
  readonly method?: string;
  readonly more?: readonly string[];
}

/** The server's answer to what the client asked. */
export function replied(client: SipClient, { to, callId, cseq = 1 }: Talk, { status, method, more }: SipReply): string {
  return `SIP/2.0 ${status}
Via: SIP/2.0/TLS 192.0.2.77:20323;ms-received-port=20323;ms-received-cid=2A00
From: <sip:${client.user}>;tag=c2d0a1f5e7;epid=3f2a91c4d7
To: <sip:${to}>;tag=E2A7C09B4F
Call-ID: ${callId}
CSeq: ${cseq} ${method ?? 'INVITE'}
${(more ?? ['Server: RTC/6.0']).map((line) => `${line}\n`).join('')}Content-Length: 0
`;
}

/** The end of a registration. */
export function unregister(client: SipClient, cseq = 7): string {
  return register(client).replace('CSeq: 1 ', `CSeq: ${cseq} `).replace('Content-Length', 'Expires: 0\nContent-Length');
}
