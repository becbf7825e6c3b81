import { detached } from './detached.ts';
import type { Observation } from './observation.ts';

/** V8 copies a shorter part of a text as it cuts it out. */
const LEAST_SLICE = 13;
/** Texts that are known again: hosts, addresses and versions stand in thousands of observations. */
const MOST_KNOWN = 10_000;

/** Gives observations texts of their own: a part of a text keeps all of it in memory, and that may hold a thousand records. */
export class OwnStrings {
  readonly #known = new Map<string, string>();

  /** The same observation, whose texts keep no others. */
  of<One extends Observation>(observation: One): One {
    return this.#own(observation);
  }

  #own<Value>(value: Value): Value {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((one: unknown) => this.#own(one)) as Value;
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      // Citations are cut out of their records as they are made.
      name === 'evidence' ? member : this.#own(member),
    ]);
    return Object.fromEntries(members);
  }

  #text<Text extends string>(text: Text): Text {
    if (text.length < LEAST_SLICE) return text;
    const known = this.#known.get(text);
    if (known !== undefined) return known as Text;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    const own = detached(text) as Text;
    this.#known.set(own, own);
    return own;
  }
}
