import type { Observation } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { cite, citeOnly } from './cite.ts';
import type { Rest } from './http-assembler.ts';
import { SipDialogs } from './sip-dialog.ts';
import { type Cite, observedOf, observePolicies } from './sip-policies.ts';
import { inBandSettings } from './sip-settings.ts';

/** `INVITE sip:bob@contoso.com SIP/2.0` at the start of a line, or behind `Start-Line: ` in a $$begin_record block. */
const SIP_REQUEST = /(?:^|\n|Start-Line:[ \t]*)([A-Z]{3,12}) sips?:\S+ SIP\/2\.0/;
const FROM = /(?:^|\n)(?:From|f):[^\n]*?<sips?:([^>;\s]+@[^>;\s]+)>/i;
const USER_AGENT = /(?:^|\n)User-Agent:[^\n]*?\bOC\/(\d+\.\d+\.\d+\.\d+)/i;
const SERVER = /(?:^|\n)Server:[ \t]*RTC\/(\d+(?:\.\d+)*)/i;
/** Requests that only the client itself sends to its server: whoever they are from is the user. */
const OWN_METHODS: ReadonlySet<string> = new Set(['REGISTER', 'SUBSCRIBE', 'SERVICE', 'PUBLISH']);

/** SIP with what somebody wrote: a MESSAGE, an INVITE with its first message, a body of plain or rich text. */
const CARRIES_TEXT =
  /(?:^|\n|Start-Line:[ \t]*)(?:MESSAGE|INVITE) sips?:|(?:^|\n)(?:Content-Type|c):[ \t]*(?:text\/|multipart\/|message\/)|\bms-body=/i;

/** Where what somebody wrote begins: behind the header, or in the last line of a $$begin_record block. */
const TEXT_BEGIN = /\n[ \t]*\r?\n|\nMessage-Body:/;

/** A request or an answer of SIP, whole or from its first line on. */
const SIP_START = /(?:^|\n|Start-Line:[ \t]*)(?:[A-Z]{3,12} sips?:\S+ SIP\/2\.0|SIP\/2\.0 \d{3}\b)/;

export function isSip(message: string): boolean {
  return SIP_START.test(message);
}

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
  /** The last of them: that one signs in again tells nothing, that another does is a shift. */
  #user: string | undefined;
  readonly #servers = new Set<string>();
  #dialogs: SipDialogs;

  constructor(onObservation: (observation: Observation) => void) {
    this.#onObservation = onObservation;
    this.#dialogs = new SipDialogs(this.#users, onObservation);
  }

  /** A reader that goes on from here by itself. */
  fork(onObservation: (observation: Observation) => void): SipObserver {
    const copy = new SipObserver(onObservation);
    for (const [key, candidate] of this.#versions) copy.#versions.set(key, candidate);
    for (const user of this.#users) copy.#users.add(user);
    for (const server of this.#servers) copy.#servers.add(server);
    copy.#dialogs = this.#dialogs.fork(copy.#users, onObservation);
    return copy;
  }

  /** `rest`: the text of the record that is no part of an HTTP message. */
  add(record: TraceRecord, rest: Rest): void {
    this.#observeSignIn(record, rest);
    this.#dialogs.add(record, rest);
  }

  #observeSignIn(record: TraceRecord, rest: Rest): void {
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
    if (method === undefined) return;
    const from = FROM.exec(message)?.[1]?.toLowerCase();
    if (OWN_METHODS.has(method) && from !== undefined && from !== this.#user) {
      this.#users.add(from);
      this.#user = from;
      this.#onObservation({ kind: 'user', ...observedOf(record, 'From:', citeAs), address: from, origin: 'sip-from' });
    }
    const version = USER_AGENT.exec(message)?.[1];
    const key = `${version} ${from}`;
    if (version !== undefined && !this.#versions.has(key)) this.#versions.set(key, { record, version, from, citeAs });
  }

  /** Tells the client versions seen, now that it is known who the user is. */
  end(): void {
    this.#dialogs.end();
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
