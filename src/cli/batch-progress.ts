import type { BatchProgress } from '../index.ts';
import { makeVisible } from '../model/visible.ts';
import type { When } from './output.ts';
import type { ProgressStream } from './progress.ts';

export interface BatchProgressLines {
  show(progress: BatchProgress): void;
  /** A line of its own, above the progress. */
  tell(text: string): void;
  end(): void;
}

const ERASE = '\r\u001b[K';
const DEFAULT_COLUMNS = 80;
/** On a terminal one line is written over; in a log a line every so often says that it still runs. */
const [TERMINAL_MS, LOG_MS] = [100, 5000];

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  if (seconds < 5940) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** `oimscope: 120 of 1000 bundles, 45/s, 20 s left  alice.zip` */
export function batchProgressText({ total, skipped, done, current }: BatchProgress, seconds: number): string {
  const rate = done / Math.max(seconds, 0.001);
  const left =
    done === 0 ? '' : `, ${rate.toFixed(rate < 10 ? 1 : 0)}/s, ${duration((total - skipped - done) / rate)} left`;
  return `oimscope: ${skipped + done} of ${total} bundles${left}${current === undefined ? '' : `  ${makeVisible(current)}`}`;
}

/** Progress of a batch on standard error: one line on a terminal, else a line now and then. `now`: milliseconds. */
export function openBatchProgress(stream: ProgressStream, when: When, now: () => number): BatchProgressLines {
  const isTerminal = stream.isTTY === true;
  const begin = now();
  let shownAt = isTerminal ? Number.NEGATIVE_INFINITY : begin;
  let current: string | undefined;
  const erase = (): void => {
    if (isTerminal && shownAt !== Number.NEGATIVE_INFINITY) stream.write(ERASE);
  };
  return {
    show(progress) {
      current = progress.current ?? current;
      if (when === 'never' || now() - shownAt < (isTerminal ? TERMINAL_MS : LOG_MS)) return;
      const text = batchProgressText(
        { ...progress, ...(current !== undefined && { current }) },
        (now() - begin) / 1000,
      );
      const columns = stream.columns ?? DEFAULT_COLUMNS;
      stream.write(isTerminal ? `${ERASE}${text.slice(0, columns - 1)}` : `${text}\n`);
      shownAt = now();
    },
    tell(text) {
      erase();
      stream.write(`oimscope: ${text.split('\n').map(makeVisible).join('\noimscope:   ')}\n`);
    },
    end: erase,
  };
}
