import { holdsMarkup } from './model/markup.ts';
import type { Observation } from './model/observation.ts';
import { OwnStrings } from './model/own-strings.ts';
import { placeOf, type TraceRecord } from './model/record.ts';
import type { Ref } from './model/ref.ts';
import type { UnmatchedSink } from './model/unmatched-line.ts';
import { itemLiteralOf, type Wanted, type WantedLiterals } from './model/wanted.ts';
import { observePhrases } from './observe-phrases.ts';
import { UnmatchedLines } from './observe-unmatched.ts';
import { PhraseSet } from './phrases/index.ts';
import { citeFailure, citeOnly } from './wire/cite.ts';
import { observeSymptoms } from './wire/client-words.ts';
import { CompanionObserver } from './wire/companions.ts';
import { observeHttp } from './wire/ews.ts';
import { type Failure, HeldFailures } from './wire/held-failures.ts';
import { HttpAssembler } from './wire/http-assembler.ts';
import type { FinishedMessage } from './wire/http-message.ts';
import { LITERALS } from './wire/literals.ts';
import { isQuietText } from './wire/quiet-text.ts';
import { carriesText, isSip, SipObserver } from './wire/sip.ts';
import { type FoundError, findTransportError } from './wire/transport-errors.ts';

/** `client-request-id: 3f2504e0-…`, `request-id=…` beside a failure. */
const REQUEST_ID = /request-id["']?\s*[:=]\s*["'{]?([\w-]{4,100})/gi;

const NO_LITERALS: readonly string[] = [];
const wantedBy = new WeakMap<readonly string[], WeakMap<PhraseSet, WantedLiterals>>();

/** What is looked for in a trace: the same object for the same phrases and the same list of more, as searches are kept by it. */
export function wantedFor(phrases: PhraseSet, more: readonly string[] = NO_LITERALS): WantedLiterals {
  const known = wantedBy.get(more) ?? new WeakMap<PhraseSet, WantedLiterals>();
  const wanted = known.get(phrases) ?? {
    literals: [...new Set([...LITERALS.literals, ...phrases.literals, ...more])],
    itemLiterals: [...new Set([...LITERALS.itemLiterals, ...phrases.itemLiterals, ...more.map(itemLiteralOf)])],
    itemPhrases: phrases.itemPhrases,
    numbers: LITERALS.numbers,
  };
  known.set(phrases, wanted);
  wantedBy.set(more, known);
  return wanted;
}

const NO_PHRASES = new PhraseSet([]);

/** What is left of a record. */
interface Unknown {
  readonly text: string;
  readonly isFailure: boolean;
}

const NOTHING_UNKNOWN: Unknown = { text: '', isFailure: false };

export interface ObserverOptions {
  /** None unless given. */
  readonly phrases?: PhraseSet;
  /** An observer of the records in front, to go on from; it stays as it is. */
  readonly before?: Observer | undefined;
  /** Takes what no observation is made of. */
  readonly unmatched?: UnmatchedSink | undefined;
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
  readonly #unmatched: UnmatchedLines | undefined;

  constructor(
    tell: (observation: Observation) => void,
    { phrases = NO_PHRASES, before, unmatched }: ObserverOptions = {},
  ) {
    this.wanted = wantedFor(phrases, unmatched?.literals);
    this.#phrases = phrases;
    const lines = unmatched === undefined ? undefined : new UnmatchedLines(unmatched);
    const strings = new OwnStrings();
    this.#unmatched = lines;
    this.#onObservation = (observation) => {
      lines?.observed(observation);
      tell(strings.of(observation));
    };
    const onMessage = (message: FinishedMessage): void => this.#addMessage(message);
    const onFailure = (failure: Failure, isDoubtful: boolean): void => this.#tellHeld(failure, isDoubtful);
    if (before === undefined) {
      this.#http = new HttpAssembler(onMessage);
      this.#sip = new SipObserver(this.#onObservation);
      this.#held = new HeldFailures(onFailure);
      this.#companions = new CompanionObserver();
    } else {
      this.#http = before.#http.fork(onMessage);
      this.#sip = before.#sip.fork(this.#onObservation);
      this.#held = before.#held.fork(onFailure);
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
    const unmatched = this.#unmatched;
    if (unmatched === undefined) {
      this.#observe(record);
      return;
    }
    // Somebody looks for so many lines of which nothing can be told that to find it out by all readers takes most of the time.
    if (this.#isQuiet(record)) {
      unmatched.tell(record, record.message);
      return;
    }
    unmatched.begin(record);
    const { text, isFailure } = this.#observe(record);
    unmatched.end(isSip(record.message) ? '' : text, isFailure);
  }

  /** Whether no reader can tell anything of a record, nor remember it: nobody but the client wrote its text, and nothing is known of it. */
  #isQuiet(record: TraceRecord): boolean {
    const { pid, tid, message } = record;
    return (
      this.#http.isIdle(pid, tid) &&
      !this.#held.holds(pid, tid) &&
      isQuietText(message) &&
      !this.#companions.reads(record) &&
      this.#phrases.matchLine(message, record).length === 0
    );
  }

  /** Answers what of the text nobody can have written but the client, and nothing is known of, but for a transport error. */
  #observe(record: TraceRecord): Unknown {
    const told = this.#companions.observe(record);
    if (told !== undefined) {
      for (const observation of told) this.#onObservation(observation);
      return NOTHING_UNKNOWN;
    }
    const rest = this.#http.add(record);
    this.#sip.add(record, rest);
    this.#held.see(record, rest);
    const mayBeWritten = (): boolean => rest.isDoubtful || carriesText(record.message) || holdsMarkup(rest.text);
    const { seen, text, hides } = observePhrases(record, rest.text, this.#phrases);
    for (const symptom of observeSymptoms(record, text, hides)) if (!mayBeWritten()) this.#onObservation(symptom);
    for (const one of seen) if (!mayBeWritten()) this.#onObservation(one);
    const error = findTransportError(text);
    if (error === undefined && this.#unmatched === undefined) return NOTHING_UNKNOWN;
    const isWritten = mayBeWritten();
    if (error !== undefined) {
      const failure: Failure = { record, text, error, hides };
      if (isWritten) this.#tellHeld(failure, true);
      else this.#held.hold(failure);
    }
    return isWritten ? NOTHING_UNKNOWN : { text: rest.text, isFailure: error !== undefined };
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

  #tellHeld({ record, text, error, hides }: Failure, isDoubtful: boolean): void {
    const evidence = isDoubtful || hides ? citeOnly(record, error.token) : citeFailure(record, error.needle);
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
