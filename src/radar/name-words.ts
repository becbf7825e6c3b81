import { isTradeWord } from '../model/trade-words.ts';
import { isUsualWord } from '../model/usual-words.ts';
import { ALSO_NAMES } from './names-in-pieces.ts';

/** Of two letters, and no name however it is written. */
const SHORT_WORDS: ReadonlySet<string> = new Set(
  'am an as at be by do go he hi hr id if im in is it me my ms no of oh ok on or so to tx un up us we'.split(' '),
);

/** The words of an address or of a name that are names wherever they stand: in small letters, but for those that are words, too, if they have no capital. */
export function nameWords(text: string): readonly string[] {
  return (text.match(/[A-Za-z]{2,}/g) ?? []).flatMap((word) => {
    const name = word.toLowerCase();
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    if (ALSO_NAMES.has(capital)) return [capital];
    return isTradeWord(name) || SHORT_WORDS.has(name) ? [] : [name];
  });
}

/** The words of the domain of an address that name somebody's company: none of its last part, and no usual ones. */
export function domainWords(address: string): readonly string[] {
  const labels = address
    .slice(address.lastIndexOf('@') + 1)
    .split('.')
    .slice(0, -1);
  return nameWords(labels.join('.')).filter((word) => !isUsualWord(word));
}
