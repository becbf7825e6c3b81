import type { Queue, QueueEvents, RedisOptions, Worker } from 'bullmq';
import { TraceError } from '../../model/errors.ts';
import { VERSION } from '../../model/version.ts';

/** The libraries of the queue, which are installed only where one is used. */
interface Libraries {
  readonly Queue: typeof Queue;
  readonly QueueEvents: typeof QueueEvents;
  readonly Worker: typeof Worker;
}

/** One queue a version: of workers of another one the reports would differ. */
export const QUEUE_NAME: string = `oimscope-${VERSION}`;

/** How long the first connection may take. */
const PATIENCE_MS = 5000;

export async function loadBullmq(): Promise<Libraries> {
  try {
    const [bullmq] = await Promise.all([import('bullmq'), import('ioredis')]);
    return bullmq;
  } catch (cause) {
    throw new TraceError(
      'USAGE',
      'a queue needs BullMQ and its client, which are not installed: npm install bullmq@6 ioredis@5',
      { cause },
    );
  }
}

/** A URL without what nobody shall read in a log. */
function shownUrl(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return 'the queue';
  }
}

/** Throws a TraceError for a URL that names no Redis. */
function checkUrl(url: string): void {
  if (!/^rediss?:\/\/[^/]/.test(url)) {
    // Not shown: it may hold a password.
    throw new TraceError('USAGE', 'no address of a queue; write redis://host:6379');
  }
}

/** Says how the connection is, once each time it changes. */
class Line {
  readonly #tell: (text: string) => void;
  readonly #shown: string;
  #isDown = false;

  constructor(url: string, tell: (text: string) => void) {
    this.#shown = shownUrl(url);
    this.#tell = tell;
  }

  readonly down = (): void => {
    if (!this.#isDown) this.#tell(`${this.#shown} does not answer; waiting for it`);
    this.#isDown = true;
  };

  readonly up = (): void => {
    if (this.#isDown) this.#tell(`${this.#shown} answers again`);
    this.#isDown = false;
  };
}

/**
 * A connection to a queue: it is there, or a TraceError is thrown; where it breaks later it is made again, as often as it takes. The caller closes it.
 */
export async function connect(url: string, tell: (text: string) => void): Promise<import('ioredis').Redis> {
  checkUrl(url);
  await loadBullmq();
  const { Redis } = await import('ioredis');
  const options: RedisOptions = {
    maxRetriesPerRequest: null,
    connectTimeout: PATIENCE_MS,
    lazyConnect: true,
    retryStrategy: (tries: number) => Math.min(200 * tries, 3000),
  };
  const probe = new Redis(url, { ...options, retryStrategy: () => null });
  let fault: Error | undefined;
  probe.on('error', (error) => {
    fault ??= error;
  });
  try {
    await probe.connect();
    await probe.ping();
  } catch (cause) {
    const told = fault ?? cause;
    const reason = told instanceof Error ? told.message || String(told) : String(told);
    throw new TraceError('USAGE', `${shownUrl(url)} does not answer (${reason}); is Redis running there?`, { cause });
  } finally {
    probe.disconnect();
  }
  const line = new Line(url, tell);
  const redis = new Redis(url, options);
  redis.on('error', line.down);
  redis.on('ready', line.up);
  await redis.connect();
  return redis;
}
