import { answerCall, answerOf, type OpenCall } from './call.ts';
import { HANDSHAKE_TICKS } from './handshakes.ts';
import { type Answer, type HttpEvent, isChallenge, type ThreadKey, threadOf } from './http-event.ts';
import { ThreadRun } from './thread-run.ts';

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
    if (operation === undefined) this.#challenged.clear();
    else if (isChallenge(answerOf(open))) this.#challenged.set(operation, open);
    else this.#challenged.delete(operation);
    if (answerOf(open) !== undefined) return [];
    const found = this.#run.isAnswered ? this.pair() : [];
    this.#run.ask(open);
    return found;
  }

  answer(answer: Answer): void {
    const open =
      answer.kind === 'transport-failure' ? this.#lastIfAnonymous() : this.#challenged.get(answer.operation ?? '');
    if (open !== undefined && !isChallenge(answer)) this.#behindChallenge.set(answer, open);
    this.#run.answer(answer);
  }

  /** A request without credentials that was challenged: the client goes on, so what fails next on its thread is the leg that was not logged. */
  #lastIfAnonymous(): OpenCall | undefined {
    const last = this.#last;
    return last !== undefined && isChallenge(answerOf(last)) && !last.request.hasAuthorization ? last : undefined;
  }

  /** Answers the answers that now have a request. */
  pair(): readonly Answer[] {
    const { taken, left } = this.#run.pair();
    const found = [...taken];
    for (const answer of left) {
      const open = this.#behindChallenge.get(answer);
      const challengedAt = (open && answerOf(open))?.at;
      if (open === undefined || challengedAt === undefined || answer.at === undefined) continue;
      if (!isChallenge(answerOf(open)) || answer.at - challengedAt > HANDSHAKE_TICKS) continue;
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
  requests: readonly (OpenCall | undefined)[],
  left: Map<Answer, number>,
): void {
  const threads = new Map<ThreadKey, Thread>();
  for (const [place, event] of events.entries()) {
    const name = threadOf(event);
    if (name === undefined) continue;
    const thread = threads.get(name) ?? new Thread();
    threads.set(name, thread);
    if (event.kind !== 'http-request') {
      if (left.has(event)) thread.answer(event);
      continue;
    }
    const open = requests[place];
    for (const answer of open === undefined ? [] : thread.ask(open)) left.delete(answer);
  }
  for (const thread of threads.values()) for (const answer of thread.pair()) left.delete(answer);
}
