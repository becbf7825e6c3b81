import type { Mention } from '../model/radar-report.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { keptLine } from './remembered-lines.ts';

/** Lines that wait: some 10 MB. */
const MOST_FAILURES = 10_000;

interface Waiting {
  readonly line: UnmatchedLine;
  readonly words: readonly Mention[];
}

/** Lines with transport errors, until it is known which of them the report cites. */
export class WaitingFailures {
  readonly #waiting: Waiting[] = [];
  #lost = 0;

  /** Lines for which there was no room: which ones, the order of files tells, so all have to be read again. */
  get lost(): number {
    return this.#lost;
  }

  keep(line: UnmatchedLine, words: readonly Mention[]): void {
    if (this.#waiting.length < MOST_FAILURES) this.#waiting.push({ line: keptLine(line), words });
    else this.#lost++;
  }

  /** Lets all of them go. */
  take(): readonly Waiting[] {
    return this.#waiting.splice(0);
  }
}
