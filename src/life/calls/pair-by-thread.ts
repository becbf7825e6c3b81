import { answerCall, answerOf, type OpenCall } from './call.ts';
import { HANDSHAKE_TICKS } from './handshakes.ts';
import { type Answer, type HttpEvent, isChallenge, type ThreadKey, threadOf } from './http-event.ts';
import { ThreadRun } from './thread-run.ts';

const NONE: readonly Answer[] = [];

/** A challenge is all that answers the request, and the answer came while the client may have gone on after it. */
function isSoonBehindChallenge(open: OpenCall, answer: Answer): boolean {
  const challenge = answerOf(open);
  if (!isChallenge(challenge) || challenge?.at === undefined || answer.at === undefined) return false;
  return answer.at - challenge.at <= HANDSHAKE_TICKS;
}

/** What one thread has asked and been told that no id ties. */
class Thread {
  #run = new ThreadRun();
  /** The last request of each operation, where a challenge is all that answers it: the request that went on may not have been logged. */
  readonly #challenged = new Map<string, OpenCall>();
  readonly #behindChallenge = new Map<Answer, OpenCall>();
  #last: OpenCall | undefined;

  /** Answers the answers that now have a request. */
  ask(open: OpenCall): readonly Answer[] {
    this.#last = open;
    const { operation } = open.request;
    const known = answerOf(open);
    if (operation === undefined) this.#challenged.clear();
    else if (isChallenge(known)) this.#challenged.set(operation, open);
    else this.#challenged.delete(operation);
    const isChallenged = isChallenge(known);
    if (known !== undefined && !isChallenged) return NONE;
    // A thread that asks anew is done with what it was told before, also where an id ties the refusal of the new request.
    const found = this.#run.isAnswered ? this.pair() : [];
    if (!isChallenged) this.#run.ask(open);
    return found;
  }

  /** Answers whether the answer has a request now. */
  answer(answer: Answer): boolean {
    if (answer.kind === 'transport-failure') {
      if (this.#failLast(answer)) return true;
    } else {
      const open = this.#challenged.get(answer.operation ?? '');
      if (open !== undefined && !isChallenge(answer)) this.#behindChallenge.set(answer, open);
    }
    this.#run.answer(answer);
    return false;
  }

  /**
   * A request without credentials that was challenged: the client goes on, so what fails next on its thread is the leg that was not
   * logged, and no older request that still waits there.
   */
  #failLast(failure: Answer): boolean {
    const last = this.#last;
    if (last === undefined || last.request.hasAuthorization || !isSoonBehindChallenge(last, failure)) return false;
    answerCall(last, failure, 'moderate');
    return true;
  }

  /** Answers the answers that now have a request. */
  pair(): readonly Answer[] {
    const { taken, left } = this.#run.pair();
    const found = [...taken];
    for (const answer of left) {
      const open = this.#behindChallenge.get(answer);
      if (open === undefined || !isSoonBehindChallenge(open, answer)) continue;
      answerCall(open, answer, 'moderate');
      found.push(answer);
    }
    this.#run = new ThreadRun();
    this.#behindChallenge.clear();
    return found;
  }
}

/** Ties the answers that no id tied by process and thread, the order of requests and answers there, and takes them out of `left`. */
export function pairByThread(
  events: readonly HttpEvent[],
  calls: readonly OpenCall[],
  left: Map<Answer, number>,
): void {
  const threads = new Map<ThreadKey, Thread>();
  const threadNamed = (name: ThreadKey): Thread => {
    const thread = threads.get(name) ?? new Thread();
    threads.set(name, thread);
    return thread;
  };
  let asked = 0;
  for (const event of events) {
    const open = event.kind === 'http-request' ? calls[asked++] : undefined;
    const name = threadOf(event);
    if (name === undefined) continue;
    if (open !== undefined) for (const answer of threadNamed(name).ask(open)) left.delete(answer);
    else if (event.kind !== 'http-request' && left.has(event) && threadNamed(name).answer(event)) left.delete(event);
  }
  for (const thread of threads.values()) for (const answer of thread.pair()) left.delete(answer);
}
