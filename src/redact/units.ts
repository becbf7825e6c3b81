import type { Needles } from './needles.ts';

/** What ends the lines of an output and stands around its elements. Most originals hold none of them. */
const SEPARATORS = ['\n', '<', '>'];
/** Beyond it what was looked at is let go: an output without repetition is not to be held twice. */
const MOST_REMEMBERED = 200_000;

/**
 * The stretches of an output, each once: a report cites the same line and names the same members again and again. Cut where no original
 * can stand across, so that what is in the whole is in one of them.
 */
export class Units {
  readonly #lines = new Set<string>();
  readonly #stretches = new Set<string>();
  readonly #hasLines: boolean;
  readonly #marks: RegExp | undefined;

  constructor(needles: Needles) {
    const [line, ...marks] = SEPARATORS.map((separator) => !needles.hold(separator));
    this.#hasLines = line === true;
    this.#marks = marks.every((isFree) => isFree) ? /[<>]/ : undefined;
  }

  /** Those of a text that were not seen before. */
  *newIn(text: string): Generator<string> {
    for (const line of this.#hasLines ? text.split('\n') : [text]) {
      if (!this.#isNew(line, this.#lines)) continue;
      if (this.#marks === undefined) yield line;
      else for (const stretch of line.split(this.#marks)) if (this.#isNew(stretch, this.#stretches)) yield stretch;
    }
  }

  #isNew(text: string, seen: Set<string>): boolean {
    if (seen.has(text)) return false;
    if (seen.size > MOST_REMEMBERED) seen.clear();
    seen.add(text);
    return true;
  }
}
