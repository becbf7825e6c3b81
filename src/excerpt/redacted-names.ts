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
