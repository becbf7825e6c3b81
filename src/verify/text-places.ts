import type { Observation } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import type { Place } from '../model/verification.ts';
import { firstFrom } from './shifts.ts';

/** A place with its offset. */
export type CitedPlace = Required<Place>;

/** What a text is looked for by: itself, and the time as its source writes it. */
interface Wording {
  readonly text: string;
  readonly stamp?: string | undefined;
}

/** All that an observation cites: the items of a request and the answers to them have evidence of their own. */
export function refsOf(observation: Observation): readonly Ref[] {
  const { evidence } = observation;
  if (observation.kind === 'http-request') return [...evidence, ...observation.items.flatMap((one) => one.evidence)];
  if (observation.kind !== 'http-response') return evidence;
  const { answers, fault } = observation;
  return [...evidence, ...answers.flatMap((one) => one.evidence), ...(fault?.evidence ?? [])];
}

function listKey(source: string, { text, stamp = '' }: Wording): string {
  return JSON.stringify([source, text, stamp]);
}

function placeKey({ source, line, offset }: CitedPlace): string {
  return JSON.stringify([source, line, offset]);
}

/** The first index from `start` on that will do. `skips`: from where to where nothing did before; what will not do never will. */
function firstWhere(
  willDo: (index: number) => boolean,
  start: number,
  step: 1 | -1,
  skips: Map<number, number>,
): number {
  const passed: number[] = [];
  let at = start;
  while (!willDo(at)) {
    passed.push(at);
    at = skips.get(at) ?? at + step;
  }
  for (const one of passed) skips.set(one, at);
  return at;
}

/** The places of some texts, as a new reading of the bundle cites them; each can be taken once. */
export class TextPlaces {
  /** By source, text and time as written; in order of lines. */
  readonly #lists = new Map<string, CitedPlace[]>();
  readonly #lines = new Map<string, readonly number[]>();
  /** Places with their text, whatever the time. */
  readonly #exact = new Set<string>();
  readonly #sources = new Map<string, Set<string>>();
  readonly #taken = new Set<string>();
  /** By list: how far up and down from an index all is taken. */
  readonly #skips = new Map<string, { readonly up: Map<number, number>; readonly down: Map<number, number> }>();

  /** `texts`: those that are asked for later. */
  constructor(observations: readonly Observation[], texts: ReadonlySet<string>) {
    for (const observation of observations)
      for (const ref of refsOf(observation)) if (texts.has(ref.text)) this.#add(ref);
    for (const [key, places] of this.#lists) {
      places.sort((a, b) => a.line - b.line || a.offset - b.offset);
      const lines = places.map(({ line }) => line);
      this.#lines.set(key, lines);
    }
  }

  #add(ref: Ref): void {
    const { source, line, offset, text, stamp = '' } = ref;
    const place = { source, line, offset };
    const exact = placeKey(place) + text;
    if (this.#exact.has(exact)) return;
    this.#exact.add(exact);
    const key = listKey(source, ref);
    const places = this.#lists.get(key) ?? [];
    this.#lists.set(key, places);
    places.push(place);
    const sources = this.#sources.get(`${stamp}\n${text}`) ?? new Set();
    this.#sources.set(`${stamp}\n${text}`, sources);
    sources.add(source);
  }

  /** The text is cited at that place. */
  isAt(text: string, place: CitedPlace): boolean {
    return this.#exact.has(placeKey(place) + text);
  }

  /** A line may be cited for several texts of it. */
  take(place: CitedPlace, text: string): void {
    this.#taken.add(placeKey(place) + text);
  }

  /** Files in which a text of that time is cited. */
  sourcesOf({ text, stamp = '' }: Wording): ReadonlySet<string> {
    return this.#sources.get(`${stamp}\n${text}`) ?? new Set();
  }

  /** The one place of a text in a file; undefined where there are several, or none. */
  onlyOne(source: string, ref: Wording): CitedPlace | undefined {
    const places = this.#lists.get(listKey(source, ref)) ?? [];
    return places.length === 1 ? places[0] : undefined;
  }

  isFree(place: CitedPlace, text: string): boolean {
    return this.isAt(text, place) && !this.#taken.has(placeKey(place) + text);
  }

  /** The free place of a text nearest to a line. */
  nearest(source: string, ref: Wording & { readonly line: number }): CitedPlace | undefined {
    const key = listKey(source, ref);
    const places = this.#lists.get(key) ?? [];
    const isOpen = (place: CitedPlace | undefined): boolean =>
      place === undefined || !this.#taken.has(placeKey(place) + ref.text);
    const skips = this.#skips.get(key) ?? { up: new Map(), down: new Map() };
    this.#skips.set(key, skips);
    const from = firstFrom(this.#lines.get(key) ?? [], ref.line);
    const high = places[firstWhere((index) => isOpen(places[index]), from, 1, skips.up)];
    const low = places[firstWhere((index) => isOpen(places[index]), from - 1, -1, skips.down)];
    if (low === undefined || high === undefined) return low ?? high;
    return ref.line - low.line < high.line - ref.line ? low : high;
  }
}
