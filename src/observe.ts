import type { Observation } from './model/observation.ts';
import { placeOf, type TraceRecord } from './model/record.ts';
import type { Ref } from './model/ref.ts';
import type { Wanted, WantedLiterals } from './model/wanted.ts';
import { observePhrases } from './observe-phrases.ts';
import { PhraseSet } from './phrases/index.ts';
import { citeFailure, citeOnly } from './wire/cite.ts';
import { observeSymptoms } from './wire/client-words.ts';
import { CompanionObserver } from './wire/companions.ts';
import { observeHttp } from './wire/ews.ts';
import { type Failure, HeldFailures } from './wire/held-failures.ts';
import { HttpAssembler } from './wire/http-assembler.ts';
import type { FinishedMessage } from './wire/http-message.ts';
import { LITERALS } from './wire/literals.ts';
import { carriesText, SipObserver } from './wire/sip.ts';
import { holdsMarkup } from './wire/torn-text.ts';
import { type FoundError, findTransportError } from './wire/transport-errors.ts';

/** `client-request-id: 3f2504e0-…`, `request-id=…` beside a failure. */
const REQUEST_ID = /request-id["']?\s*[:=]\s*["'{]?([\w-]{4,100})/gi;

const wantedBy = new WeakMap<PhraseSet, WantedLiterals>();

/** What is looked for in a trace: the same object for the same phrases, as searches are kept by it. */
export function wantedFor(phrases: PhraseSet): WantedLiterals {
  const wanted = wantedBy.get(phrases) ?? {
    literals: [...LITERALS.literals, ...phrases.literals],
    numbers: LITERALS.numbers,
  };
  wantedBy.set(phrases, wanted);
  return wanted;
}

const NO_PHRASES = new PhraseSet([]);

export interface ObserverOptions {
  /** None unless given. */
  readonly phrases?: PhraseSet;
  /** An observer of the records in front, to go on from; it stays as it is. */
  readonly before?: Observer | undefined;
}

/** Turns the wanted records of one source, in their order, to observations. */
export class Observer implements Wanted {
  readonly wanted: WantedLiterals;
  readonly #phrases: PhraseSet;
  readonly #onObservation: (observation: Observation) => void;
  readonly #http: HttpAssembler;
  readonly #sip: SipObserver;
  readonly #held: HeldFailures;
  readonly #companions: CompanionObserver;

  constructor(
    onObservation: (observation: Observation) => void,
    { phrases = NO_PHRASES, before }: ObserverOptions = {},
  ) {
    this.wanted = wantedFor(phrases);
    this.#phrases = phrases;
    this.#onObservation = onObservation;
    const onMessage = (message: FinishedMessage): void => this.#addMessage(message);
    const tell = (failure: Failure, isDoubtful: boolean): void => this.#tellHeld(failure, isDoubtful);
    if (before === undefined) {
      this.#http = new HttpAssembler(onMessage);
      this.#sip = new SipObserver(onObservation);
      this.#held = new HeldFailures(tell);
      this.#companions = new CompanionObserver();
    } else {
      this.#http = before.#http.fork(onMessage);
      this.#sip = before.#sip.fork(onObservation);
      this.#held = before.#held.fork(tell);
      this.#companions = before.#companions.fork();
    }
  }

  followsAny(): boolean {
    return this.#phrases.searchesAll || this.#http.followsAny();
  }

  follows(pid: number | undefined, tid: number | undefined): boolean {
    return this.#phrases.searchesAll || this.#http.follows(pid, tid);
  }

  add(record: TraceRecord): void {
    const told = this.#companions.observe(record);
    if (told !== undefined) {
      for (const observation of told) this.#onObservation(observation);
      return;
    }
    const rest = this.#http.add(record);
    this.#sip.add(record, rest);
    this.#held.see(record, rest);
    const mayBeWritten = (): boolean => rest.isDoubtful || carriesText(record.message) || holdsMarkup(rest.text);
    for (const symptom of observeSymptoms(record, rest.text)) if (!mayBeWritten()) this.#onObservation(symptom);
    for (const seen of observePhrases(record, rest.text, this.#phrases)) if (!mayBeWritten()) this.#onObservation(seen);
    const error = findTransportError(rest.text);
    if (error === undefined) return;
    const failure: Failure = { record, text: rest.text, error };
    if (mayBeWritten()) this.#tellHeld(failure, true);
    else this.#held.hold(failure);
  }

  /** The source is over: what was held back is told. */
  end(): void {
    this.#held.end();
    this.#http.end();
    this.#sip.end();
  }

  #addMessage(message: FinishedMessage): void {
    for (const observation of observeHttp(message)) this.#onObservation(observation);
    // What stood between the parts of a message may still be a part of what somebody wrote.
    for (const { record, text } of message.left) {
      const error = findTransportError(text);
      if (error !== undefined) this.#tellFailure(record, text, error, citeOnly(record, error.token));
    }
  }

  #tellHeld({ record, text, error }: Failure, isDoubtful: boolean): void {
    const evidence = isDoubtful ? citeOnly(record, error.token) : citeFailure(record, error.needle);
    this.#tellFailure(record, text, error, evidence);
  }

  #tellFailure(record: TraceRecord, text: string, error: FoundError, evidence: Ref): void {
    const ids = [...text.matchAll(REQUEST_ID)].flatMap((match) => match[1]?.toLowerCase() ?? []);
    this.#onObservation({
      kind: 'transport-failure',
      source: record.source,
      offset: placeOf(record),
      evidence: [evidence],
      code: error.code,
      name: error.name,
      isTimeout: error.isTimeout,
      requestIds: [...new Set(ids)],
      ...(record.at === undefined ? {} : { at: record.at }),
      ...(record.pid === undefined ? {} : { pid: record.pid }),
      ...(record.tid === undefined ? {} : { tid: record.tid }),
    });
  }
}
