import { secretFrom } from '../model/secrets.ts';
import type { Stretch } from '../model/stretches.ts';
import { isUsualWord } from '../model/usual-words.ts';
import { writtenFrom } from '../model/written-text.ts';
import { sentencesIn } from './bracketed.ts';
import { dottedPieces, SPOOL_FILE } from './dotted-words.ts';
import { isForeignTradeWord } from './foreign-words.ts';
import type { HoleKind } from './hole-kind.ts';
import { type Masked, maskNames } from './mask-names.ts';
import { SPOOLER } from './mask-patterns.ts';
import { type Masked as Found, maskSearch } from './mask-search.ts';
import { lastNameIn } from './names-in-pieces.ts';
import type { Piece } from './piece.ts';
import { cutSkeleton, skeletonOf } from './skeleton.ts';

/** A template needs a beginning, and a report no more: what stands behind so many characters of a line is not looked at. */
export const MOST_CHARACTERS = 600;

function pathPieces(value: string): readonly Piece[] {
  if (SPOOL_FILE.test(value) && !value.includes(' ')) return [{ kind: 'spool-file', value }];
  return [{ kind: value.includes(' ') ? 'path-with-blanks' : 'path', value }];
}

const TYPE_OF_MIME =
  /^(?:text|image|audio|video|application|multipart|message)\/(?:plain|html|rtf|png|jpe?g|gif|xml|json|sdp|octet-stream|mixed|related|alternative|rfc\d+)$/i;

/** `EWS/Outlook`, `queued/sent`, `text/html`: all words are usual. */
function isSlashedOfClient(value: string): boolean {
  const words = value.split(/[-/_\d]+/).filter((word) => word !== '');
  return words.every(isUsualWord) || TYPE_OF_MIME.test(value);
}

function isOfMachines(word: string): boolean {
  return isUsualWord(word) || /^(?:laptop|notebook|pc|srv|nb|wks?)$/i.test(word);
}

/** Keys behind which the client may say something: `mailbox: quota exceeded`, `users: all offline`. */
const MAY_BE_SAID = /^(?:users|members|participants|contacts|attendees|initiator|creator|organiser|e-?mail|mailbox)/i;

function isSaid(value: string): boolean {
  return !/[@\\/]/.test(value) && (value.match(/[A-Za-z]+/g) ?? ['']).every(isUsualWord);
}

/** A value behind a key or in quotes: what it is as a whole, else `otherwise`. */
function wholeKind(value: string, otherwise: HoleKind): HoleKind {
  const [only, ...more] = piecesOf(value, true);
  return only !== undefined && more.length === 0 && typeof only !== 'string' ? only.kind : otherwise;
}

function pieceOf(name: string, value: string): readonly Piece[] {
  switch (name) {
    case 'quoted':
    case 'single': {
      const quote = value.charAt(0);
      if (value === quote + quote || value === quote) return [value];
      // A quotation without an end goes on to that of the line.
      if (!value.endsWith(quote)) return [quote, { kind: 'text', value: value.slice(1) }];
      const inner = value.slice(1, -1);
      const otherwise = inner.includes(quote) ? 'text' : name === 'quoted' ? 'quoted' : 'single-quoted';
      return [quote, { kind: wholeKind(inner, otherwise), value: inner }, quote];
    }
    case 'doubled':
    case 'backquoted': {
      const [, open = '', inner = '', close = ''] = /^([`"]+)(.*?)([`"']*)$/s.exec(value) ?? [];
      return [open, { kind: wholeKind(inner, 'text'), value: inner }, close];
    }
    case 'named': {
      const key = /^[^:=]*[:=]\s*/.exec(value)?.[0] ?? '';
      const rest = value.slice(key.length);
      return MAY_BE_SAID.test(key) && isSaid(rest)
        ? [key, ...piecesOf(rest, true)]
        : [key, { kind: wholeKind(rest, 'named'), value: rest }];
    }
    case 'user': {
      const key = /^[^:=]*[:=]\s?/.exec(value)?.[0] ?? '';
      return [key, { kind: 'account', value: value.slice(key.length) }];
    }
    case 'spool': {
      const [folder = '', file = ''] = value.split(SPOOLER);
      return [{ kind: 'spool-folder', value: folder }, SPOOLER, { kind: 'spool-file', value: file }];
    }
    case 'path':
      return pathPieces(value);
    case 'dotted':
      return dottedPieces(value);
    case 'foreign':
      return [isForeignTradeWord(value) ? value : { kind: 'foreign', value }];
    case 'slashed':
      return [isSlashedOfClient(value) ? value : { kind: 'account', value }];
    case 'machine':
      return [value.split(/[-_]/).every(isOfMachines) ? value : { kind: 'host', value }];
    default:
      return [{ kind: 'text', value }];
  }
}

const SAME_NAME = [
  'blank',
  'url',
  'address',
  'guid',
  'account',
  'operation',
  'disposition',
  'time',
  'date',
  'version',
  'hex',
  'phone',
  'number',
  'id',
  'directory',
] as const;
/** Masks of which a match is one hole, whatever it is. */
const KINDS: ReadonlyMap<string, HoleKind> = new Map<string, HoleKind>([
  ...SAME_NAME.map((kind) => [kind, kind] as const),
  ['short', 'version'],
  ['ip', 'host'],
  ['port', 'host'],
  ['response', 'response-code'],
]);

/** `m17->sent`: the dash is one of the arrow. */
function beforeArrow(text: string, index: number, value: string): string {
  if (!value.endsWith('-') || text.charAt(index + value.length) !== '>') return value;
  const begin = value.slice(0, value.search(/-{1,3}$/));
  return begin === '' ? value : begin;
}

/** Adds a piece; texts in a row are one. */
function add(pieces: Piece[], piece: Piece): void {
  if (piece === '') return;
  const last = pieces.at(-1);
  if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
  else pieces.push(piece);
}

const QUOTATIONS: ReadonlySet<string | undefined> = new Set(['doubled', 'quoted', 'single', 'backquoted', 'text']);

/** Whether a mask goes before a sentence in brackets: it begins in front of it, or is a quotation that is all of it. */
function isBefore({ name, index, value }: Found, sentence: Stretch): boolean {
  if (index !== sentence.start) return index < sentence.start;
  return QUOTATIONS.has(name) && index + value.length >= sentence.end;
}

function piecesOf(text: string, isWhole = false): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const search = maskSearch(text);
  const sentences = /[([{]/.test(text) ? sentencesIn(text) : [];
  let next = 0;
  let from = 0;
  for (let match = search.next(text, from); ; match = search.next(text, from)) {
    while ((sentences[next]?.start ?? from) < from) next++;
    const sentence = sentences[next];
    if (sentence !== undefined && (match === undefined || !isBefore(match, sentence))) {
      add(pieces, text.slice(end, sentence.start));
      pieces.push({ kind: 'text', value: text.slice(sentence.start, sentence.end) });
      from = sentence.end;
      end = from;
      continue;
    }
    if (match === undefined) break;
    const { name, index } = match;
    const whole = beforeArrow(text, index, match.value);
    const value = name === 'directory' ? whole + lastNameIn(text.slice(index + whole.length)) : whole;
    from = index + value.length;
    if (name === undefined || (isWhole && (name === 'named' || name === 'quoted' || name === 'single'))) continue;
    if (end < index) add(pieces, text.slice(end, index));
    const kind = KINDS.get(name);
    // A template begins with a text (contract section 5): in a hole there the operation would have no name.
    if (name === 'operation' && index === 0 && !isWhole) add(pieces, value);
    else if (kind !== undefined) pieces.push({ kind, value });
    else for (const piece of pieceOf(name, value)) add(pieces, piece);
    end = from;
  }
  if (end < text.length) add(pieces, text.slice(end));
  return pieces;
}

/** As much of a line as is looked at: whole words. */
function beginOf(line: string): string {
  if (line.length <= MOST_CHARACTERS) return line;
  const begin = line.slice(0, MOST_CHARACTERS + 1);
  return begin.slice(0, Math.max(0, begin.lastIndexOf(' ')));
}

/**
 * Takes out of a line whatever differs from message to message, or may tell who wrote what to whom and where: addresses, names, quoted and foreign
 * text, ids, numbers, times, paths, hosts. What is kept is printable ASCII, and words of localised clients. The pieces together are the line, or its beginning.
 */
export function maskLine(line: string): Masked {
  const whole = line.trimEnd();
  const begin = beginOf(whole);
  const isCut = begin.length < whole.length;
  const writtenAt = Math.min(writtenFrom(begin), secretFrom(begin));
  const named = maskNames(piecesOf(begin.slice(0, writtenAt)));
  if (!isCut && writtenAt === begin.length) return named;
  const written: readonly Piece[] = writtenAt < begin.length ? [{ kind: 'text', value: begin.slice(writtenAt) }] : [];
  const skeleton = named.skeleton + skeletonOf(written);
  return { pieces: [...named.pieces, ...written], skeleton: isCut ? cutSkeleton(skeleton) : skeleton };
}
