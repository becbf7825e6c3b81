import type { SessionSeen } from '../model/observation.ts';
import { onlyHeader, type SipHead } from './sip-head.ts';

/** What is known of one registration, by its Call-ID: a client keeps that through all refreshes. */
interface Registration {
  /** The log shows its first request: a 200 further on may be that of a refresh. */
  hasBegun: boolean;
  isIn: boolean;
  /** CSeq numbers of requests that end it. */
  readonly ending: Set<number>;
  isOut: boolean;
}

const OK = 200;
const CONTACT_EXPIRES = /;\s*expires\s*=\s*"?(\d{1,10})/i;

/** Seconds that a registration is to last or lasts, by the parameter of its Contact, else by Expires; undefined where neither says. */
function secondsOf(head: SipHead): number | undefined {
  const contacts = head.headers.get('contact') ?? [];
  const seconds = contacts.flatMap((contact) => CONTACT_EXPIRES.exec(contact)?.[1] ?? []).map(Number);
  if (seconds.length > 0) return Math.max(...seconds);
  const expires = onlyHeader(head, 'expires');
  return expires !== undefined && /^\d{1,10}$/.test(expires) ? Number(expires) : undefined;
}

/** Follows registrations (REGISTER requests and their answers) to tell sign-in and sign-out. */
export class SipRegistrations {
  readonly #registrations = new Map<string, Registration>();

  /** Follows the same, and goes on from here by itself. */
  fork(): SipRegistrations {
    const copy = new SipRegistrations();
    for (const [callId, one] of this.#registrations) {
      copy.#registrations.set(callId, { ...one, ending: new Set(one.ending) });
    }
    return copy;
  }

  /** What a message of a registration means; `cseq`: number of its CSeq header. */
  see(head: SipHead, callId: string, cseq: number | undefined): SessionSeen['event'] | undefined {
    const known = this.#registrations.get(callId);
    const one = known ?? { hasBegun: false, isIn: false, isOut: false, ending: new Set() };
    if (known === undefined) this.#registrations.set(callId, one);
    // A client counts the requests of a registration from one.
    if (cseq === undefined || cseq === 1) one.hasBegun = true;
    const seconds = secondsOf(head);
    if (head.status === undefined) {
      if (seconds !== 0) return undefined;
      if (cseq !== undefined) one.ending.add(cseq);
      // The same request again, with credentials this time.
      if (one.isOut) return undefined;
      one.isOut = true;
      one.isIn = false;
      return 'sign-out';
    }
    const isEnd = seconds === 0 || (cseq !== undefined && one.ending.has(cseq));
    if (head.status !== OK || isEnd || seconds === undefined || one.isIn) return undefined;
    const isSignIn = one.hasBegun || one.isOut;
    one.isIn = true;
    one.isOut = false;
    return isSignIn ? 'sign-in' : undefined;
  }
}
