import { byCodeUnits } from '../model/order.ts';
import { withoutNames } from './known-words.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** By this name it is found. */
const PHRASEBOOK = 'oimscope.phrases.json';
/** `0A1B0001.hist`: the client's own number. */
const NUMBERED = /^[\dA-F]{6,16}\.hist$/i;

/**
 * A path with tokens in place of what names somebody, each folder and the file by itself: words that no tool writes are names. What tells rotated logs
 * apart, digits and endings, stays.
 */
export function redactedPath(path: string, pseudonyms: Pseudonyms): string {
  return path
    .split('/')
    .map((name) => {
      if (NUMBERED.test(name) || name.toLowerCase() === PHRASEBOOK) return name;
      return pseudonyms.name(name, (rest) => withoutNames(rest, (word) => pseudonyms.word(word)));
    })
    .join('/');
}

/** Folders of phrasebooks: no tool writes such a name but this one. */
const BOOK_FOLDER = 'phrases';

/**
 * Paths of an excerpt with tokens, of its phrasebooks where there are several in folders that are numbered in the order of their paths without: by it one takes
 * the place of another, and tokens have no order.
 */
export function redactedPaths(
  files: readonly { readonly path: string; readonly format: string }[],
  pseudonyms: Pseudonyms,
): readonly string[] {
  const books = files.flatMap(({ path, format }) => (format === 'phrasebook' ? [path] : [])).toSorted(byCodeUnits);
  const others = files.map(({ path }) => redactedPath(path, pseudonyms));
  if (books.length < 2) return others;
  const taken = new Set(others.map((path) => path.split('/', 1)[0]?.toLowerCase()));
  let folder = BOOK_FOLDER;
  while (taken.has(folder)) folder += '-';
  const width = String(books.length).length;
  return files.map(({ path, format }, i) => {
    if (format !== 'phrasebook') return others[i] ?? path;
    return `${folder}/${String(books.indexOf(path) + 1).padStart(width, '0')}/${PHRASEBOOK}`;
  });
}
