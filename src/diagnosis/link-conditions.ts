import type { Life } from '../model/life.ts';
import type { ExchangeLinkSeen } from '../model/observation.ts';
import { askFact } from './ask-fact.ts';
import { describeAttempts } from './attempts.ts';
import { type Matches, waits } from './call-ends.ts';
import { type CallEnd, endOfExchange } from './client-calls.ts';
import { anyOf, type Condition, type Question } from './conditions.ts';
import { type Exchange, isAutodiscover } from './exchanges.ts';
import { ofKind } from './of-kind.ts';
import type { Case } from './rule.ts';

const STATE_WORDS: Readonly<Record<ExchangeLinkSeen['state'], string>> = {
  ok: 'status OK',
  'not-deployed': 'not deployed',
  'not-initialized': 'not fully initialized',
  unavailable: 'unavailable',
  other: 'in words that are not known',
};

/** What the Configuration Information of the client said last of its way to Exchange. */
export function linkIs(
  service: ExchangeLinkSeen['service'],
  ...states: readonly ExchangeLinkSeen['state'][]
): Question<Case> {
  const wanted = states.map((state) => STATE_WORDS[state]).join(' or ');
  return {
    name: `the client says of ${service.toUpperCase()}: ${wanted}`,
    wanted,
    ask: ({ input }) => {
      const seen = ofKind(input.observations, 'exchange-link').findLast((one) => one.service === service);
      if (seen === undefined)
        return { holds: 'unknown', because: 'the bundle has no Configuration Information of the client' };
      const found = STATE_WORDS[seen.state];
      if (seen.state === 'other') return { holds: 'unknown', found, because: `its state is ${found}` };
      return { holds: states.includes(seen.state) ? 'yes' : 'no', found, evidence: seen.evidence };
    },
  };
}

function isReached({ status }: CallEnd): boolean {
  return status !== undefined && status < 300;
}

/** As the client says, else as its last call ended: what Exchange answers, be it an error of the message, it answers by EWS. */
export const ewsWorks: Question<Case> = {
  name: 'Exchange Web Services work for the client',
  ask: (subject) => {
    const said = linkIs('ews', 'ok').ask(subject);
    if (said.found !== undefined && said.holds !== 'unknown') return said;
    const { input, calls } = subject;
    const last = calls.ewsEnds.at(-1);
    if (last !== undefined)
      return { holds: isReached(last) ? 'yes' : 'no', found: last.words, evidence: last.evidence.slice(0, 2) };
    const sent = input.lives.find(({ outcome }) => outcome === 'delivered');
    if (sent !== undefined) return { holds: 'yes', found: `${sent.id} was delivered` };
    return { holds: 'unknown', because: 'no EWS call with an answer was seen' };
  },
};

/** As the client says, or its calls where it was not asked: those that are answered show that it is not so. */
export const ewsIsDown: Question<Case> = {
  ...linkIs('ews', 'not-deployed', 'not-initialized', 'unavailable'),
  ask: (subject) => {
    const said = linkIs('ews', 'not-deployed', 'not-initialized', 'unavailable').ask(subject);
    const works = said.holds === 'unknown' ? ewsWorks.ask(subject) : undefined;
    return works?.holds === 'yes' ? { ...works, holds: 'no' } : said;
  },
};

/** An answer may be logged without its status line, and a delivered message shows one that was not logged at all. */
function isAnswered({ outcome, attempts }: Life): boolean {
  return (
    outcome === 'delivered' || attempts.some((one) => one.httpStatus !== undefined || one.responseCode !== undefined)
  );
}

/** An answer of any kind: one that refuses is one of a server that was found. */
export const ewsNeverAnswered: Question<Case> = {
  name: 'no EWS call got an answer',
  ask: ({ calls, input }) => {
    const answered = calls.ewsEnds.find(({ status }) => status !== undefined);
    if (answered !== undefined) return { holds: 'no', found: answered.words };
    const told = input.lives.find(isAnswered);
    if (told === undefined) return { holds: 'yes', found: 'none in the trace' };
    return { holds: 'no', found: `${told.id} is ${told.outcome}: ${describeAttempts(told)}` };
  },
};

/** Requests of autodiscover that came to an end, handshakes folded away. */
function endedAutodiscover({ calls }: Case): readonly Exchange[] {
  return calls.exchanges.filter(
    (one) =>
      isAutodiscover(one) && !one.isHandshake && (one.failure !== undefined || one.response?.status !== undefined),
  );
}

/** Whether all requests of autodiscover ended so, and no call got through to Exchange beside them. */
export function autodiscoverEndsSo(name: string, matches: Matches): Question<Case> {
  return {
    name,
    wanted: 'such an answer to every URL of autodiscover, and none to a call of EWS',
    ask: (subject) => {
      const ends = endedAutodiscover(subject).map(endOfExchange);
      const [first] = ends;
      if (first === undefined) return { holds: 'no', found: 'no autodiscover request with an answer' };
      const other = ends.find((end) => matches(end) === undefined);
      if (other !== undefined) return { holds: 'no', found: other.words };
      const answered = ewsNeverAnswered.ask(subject);
      if (answered.holds !== 'yes') return answered;
      const evidence = ends.slice(0, 3).flatMap((end) => end.evidence);
      return { holds: 'yes', found: first.words, evidence, certainty: 'likely' };
    },
  };
}

/** Several URLs are tried, and a 401 alone is no proof of anything: a server was found. Source: field notes, section 3.9. */
const autodiscoverFailed: Question<Case> = {
  name: 'autodiscover failed on every URL',
  wanted: 'errors of the network or of HTTP, and no answer that helps',
  ask: (subject) => {
    const { input } = subject;
    const ended = endedAutodiscover(subject);
    const [told] = ofKind(input.observations, 'autodiscover-failure');
    // The client gives up when no URL helps; that a later try helped would show in its calls.
    if (ended.length === 0 && told !== undefined)
      return { holds: 'yes', found: 'the client says so', evidence: told.evidence, certainty: 'likely' };
    if (ended.length === 0) return { holds: 'unknown', because: 'no autodiscover request with an answer was seen' };
    const found = [...new Set(ended.map((one) => endOfExchange(one).words))].slice(0, 3).join('; ');
    const isFailed = ended.every(({ failure, response }) => failure !== undefined || (response?.status ?? 0) >= 400);
    const isRefused = ended.every(({ response }) => response?.status === 401 || response?.status === 407);
    if (!isFailed || isRefused) return { holds: 'no', found };
    const asked = new Set(ended.map(({ request }) => request.host ?? request.url));
    // The first URL leads nowhere in many an organisation whose second one helps.
    if (asked.size < 2 && !input.lives.some(waits))
      return { holds: 'unknown', found, because: 'only one URL was asked, and no message waits' };
    const evidence = ended.slice(0, 3).flatMap((one) => endOfExchange(one).evidence);
    return { holds: 'yes', found, evidence, certainty: asked.size > 1 ? 'likely' : 'possible' };
  },
};

export const ewsWasNotFound: Condition<Case> = anyOf(
  'the client found no Exchange Web Services',
  linkIs('ews', 'not-deployed'),
  autodiscoverFailed,
);

/** Domains that the client trusts by itself (KB2833618), and that of the hosts of Exchange Online, where no policy is to be set. */
const TRUSTED = /(?:^|\.)(?:lync\.com|outlook\.com|office365\.com|lync\.glbdns\.microsoft\.com|microsoftonline\.com)$/i;

/** The client trusts a host below the domain of the sign-in address without asking, and asks for any other. */
export const ewsHostIsForeign: Question<Case> = {
  name: 'the EWS host is in another domain than the sign-in address, and none that is trusted',
  ask: (subject) => {
    const domain = subject.reading.environment.user?.value.split('@').at(-1)?.toLowerCase();
    if (domain === undefined) return { holds: 'unknown', because: 'no address of the user was seen' };
    return askFact(subject, 'ewsUrl', (url) => {
      const host = /^https?:\/\/([^\s/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
      const isOwn = host === domain || host.endsWith(`.${domain}`);
      return { holds: isOwn || TRUSTED.test(host) ? 'no' : 'yes', found: `${host} and ${domain}` };
    });
  },
};

/** Known for the network the PC is not in, and for that it is in not. */
export const ewsUrlIsOfOtherNetwork: Question<Case> = {
  name: 'the client knows an EWS URL for the other network alone',
  wanted: 'an internal URL outside, or an external one inside',
  ask: ({ input }) => {
    const urls = ofKind(input.observations, 'ews-url');
    const [first] = urls;
    if (first === undefined)
      return { holds: 'unknown', because: 'the bundle has no Configuration Information with an EWS URL' };
    const isOther = urls.every(({ isInUse }) => !isInUse);
    return { holds: isOther ? 'yes' : 'no', found: first.url, evidence: first.evidence };
  },
};
