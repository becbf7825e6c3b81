import type { Progress } from '../model/analysis-options.ts';
import { makeVisible } from '../model/visible.ts';
import type { When } from './output.ts';

/** The part of a stream that a progress line needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressLine {
  show(progress: Progress): void;
  /** Shows what is done beside reading. */
  say(text: string): void;
  /** Takes the line away. */
  erase(): void;
}

/** More than ten a second only flicker. */
const INTERVAL_MS = 100;
const ERASE = '\r\u001b[K';
const DEFAULT_COLUMNS = 80;
const MIB = 1 << 20;

/** `oimscope: 41 %  120 of 290 MiB  Tracing/Lync.UccApilog`; characters of another width than one are not counted exactly. */
export function progressText({ source, bytesDone, bytesTotal }: Progress, columns: number): string {
  const done = (bytesDone / MIB).toFixed(0);
  const share =
    bytesTotal === 0
      ? `${done} MiB`
      : `${Math.min(100, Math.floor((100 * bytesDone) / bytesTotal))} %  ${done} of ${(bytesTotal / MIB).toFixed(0)} MiB`;
  return `oimscope: ${share}  ${makeVisible(source)}`.slice(0, columns - 1);
}

/** One line, written over itself; silent unless it goes to a terminal or is asked for. */
export function openProgress(stream: ProgressStream, when: When, now: () => number): ProgressLine {
  const isWanted = when === 'always' || (when === 'auto' && stream.isTTY === true);
  if (!isWanted) return { show: () => undefined, say: () => undefined, erase: () => undefined };
  let shownAt = Number.NEGATIVE_INFINITY;
  const write = (textOf: (columns: number) => string): void => {
    if (now() - shownAt < INTERVAL_MS) return;
    shownAt = now();
    stream.write(`${ERASE}${textOf(stream.columns ?? DEFAULT_COLUMNS)}`);
  };
  return {
    show: (progress) => write((columns) => progressText(progress, columns)),
    say: (text) => write((columns) => `oimscope: ${text}`.slice(0, columns - 1)),
    erase: () => {
      if (shownAt !== Number.NEGATIVE_INFINITY) stream.write(ERASE);
    },
  };
}
