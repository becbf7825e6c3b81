import { ID_HOLES, type PhraseMatch } from '../model/phrase.ts';
import { mergedStretches, type Stretch, stretchesWithout } from '../model/stretches.ts';
import { quotationsIn, textBeginnings } from '../model/written-text.ts';

/**
 * What somebody may have written: what stands in a `{text}`, and behind the end of a template that has one, as a `{text}` ends where the text behind it
 * stands first, be that in what somebody wrote.
 */
export function writtenIn(line: string, { holes, end }: PhraseMatch): readonly Stretch[] {
  const texts = holes.filter(({ name }) => name === 'text');
  const isOpen = texts.length > 0 && (holes.at(-1)?.end ?? 0) < end && end < line.length;
  return [...texts, ...(isOpen ? [{ start: end, end: line.length }] : [])].filter(({ start, end: to }) => start < to);
}

/** What a phrase says itself: its words and what stands in its holes with a name. Nobody is told more by it than by the phrase. */
function saidBy({ holes, at, end }: PhraseMatch): readonly Stretch[] {
  const free = holes.filter(({ name }) => name === undefined || name === 'text');
  return stretchesWithout({ start: at, end }, free);
}

/** `<sip:bob@contoso.com>`; looked for where a word begins alone, so that the time is linear in the hole. */
const EACH_ADDRESS =
  /(?<![^\s<>()[\]"',;])[<([]{0,2}(?:(?:sips?|mailto|smtp|im):)?[^\s@<>"'(),;]{1,128}@[^\s@<>"'(),;]{1,255}[>)\]]{0,2}/gi;
const BETWEEN_ADDRESSES = /^\s*(?:[,;/|&+]|and|und|et)?\s*$/;

function addressesIn(line: string, { start, end }: Stretch): readonly Stretch[] {
  return [...line.slice(start, end).matchAll(EACH_ADDRESS)].map(({ 0: { length }, index }) => ({
    start: start + index,
    end: start + index + length,
  }));
}

/** What of a `{recipient}` is neither an address nor a name in front of all of them. `isRest`: it may be the rest of a `{text}`, and so is that name. */
function besideAddresses(line: string, hole: Stretch, isRest: boolean): readonly Stretch[] {
  const addresses = addressesIn(line, hole);
  const [first] = addresses;
  if (first === undefined) return isRest && /\S\s+\S/.test(line.slice(hole.start, hole.end)) ? [hole] : [];
  return stretchesWithout({ start: isRest ? hole.start : first.end, end: hole.end }, addresses).filter(
    ({ start, end }) => !BETWEEN_ADDRESSES.test(line.slice(start, end)),
  );
}

/**
 * What of the holes with a name somebody may have written: what stands beside the addresses of a `{recipient}`, as it goes on to the next words of
 * the template, or to the end of the line, and the rest of a `{text}` in front, which ends where the words behind it stand first, be that in what somebody wrote.
 */
export function doubtfulIn(line: string, { holes }: PhraseMatch): readonly Stretch[] {
  const ends: string[] = [];
  return holes.flatMap(({ name, start, end }, i) => {
    if (name === 'text') ends.push(line.slice(end, holes[i + 1]?.start ?? end));
    if (name === undefined || name === 'text') return [];
    const beside = name === 'recipient' ? besideAddresses(line, { start, end }, ends.length > 0) : [];
    if (beside.length > 0 || ends.length === 0) return beside;
    const value = line.slice(start, end);
    const isRest =
      (ID_HOLES.has(name) && /\S\s+\S/.test(value)) || ends.some((words) => words !== '' && value.includes(words));
    return isRest ? [{ start, end }] : [];
  });
}

/** The first word of a hole at the end of a phrase, which takes all that is left of the line, where that word is a value: an address, an id, a number. */
function lastValue(line: string, { holes, end }: PhraseMatch): readonly Stretch[] {
  const last = holes.at(-1);
  if (last?.name === undefined || last.name === 'text' || last.start < end) return [];
  const [word = ''] = /^\s{0,9}[^\s"'`,;“”„«»]{1,300}/.exec(line.slice(last.start, last.end)) ?? [];
  const isValue = last.name === 'recipient' ? word.includes('@') : /\d/.test(word);
  return isValue ? [{ start: last.start, end: last.start + word.length }] : [];
}

/**
 * What words or quotes around the words of a phrase show to be written by somebody: behind `body=`, `text:` and their like to the end of the line, and between quotes.
 * A value of a hole is none but behind such a word within it.
 */
export function spokenIn(line: string, match: PhraseMatch): readonly Stretch[] {
  const said = saidBy(match);
  const named = match.holes.filter(({ name }) => name !== undefined && name !== 'text');
  const isOfPhrase = (at: number): boolean => said.some(({ start, end }) => start <= at && at < end);
  const inHole = (at: number): Stretch | undefined => named.find(({ start, end }) => start < at && at < end);
  const behind = textBeginnings(line).flatMap((start): readonly Stretch[] => {
    const hole = inHole(start);
    const rest = stretchesWithout({ start, end: line.length }, said);
    if (hole !== undefined) return [{ start, end: hole.end }, ...rest];
    return isOfPhrase(start) ? [] : rest;
  });
  const ownWords = [...said, ...lastValue(line, match)];
  return mergedStretches([...behind, ...quotationsIn(line).flatMap((one) => stretchesWithout(one, ownWords))]);
}

/** What stands around what a phrase says: of a line that goes on with what somebody wrote in a line before it. */
export function aroundIn(line: string, match: PhraseMatch): readonly Stretch[] {
  return stretchesWithout({ start: 0, end: line.length }, saidBy(match));
}

/** What stands for a `{*}`: kept nowhere, but what the tool knows by itself may still be read of it. */
export function skippedIn({ holes }: PhraseMatch): readonly Stretch[] {
  return holes.filter(({ name, start, end }) => name === undefined && start < end);
}
