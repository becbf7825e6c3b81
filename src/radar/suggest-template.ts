import type { HoleName } from '../model/phrase.ts';
import { readTemplate } from '../phrases/index.ts';
import { type HoleKind, mayBeWritten, mayHold } from './hole-kind.ts';
import { holeName } from './hole-names.ts';
import { isBehindWord, type ShapePart } from './shape-parts.ts';

const MOST_CHARACTERS = 1000;

/** Letters and digits that all lines have: of blanks and brackets alone a template matches lines of any matter. */
const LEAST_LETTERS = 6;

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Something of a line that differs, with the text in front of it. */
interface Gap {
  readonly before: string;
  readonly kinds: readonly HoleKind[];
  readonly name?: HoleName;
  /** A word that differs may be any that has no blank. */
  readonly isWord: boolean;
}

interface Alternation {
  readonly gaps: readonly Gap[];
  /** Behind the last gap. */
  readonly tail: string;
}

/** Text and gaps in turn: gaps that touch are one, without a name. */
function alternate(parts: readonly ShapePart[], messageIdHole: number | undefined): Alternation {
  const gaps: Gap[] = [];
  let text = '';
  let whole = '';
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'text') {
      text += part.text;
      whole += part.text;
      continue;
    }
    const last = gaps.at(-1);
    const isWord = part.kind === 'word';
    if (last !== undefined && text === '') {
      gaps[gaps.length - 1] = {
        before: last.before,
        kinds: [...last.kinds, ...part.kinds],
        isWord: last.isWord || isWord,
      };
    } else {
      const next = parts[i + 1];
      const behind = next?.kind === 'text' ? next.text : '';
      const isMessageId = part.kind === 'hole' && part.number !== undefined && part.number === messageIdHole;
      const named = isMessageId
        ? 'messageId'
        : holeName({ kinds: part.kinds, before: whole, behind, isBehindWord: isBehindWord(parts, i) });
      const name = isWord ? undefined : named;
      gaps.push({ before: text, kinds: part.kinds, isWord, ...(name === undefined ? {} : { name }) });
    }
    text = '';
    whole += ' ';
  }
  return { gaps, tail: text };
}

/** Whether the text behind a gap tells where it ends: no value can hold its beginning. */
function isBounded({ kinds, isWord }: Gap, behind: string): boolean {
  return !kinds.some((kind) => mayHold(kind, behind)) && !(isWord && !/^ /.test(behind));
}

function literal(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}');
}

/** As many pieces as a template may well have. */
function shortened(pieces: readonly string[]): string {
  let text = '';
  for (const piece of pieces) {
    if (text.length + piece.length > MOST_CHARACTERS) break;
    text += piece;
  }
  return text;
}

/** Without a `{*}` at the end, which says nothing: but for one that keeps a hole in front from taking the rest of the line. */
function withoutEnd(template: string): string {
  const text = template.replace(/\{\*\}$/, '').trimEnd();
  return text.endsWith('}') && text.length < template.length ? template : text;
}

/** A gap with what a template has in its place. */
export interface NamedGap extends Gap {
  readonly hole: HoleName | 'text' | '*';
  /** The text up to the next gap, or to the end. */
  readonly behind: string;
}

/** The gaps of a shape as its template has them. Behind a gap whose end the text does not tell, other ones have no names, as they might hold something else. */
export function namedGaps(
  parts: readonly ShapePart[],
  isCut: boolean,
  messageIdHole: number | undefined,
): { readonly gaps: readonly NamedGap[]; readonly tail: string } {
  const { gaps, tail } = alternate(parts, messageIdHole);
  const given = new Set<HoleName>();
  let template = '';
  let isSure = true;
  const named = gaps.map((gap, i): NamedGap => {
    const behind = gaps[i + 1]?.before ?? tail;
    // The last hole takes the rest of a line, which is more where the line was cut.
    const isEnded = behind === '' ? !isCut : isBounded(gap, behind);
    const name = isSure && isEnded && template + gap.before !== '' ? gap.name : undefined;
    const isWritten = gap.kinds.some(mayBeWritten) && !gap.isWord && template + gap.before !== '';
    const hole = name === undefined || given.has(name) ? (isWritten ? 'text' : '*') : name;
    if (name !== undefined) given.add(name);
    template += gap.before;
    isSure &&= isEnded;
    return { ...gap, hole, behind };
  });
  return { gaps: named, tail };
}

/**
 * A template of a phrasebook that matches every line of a shape, its holes holding just what was masked there. What somebody may have written is a `{text}`, as
 * nothing of it is shown where the line is cited. `messageIdHole`: the hole in which the id of a message stands, by its number, where no word says so. Undefined
 * where too little of the lines is the same.
 */
export function suggestTemplate(
  parts: readonly ShapePart[],
  isCut: boolean,
  messageIdHole?: number,
): string | undefined {
  const { gaps, tail } = namedGaps(parts, isCut, messageIdHole);
  if (lettersIn(gaps.map(({ before }) => before).join('') + tail) < LEAST_LETTERS) return undefined;
  const pieces = gaps.map(({ before, hole }) => `${literal(before)}{${hole}}`);
  const text = withoutEnd(shortened([...pieces, literal(tail)]));
  return readTemplate(text).problems.length === 0 ? text : undefined;
}
