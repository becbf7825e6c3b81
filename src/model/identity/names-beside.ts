import type { Finds } from './finds.ts';
import { fold } from './fold.ts';
import { FIRST_NAMES, VOCABULARY } from './vocabulary.ts';

/** The part of an address in front of the @, with all that belongs to it. */
const ADDRESS = /([\p{L}\p{N}\p{M}._+'-]{1,64})@[\p{L}\p{N}\p{M}_.-]{1,255}/gu;
const WORD = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,40}";
const NAME = `${WORD}(?:[ \\u00a0]${WORD}){1,2}`;
/** `<sip:carol@contoso.com> (Carol Jones)`: in brackets all of it is a name, whatever the address is. */
const IN_BRACKETS = new RegExp(`^>?"?[ \\t]*[(\\[]["']?(${NAME})["']?[)\\]]`, 'u');
const BEHIND = new RegExp(`^[>"')\\]]{0,3}[ \\t,;:-]{1,3}["'(\\[]{0,2}(${NAME})(?![\\p{L}\\p{N}])`, 'u');
const IN_FRONT = new RegExp(
  `(?<![\\p{L}\\p{N}])(${NAME})["')\\]]{0,2}[ \\t,;:-]{0,3}["'(\\[<]{0,2}(?:[Ss][Ii][Pp][Ss]?:|mailto:|im:|smtp:)?$`,
  'u',
);
/** How far in front of an address its name may begin. */
const REACH = 160;

/** Of words in a row those from the one that the address has, or up to it where it is the last; one alone is no name of two. */
function nameOf(found: string, account: string): string | undefined {
  const known = new Set(fold(account).match(/\p{L}{3,}/gu) ?? []);
  const words = found.split(/[ \u00a0]/);
  const at = words.findIndex((word) => known.has(fold(word)));
  if (at < 0) return undefined;
  const name = at === words.length - 1 ? words.slice(at - 1) : words.slice(at);
  while (name.length > 1 && VOCABULARY.has(fold(name.at(-1) ?? ''))) name.pop();
  return at > 0 || name.length > 1 ? name.join(' ') : undefined;
}

/** `(Not Available)`: what else stands in brackets. */
function hasOrdinary(found: string): boolean {
  return found.split(/[ \u00a0]/).some((word) => VOCABULARY.has(fold(word)) && !FIRST_NAMES.has(fold(word)));
}

/** Names of people that stand beside their addresses, where no field says that they are some. */
export function findNamesBeside(text: string, finds: Finds): void {
  if (!text.includes('@')) return;
  for (const { 0: address, 1: account = '', index } of text.matchAll(ADDRESS)) {
    const behind = text.slice(index + address.length, index + address.length + REACH);
    const [, inBrackets] = IN_BRACKETS.exec(behind) ?? [];
    if (inBrackets !== undefined && (nameOf(inBrackets, account) !== undefined || !hasOrdinary(inBrackets)))
      finds.name(inBrackets);
    const beside = [BEHIND.exec(behind)?.[1], IN_FRONT.exec(text.slice(Math.max(0, index - REACH), index))?.[1]];
    for (const found of beside) {
      const name = found === undefined ? undefined : nameOf(found, account);
      if (name !== undefined) finds.name(name);
    }
  }
}
