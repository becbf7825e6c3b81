import type { PhraseMatch } from '../model/phrase.ts';
import { mergedStretches, type Stretch, stretchesWithout } from '../model/stretches.ts';
import { goesOnWrittenFrom } from '../model/written-text.ts';
import { aroundIn, type PhraseSet, skippedIn, spokenIn, writtenIn } from '../phrases/index.ts';
import { findTransportError } from '../wire/transport-errors.ts';
import { behindEscapes, type Edit, edited } from './behind-escapes.ts';

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
/** For where the signs of a token stand in the words of the phrase. */
const OTHER_TOKENS = ['…', '[text]', 'x', '#', '_'];

/** How a form writes the text of a record. */
export type TextForm = 'cells' | 'plain';

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
  const values = [...(match?.values ?? [])].filter(([name]) => name !== 'text');
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
    if (this.#phrases.phrases.length === 0) return text;
    return behindEscapes(text, (shown) => this.#edits(shown, form));
  }

  #edits(text: string, form: TextForm): readonly Edit[] {
    const lines = [...text.matchAll(LINE)];
    const goesOnFrom = goesOnWrittenFrom(lines.map(([line]) => line));
    return lines.flatMap(({ 0: line, index }, number) =>
      this.#inLine(line, form, number > goesOnFrom).map(({ start, end, token }) => ({
        start: start + index,
        end: end + index,
        token,
      })),
    );
  }

  #inLine(line: string, form: TextForm, goesOn: boolean): readonly Edit[] {
    const from = form === 'cells' ? (CELLS.exec(line)?.[0].length ?? 0) : 0;
    const front = from + (FUNCTION.exec(line.slice(from))?.[0].length ?? 0);
    const back = (form === 'cells' ? CELL_END : LINE_END).exec(line)?.index ?? line.length;
    const said = line.slice(0, Math.max(front, back));
    const matches = [...this.#phrases.matchesIn(said)];
    const [first] = matches;
    if (first === undefined) return [];
    const written = matches.flatMap((match) => writtenIn(said, match));
    const around = goesOn ? aroundIn : spokenIn;
    const skipped = matches.flatMap((match) => [...skippedIn(match), ...around(said, match)]);
    const known = knownBy(first);
    // The quote that ends a cell is nobody's.
    const hasQuote = form === 'cells' && said.endsWith('"');
    const quote = hasQuote ? [{ start: said.length - 1, end: said.length }] : [];
    const stretches = mergedStretches([
      ...written,
      ...(matches.length === 1 ? skipped : skipped.flatMap((one) => stretchesWithout(one, known))),
    ]).flatMap((one) => stretchesWithout(one, [{ start: 0, end: front }, ...quote]));
    const isWritten = ({ start, end }: Stretch): boolean => written.some((one) => one.start < end && start < one.end);
    const edits = stretches.flatMap((one): Edit[] => {
      const text = said.slice(one.start, one.end);
      if (this.#made.has(text.trim())) return [];
      const token = this.#tokenFor(text, isWritten(one));
      return token === '' ? [] : [{ ...one, token }];
    });
    return this.#matching(said, edits, first);
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
