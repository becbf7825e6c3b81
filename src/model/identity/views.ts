import { decodedWord, ENCODED_WORD } from './encoded-words.ts';

/** A text with its escapes undone, and where each of its code units stands in the text it was made of. */
export interface View {
  readonly text: string;
  /** Start of the escape or character behind code unit `at`; the length of the text behind the last. */
  start(at: number): number;
  /** End of the escape or character of code unit `at`. */
  end(at: number): number;
}

/**
 * Encoded words of mail, percent-encoding, references of XML and HTML, escapes of JSON and of `makeVisible`, doubled quotes of CSV, escapes of Markdown, and the @
 * and _ of an address in quoted-printable, as bounces have it (`alice=40contoso.com`): letters around tell them from a number.
 */
const ESCAPES =
  /(?<=[\p{L}\p{N}])=40(?=(?:[\p{L}\p{N}-]{1,63}\.){1,5}[a-z]{2,24}(?![\p{L}\p{N}]))|(?<=[\p{L}\p{N}])=5F(?=\p{L})|(?:%[0-9a-f]{2})+|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});|\\u[0-9a-f]{4}|\\u\{[0-9a-f]{1,6}\}|\\[^\p{L}\p{N}\s]|""|\0/iu;
const ESCAPE = new RegExp(`${ENCODED_WORD}|${ESCAPES.source}`, 'giu');
const HAS_ESCAPE = new RegExp(ESCAPE.source, 'iu');
const MAY_ESCAPE = /[%&\\\0]|""|=40|=5F|=\?/;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LAST_CODE_POINT = 0x10ffff;

function ofCodePoint(digits: string, base: number): string {
  const code = Number.parseInt(digits, base);
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : '';
}

/** What an escape stands for. A NUL is dropped: every other byte of UTF-16 that was taken for text is one. */
function meaningOf(code: string): string {
  if (code === '\0') return '';
  if (code === '""') return '"';
  if (code.startsWith('=?')) return decodedWord(code);
  if (code.startsWith('=')) return code === '=40' ? '@' : '_';
  if (code.startsWith('%')) {
    const bytes = Buffer.from(code.replaceAll('%', ''), 'hex');
    const text = bytes.toString('utf-8');
    return text.includes('\ufffd') ? bytes.toString('latin1') : text;
  }
  if (code.startsWith('\\')) {
    if (code.startsWith('\\u')) return ofCodePoint(code.replace(/[\\u{}]/gi, ''), 16).replace('\0', '');
    return code.slice(1);
  }
  const name = code.slice(1, -1);
  if (/^#x/i.test(name)) return ofCodePoint(name.slice(2), 16);
  if (name.startsWith('#')) return ofCodePoint(name.slice(1), 10);
  return NAMED[name.toLowerCase()] ?? code;
}

function decodedOnce(text: string): { readonly text: string; readonly starts: Int32Array; readonly ends: Int32Array } {
  let decoded = '';
  const [starts, ends]: [number[], number[]] = [[], []];
  const put = (piece: string, start: number, end: number, isWhole: boolean): void => {
    for (let i = 0; i < piece.length; i++) {
      starts.push(isWhole ? start : start + i);
      ends.push(isWhole ? end : start + i + 1);
    }
    decoded += piece;
  };
  let at = 0;
  for (const match of text.matchAll(ESCAPE)) {
    const [code] = match;
    put(text.slice(at, match.index), at, match.index, false);
    const meaning = meaningOf(code);
    const perUnit = code.startsWith('%') && meaning.length * 3 === code.length;
    if (perUnit) {
      for (let i = 0; i < meaning.length; i++)
        put(meaning[i] ?? '', match.index + 3 * i, match.index + 3 * i + 3, true);
    } else put(meaning, match.index, match.index + code.length, true);
    at = match.index + code.length;
  }
  put(text.slice(at), at, text.length, false);
  return { text: decoded, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** Escapes are undone as often as they were done, up to this: `&amp;lt;` and `%2540` are seen through. */
const MOST_LAYERS = 3;

/** Whether escapes stand in a text: what is torn by them is whole where they are undone. */
export function hasEscapes(text: string): boolean {
  return MAY_ESCAPE.test(text) && HAS_ESCAPE.test(text);
}

/** The texts below the escapes of a text, one for each layer of them undone. */
export function decodedTexts(text: string): readonly string[] {
  const texts: string[] = [];
  let shown = text;
  while (texts.length < MOST_LAYERS && MAY_ESCAPE.test(shown)) {
    const decoded = shown.replace(ESCAPE, meaningOf);
    if (decoded === shown) break;
    texts.push(decoded);
    shown = decoded;
  }
  return texts;
}

/** The same with the places they have in the text. */
export function decodedViews(text: string): readonly View[] {
  const views: View[] = [];
  let below: View | undefined;
  let shown = text;
  while (views.length < MOST_LAYERS && MAY_ESCAPE.test(shown)) {
    const { text: decoded, starts, ends } = decodedOnce(shown);
    if (decoded === shown) break;
    const under: View | undefined = below;
    const view: View = {
      text: decoded,
      start: (at) => (under === undefined ? (starts[at] ?? text.length) : under.start(starts[at] ?? under.text.length)),
      end: (at) => (under === undefined ? (ends[at] ?? text.length) : under.end((ends[at] ?? under.text.length) - 1)),
    };
    views.push(view);
    below = view;
    shown = decoded;
  }
  return views;
}
