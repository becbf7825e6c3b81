import { mergedStretches, type Stretch } from '../model/stretches.ts';
import { isTradeWord } from '../model/trade-words.ts';
import { isUsualWord } from '../model/usual-words.ts';
import { isForeignTradeWord } from './foreign-words.ts';
import { joinedWords } from './joined-words.ts';
import { type ListState, listBehind, namesInList } from './names-in-lists.ts';
import type { Piece } from './piece.ts';

/** Between the words of a name: `Bob van der Berg`. */
const PARTICLES = 'van|von|vom|zu|zur|der|den|de|del|della|di|da|dos|du|la|le|las|los|el|al|bin|ter|ten|y';
const WORD = "[A-Z](?:[a-z'-]+[A-Za-z'-]*|\\.|[A-Z'-]+)";
/** `Bob Miller`, `Miller, Bob`, `J. Miller`, `Anne-Marie O'Neill`, `BOB MILLER`; also one word with a capital, `creator:Gwen` and `caller-Gwen`. */
const CAPITALISED = new RegExp(
  `(?<![\\w.@\\\\/]|::|(?<![a-z])-)${WORD}(?:,? (?:(?:${PARTICLES}) ){0,3}${WORD})*(?![\\w@\\\\/])`,
  'g',
);
const PARTICLE = new RegExp(`^(?:${PARTICLES})$`);
const PARTICLES_BEFORE = new RegExp(`(?<=^|\\W)(?:(?:${PARTICLES}) )+$`);
/** Words behind which somebody is named. */
const TO_SOMEBODY =
  /(?:^|[^\w])(?:for|to|from|by|with|of|and|or|cc|via|recipients?|sender|user|contact|participant|buddy|peer|member|person|attendee|alias|organizer|colleague|partner|(?:mr|mrs|ms|dr|prof)\.?|herr|frau|van|von|an|mit|und|pour|para|por|de|et|für|à)[:=]? $/i;
/** Words behind which a machine is named. */
const ON_MACHINE = /(?:^|[^\w])(?:on|at|host|server|pool|machine|computer)[:=]? $/i;
/** Words of the trade that are names, too. */
export const ALSO_NAMES: ReadonlySet<string> = new Set(['May', 'Will', 'April', 'June', 'August']);

/** `Gwen_Vogel` */
const UNDERSCORED = /(?<![\w.@\\/:-])[A-Z][a-z'-]+(?:_[A-Z][a-z'-]+)+(?![\w@\\/(=]|::|->|\.\w)/g;

/** Behind these words, and in brackets of any kind, a word in small letters that is no usual one may be a name, too. */
const SMALL =
  /(?<![\w'-])(?=[a-z])(?<=[[({]|(?<!\w)<|(?<![\w-])(?:(?:by|upn|sender|contact|participant|attendee|organizer|caller|callee|peer|buddy|alias|login|user|usr|rcpt|account|sam ?account ?name)(?: ?(?:[:=]{1,2}|[-=]>))? {0,2}|(?:smtp|tel)[:=] ?))[a-z][a-z'_-]*[a-z'](?![\w@\\/=]|[:.]\w)/gi;
/** A name in small letters goes on: `gwen vogel`, `bob van der berg`. */
const LAST_NAME = new RegExp(
  `^((?: (?:${PARTICLES})){1,3} [A-Z]?|(?: (?:${PARTICLES})){0,3} )([a-z][a-z'-]*)(?![\\w@.:=\\\\/-])`,
);
/** `@Gwen Vogel`, `@gwen`; `/Gwen Vogel/` */
const SIGNED =
  /(?<![\w.@\\/:-])(?:@([A-Za-z][a-z'_-]*[a-z](?: [A-Z][a-z'-]+)*)(?![\w@\\/=(]|::|->|\.\w)|\/([A-Z][a-z'-]+(?: [A-Z][a-z'-]+)+)\/(?![\w\\/]))/g;
/** In front of a dash they are no names: `re-send`. */
const PREFIX = /^(?:anti|co|de|inter|multi|non|post|pre|re|self|semi|sub|un)$/;

/** `userGwen`, `szGwenLee`: a name joined to a word that tells whose it is, or to what programmers put in front of any text. */
const JOINED =
  /(?<![\w.@\\/:-])(?:user|owner|sender|contact|recipient|buddy|alias|name|from|to|for|by|p?sz|l?psz|wsz|b?str)_?((?:[A-Z][a-z]+){1,3})(?![\w@\\/=(]|::|->|\.\w)/g;

/** `user JSmith`, `user JSmith-adm`, `for BobMiller`: an account that is no word of code. Behind `for` a small letter begins one of code. */
const ACCOUNT =
  /(?<![A-Za-z-])(?:(?:[Uu]ser|[Aa]ccount|[Ll]ogin):? (?=[A-Za-z])|[Ff]or (?=[A-Z]))([A-Za-z]+[A-Z][a-z]+[A-Za-z]*(?:[-_][A-Za-z]+){0,3})(?![\w@\\/=(-]|::|\.\w)/g;

/** `JSmith`: a part that is no usual word makes it a name. */
function isAccount(word: string): boolean {
  return joinedWords(word).some((part) => !isUsualWord(part));
}

/** More characters than the longest of those words, and what stands around it, take. */
const REACH = 20;

/** `Miller`, `J.`, `Anne-Marie`, `O'Neill`, `McCoy`; `CreateItem` and `CTransport`, with capitals inside, are code. */
const PLAIN_WORD =
  /^(?:[A-Z][a-z]+|[A-Z]\.|[A-Z](?=')|(?:Mc|Mac|De|Di|La|Le|Van|Von)[A-Z][a-z]+)(?:['-][A-Z]?[a-z]+)*$/;

/** Whether it may be a word of somebody's name, by its letters. */
export function isPlainWord(word: string): boolean {
  return PLAIN_WORD.test(word);
}

function isInCapitals(word: string): boolean {
  return /^[A-Z][A-Z'-]{2,}$/.test(word);
}

function mayBeName(word: string): boolean {
  return ALSO_NAMES.has(word) || ((isPlainWord(word) || isInCapitals(word)) && !word.split('-').some(isTradeWord));
}

/** A text with letters of ASCII alone, of the same length: names are told by their capitals. */
function inAscii(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text.replace(/[^\x00-\x7f]/gu, (sign) => {
    if (/[\p{Lu}\p{Lt}]/u.test(sign)) return 'A'.repeat(sign.length);
    return /[\p{Ll}\p{M}]/u.test(sign) ? 'a'.repeat(sign.length) : sign;
  });
}

/** A word that a programmer chose has such signs behind it. */
const OF_CODE = /^(?:::|=|->|\(\))/;
/** `Gwen->Erin`: no member is called so, but for one that is called. */
const TO_ANOTHER = /^->[A-Z][a-z'-]+(?![\w(]|::|->)/;

/**
 * Whether a single word with a capital is a name by itself: it is no usual word, and the capital is not that of a beginning. A first word is one where what follows
 * or its own letters show it: `Gwen: …`, `Gwen's`, `GWEN`, `O'Gwen`, `Gwen-Marie`.
 */
function isSingleName(text: string, start: number, end: number, isFirst: boolean): boolean {
  const word = text.slice(start, end).replace(/(?:'s|'|-)$/, '');
  const behind = text.slice(end, end + 2);
  const isToAnother = behind === '->' && TO_ANOTHER.test(text.slice(end));
  if (word.replace(/\W/g, '').length < 2 || (OF_CODE.test(behind) && !isToAnother)) return false;
  if (word.split(/['-]/).every((part) => part.length < 2 || isUsualWord(part))) return false;
  const front = text.slice(Math.max(0, start - 3), start);
  const begins = start === 0 ? isFirst : /[.!?]\s+$/.test(front);
  return (
    !begins ||
    end - start > word.length ||
    behind.startsWith(':') ||
    isToAnother ||
    /^[A-Z'-]{3,}$|^[A-Z]'|-[A-Z]/.test(word)
  );
}

/** Where a text stands in its line; single words of a path are kept. */
type Place = 'first' | 'behind' | 'in-path';

/** The names in a run of words with capitals, its letters those of ASCII: what is left of it beside words of the trade. */
function* namesIn(run: string, at: number, before: string, place: Place): Generator<Stretch> {
  const words = [...run.matchAll(/[^\s,]+/g)].map(({ 0: word, index }) => {
    const start = at + index;
    // `Gwen->Erin`: the dash is one of the arrow.
    const isOfArrow = word.endsWith('-') && TO_ANOTHER.test(before.slice(start + word.length - 1));
    return { word: isOfArrow ? word.slice(0, -1) : word, start };
  });
  let open: { start: number; end: number; count: number } | undefined;
  const isName = ({ start, end, count }: { start: number; end: number; count: number }): boolean => {
    const front = before.slice(Math.max(0, start - REACH), start);
    const isMachine = isInCapitals(before.slice(start, end)) && ON_MACHINE.test(front);
    if (count === 1 && place !== 'in-path' && isSingleName(before, start, end, place === 'first')) return true;
    return count > 1 || TO_SOMEBODY.test(front) || TO_SOMEBODY.test(front.replace(PARTICLES_BEFORE, '')) || isMachine;
  };
  for (const { word, start } of words) {
    if (mayBeName(word) && !isForeignTradeWord(before.slice(start, start + word.length))) {
      open = { start: open?.start ?? start, end: start + word.length, count: (open?.count ?? 0) + 1 };
    } else if (!PARTICLE.test(word)) {
      if (open !== undefined && isName(open)) yield open;
      open = undefined;
    }
  }
  if (open !== undefined && isName(open)) yield open;
}

/** `carol&` of `carol&bob@contoso.com`, `gwen=` of `gwen=vogel@contoso.com`. */
const BEFORE_ADDRESS =
  /(?<![\w.@\\/:-])([A-Za-z][\w.'-]{0,63})[$&!#*~|+^`]$|(?<![\w.@\\/:?&;-])([a-z][a-z.'-]{1,63})=$/;
/** Short for keys in front of addresses. */
const SHORT_KEY = /^(?:addr|dest|dst|frm|orig|rcp|rcpt|snd|src|tgt|usr)$/;

function* nameBeforeAddress(text: string, behind: Piece | undefined): Generator<Stretch> {
  if (typeof behind !== 'object' || behind.kind !== 'address') return;
  const [, word, key] = BEFORE_ADDRESS.exec(text) ?? [];
  const name = word ?? key ?? '';
  if (SHORT_KEY.test(name) || joinedWords(name).every(isUsualWord)) return;
  yield { start: text.length - 1 - name.length, end: text.length - 1 };
}

/** As much of what stands behind a name in small letters as is of it, too. */
export function lastNameIn(behind: string): string {
  const more = LAST_NAME.exec(behind);
  return more?.[2] === undefined || isUsualWord(more[2]) ? '' : more[0];
}

function isUsualPart(part: string): boolean {
  return part.length < 2 || PREFIX.test(part) || isUsualWord(part);
}

/** A member of an object is a word of code: `user->m_x`, `user->size()`. */
function isMember(front: string, word: string, behind: string): boolean {
  return front.endsWith('->') && (word.startsWith('m_') || /^(?:\(|::|->)/.test(behind));
}

function* smallNamesIn(text: string): Generator<Stretch> {
  for (const { 0: word, index } of text.matchAll(SMALL)) {
    const end = index + word.length;
    if (!/^[a-z]/.test(word) || PARTICLE.test(word) || word.split(/['_-]/).every(isUsualPart)) continue;
    if (isMember(text.slice(Math.max(0, index - 2), index), word, text.slice(end, end + 2))) continue;
    yield { start: index, end: end + lastNameIn(text.slice(end)).length };
  }
}

function* namesInText(text: string, place: Place): Generator<Stretch> {
  for (const { 0: run, index } of inAscii(text).matchAll(CAPITALISED)) yield* namesIn(run, index, text, place);
  if (place === 'in-path') return;
  yield* smallNamesIn(text);
  if (/[@/]/.test(text))
    for (const { 1: mentioned, 2: slashed, index } of text.matchAll(SIGNED)) {
      const name = mentioned ?? slashed ?? '';
      if (!name.split(/[ '_-]/).every(isUsualPart)) yield { start: index + 1, end: index + 1 + name.length };
    }
  if (text.includes('_'))
    for (const { 0: word, index } of text.matchAll(UNDERSCORED))
      if (!word.split(/['_-]/).every(isUsualPart)) yield { start: index, end: index + word.length };
  if (!/[A-Za-z_][A-Z][a-z]/.test(text)) return;
  for (const { 0: word, 1: joined = '', index } of text.matchAll(JOINED))
    if (!joined.match(/[A-Z][a-z]+/g)?.some(isUsualWord)) yield { start: index, end: index + word.length };
  for (const { 0: whole, 1: word = '', index } of text.matchAll(ACCOUNT))
    if (isAccount(word)) yield { start: index + whole.length - word.length, end: index + whole.length };
}

function splitText(
  text: string,
  place: Place,
  list: ListState = 'none',
  behind: Piece | undefined = undefined,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { start, end } of mergedStretches([
    ...namesInList(text, list),
    ...namesInText(text, place),
    ...nameBeforeAddress(text, behind),
  ])) {
    const value = text.slice(start, end);
    if (start > done) pieces.push(text.slice(done, start));
    pieces.push({ kind: value.includes(' ') ? 'name-with-blanks' : 'name', value });
    done = end;
  }
  return done < text.length ? [...pieces, text.slice(done)] : pieces;
}

/** Beside a name in other letters, or behind a word such as `für`, stands one, too. */
function besideForeign(
  text: string,
  place: Place,
  before: Piece | undefined,
  behind: Piece | undefined,
  list: ListState = 'none',
): readonly Piece[] {
  const isForeign = (piece: Piece | undefined, pattern: RegExp): boolean =>
    typeof piece === 'object' && piece.kind === 'foreign' && pattern.test(piece.value);
  const first = isForeign(before, /^(?:\p{Lu}|(?:für|à|för)$)/u) ? /^ ([A-Z][\w'-]*)/.exec(text)?.[1] : undefined;
  if (first !== undefined && mayBeName(first))
    return [
      ' ',
      { kind: 'name', value: first },
      ...besideForeign(text.slice(first.length + 1), place, undefined, behind),
    ];
  const last = isForeign(behind, /^\p{Lu}/u) ? /(?<![\w.@\\/:-])([A-Z][\w'-]*) $/.exec(text)?.[1] : undefined;
  if (last !== undefined && mayBeName(last))
    return [...splitText(text.slice(0, -last.length - 1), place), { kind: 'name', value: last }, ' '];
  return splitText(text, place, list, behind);
}

/** What each piece is made of: texts with the names in them apart, holes as they are. */
function namesBeside(pieces: readonly Piece[], placeOf: (at: number) => Place): readonly (readonly Piece[])[] {
  let list: ListState = 'none';
  return pieces.map((piece, i) => {
    const inList = list;
    list = listBehind(piece, inList);
    if (typeof piece !== 'string') return [piece];
    return besideForeign(piece, placeOf(i), pieces[i - 1], pieces[i + 1], inList).filter((part) => part !== '');
  });
}

/**
 * Finds what reads like the name of a person in the text of a line that is kept: two words with a capital in a row, one behind a word such as `for`, or one that is
 * no usual word. Answers what each piece is made of.
 */
export function namesInPieces(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  return namesBeside(pieces, (at) => (at === 0 ? 'first' : 'behind'));
}

/** The same for a part of a path: a single word of it is kept, so that somebody finds the file. */
export function maskNamesOfPath(part: string): readonly Piece[] {
  return namesBeside([part], () => 'in-path').flat();
}
