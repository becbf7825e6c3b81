import { detached } from '../model/detached.ts';
import type { Observation, Observed, SipAnswer, SipInvitation, SpeechMethod } from '../model/observation.ts';
import { placeOf, type TraceRecord } from '../model/record.ts';
import { citeOnly } from './cite.ts';
import type { Rest } from './http-assembler.ts';
import { addressOf, displayNames, onlyHeader, type SipHead, sipHeadOf } from './sip-head.ts';
import { SipRegistrations } from './sip-registrations.ts';
import { saidHash, subjectHashOf } from './sip-text.ts';

const FINAL = 200;
const CSEQ = /^(\d{1,10})[ \t]+([A-Z]{3,12})$/;
/** `15030;reason="…";source="…"`; the header may also name the product first. */
const DIAGNOSTICS_ID = /^\s*(\d{1,6})\s*(?:;|$)/;
/** A Call-ID or a conversation id: one word. */
const ID = /^[\x21-\x7e]{1,300}$/;

/** A look that spares most messages the reading of their head: the method of a request stands in CSeq of its answer, too. */
const OF_INTEREST = /\b(?:INVITE|MESSAGE|REGISTER)\b/;
/** Characters among which CSeq stands. */
const LOOK = 4096;

function isWanted(method: string | undefined, status: number | undefined): boolean {
  if (status !== undefined) return status >= FINAL;
  return method === 'REGISTER' || isSpeech(method);
}

function isSpeech(method: string | undefined): method is SpeechMethod {
  return method === 'INVITE' || method === 'MESSAGE';
}

/** The start line alone: what stands in the other lines may be what somebody wrote. */
function observedOf(record: TraceRecord, head: SipHead): Observed {
  const persons = displayNames(head).map(detached);
  return {
    source: record.source,
    offset: placeOf(record),
    evidence: [citeOnly(record, head.line)],
    ...(record.at === undefined ? {} : { at: record.at }),
    ...(record.pid === undefined ? {} : { pid: record.pid }),
    ...(record.tid === undefined ? {} : { tid: record.tid }),
    ...(persons.length === 0 ? {} : { persons }),
  };
}

function idOf(head: SipHead, name: string): string | undefined {
  const value = onlyHeader(head, name);
  return value !== undefined && ID.test(value) ? detached(value) : undefined;
}

function diagnosticsId(head: SipHead): number | undefined {
  for (const name of ['ms-diagnostics', 'ms-client-diagnostics', 'ms-diagnostics-public']) {
    const id = DIAGNOSTICS_ID.exec(head.headers.get(name)?.[0] ?? '')?.[1];
    if (id !== undefined) return Number(id);
  }
  return undefined;
}

/** A client signs its answers with its product, and To with its endpoint; a server does neither. */
function isByEndpoint(head: SipHead): boolean {
  return head.headers.has('user-agent') || /;\s*epid=/i.test(onlyHeader(head, 'to') ?? '');
}

interface Key {
  readonly callId: string;
  readonly cseq: number | undefined;
  readonly from: string;
}

/** An INVITE to a conversation in writing has its first words in a header, or a media line for messages in its body. */
const WRITTEN_MEDIA = /(?:^|\n)m=(?:message|x-ms-message)\b/i;

function isWritten({ headers, body }: SipHead, method: SpeechMethod): boolean {
  const hasWords = headers.has('ms-text-format') || headers.has('ms-im-format');
  return method === 'MESSAGE' || hasWords || WRITTEN_MEDIA.test(body);
}

/** Some logs leave bodies out: what such an INVITE is to is not known. */
function isOpaque(head: SipHead, method: SpeechMethod): boolean {
  return method === 'INVITE' && !isWritten(head, method) && head.body.trim() === '';
}

function invitationOf(record: TraceRecord, head: SipHead, method: SpeechMethod, key: Key): SipInvitation {
  const to = addressOf(onlyHeader(head, 'to'));
  const conversationId = idOf(head, 'ms-conversation-id');
  const [bodyHash, subjectHash] = [saidHash(head), subjectHashOf(head)];
  return {
    kind: 'sip-invitation',
    ...observedOf(record, head),
    method,
    isWritten: isWritten(head, method),
    ...(isOpaque(head, method) ? { isOpaque: true as const } : {}),
    from: key.from,
    callId: key.callId,
    ...(key.cseq === undefined ? {} : { cseq: key.cseq }),
    ...(to === undefined ? {} : { to: detached(to) }),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(bodyHash === undefined ? {} : { bodyHash }),
    ...(subjectHash === undefined ? {} : { subjectHash }),
  };
}

function answerOf(
  record: TraceRecord,
  head: SipHead,
  status: number,
  method: SipAnswer['method'],
  key: Key,
): SipAnswer {
  const id = diagnosticsId(head);
  return {
    kind: 'sip-answer',
    ...observedOf(record, head),
    status,
    method,
    callId: key.callId,
    isByEndpoint: isByEndpoint(head),
    ...(key.cseq === undefined ? {} : { cseq: key.cseq }),
    ...(id === undefined ? {} : { diagnosticsId: id }),
  };
}

/**
 * Reads what the user's client asks of others and of its server, and the answers: INVITE, MESSAGE and REGISTER. What others ask of
 * the user is not told: From is who asked, in the answer as well.
 */
export class SipDialogs {
  readonly #onObservation: (observation: Observation) => void;
  readonly #users: ReadonlySet<string>;
  #registrations = new SipRegistrations();
  /** What was asked before it is known who the user is. */
  #held: { readonly from: string; readonly observation: Observation }[] = [];

  /** `users`: addresses of those who signed in, as far as they are known. */
  constructor(users: ReadonlySet<string>, onObservation: (observation: Observation) => void) {
    this.#users = users;
    this.#onObservation = onObservation;
  }

  /** A reader that goes on from here by itself. */
  fork(users: ReadonlySet<string>, onObservation: (observation: Observation) => void): SipDialogs {
    const copy = new SipDialogs(users, onObservation);
    copy.#registrations = this.#registrations.fork();
    copy.#held = [...this.#held];
    return copy;
  }

  add(record: TraceRecord, rest: Rest): void {
    if (rest.isDoubtful || !OF_INTEREST.test(rest.text.slice(0, LOOK))) return;
    const head = sipHeadOf(rest.text, isWanted);
    if (head === undefined) return;
    const from = addressOf(onlyHeader(head, 'from'));
    const callId = idOf(head, 'call-id');
    if (from === undefined || callId === undefined) return;
    if (this.#users.size > 0 && !this.#users.has(from)) return;
    const [, number, asked] = CSEQ.exec(onlyHeader(head, 'cseq') ?? '') ?? [];
    // A request whose CSeq speaks of another method contradicts itself: its number is that of nothing.
    const isOwn = head.method === undefined || head.method === asked;
    const cseq = number === undefined || !isOwn ? undefined : Number(number);
    const method = head.method ?? asked;
    for (const observation of this.#read(record, head, method, { callId, cseq, from: detached(from) })) {
      if (this.#users.size > 0) this.#onObservation(observation);
      else this.#held.push({ from, observation });
    }
  }

  /** The source is over. Where nobody is seen to sign in, all is told: another source may say who the user is. */
  end(): void {
    for (const { from, observation } of this.#held) {
      if (this.#users.size === 0 || this.#users.has(from)) this.#onObservation(observation);
    }
    this.#held = [];
  }

  #read(record: TraceRecord, head: SipHead, method: string | undefined, key: Key): readonly Observation[] {
    const { status } = head;
    if (method === 'REGISTER') {
      const event = this.#registrations.see(head, key.callId, key.cseq);
      const session = event && ({ kind: 'session', ...observedOf(record, head), event, user: key.from } as const);
      const answer = status === undefined ? [] : [answerOf(record, head, status, method, key)];
      return session === undefined ? answer : [...answer, session];
    }
    if (!isSpeech(method)) return [];
    if (status === undefined) return [invitationOf(record, head, method, key)];
    return [answerOf(record, head, status, method, key)];
  }
}
