import type { CodeKind, CodeSeen, Finding } from '../model/finding.ts';
import type { Life } from '../model/life.ts';
import type { Observation } from '../model/observation.ts';
import { transportText } from '../model/transport-text.ts';
import { CitedPlaces } from './evidence.ts';
import { HTTP_STATUSES, HTTP_STATUSES_SOURCE } from './knowledge/http-statuses.ts';
import { OAUTH_ERRORS, OAUTH_ERRORS_SOURCE } from './knowledge/oauth-errors.ts';
import { RESPONSE_CODES, RESPONSE_CODES_SOURCE } from './knowledge/response-codes.ts';
import { TRANSPORT_ERRORS } from './knowledge/transport-errors.ts';

const KINDS: readonly CodeKind[] = ['response-code', 'http-status', 'transport', 'x-ms-diagnostics'];

/** Leading number of an x-ms-diagnostics header: `2000001;reason="…"`. */
const DIAGNOSTICS_NUMBER = /^\s*(\d{1,10})\b/;

/** A code with its meaning, where that is published; what is in no list is shown as it is, and never guessed. */
function told(kind: CodeKind, code: string, meaning: string | undefined, source: string | undefined): CodeSeen {
  return meaning === undefined || source === undefined ? { code, kind } : { code, kind, meaning, source };
}

/** Codes, each once. */
class Codes {
  readonly #seen = new Map<string, CodeSeen>();

  response(code: string | undefined): void {
    if (code === undefined || this.#has('response-code', code)) return;
    this.#add(told('response-code', code, RESPONSE_CODES.get(code)?.words, RESPONSE_CODES_SOURCE));
  }

  status(status: number | undefined): void {
    if (status === undefined || this.#has('http-status', String(status))) return;
    this.#add(told('http-status', String(status), HTTP_STATUSES.get(status), HTTP_STATUSES_SOURCE));
  }

  transport(error: { readonly code: number; readonly name: string } | undefined): void {
    if (error === undefined) return;
    // A gateway's time-out is kept as a failure of the transport, under the number of its status.
    if (error.code < 1000) {
      this.status(error.code);
      return;
    }
    const known = TRANSPORT_ERRORS.get(error.code);
    this.#add(told('transport', transportText(error), known?.words, known?.source));
  }

  diagnostics(header: string | undefined): void {
    const code = DIAGNOSTICS_NUMBER.exec(header ?? '')?.[1];
    if (code === undefined || this.#has('x-ms-diagnostics', code)) return;
    this.#add(told('x-ms-diagnostics', code, OAUTH_ERRORS.get(code), OAUTH_ERRORS_SOURCE));
  }

  #has(kind: CodeKind, code: string): boolean {
    return this.#seen.has(`${kind} ${code}`);
  }

  #add(code: CodeSeen): void {
    if (!this.#has(code.kind, code.code)) this.#seen.set(`${code.kind} ${code.code}`, code);
  }

  /** By kind, then code. */
  sorted(): readonly CodeSeen[] {
    return [...this.#seen.values()].toSorted(
      (one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || (one.code < other.code ? -1 : 1),
    );
  }
}

/** Kinds of observation that carry codes. */
const CODED: ReadonlySet<Observation['kind']> = new Set(['transport-failure', 'ews-log-entry', 'http-response']);

function observe(codes: Codes, one: Observation): void {
  if (one.kind === 'transport-failure') codes.transport(one);
  if (one.kind === 'ews-log-entry') {
    codes.status(one.httpStatus);
    codes.response(one.errorCode);
  }
  if (one.kind !== 'http-response') return;
  codes.status(one.status);
  codes.diagnostics(one.diagnostics);
  for (const answer of one.fault === undefined ? one.answers : [...one.answers, one.fault]) {
    codes.response(answer.responseCode);
    codes.response(answer.innerResponseCode);
  }
}

/** Every code of the attempts, and of what the findings and the attempts cite. */
export function codesIn(
  lives: readonly Life[],
  observations: readonly Observation[],
  findings: readonly Finding[],
): readonly CodeSeen[] {
  const codes = new Codes();
  const cited = new CitedPlaces(findings.flatMap((finding) => finding.evidence));
  for (const life of lives) {
    for (const attempt of life.attempts) {
      codes.response(attempt.responseCode);
      codes.response(attempt.innerResponseCode);
      codes.status(attempt.httpStatus);
      codes.transport(attempt.transport);
      cited.add(attempt.evidence);
    }
  }
  for (const one of observations) {
    if (CODED.has(one.kind) && cited.hasAny(one.evidence)) observe(codes, one);
  }
  return codes.sorted();
}
