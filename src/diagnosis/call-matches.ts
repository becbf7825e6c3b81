import type { Matches, Unclear } from './call-ends.ts';
import type { CallEnd } from './client-calls.ts';

/** WinHTTP and WinINet numbers that name the proxy or its script. Source: WinHTTP error messages. */
const PROXY_CODES: ReadonlySet<number> = new Set([12165, 12167, 12178, 12180]);
/** Numbers of a connection that did not come about or broke, of whatever cause: field notes, section 6, RC-12. */
const CONNECT_CODES: ReadonlySet<number> = new Set([
  10050, 10051, 10053, 10054, 10061, 10065, 11001, 11002, 11004, 12007, 12029, 12030, 12031, 12152, 12163, 12164,
]);
/** Numbers of TLS and of certificates. */
const TLS_CODES: ReadonlySet<number> = new Set([12037, 12038, 12044, 12045, 12057, 12157, 12169, 12170, 12175, 12179]);
/** Given up by the client itself, or broken before HTTP. */
const ABANDONED_CODES: ReadonlySet<number> = new Set([10053, 10054, 12017, 12030, 12031]);

const PROXY_REFUSED = 407;
const FORBIDDEN = 403;
const FIRST_FAILURE = 400;

function hasCode({ transportCode }: CallEnd, codes: ReadonlySet<number>): boolean {
  return transportCode !== undefined && codes.has(transportCode);
}

/** A page of its own, a refusal, or an error that it made, in the place of what Exchange answers: Exchange was not reached. */
function isAnsweredByProxy({ answerer, status }: CallEnd): boolean {
  return answerer === 'proxy' && status !== undefined;
}

/** A proxy that says so is sure; a connection that does not come about may have many reasons. */
export const endsAtProxy: Matches = (end) => {
  if (end.status === PROXY_REFUSED || hasCode(end, PROXY_CODES)) return 'proven';
  if (isAnsweredByProxy(end)) return 'likely';
  // A network that wants people to sign in first answers every call with a way to its own portal.
  return end.aside === 'elsewhere' || hasCode(end, CONNECT_CODES) ? 'possible' : undefined;
};

/** That a page is not there, says the web server of a domain that has no autodiscover; a proxy refuses, or reaches nothing. */
const NOT_THERE: ReadonlySet<number | undefined> = new Set([404, 405, 410]);

/** A proxy that says so, in a status, a number or a page of its own. */
export const endsAtStatedProxy: Matches = (end) => {
  if (NOT_THERE.has(end.status)) return undefined;
  const certainty = endsAtProxy(end);
  return certainty === 'possible' ? undefined : certainty;
};

export const endsAtTls: Matches = (end) => (hasCode(end, TLS_CODES) ? 'proven' : undefined);

export const endsAbandoned: Matches = (end) => (hasCode(end, ABANDONED_CODES) ? 'possible' : undefined);

/**
 * Exchange offers Bearer to servers as well (`trusted_issuers`, support articles on integration that fails): only with an
 * authorization_uri is it meant for users. Source: field notes, section 3.6.
 */
export const endsAtBearerChallenge: Matches = (end) => (end.status === 401 && end.offersToken ? 'likely' : undefined);

/** `2000002;reason="…";error_category="token_expired"`. Source: field notes, section 3.7. */
export const endsAtToken: Matches = (end) =>
  end.status === 401 && /\b200000[0-8]\b/.test(end.diagnostics ?? '') ? 'proven' : undefined;

export const endsRefused: Matches = (end) => (end.status === 401 ? 'likely' : undefined);

export const endsForbidden: Matches = (end) =>
  (end.status === FORBIDDEN && end.answerer === undefined) || end.codes.includes('ErrorAccessDenied')
    ? 'likely'
    : undefined;

/** Why an end leaves open whether a proxy made it: undefined where it does not. */
export const mayBeOfProxy: Unclear = ({ answerer, status = 0 }) =>
  answerer === 'unknown' && (status < FIRST_FAILURE || status === FORBIDDEN)
    ? 'an answer that is not of Exchange came in its place, and nothing tells whose it is'
    : undefined;

/** Why an end leaves open whether Exchange denies the call: undefined where it does not. */
export const mayHideDenial: Unclear = ({ answerer, isUnreadable }) => {
  if (answerer !== undefined) return 'another answered in the place of Exchange, which may not have been asked';
  return isUnreadable ? 'an answer of Exchange cannot be read' : undefined;
};
