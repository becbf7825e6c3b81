import type { PhraseMatch } from '../model/phrase.ts';
import type { Stretch } from '../model/stretches.ts';

/**
 * What somebody may have written: what stands in a `{text}`, and behind the end of a template that has one, as a `{text}` ends where the text behind it
 * stands first, be that in what somebody wrote.
 */
export function writtenIn(line: string, { holes, end }: PhraseMatch): readonly Stretch[] {
  const texts = holes.filter(({ name }) => name === 'text');
  const isOpen = texts.length > 0 && (holes.at(-1)?.end ?? 0) < end && end < line.length;
  return [...texts, ...(isOpen ? [{ start: end, end: line.length }] : [])].filter(({ start, end: to }) => start < to);
}

/** What stands for a `{*}`: kept nowhere, but what the tool knows by itself may still be read of it. */
export function skippedIn({ holes }: PhraseMatch): readonly Stretch[] {
  return holes.filter(({ name, start, end }) => name === undefined && start < end);
}
