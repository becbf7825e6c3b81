import type { Observation, Observed, PolicySeen } from '../model/observation.ts';
import { placeOf, type TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { decodeReferences } from '../model/xml-text.ts';
import { cite, citeOnly } from './cite.ts';
import type { Rest } from './http-assembler.ts';
import { booleanOf } from './property-lines.ts';
import { SipResponses } from './sip-responses.ts';
import { inBandSettings } from './sip-settings.ts';

/** `INVITE sip:bob@contoso.com SIP/2.0` at the start of a line, or behind `Start-Line: ` in a $$begin_record block. */
const SIP_REQUEST = /(?:^|\n|Start-Line:[ \t]*)([A-Z]{3,12}) sips?:\S+ SIP\/2\.0/;
const FROM = /(?:^|\n)(?:From|f):[^\n]*?<sips?:([^>;\s]+@[^>;\s]+)>/i;
const USER_AGENT = /(?:^|\n)User-Agent:[^\n]*?\bOC\/(\d+\.\d+\.\d+\.\d+)/i;
const SERVER = /(?:^|\n)Server:[ \t]*RTC\/(\d+(?:\.\d+)*)/i;
/** Requests that only the client itself sends to its server: whoever they are from is the user. */
const OWN_METHODS: ReadonlySet<string> = new Set(['REGISTER', 'SUBSCRIBE', 'SERVICE', 'PUBLISH']);

/** `<property name="EnableIMAutoArchiving" >false</property>`; the blank is real, as is an xmlns behind the name. */
const PROPERTY = /<property\s+name\s*=\s*"([^"]{1,80})"[^<>]{0,300}>\s*([^<]{0,200}?)\s*<\/property>/gi;
/** The same as UCMA prints it: `Property[ enableimautoarchiving ] = false`. */
const PROPERTY_LINE = /\bProperty\[\s*(\w{1,80})\s*\]\s*=\s*(\S{1,200})/gi;
/** User option of the roaming category otherOptions; its element may have a prefix. */
const USER_OPTION = /<(?:[\w.-]+:)?imAutoArchiving>\s*(true|false|1|0)\s*</i;
/** The element form some servers use for the switch of Set-CsImConfiguration. */
const OFFLINE_ELEMENT = /<(?:[\w.-]+:)?(enable_?offline_?im)>\s*(true|false|1|0)\s*</i;
const OFFLINE_NAME = /offline_?im|offlineinstant/i;

const ANY_POLICY = /autoarchiving|offline/i;

type Cite = (record: TraceRecord, needle: string) => Ref;

function observedOf(record: TraceRecord, needle: string, citeAs: Cite = cite): Observed {
  return {
    source: record.source,
    offset: placeOf(record),
    evidence: [citeAs(record, needle)],
    ...(record.at === undefined ? {} : { at: record.at }),
    ...(record.pid === undefined ? {} : { pid: record.pid }),
    ...(record.tid === undefined ? {} : { tid: record.tid }),
  };
}

function policyName(property: string): PolicySeen['name'] | undefined {
  const lower = property.toLowerCase();
  if (lower === 'enableimautoarchiving') return 'EnableIMAutoArchiving';
  // The wire name of the switch is in no public text: any property that names offline IM is taken for it.
  return OFFLINE_NAME.test(lower) ? 'EnableOfflineIM' : undefined;
}

/** In-band provisioning ([MS-SIPREGE] 2.2.2.5.6) and the user's own archiving option, in either encoding. */
export function observePolicies(
  record: TraceRecord,
  message: string = record.message,
  citeAs: Cite = cite,
): readonly PolicySeen[] {
  // Most records speak of no policy: one quick look spares them four patterns.
  if (!ANY_POLICY.test(message)) return [];
  const text = /&lt;\/?(?:property|imAutoArchiving)/i.test(message) ? decodeReferences(message) : message;
  const found: PolicySeen[] = [];
  const add = (name: PolicySeen['name'], value: string, origin: PolicySeen['origin'], needle: string): void => {
    const flag = booleanOf(value);
    if (flag === undefined) return;
    found.push({ kind: 'policy', ...observedOf(record, needle, citeAs), name, value: flag, origin });
  };
  for (const pattern of [PROPERTY, PROPERTY_LINE]) {
    for (const [, property = '', value = ''] of text.matchAll(pattern)) {
      const name = policyName(property);
      if (name !== undefined) add(name, value, 'in-band', property);
    }
  }
  const option = USER_OPTION.exec(text);
  if (option !== null) add('imAutoArchiving', option[1] ?? '', 'user-option', 'imAutoArchiving');
  const offline = OFFLINE_ELEMENT.exec(text);
  if (offline !== null) add('EnableOfflineIM', offline[2] ?? '', 'in-band', offline[1] ?? '');
  return found;
}

/** SIP with what somebody wrote: a MESSAGE, an INVITE with its first message, a body of plain or rich text. */
const CARRIES_TEXT =
  /(?:^|\n|Start-Line:[ \t]*)(?:MESSAGE|INVITE) sips?:|(?:^|\n)(?:Content-Type|c):[ \t]*(?:text\/|multipart\/|message\/)|\bms-body=/i;

/** Where what somebody wrote begins: behind the header, or in the last line of a $$begin_record block. */
const TEXT_BEGIN = /\n[ \t]*\r?\n|\nMessage-Body:/;

export function carriesText(message: string): boolean {
  return CARRIES_TEXT.test(message);
}

interface VersionCandidate {
  readonly record: TraceRecord;
  readonly version: string;
  readonly from: string | undefined;
  readonly citeAs: Cite;
}

/**
 * Reads the SIP text of one source. A log holds the requests of others, too, with their own User-Agent: a version counts
 * as the client's only from a request that the user sent.
 */
export class SipObserver {
  readonly #onObservation: (observation: Observation) => void;
  readonly #versions = new Map<string, VersionCandidate>();
  readonly #users = new Set<string>();
  readonly #servers = new Set<string>();
  readonly #responses = new SipResponses();

  constructor(onObservation: (observation: Observation) => void) {
    this.#onObservation = onObservation;
  }

  /** `rest`: the text of the record that is no part of an HTTP message. */
  add(record: TraceRecord, rest: Rest): void {
    // A part of an HTTP message may quote all of this.
    const citeAs = rest.isDoubtful || rest.text !== record.message ? citeOnly : cite;
    // What users write to each other may look like provisioning, or like a header: it is none.
    const isWritten = carriesText(record.message);
    if (!isWritten) for (const policy of observePolicies(record, rest.text, citeAs)) this.#onObservation(policy);
    for (const { name, value } of isWritten ? [] : inBandSettings(rest.text)) {
      this.#onObservation({ kind: 'setting', ...observedOf(record, name, citeAs), name, value, origin: 'in-band' });
    }
    const message = isWritten ? record.message.slice(0, TEXT_BEGIN.exec(record.message)?.index) : record.message;
    const server = SERVER.exec(message)?.[1];
    if (server !== undefined && !this.#servers.has(server)) {
      this.#servers.add(server);
      this.#onObservation({ kind: 'sip-server', ...observedOf(record, `RTC/${server}`, citeAs), version: server });
    }
    const method = SIP_REQUEST.exec(message)?.[1];
    if (method === undefined) {
      const answer = this.#responses.response(message);
      if (answer === undefined) return;
      const seen = observedOf(record, `SIP/2.0 ${answer.status}`, citeAs);
      this.#onObservation({ kind: 'sip-response', ...seen, ...answer });
      return;
    }
    this.#responses.request(method, record);
    const from = FROM.exec(message)?.[1]?.toLowerCase();
    if (OWN_METHODS.has(method) && from !== undefined && !this.#users.has(from)) {
      this.#users.add(from);
      this.#onObservation({ kind: 'user', ...observedOf(record, 'From:', citeAs), address: from, origin: 'sip-from' });
    }
    const version = USER_AGENT.exec(message)?.[1];
    const key = `${version} ${from}`;
    if (version !== undefined && !this.#versions.has(key)) this.#versions.set(key, { record, version, from, citeAs });
  }

  /** Tells the client versions seen, now that it is known who the user is. */
  end(): void {
    for (const { record, version, from, citeAs } of this.#versions.values()) {
      if (this.#users.size > 0 && (from === undefined || !this.#users.has(from))) continue;
      this.#onObservation({
        kind: 'client-version',
        ...observedOf(record, `OC/${version}`, citeAs),
        version,
        origin: 'sip-user-agent',
      });
    }
  }
}
