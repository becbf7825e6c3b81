import type { PhraseMatch } from '../model/phrase.ts';
import { mergedStretches, type Stretch, stretchesWithout } from '../model/stretches.ts';
import { goesOnWrittenFrom, quotationsIn, writtenFrom } from '../model/written-text.ts';
import { aroundIn, doubtfulIn, type PhraseSet, skippedIn, spokenIn, writtenIn } from '../phrases/index.ts';
import { findTransportError } from '../wire/transport-errors.ts';
import { type Edit, edited, itemsBehindEscapes } from './behind-escapes.ts';

const LINE = /[^\n]+/g;
/** `(Courier,CNoteCourier::Log:Courier.cpp(204))`, which forms write in front of what a record says: nobody wrote it. */
const FUNCTION = /^\s*\([\w.]{1,64},[^()\r\n]{1,200}(?:\([^()\r\n]{0,20}\))?\)/;
/** In front of the text of a row: `ferry_cpp12, CFerry::Log, `, and its quote. */
const CELLS =
  /^\s*(?:(?:\w{0,64}_(?:cpp|cxx|cc|c|h)\d+|\w{1,64}(?:::~?\w{1,64})+)?[ \t]*[,;\t][ \t]*|\w{0,64}_(?:cpp|cxx|cc|c|h)\d+:?[ \t]+)*"?/;
/** Behind it, of trace messages: component and its part, provider, flags, time. */
const CELL_END =
  /(?:[,;\t][^,;\t{}]{0,64}[,;\t][^,;\t{}]{0,64}[,;\t][ \t]{0,64}\{[\da-f-]{36}\},.*|(?<![ \t,;])[ \t,;]*\r?)$/i;
const LINE_END = /\r?$/;
const QUOTES_ALONE = /^[\s"'`“”„‟«»]*$/;
/** For where the signs of a token stand in the words of the phrase. */
const OTHER_TOKENS = ['…', '[text]', 'x', '#', '_'];

/** How a form writes the text of a record. */
export type TextForm = 'cells' | 'plain';

/** What of a line is said, and where it begins behind what its form writes in front. The quote that ends a cell is nobody's. */
function boundsOf(
  line: string,
  form: TextForm,
): { readonly front: number; readonly said: string; readonly quote: readonly Stretch[] } {
  const from = form === 'cells' ? (CELLS.exec(line)?.[0].length ?? 0) : 0;
  const front = from + (FUNCTION.exec(line.slice(from))?.[0].length ?? 0);
  const back = (form === 'cells' ? CELL_END : LINE_END).exec(line)?.index ?? line.length;
  const said = line.slice(0, Math.max(front, back));
  const hasQuote = form === 'cells' && said.endsWith('"');
  return { front, said, quote: hasQuote ? [{ start: said.length - 1, end: said.length }] : [] };
}

/** The places of the words and values that a phrase is known by. */
function knownBy({ holes, at, end }: PhraseMatch): readonly Stretch[] {
  const free = holes.filter(({ name }) => name === undefined || name === 'text');
  let from = at;
  const known: Stretch[] = [];
  for (const { start, end: to } of free) {
    if (start > from) known.push({ start: from, end: start });
    from = Math.max(from, to);
  }
  return from < end || holes.at(-1)?.end !== from ? [...known, { start: from, end: Math.max(end, from) }] : known;
}

function valuesOf(match: PhraseMatch | undefined): string {
  // What has blanks may be more than the value.
  const values = [...(match?.values ?? [])].filter(([name, value]) => name !== 'text' && !/\s/.test(value));
  return JSON.stringify([match?.phrase.id, match?.phrase.file, values]);
}

/**
 * Takes out of lines what `{text}` and `{*}` of phrases stand for: what somebody may have written. A phrase counts whoever says it, as a component is not
 * told in all that a record is cut into.
 */
export class PhraseMask {
  readonly #phrases: PhraseSet;
  readonly #token: (text: string) => string;
  readonly #made = new Set<string>(OTHER_TOKENS);

  /** `token`: what stands for a text; empty for one in which is nothing to read. */
  constructor(phrases: PhraseSet, token: (text: string) => string) {
    this.#phrases = phrases;
    this.#token = token;
  }

  /** A text of a record, or a part of it, whose escapes may hide the words of a phrase. */
  mask(text: string, form: TextForm): string {
    return this.items([text], form)?.[0] ?? text;
  }

  /** Whether it is worth while to part a text into its items. */
  mayHold(text: string): boolean {
    return this.#phrases.mayHold(text);
  }

  /** The same of items that are read as one text, blanks between them, and each by itself; undefined where no phrase is in them. */
  items(items: readonly string[], form: TextForm): readonly string[] | undefined {
    if (this.#phrases.phrases.length === 0) return undefined;
    let isSaid = false;
    const masked = itemsBehindEscapes(items, (shown) => {
      const edits = this.#edits(shown, form);
      isSaid ||= edits !== undefined;
      return edits ?? [];
    });
    if (!isSaid) return undefined;
    return items.length === 1 ? masked : masked.map((item) => this.mask(item, form));
  }

  /** Undefined where no line has a phrase. */
  #edits(text: string, form: TextForm): readonly Edit[] | undefined {
    const lines = [...text.matchAll(LINE)];
    const isSaid = lines.map(([line]) => this.#phrases.matchesIn(line).next().done !== true);
    if (!isSaid.includes(true)) return undefined;
    const openText = lines.findIndex(([line], number) => isSaid[number] === true && this.#endsInText(line, form));
    const goesOnFrom = Math.min(goesOnWrittenFrom(lines.map(([line]) => line)), openText < 0 ? lines.length : openText);
    return lines.flatMap(({ 0: line, index }, number) => {
      const goesOn = number > goesOnFrom;
      const edits =
        (isSaid[number] === true ? this.#inLine(line, form, goesOn) : undefined) ?? this.#beside(line, form, goesOn);
      return edits.map(({ start, end, token }) => ({ start: start + index, end: end + index, token }));
    });
  }

  /** Whether the lines behind may go on with what a phrase keeps nowhere. */
  #endsInText(line: string, form: TextForm): boolean {
    const { said } = boundsOf(line, form);
    return [...this.#phrases.matchesIn(said)].some((match) =>
      writtenIn(said, match).some(({ end }) => end === said.length),
    );
  }

  /** Of a line without a phrase beside one that has one: what words in front or quotes show to be written, or all of it. */
  #beside(line: string, form: TextForm, goesOn: boolean): readonly Edit[] {
    const { front, said, quote } = boundsOf(line, form);
    return mergedStretches([{ start: goesOn ? 0 : writtenFrom(said), end: said.length }, ...quotationsIn(said)])
      .flatMap((one) => stretchesWithout(one, [{ start: 0, end: front }, ...quote]))
      .flatMap((one) => this.#edit(said, one, false));
  }

  /** Undefined where the phrase stands outside of what is said. */
  #inLine(line: string, form: TextForm, goesOn: boolean): readonly Edit[] | undefined {
    const { front, said, quote } = boundsOf(line, form);
    const matches = [...this.#phrases.matchesIn(said)];
    const [first] = matches;
    if (first === undefined) return undefined;
    const written = matches.flatMap((match) => writtenIn(said, match));
    const around = goesOn ? aroundIn : spokenIn;
    const skipped = matches.flatMap((match) => [...skippedIn(match), ...around(said, match)]);
    const known = knownBy(first);
    const doubtful = matches.map((match) => doubtfulIn(said, match));
    const stretches = mergedStretches([
      ...written,
      ...doubtful.flatMap((some, i) => (i === 0 ? some : some.flatMap((one) => stretchesWithout(one, known)))),
      ...(matches.length === 1 ? skipped : skipped.flatMap((one) => stretchesWithout(one, known))),
    ]).flatMap((one) => stretchesWithout(one, [{ start: 0, end: front }, ...quote]));
    const isWritten = ({ start, end }: Stretch): boolean => written.some((one) => one.start < end && start < one.end);
    const edits = stretches.flatMap((one) => this.#edit(said, one, isWritten(one)));
    return this.#matching(said, edits, first);
  }

  #edit(said: string, stretch: Stretch, isWritten: boolean): readonly Edit[] {
    const text = said.slice(stretch.start, stretch.end);
    if (QUOTES_ALONE.test(text) || this.#made.has(text.trim())) return [];
    const token = this.#tokenFor(text, isWritten);
    return token === '' ? [] : [{ ...stretch, token }];
  }

  /** An error of the network in what a phrase keeps nowhere is read by the tool itself, and nobody wrote it. */
  #tokenFor(text: string, isWritten: boolean): string {
    const token = this.#token(text);
    const error = isWritten || token === '' ? undefined : findTransportError(text)?.needle;
    const whole = error === undefined ? token : `${token} ${error}`;
    this.#made.add(whole);
    const lead = /^\s*/.exec(text)?.[0] ?? '';
    return whole === '' ? '' : `${lead}${whole}${/(?<!\s)\s*$/.exec(text)?.[0] ?? ''}`;
  }

  /** The edits with tokens by which the phrase still says the same. */
  #matching(line: string, edits: readonly Edit[], first: PhraseMatch): readonly Edit[] {
    const tries = [edits, ...OTHER_TOKENS.map((token) => edits.map((edit) => ({ ...edit, token })))];
    const says = valuesOf(first);
    return tries.find((some) => valuesOf([...this.#phrases.matchesIn(edited(line, some))][0]) === says) ?? edits;
  }
}
