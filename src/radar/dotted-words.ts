import { isTradeWord } from '../model/trade-words.ts';
import { isUsualWord } from '../model/usual-words.ts';
import { isPlainWord } from './names-in-pieces.ts';
import type { Piece } from './piece.ts';

/** Files of the spooler. */
export const SPOOL_FILE: RegExp = /\.hist$/i;
/** Files of source text, which bear names of classes. */
const SOURCE_FILE = /^\w+\.(?:cpp|cc|c|h|hpp|cs)$/i;
/** Files whose ending says what they are, and whose name may be somebody's. */
const KNOWN_ENDING = /\.(?:cpp|cc|c|h|hpp|cs|dll|exe|sys|asmx|svc|aspx|xml|json|config|etl|log)$/i;
const NAMESPACE = /^(?:System|Net|Microsoft|Rtc|Lync|Windows|Internal|Web|Data|Client|Services|Uc|Core|Common)$/;

function hasInnerCapital(word: string): boolean {
  return /^[A-Za-z]*[a-z][A-Z][A-Za-z]*$/.test(word) && !isPlainWord(word);
}

/** A word that a programmer chose: `Message`, `WebException`; `Miller` and `Fabrikam` are none. */
function isOfCode(word: string): boolean {
  return isTradeWord(word) || hasInnerCapital(word) || NAMESPACE.test(word);
}

/** How names of events begin. */
const EVENT_ROOT = /^(?:oim|im|ews|spool|spooler|queue|timer|drafts?|offline|message|msg|note)$/i;
/** Words that machines are called, too. */
const OF_MACHINES =
  /^(?:mail|exchange|server|servers|web|host|local|net|network|pool|edge|proxy|client|desktop|office|internal|external|public|service|services|root|name|info|online|cloud|int|corp|org|com|biz|eu|us|uk|de|fr|app|apps|dev|live|link|zone|email|im)$/i;

/** `oim.timer.fire`: what a client calls an event, of words of the trade and usual ones. */
function isEventName([root = '', ...words]: readonly string[]): boolean {
  return (
    EVENT_ROOT.test(root) &&
    words.length > 0 &&
    words.every(
      (word) =>
        !OF_MACHINES.test(word) && (isTradeWord(word) || isUsualWord(word.toLowerCase()) || hasInnerCapital(word)),
    )
  );
}

/** What of words with full stops between them is kept: source files, endings of others, members and classes (`ex.Message`, `System.Net.WebException`). */
export function dottedPieces(value: string): readonly Piece[] {
  if (SPOOL_FILE.test(value)) return [{ kind: 'spool-file', value }];
  if (SOURCE_FILE.test(value)) return [value];
  const ending = KNOWN_ENDING.exec(value)?.[0];
  if (ending !== undefined) {
    const name = value.slice(0, -ending.length);
    return isOfCode(name) ? [value] : [{ kind: 'host', value: name }, ending];
  }
  const words = value.split('.');
  if (isEventName(words)) return [value];
  const last = words.pop() ?? '';
  const isCode =
    /^[A-Z]/.test(last) && isOfCode(last) && words.every((word) => isOfCode(word) || /^[a-z]{1,3}$/.test(word));
  return [isCode ? value : { kind: 'host', value }];
}
