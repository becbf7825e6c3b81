import { PayloadReader } from '../wpp/payload-reader.ts';
import {
  type ArgumentChoice,
  bytesHash,
  type LearnedArgument,
  type LearnedShape,
  printChoice,
} from './learned-format.ts';

/** A message whose text is known. */
export interface Sample {
  readonly payload: Uint8Array;
  readonly pointerSize: 4 | 8;
  readonly message: string;
}

function choices(types: readonly string[], specs: readonly string[]): readonly ArgumentChoice[] {
  return types.flatMap((type) => specs.map((spec) => ({ type, spec })));
}

/** Widths that pad a value: what has as many digits in all samples may be padded to them. */
const WIDTHS: readonly string[] = Array.from({ length: 15 }, (_, i) => i + 2).flatMap((width) => [
  `${width}`,
  `0${width}`,
]);
const BASES = ['d', 'u', 'x', 'X'] as const;
const NUMBERS: readonly string[] = [
  ...BASES,
  ...WIDTHS.flatMap((width) => BASES.map((base) => width + base)),
  '#x',
  '#X',
];

const CHOICES: readonly ArgumentChoice[] = [
  ...choices(['ItemString', 'ItemWString', 'ItemPString', 'ItemPWString', 'ItemGuid'], ['s']),
  ...choices(['ItemLong', 'ItemShort', 'ItemChar'], NUMBERS),
  ...choices(['ItemHRESULT', 'ItemNTSTATUS', 'ItemWINERROR', 'ItemIPAddr', 'ItemChar4', 'ItemFloat'], ['s']),
  ...choices(['ItemLongLong'], NUMBERS),
  ...choices(['ItemDouble', 'ItemTimestamp', 'ItemTimeDelta'], ['s']),
  ...choices(['ItemPtr'], ['p']),
];

/** More steps than any message that a person wrote takes; a hostile one could take any number. */
const MOST_STEPS = 4000;
/** With more ways than these nothing is known. */
const MOST_SHAPES = 8;

/** Where the search is: so much of each sample's payload and text is explained. */
interface State {
  readonly at: readonly number[];
  readonly done: readonly number[];
  readonly shape: LearnedShape;
}

/** What stands at the same place in all samples, as some choices print it. */
interface Found {
  readonly words: string;
  readonly choices: readonly ArgumentChoice[];
  readonly texts: readonly string[];
  readonly sizes: readonly number[];
}

interface Printed {
  readonly texts: readonly string[];
  readonly sizes: readonly number[];
}

/** What a message is first taken for: arguments that print something, with words between any two; then without one of the two. */
const LEVELS = [
  { mayTouch: false, mayBeEmpty: false },
  { mayTouch: true, mayBeEmpty: false },
  { mayTouch: false, mayBeEmpty: true },
  { mayTouch: true, mayBeEmpty: true },
] as const;

class Search {
  readonly #samples: readonly Sample[];
  readonly #level: (typeof LEVELS)[number];
  readonly shapes: LearnedShape[] = [];
  #steps = 0;
  isGivenUp = false;

  constructor(samples: readonly Sample[], level: (typeof LEVELS)[number]) {
    this.#samples = samples;
    this.#level = level;
  }

  from(state: State): void {
    if (this.isGivenUp) return;
    if (++this.#steps > MOST_STEPS || this.shapes.length > MOST_SHAPES) {
      this.isGivenUp = true;
      return;
    }
    const areRead = this.#samples.every(({ payload }, i) => state.at[i] === payload.length);
    if (areRead) this.#end(state);
    else this.#goOn(state);
  }

  #goOn(state: State): void {
    let hasConstant = false;
    for (const found of this.#find(state)) {
      const next = this.#behind(found, state);
      const last = next.shape.at(-1);
      const isConstant = typeof last === 'object' && last.always !== undefined;
      // What never varied prints as it did, or not at all: one place for it is as good as any other.
      if (isConstant && hasConstant) continue;
      const before = this.shapes.length;
      this.from(next);
      if (isConstant) hasConstant = this.shapes.length > before;
    }
  }

  /** All arguments are read: what is left of the texts must be the same words. */
  #end({ done, shape }: State): void {
    const [rest = '', ...others] = this.#samples.map(({ message }, i) => message.slice(done[i]));
    if (others.every((one) => one === rest)) this.shapes.push(rest === '' ? shape : [...shape, rest]);
  }

  /** Undefined where the payload of a sample ends first, or its text does not have it: nearly always that of the first. */
  #print(choice: ArgumentChoice, { at, done }: State): Printed | undefined {
    const texts: string[] = [];
    const sizes: number[] = [];
    for (const [i, { payload, pointerSize, message }] of this.#samples.entries()) {
      const reader = new PayloadReader(payload.subarray(at[i]), pointerSize);
      const before = reader.left;
      const text = printChoice(choice, reader);
      if (text === undefined || message.indexOf(text, done[i]) < 0) return undefined;
      texts.push(text);
      sizes.push(before - reader.left);
    }
    return { texts, sizes };
  }

  /** What can stand next: arguments of the same bytes that print alike, in front of them the same words. */
  #find(state: State): Iterable<Found> {
    const found = new Map<string, { words: string; choices: ArgumentChoice[] } & Printed>();
    for (const choice of CHOICES) {
      const printed = this.#print(choice, state);
      if (printed === undefined) continue;
      if (!this.#level.mayBeEmpty && printed.texts.every((text) => text === '')) continue;
      for (const words of this.#wordsBefore(printed.texts, state)) {
        // `0x` may be words in front of `%x`, or of `%#x` itself, which prints none in front of 0.
        const isApart = words !== '' || state.shape.length === 0 || choice.spec.startsWith('#');
        if (!isApart && !this.#level.mayTouch) continue;
        const key = JSON.stringify([words, printed.texts, printed.sizes]);
        const same = found.get(key) ?? { words, choices: [], ...printed };
        found.set(key, same);
        same.choices.push(choice);
      }
    }
    return found.values();
  }

  /** Words that stand in all samples between what is explained and these texts. */
  #wordsBefore(texts: readonly string[], { done }: State): readonly string[] {
    // By the longest text: it is found at the fewest places.
    const longest = texts.reduce((best, text, i) => (text.length > (texts[best]?.length ?? 0) ? i : best), 0);
    const [text = '', message = '', from = 0] = [texts[longest], this.#samples[longest]?.message, done[longest]];
    if (text === '') return [''];
    const found: string[] = [];
    for (let place = message.indexOf(text, from); place >= 0; place = message.indexOf(text, place + 1)) {
      const words = message.slice(from, place);
      const isInAll = this.#samples.every(
        (sample, i) =>
          sample.message.startsWith(words, done[i]) &&
          sample.message.startsWith(texts[i] ?? '', (done[i] ?? 0) + words.length),
      );
      if (isInAll) found.push(words);
    }
    return found;
  }

  #behind({ words, choices: ways, texts, sizes }: Found, { at, done, shape }: State): State {
    const bytes = this.#samples.map(({ payload }, i) => payload.subarray(at[i], (at[i] ?? 0) + (sizes[i] ?? 0)));
    const hashes = new Set(bytes.map(bytesHash));
    const [only] = hashes;
    const argument: LearnedArgument = {
      choices: ways,
      ...(hashes.size === 1 && only !== undefined ? { always: only } : {}),
    };
    return {
      at: at.map((place, i) => place + (sizes[i] ?? 0)),
      done: done.map((place, i) => place + words.length + (texts[i]?.length ?? 0)),
      shape: [...shape, ...(words === '' ? [] : [words]), argument],
    };
  }
}

/** Samples that the search looks at; the others put what it finds to the test. */
const MOST_SEARCHED = 16;

/** The longest and the shortest texts: numbers below zero and of many digits tell most. */
function searched(samples: readonly Sample[]): readonly Sample[] {
  if (samples.length <= MOST_SEARCHED) return samples;
  const sorted = samples.toSorted((a, b) => b.message.length - a.message.length);
  return [...sorted.slice(0, MOST_SEARCHED / 2), ...sorted.slice(-MOST_SEARCHED / 2)];
}

/**
 * The simplest shapes of a message that give every sample's text from its payload, to the last byte and in the order of the arguments; none
 * where there are too many to know, or the search takes too long. Among small numbers and empty texts nearly any other cut of the bytes
 * would do as well, so those with more and emptier arguments count only where there are no others.
 */
export function inferShapes(samples: readonly Sample[]): readonly LearnedShape[] {
  const chosen = searched(samples);
  const start = chosen.map(() => 0);
  for (const level of LEVELS) {
    const search = new Search(chosen, level);
    search.from({ at: start, done: start, shape: [] });
    if (search.isGivenUp) return [];
    const shapes = search.shapes.map((shape) => proven(shape, samples)).filter((shape) => shape !== undefined);
    if (shapes.length > 0) return shapes;
  }
  return [];
}

/** What an argument of a sample is by the choices that fit. */
interface Fit {
  readonly choices: ReadonlySet<ArgumentChoice>;
  readonly hash: string;
}

/** What each argument of a sample is, in turn; undefined where the shape does not make its text. */
function fitting(shape: LearnedShape, sample: Sample, at = 0, done = 0): readonly Fit[] | undefined {
  const { payload, pointerSize, message } = sample;
  const [piece, ...rest] = shape;
  if (piece === undefined) return at === payload.length && done === message.length ? [] : undefined;
  if (typeof piece === 'string') {
    return message.startsWith(piece, done) ? fitting(rest, sample, at, done + piece.length) : undefined;
  }
  const byText = new Map<string, { readonly end: number; readonly choices: Set<ArgumentChoice> }>();
  for (const choice of piece.choices) {
    const reader = new PayloadReader(payload.subarray(at), pointerSize);
    const text = printChoice(choice, reader);
    if (text === undefined || !message.startsWith(text, done)) continue;
    const same = byText.get(text) ?? { end: payload.length - reader.left, choices: new Set() };
    byText.set(text, same);
    same.choices.add(choice);
  }
  for (const [text, { end, choices: fit }] of byText) {
    const others = fitting(rest, sample, end, done + text.length);
    if (others !== undefined) return [{ choices: fit, hash: bytesHash(payload.subarray(at, end)) }, ...others];
  }
  return undefined;
}

/** A shape with only those choices that make the texts of all samples; undefined where it does not make them all. */
function proven(shape: LearnedShape, samples: readonly Sample[]): LearnedShape | undefined {
  let left = shape;
  for (const sample of samples) {
    const fits = fitting(left, sample);
    if (fits === undefined) return undefined;
    const each = fits[Symbol.iterator]();
    left = left.map((piece) => {
      const fit = typeof piece === 'string' ? undefined : each.next().value;
      if (typeof piece === 'string' || fit === undefined) return piece;
      const { choices: known, always } = piece;
      return {
        choices: known.filter((choice) => fit.choices.has(choice)),
        ...(always === undefined || always !== fit.hash ? {} : { always }),
      };
    });
  }
  return left;
}
