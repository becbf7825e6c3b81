import { answerCall, answerOf, type OpenCall } from './call.ts';
import { HANDSHAKE_TICKS } from './handshakes.ts';
import { type Answer, type HttpEvent, isChallenge, type ThreadKey, threadOf } from './http-event.ts';
import { ThreadRun } from './thread-run.ts';

const NONE: readonly Answer[] = [];

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
    if (known !== undefined) return NONE;
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
    else if (event.kind !== 'http-request' && left.has(event)) threadNamed(name).answer(event);
  }
  for (const thread of threads.values()) for (const answer of thread.pair()) left.delete(answer);
}
