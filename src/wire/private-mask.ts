import { hashText } from '../model/content-hash.ts';
import type { Ticks } from '../model/ticks.ts';
import { decodeReferences } from '../model/xml-text.ts';
import { type Mark, PrivateStream, type Room, type Stand } from './private-stream.ts';
import { withSpokenTokens } from './private-text.ts';
import { SipTrail } from './sip-trail.ts';

/** Which thread logged a text, and when. */
export interface LoggedBy {
  readonly pid?: number | undefined;
  readonly tid?: number | undefined;
  readonly at?: Ticks | undefined;
}

export interface MaskLimits {
  /** Threads in the middle of a text. Those for which there is no room are masked up to the end of what may be one. */
  readonly threads: number;
  /** Texts that get a number; those behind share one without. */
  readonly texts: number;
  /** Characters kept of texts that go on over several messages; such a text gets no number where there is no room. */
  readonly held: number;
}

const LIMITS: MaskLimits = { threads: 1024, texts: 1 << 16, held: 1 << 22 };
/** `ms-body=SGVsbG8=`: the first message of a SIP INVITE, in base64. */
const SIP_BODY = /\bms-body=([A-Za-z0-9+/=]+)/g;
const WITHOUT_NUMBER = '[text]';
const MOST_COPIED = 1 << 20;

/** What a thread's next text may go on with. */
interface Thread {
  readonly sip: SipTrail;
  readonly stream: PrivateStream;
}

/** An event's text, and what it was made of, masked. */
export interface Masked {
  readonly text: string;
  readonly parts: readonly string[];
}

function keyOf({ pid, tid }: LoggedBy): string {
  return `${pid ?? ''}.${tid ?? ''}`;
}

function contentOf(text: string, mark: Mark): string {
  const plain = mark === '<' ? text : decodeReferences(text);
  const cdata = /^\s*<!\[CDATA\[([\s\S]*?)(?:\]\]>\s*)?$/.exec(plain)?.[1];
  return cdata ?? decodeReferences(plain);
}

/**
 * Replaces what people wrote in texts of one trace by tokens that tell equal texts from different ones, and nothing else:
 * `[text 1]`, numbered as they are met. Of a text that goes on in the next message of its thread `<!--text-->` stands in the
 * first ones, and the token of the whole in the last; parts of a SIP message have one each. Equal are texts that read alike, as reports compare them (hashText).
 * Memory is bounded by `limits`.
 */
export class PrivateMask {
  readonly #limits: MaskLimits;
  readonly #numbers = new Map<string, number>();
  readonly #threads = new Map<string, Thread>();
  readonly #room: Room;
  readonly #stand: Stand;
  /** A thread that had no room was in the middle of a text: any without a stream may be. */
  #hasLostThreads = false;
  #hasLostSip = false;

  constructor(limits: Partial<MaskLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    this.#room = { left: this.#limits.held };
    this.#stand = {
      open: (mark) => (mark === '<' ? '<!--text-->' : '&lt;!--text--&gt;'),
      whole: (text, mark) => (text === undefined ? WITHOUT_NUMBER : this.token(contentOf(text, mark))),
    };
  }

  /** The text of an event; the next one of its thread may go on with it. `parts`: texts that it was made of. */
  mask(text: string, by: LoggedBy, parts: readonly string[] = []): Masked {
    const key = keyOf(by);
    const thread = this.#threads.get(key) ?? this.#newThread();
    const { sip, stream } = thread;
    const beside = parts.length === 0 ? undefined : { sip: sip.copy(), stream: stream.copy(MOST_COPIED) };
    const masked = this.#masked(text, by, thread);
    this.#keep(key, thread);
    return { text: masked, parts: parts.map((part) => (beside === undefined ? '' : this.#masked(part, by, beside))) };
  }

  /** What stands for a text that is known to be what somebody wrote. */
  token(text: string): string {
    const hash = hashText(text);
    // Nothing to read: reports compare it with nothing.
    if (hash === undefined) return '';
    const number = this.#numbers.get(hash) ?? this.#numbers.size + 1;
    if (number > this.#limits.texts) return WITHOUT_NUMBER;
    this.#numbers.set(hash, number);
    return `[text ${number}]`;
  }

  /** A text without the subjects and bodies that stand in its headers, lines and queries, outside of elements. */
  withoutSpoken(text: string): string {
    return withSpokenTokens(text, (spoken) => this.token(spoken));
  }

  /** An event of the thread has no text: what was written of it is not known. */
  tear(by: LoggedBy): void {
    this.#threads.get(keyOf(by))?.stream.tear();
  }

  #masked(text: string, { at }: LoggedBy, { sip, stream }: Thread): string {
    const withoutSip = sip.mask(text, (body) => this.token(body), at);
    return stream.mask(this.#withoutBase64(withoutSip), this.#stand);
  }

  #newThread(): Thread {
    const stream = new PrivateStream(this.#room);
    if (this.#hasLostThreads) stream.tear(true);
    return { sip: new SipTrail(this.#hasLostSip), stream };
  }

  #keep(key: string, thread: Thread): void {
    const { sip, stream } = thread;
    if (!stream.isPending && !sip.isPending) this.#threads.delete(key);
    else if (this.#threads.has(key) || this.#threads.size < this.#limits.threads) this.#threads.set(key, thread);
    else {
      this.#hasLostThreads ||= stream.isPending;
      this.#hasLostSip ||= sip.isPending;
      stream.forget();
    }
  }

  #withoutBase64(text: string): string {
    if (!text.includes('ms-body=')) return text;
    return text.replace(SIP_BODY, (_, body: string) => `ms-body=${this.token(Buffer.from(body, 'base64').toString())}`);
  }
}
