import type { HoleName, PhraseMatch } from '../model/phrase.ts';
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

/** `<sip:bob@contoso.com>` */
const ADDRESS = '[<(\\[]{0,2}(?:(?:sips?|mailto|smtp|im):)?[^\\s@<>"\'(),;]{1,128}@[^\\s@<>"\'(),;]{1,255}[>)\\]]{0,2}';
const ADDRESSES = new RegExp(`^\\s{0,9}["']?${ADDRESS}(?:\\s{0,3}(?:[,;/|&+]|and|und|et)?\\s{0,3}${ADDRESS})*`, 'i');

/** Looked for where a word begins alone, so that the time is linear in the hole. */
const EACH_ADDRESS = new RegExp(`(?<![^\\s<(["',;])${ADDRESS}`, 'gi');

/** An id has no blanks. */
const IDS: ReadonlySet<HoleName> = new Set<HoleName>(['messageId', 'conversationId', 'itemId', 'requestId']);

/** What of a hole may be the rest of a `{text}` in front, which ends where the words behind it stand first, be that in what somebody wrote. `ends`: such words. */
function restIn(line: string, name: HoleName, hole: Stretch, ends: readonly string[]): readonly Stretch[] {
  const value = line.slice(hole.start, hole.end);
  const hasBlank = /\S\s+\S/.test(value);
  if (name === 'recipient' && hasBlank) {
    const addresses = [...value.matchAll(EACH_ADDRESS)].map(({ 0: { length }, index }) => ({
      start: hole.start + index,
      end: hole.start + index + length,
    }));
    return stretchesWithout(hole, addresses);
  }
  return (hasBlank && IDS.has(name)) || ends.some((end) => end !== '' && value.includes(end)) ? [hole] : [];
}

/**
 * What of the holes with a name somebody may have written: what stands behind the addresses that a `{recipient}` begins with, as it goes on to the next words of
 * the template, or to the end of the line, and the rest of a `{text}` in front.
 */
export function doubtfulIn(line: string, { holes }: PhraseMatch): readonly Stretch[] {
  const ends: string[] = [];
  return holes.flatMap(({ name, start, end }, i) => {
    if (name === 'text') ends.push(line.slice(end, holes[i + 1]?.start ?? end));
    if (name === undefined || name === 'text') return [];
    const from = start + (name === 'recipient' ? (ADDRESSES.exec(line.slice(start, end))?.[0].length ?? 0) : 0);
    if (from === start) return ends.length > 0 ? restIn(line, name, { start, end }, ends) : [];
    return from < end ? [{ start: from, end }] : [];
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
