import type { Life } from '../model/life.ts';
import type { Observation } from '../model/observation.ts';
import { hasCodeOf } from './attempts.ts';
import { type CallEnd, endOfExchange, placeOfRef } from './client-calls.ts';
import { anyOf, type Condition, type Question } from './conditions.ts';
import { mailboxSigns } from './environment/mailbox-signals.ts';
import { type Exchange, isAutodiscover } from './exchanges.ts';
import { lacksMigrationFix } from './fix-conditions.ts';
import type { ResponseClass } from './knowledge/response-codes.ts';
import { ofKind } from './of-kind.ts';
import { remembered } from './remembered.ts';
import type { Case } from './rule.ts';

/** Cumulative update 3 of Skype for Business Server 2015, KB3149227, June 2016: 6.0.9319.259. */
const CU3: readonly number[] = [6, 0, 9319, 259];

type Age = 'before' | 'after' | 'unknown';

/** `RTC/6.0` names the product alone; Lync Server is 5.0 and 4.0. */
function ageOf(version: string): Age {
  const fields = version.split('.').map(Number);
  const index = CU3.findIndex((field, at) => field !== fields[at]);
  if (index < 0) return 'after';
  const field = fields[index];
  return field === undefined ? 'unknown' : field < (CU3[index] ?? 0) ? 'before' : 'after';
}

/** Answers of partners carry the name of their servers: one that is new enough leaves it open whose the old one is. */
export const serverPredatesCu3: Question<Case> = {
  name: 'Skype for Business Server is older than the switch for offline messages',
  wanted: 'below 6.0.9319.259',
  ask: ({ input, reading }) => {
    const seen = ofKind(input.observations, 'sip-server');
    if (reading.environment.enableOfflineIM !== undefined)
      return { holds: 'no', found: 'the switch was seen', evidence: reading.environment.enableOfflineIM.evidence };
    if (seen.length === 0) return { holds: 'unknown', because: 'no SIP header names the server' };
    const found = [...new Set(seen.map(({ version }) => `RTC/${version}`))].join(', ');
    const ages = new Set(seen.map(({ version }) => ageOf(version)));
    const [only] = ages;
    if (ages.size > 1 || only === 'unknown') {
      return { holds: 'unknown', found, because: 'the header names no update, or several servers answered' };
    }
    return { holds: only === 'before' ? 'yes' : 'no', found, evidence: seen.flatMap((one) => one.evidence) };
  },
};

export const nothingWasDelivered: Question<Case> = {
  name: 'no offline message of the user was delivered',
  ask: ({ input }) => {
    const delivered = input.lives.filter((life) => life.outcome === 'delivered');
    return { holds: delivered.length > 0 ? 'no' : 'yes', found: `${delivered.length} delivered` };
  },
};

/** A call to Exchange, with the side its host is on. */
interface Asked {
  readonly isOnline: boolean;
  readonly exchange: Exchange;
}

/** Calls to Exchange in order. */
function askedSides({ calls }: Case): readonly Asked[] {
  return calls.exchanges.flatMap((exchange) => {
    const [sign] = isAutodiscover(exchange) ? [] : mailboxSigns(exchange.request);
    return sign === undefined ? [] : [{ isOnline: sign.value === 'online', exchange }];
  });
}

function redirectIn({ input }: Case): Observation | undefined {
  return input.observations.find((one) => mailboxSigns(one).some(({ kind }) => kind === 'redirect'));
}

/** Calls made after the mailbox is known to be in Exchange Online: by a redirect, or all where the user states it. */
function askedAfterMove(subject: Case): readonly Asked[] {
  const redirect = redirectIn(subject);
  if (redirect === undefined) return subject.input.stated.mailbox === 'online' ? askedSides(subject) : [];
  return askedSides(subject).filter(({ exchange }) => (exchange.request.at ?? 0) > (redirect.at ?? 0));
}

function isTaken({ status, codes }: CallEnd): boolean {
  return status !== undefined && status < 300 && codes.every((code) => code === 'NoError');
}

/** In a hybrid organisation the first hop is the old server; that it goes on to be asked is what the fix is about. */
export const oldServerIsAsked: Question<Case> = {
  name: 'the client goes on to ask the old server after it was told of Exchange Online',
  wanted:
    'a redirect to Exchange Online, then EWS requests to another host alone; where the mailbox is only stated to be there, requests of which that host took none',
  ask: (subject) => {
    const { input, reading } = subject;
    const redirect = redirectIn(subject);
    if (redirect === undefined && input.stated.mailbox !== 'online') {
      const mailbox = reading.environment.mailbox?.value;
      if (mailbox !== undefined) return { holds: 'no', found: `no redirect; the mailbox is ${mailbox}` };
      return { holds: 'unknown', because: 'no answer of autodiscover was seen' };
    }
    const later = askedAfterMove(subject);
    if (later.length === 0) return { holds: 'unknown', because: 'no EWS request was seen after the redirect' };
    const found = [...new Set(later.map(({ exchange }) => exchange.request.host ?? '?'))].join(', ');
    if (later.some(({ isOnline }) => isOnline)) return { holds: 'no', found };
    // A server that has the mailbox no more takes nothing for it: what it took says that the statement is of another mailbox or day.
    const taken = redirect === undefined && later.map(({ exchange }) => endOfExchange(exchange)).find(isTaken);
    if (taken) return { holds: 'no', found: `${found} took a call: ${taken.words}` };
    const asked = later.slice(0, 2).flatMap(({ exchange }) => exchange.request.evidence);
    // Without a redirect nobody has seen that the client was told.
    if (redirect === undefined) return { holds: 'yes', found, evidence: asked, certainty: 'possible' };
    return { holds: 'yes', found, evidence: [...redirect.evidence, ...asked], certainty: 'likely' };
  },
};

/** Errors that are of one message, and that every server would answer. */
const OF_THE_MESSAGE: readonly ResponseClass[] = ['size', 'send-as', 'stale-item', 'throttle'];

/** Places of the requests to the old server after the move. */
const askedOldServerAt = remembered(
  (subject: Case): ReadonlySet<string> =>
    new Set(
      askedAfterMove(subject).flatMap(({ isOnline, exchange }) =>
        isOnline ? [] : exchange.request.evidence.map(placeOfRef),
      ),
    ),
);

/** Whether the old server was asked for a message after the move, and took nothing of it for a reason that may lie in the move. */
export function failsAtOldServer(life: Life, subject: Case): boolean {
  const last = life.attempts.at(-1);
  if (last === undefined || life.outcome === 'delivered' || life.outcome === 'pending') return false;
  if (last.result !== 'error' || OF_THE_MESSAGE.some((one) => hasCodeOf(last, one))) return false;
  const places = askedOldServerAt(subject);
  return last.evidence.some((ref) => places.has(placeOfRef(ref)));
}

/** A client with the fix may still go by an address that it has kept: then the old server takes nothing from it. */
const oldServerTakesNothing: Question<Case> = {
  name: 'the old server takes no call',
  wanted: 'EWS calls after the redirect, none of them with success',
  ask: (subject) => {
    const ended = askedAfterMove(subject).filter(
      ({ isOnline, exchange: { isHandshake, response, failure } }) =>
        !isOnline && !isHandshake && (response?.status !== undefined || failure !== undefined),
    );
    const ends = ended.map(({ exchange }) => endOfExchange(exchange));
    const [first] = ends;
    if (first === undefined) return { holds: 'unknown', because: 'no answer of the old server was seen' };
    const taken = ends.find(isTaken);
    if (taken !== undefined) return { holds: 'no', found: taken.words };
    return { holds: 'yes', found: first.words, evidence: first.evidence, certainty: 'possible' };
  },
};

/** What the release notes name, or what clearing the kept address cures (field notes, section 6, RC-32). */
export const clientStaysBehind: Condition<Case> = anyOf(
  'the client does not follow a mailbox that has moved',
  lacksMigrationFix,
  oldServerTakesNothing,
);
