import type { SipResponseSeen } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';

/** `SIP/2.0 480 Temporarily Unavailable` at the start of a line, or behind `Start-Line: ` in a $$begin_record block. */
const STATUS = /(?:^|\n|Start-Line:[ \t]*)SIP\/2\.0 (\d{3})\b/;
const CSEQ = /(?:^|\n)CSeq:[ \t]*\d{1,10}[ \t]+(REGISTER|INVITE|MESSAGE)\b/i;
const CALL_ID = /(?:^|\n)(?:Call-ID|i):[ \t]*(\S{1,200})/i;
const TO = /(?:^|\n)(?:To|t):[^\n]*?<sips?:([^>;\s]+@[^>;\s]+)>/i;
/** A server names itself in `Server`, a client in `User-Agent`. */
const CLIENT = /(?:^|\n)User-Agent:[^\n]*\b(?:UCCAPI|OC)\//i;
/** What marks an INVITE to an instant message: its first words as a header, or a media line of its own. */
const IS_MESSAGE = /(?:^|\n)(?:ms-text-format|ms-im-format):|(?:^|\n)m=(?:message|x-ms-message)\b/i;

const METHODS: ReadonlyMap<string, SipResponseSeen['method']> = new Map([
  ['REGISTER', 'REGISTER'],
  ['INVITE', 'INVITE'],
  ['MESSAGE', 'MESSAGE'],
]);

/** Not there, and busy: what a person who does not want to be disturbed answers, or a server for one who is away. */
const REFUSALS: ReadonlySet<number> = new Set([480, 486]);
/** Calls that are remembered until they are answered: more than a client has open. */
const MOST_CALLS = 1000;

export type SipAnswer = Pick<SipResponseSeen, 'method' | 'status' | 'isFromClient' | 'recipient'>;

/** Tells how sign-in and instant messages were answered; all other SIP responses are passed over. */
export class SipResponses {
  readonly #calls = new Set<string>();

  /** A request of one's own: instant messages are remembered by their Call-ID. */
  request(method: string, record: TraceRecord): void {
    const id = CALL_ID.exec(record.message)?.[1];
    if (id === undefined || (method !== 'MESSAGE' && !(method === 'INVITE' && IS_MESSAGE.test(record.message)))) return;
    if (this.#calls.size >= MOST_CALLS) this.#calls.clear();
    this.#calls.add(id);
  }

  /** `head`: the text of a record without what somebody wrote. */
  response(head: string): SipAnswer | undefined {
    const status = Number(STATUS.exec(head)?.[1] ?? 0);
    const method = METHODS.get(CSEQ.exec(head)?.[1]?.toUpperCase() ?? '');
    if (status < 200 || method === undefined) return undefined;
    const isFromClient = CLIENT.test(head);
    if (method === 'REGISTER') return { method, status, isFromClient };
    const id = CALL_ID.exec(head)?.[1];
    if (!REFUSALS.has(status) || id === undefined || !this.#calls.has(id)) return undefined;
    const recipient = TO.exec(head)?.[1]?.toLowerCase();
    return { method, status, isFromClient, ...(recipient === undefined ? {} : { recipient }) };
  }
}
