import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { HttpRequest } from '../../model/observation.ts';
import { TICKS_PER_SECOND } from '../../model/ticks.ts';
import { answerCall, type OpenCall } from './call.ts';
import { type Answer, areOfTwoMessages, isChallenge, isPassing, operationOf } from './http-event.ts';

/** What a request says of itself: the id that the client chose, another id, or none. */
type IdKind = 'client' | 'other' | 'none';

const ANY = '*';
const NOT_STATED = '';

function idKindOf(request: HttpRequest): IdKind {
  if (request.clientRequestId !== undefined) return 'client';
  return request.requestIds.length > 0 ? 'other' : 'none';
}

/** Requests that an answer may belong to. Those of its own id are tied by then: two ids that are left contradict each other. */
function idKindsFor(answer: Answer): readonly IdKind[] {
  if (answer.kind === 'transport-failure') return answer.requestIds.length > 0 ? ['none'] : ['none', 'other', 'client'];
  return answer.clientRequestId === undefined ? ['none', 'other', 'client'] : ['none', 'other'];
}

function keysFor(answer: Answer): readonly string[] {
  const operation = operationOf(answer);
  const operations = operation === undefined ? [ANY] : [operation, NOT_STATED];
  return idKindsFor(answer).flatMap((kind) => operations.map((name) => `${kind} ${name}`));
}

/**
 * Exchange ends a call after 110 s (executionTimeout of ASP.NET), and a client waits no longer than two minutes for anything: by thread
 * alone, what comes later is not the answer.
 */
const LONGEST_WAIT = DEADLINE_SECONDS * TICKS_PER_SECOND;
/** WinHTTP waits 30 s for an answer, unless it is told otherwise: what is doubtful for another reason must come sooner. */
const USUAL_WAIT = 30 * TICKS_PER_SECOND;

/** A refusal comes at once. An answer that names an item is not likely that of a request to send: Exchange returns no ItemId of what it sends. */
function isUnlikely({ disposition }: HttpRequest, answer: Answer): boolean {
  if (isChallenge(answer)) return true;
  if (disposition === undefined || disposition === 'SaveOnly' || answer.kind !== 'http-response') return false;
  return answer.operation === 'CreateItem' && answer.answers.some(({ itemIds }) => itemIds.length > 0);
}

function isTooLate(request: HttpRequest, answer: Answer): boolean {
  if (request.at === undefined || answer.at === undefined) return false;
  return answer.at - request.at > (isUnlikely(request, answer) ? USUAL_WAIT : LONGEST_WAIT);
}

/** By the names that the client has for its messages, and by time. */
function cannotBeOf(request: HttpRequest, answer: Answer): boolean {
  return areOfTwoMessages(request, answer) || isTooLate(request, answer);
}

/** Whether a failure ended a request long before this answer came: a client that goes on does so at once. */
function isGivenUp(request: HttpRequest, failure: Answer | undefined, answer: Answer): boolean {
  if (failure?.at === undefined || answer.at === undefined) return false;
  return answer.at - failure.at > USUAL_WAIT && (request.at === undefined || failure.at >= request.at);
}

/** Requests that a passing answer may be looked for among: one without an operation fits almost any. */
const MOST_LOOKED_AT = 64;

/** Answers behind one another on a thread, and the requests in front of them. */
export class ThreadRun {
  readonly #requests: OpenCall[] = [];
  readonly #answers: Answer[] = [];
  /** Places of the requests, ascending, by kind of id and operation. */
  readonly #places = new Map<string, number[]>();

  get isAnswered(): boolean {
    return this.#answers.length > 0;
  }

  ask(open: OpenCall): void {
    const kind = idKindOf(open.request);
    for (const operation of [open.request.operation ?? NOT_STATED, ANY]) {
      const key = `${kind} ${operation}`;
      const places = this.#places.get(key);
      if (places === undefined) this.#places.set(key, [this.#requests.length]);
      else places.push(this.#requests.length);
    }
    this.#requests.push(open);
  }

  answer(answer: Answer): void {
    this.#answers.push(answer);
  }

  /**
   * Pairs from the end: a thread that asks again has given up before. What lasts goes first, and what passes takes the requests that are
   * left, in the order of the thread. Answers which answers have a request now, and which have not.
   */
  pair(): { readonly taken: readonly Answer[]; readonly left: readonly Answer[] } {
    if (this.#requests.length === 0 || this.#answers.length === 0) return { taken: [], left: this.#answers };
    const answers = this.#answersThatCount();
    const places = this.#placesOfLasting(answers);
    this.#placePassing(answers, places);
    const taken = new Set<Answer>();
    for (const [i, answer] of answers.entries()) {
      const open = this.#requests[places[i] ?? -1];
      if (open === undefined) continue;
      answerCall(open, answer, 'moderate');
      taken.add(answer);
    }
    return { taken: [...taken], left: this.#answers.filter((answer) => !taken.has(answer)) };
  }

  #placesOfLasting(answers: readonly Answer[]): (number | undefined)[] {
    const places: (number | undefined)[] = answers.map(() => undefined);
    const isCrowded = answers.length > this.#requests.length;
    const failures = lastFailures(answers);
    let end = this.#requests.length;
    for (const [i, answer] of [...answers.entries()].toReversed()) {
      if (isPassing(answer)) continue;
      const place = this.#lastPlaceBefore(end, answer);
      const open = place === undefined ? undefined : this.#requests[place];
      if (place === undefined || open === undefined || cannotBeOf(open.request, answer)) continue;
      if (isCrowded && isGivenUp(open.request, failures[i], answer)) continue;
      places[i] = place;
      end = place;
    }
    return places;
  }

  #placePassing(answers: readonly Answer[], places: (number | undefined)[]): void {
    const lower: number[] = [];
    let least = -1;
    for (const place of places) {
      lower.push(least);
      least = place ?? least;
    }
    let end = this.#requests.length;
    for (const [i, answer] of [...answers.entries()].toReversed()) {
      if (isPassing(answer) && places[i] === undefined) {
        places[i] = this.#fittingBetween(Math.max(lower[i] ?? -1, end - 1 - MOST_LOOKED_AT), end, answer);
      }
      end = places[i] ?? end;
    }
  }

  #fittingBetween(below: number, end: number, answer: Answer): number | undefined {
    const operation = operationOf(answer);
    const kinds = idKindsFor(answer);
    for (let place = end - 1; place > below; place--) {
      const request = this.#requests[place]?.request;
      if (request === undefined || !kinds.includes(idKindOf(request)) || cannotBeOf(request, answer)) continue;
      if (operation === undefined || request.operation === undefined || request.operation === operation) return place;
    }
    return undefined;
  }

  /** `end` only ever falls, so places behind it are dropped. */
  #lastPlaceBefore(end: number, answer: Answer): number | undefined {
    const found = keysFor(answer).flatMap((key) => {
      const places = this.#places.get(key) ?? [];
      while ((places.at(-1) ?? -1) >= end) places.pop();
      return places.at(-1) ?? [];
    });
    return found.length === 0 ? undefined : Math.max(...found);
  }

  /** Those that fit any request at all; of lasting ones no more than there are requests, whatever was said last. */
  #answersThatCount(): readonly Answer[] {
    let room = this.#requests.length;
    return this.#answers.filter((answer) => {
      if (!keysFor(answer).some((key) => this.#places.has(key))) return false;
      return isPassing(answer) || room-- > 0;
    });
  }
}

/** For each answer the last failure in front of it. */
function lastFailures(answers: readonly Answer[]): readonly (Answer | undefined)[] {
  let last: Answer | undefined;
  return answers.map((answer) => {
    const before = last;
    if (answer.kind === 'transport-failure') last = answer;
    return before;
  });
}
