import type { BundleDigest } from '../../model/bundle-digest.ts';
import type { ValueCount } from './contrasts.ts';

/** Users by one value of a fact. `place`: its place among all that are counted. */
interface Bearers {
  readonly place: number;
  failing: number;
  healthy: number;
}

type Health = 'failing' | 'healthy';

/** Stands for any value: users of whom the fact is known. */
const ANY = undefined;
type Value = string | typeof ANY;

/**
 * Counts users by the values of their facts, each once, however many bundles are theirs: what two bundles of one PC share says nothing of others, and
 * Fisher's exact test wants those that have nothing to do with each other. A bundle that names no user counts as one.
 */
export class FactBearers {
  readonly #facts = new Map<string, Map<Value, Bearers>>();
  /** By user: the places and sides at which he is counted, `,12f,13f,`. A text takes a tenth of a set, and there may be a million. */
  readonly #counted = new Map<string, string>();
  #places = 0;

  add(environment: BundleDigest['environment'], health: Health): void {
    const { user } = environment;
    let counted = user === undefined ? ',' : (this.#counted.get(user) ?? ',');
    for (const [fact, value] of Object.entries(environment)) {
      if (fact === 'user') continue;
      for (const one of [value, ANY]) {
        const bearers = this.#bearersOf(fact, one);
        const mark = `${bearers.place}${health[0]},`;
        if (counted.includes(`,${mark}`)) continue;
        counted += mark;
        bearers[health] += 1;
      }
    }
    if (user !== undefined) this.#counted.set(user, counted);
  }

  /** What one user alone has tells nothing of others. */
  counts(): readonly ValueCount[] {
    return [...this.#facts].flatMap(([fact, values]) => {
      const all = values.get(ANY) ?? { failing: 0, healthy: 0 };
      return [...values].flatMap(([value, { failing, healthy }]): readonly ValueCount[] =>
        value === ANY || failing + healthy < 2
          ? []
          : [{ fact, value, failing: { with: failing, of: all.failing }, healthy: { with: healthy, of: all.healthy } }],
      );
    });
  }

  #bearersOf(fact: string, value: Value): Bearers {
    const values = this.#facts.get(fact) ?? new Map<Value, Bearers>();
    this.#facts.set(fact, values);
    const bearers = values.get(value) ?? { place: this.#places++, failing: 0, healthy: 0 };
    values.set(value, bearers);
    return bearers;
  }
}
