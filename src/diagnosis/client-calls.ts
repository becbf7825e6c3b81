import type { Attempt } from '../model/life.ts';
import type { HttpRequest, HttpResponse, ItemAnswer, Observation } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import type { Ticks } from '../model/ticks.ts';
import { describeAttempt } from './attempts.ts';
import { type Exchange, endedEwsCalls, readExchanges } from './exchanges.ts';
import { remembered } from './remembered.ts';

/** A form to sign in, or another host than the one that was asked. */
type Aside = 'logon' | 'elsewhere';

/** How a call of the client ended, be it one of a message or not. */
export interface CallEnd {
  readonly words: string;
  readonly at?: Ticks;
  readonly status?: number;
  readonly transportCode?: number;
  readonly codes: readonly string[];
  /** Users may sign in with a token there. */
  readonly offersToken: boolean;
  /** The x-ms-diagnostics header. */
  readonly diagnostics?: string;
  /** Who answered in the place of Exchange. */
  readonly answerer?: HttpResponse['answerer'];
  /** Another place that the answer leads to, instead of answering the call. */
  readonly aside?: Aside;
  /** An answer came and does not say what Exchange did: no code, no fault, and no status of a failure. */
  readonly isUnreadable: boolean;
  readonly evidence: readonly Ref[];
}

/** The HTTP calls of a case, with what rules look up in them; read once, as there may be many of them and of messages. */
export interface ClientCalls {
  readonly exchanges: readonly Exchange[];
  /** Ends of the EWS calls in order of time, handshakes folded away. */
  readonly ewsEnds: readonly CallEnd[];
  /** Values of x-ms-diagnostics by the places that bear them out. */
  readonly diagnosticsAt: ReadonlyMap<string, string>;
  /** Places of answers that offer users to sign in with a token. */
  readonly offersAt: ReadonlySet<string>;
  /** Who answered in the place of Exchange, by the places of such answers. */
  readonly answererAt: ReadonlyMap<string, 'proxy' | 'unknown'>;
  /** Where answers lead instead of answering, by their places. */
  readonly asideAt: ReadonlyMap<string, Aside>;
  readonly requestAt: ReadonlyMap<string, HttpRequest>;
  /** How a call of a message ended. */
  readonly endOf: (attempt: Attempt) => CallEnd;
}

function codesOf(answers: readonly ItemAnswer[]): readonly string[] {
  return answers.flatMap(({ responseCode, innerResponseCode }) => [responseCode ?? [], innerResponseCode ?? []].flat());
}

/** ` of a proxy`, behind what was answered. */
function byWhom(answerer: HttpResponse['answerer']): string {
  if (answerer === undefined) return '';
  return answerer === 'proxy' ? ' of a proxy' : ', and nothing tells that Exchange did';
}

function asideOf({ request, response }: Exchange): Aside | undefined {
  if (response?.isLogonForm === true) return 'logon';
  const to = response?.redirectHost;
  return to === undefined || request.host === undefined || to === request.host ? undefined : 'elsewhere';
}

const ASIDE_WORDS: Readonly<Record<Aside, string>> = {
  logon: ' with a form to sign in',
  elsewhere: ' with a redirect to another host',
};

function whereTo(aside: Aside | undefined): string {
  return aside === undefined ? '' : ASIDE_WORDS[aside];
}

export function endOfExchange(exchange: Exchange): CallEnd {
  const { request, response, failure } = exchange;
  const aside = asideOf(exchange);
  const what = request.operation ?? 'a request';
  const how = failure === undefined ? `answered HTTP ${response?.status ?? '?'}` : `failed with ${failure.name}`;
  const fault = response?.fault === undefined ? [] : [response.fault];
  const at = failure?.at ?? response?.at;
  const codes = codesOf([...(response?.answers ?? []), ...fault]);
  return {
    words: `${what} ${how}${whereTo(aside)}${byWhom(response?.answerer)}`,
    codes,
    isUnreadable: response !== undefined && codes.length === 0 && (response.status ?? 200) < 400,
    offersToken: response?.hasAuthorizationUri === true,
    evidence: [...request.evidence, ...(response?.evidence ?? []), ...(failure?.evidence ?? [])],
    ...(at !== undefined && { at }),
    ...(response?.status !== undefined && { status: response.status }),
    ...(response?.diagnostics !== undefined && { diagnostics: response.diagnostics }),
    ...(response?.answerer !== undefined && { answerer: response.answerer }),
    ...(aside !== undefined && { aside }),
    ...(failure !== undefined && { transportCode: failure.code }),
  };
}

/** A key for a citation: an attempt of a message knows the observations it was made of by their evidence alone. */
export function placeOfRef({ source, line, offset }: Ref): string {
  return `${line} ${offset} ${source}`;
}

type AnswersAt = Pick<ClientCalls, 'diagnosticsAt' | 'offersAt' | 'answererAt' | 'asideAt'>;

/** The header stands in the answer, which an attempt does not carry: it is that of the same evidence. */
function endOfAttempt(attempt: Attempt, { diagnosticsAt, offersAt, answererAt, asideAt }: AnswersAt): CallEnd {
  const { endedAt, httpStatus, transport, responseCode, innerResponseCode, evidence } = attempt;
  const found = diagnosticsAt.size === 0 ? [] : evidence.flatMap((ref) => diagnosticsAt.get(placeOfRef(ref)) ?? []);
  const diagnostics = found.at(-1);
  const answerer =
    answererAt.size === 0 ? undefined : evidence.flatMap((ref) => answererAt.get(placeOfRef(ref)) ?? []).at(-1);
  const aside = asideAt.size === 0 ? undefined : evidence.flatMap((ref) => asideAt.get(placeOfRef(ref)) ?? []).at(-1);
  return {
    words: `${describeAttempt(attempt)}${whereTo(aside)}${byWhom(answerer)}`,
    isUnreadable: attempt.result === 'unreadable',
    codes: [responseCode ?? [], innerResponseCode ?? []].flat(),
    offersToken: offersAt.size > 0 && evidence.some((ref) => offersAt.has(placeOfRef(ref))),
    evidence,
    ...(endedAt !== undefined && { at: endedAt }),
    ...(httpStatus !== undefined && { status: httpStatus }),
    ...(transport !== undefined && { transportCode: transport.code }),
    ...(diagnostics !== undefined && { diagnostics }),
    ...(answerer !== undefined && { answerer }),
    ...(aside !== undefined && { aside }),
  };
}

export function readClientCalls(observations: readonly Observation[]): ClientCalls {
  const exchanges = readExchanges(observations);
  const answers = exchanges.flatMap(({ response }) =>
    response?.diagnostics === undefined
      ? []
      : response.evidence.map((ref) => [placeOfRef(ref), response.diagnostics ?? ''] as const),
  );
  const offers = exchanges.flatMap(({ response }) => (response?.hasAuthorizationUri === true ? response.evidence : []));
  const requests = exchanges.flatMap(({ request }) =>
    request.items.length === 0 ? [] : request.evidence.map((ref) => [placeOfRef(ref), request] as const),
  );
  const diagnosticsAt = new Map(answers);
  const offersAt = new Set(offers.map(placeOfRef));
  const strangers = exchanges.flatMap(({ response }) => {
    const { answerer, evidence = [] } = response ?? {};
    return answerer === undefined ? [] : evidence.map((ref) => [placeOfRef(ref), answerer] as const);
  });
  const answererAt = new Map(strangers);
  const asides = exchanges.flatMap((exchange) => {
    const aside = asideOf(exchange);
    return aside === undefined
      ? []
      : (exchange.response?.evidence ?? []).map((ref) => [placeOfRef(ref), aside] as const);
  });
  const asideAt = new Map(asides);
  return {
    exchanges,
    ewsEnds: endedEwsCalls(exchanges).map(endOfExchange),
    endOf: remembered((attempt) => endOfAttempt(attempt, { diagnosticsAt, offersAt, answererAt, asideAt })),
    diagnosticsAt,
    offersAt,
    answererAt,
    asideAt,
    requestAt: new Map(requests),
  };
}
