import { type HoleName, ID_HOLES } from '../model/phrase.ts';
import { type HoleKind, ID_KINDS } from './hole-kind.ts';
import type { ShapePart } from './shape-parts.ts';
import { type NamedGap, namedGaps } from './suggest-template.ts';

/** Where, which and when, but not what became of it. */
const NO_VERDICT: ReadonlySet<HoleKind> = new Set<HoleKind>([
  'address',
  'guid',
  'date',
  'time',
  'path',
  'path-with-blanks',
  'spool-folder',
  'spool-file',
  'url',
  'host',
  'account',
  'blank',
  'directory',
]);
/** Words or numbers: anything but behind a word that says what they are. */
const ANYTHING: ReadonlySet<HoleKind> = new Set<HoleKind>([
  'phone',
  'name',
  'name-with-blanks',
  'named',
  'quoted',
  'single-quoted',
  'text',
  'foreign',
]);
/** Who and when: no part of such a value is the id of a message. */
const NO_ID: ReadonlySet<HoleKind> = new Set<HoleKind>([
  'address',
  'date',
  'time',
  'host',
  'account',
  'blank',
  'directory',
]);
/** What may stand behind `to`, `for` and their like: anything else may be a word, and `delivered to Exchange by mistake` tells of nothing. */
const WHO_OR_WHICH: ReadonlySet<HoleKind> = new Set<HoleKind>(['address', 'directory', ...ID_KINDS]);
const BEHIND_PREPOSITION = /\b(?:to|for|by|of|from|with|via|through|over|as|in|on|at)[ :"'(<[]*$/i;
/** `conversation with` names what stands behind it, as `subject:` does. */
const KEYED = /\b(?:user|recipient|sender|mailbox|conversation|subject|body|text)(?: id)?[ |"'(<[]*[:=][ |"'(<[]*$/i;
const IDS: ReadonlySet<HoleName | 'text' | '*'> = ID_HOLES;
/** What ties a line to its message; without it a line is anybody's that is of the thread at that time. */
const TIES: ReadonlySet<HoleName | 'text' | '*'> = new Set([...IDS, 'recipient']);
const TOOK = /\b(?:after|in|within) ?$/i;
const UNIT = /^ ?(?:ms|s|secs?|seconds?)\b/i;

function isDuration({ kinds, behind }: NamedGap, before: string): boolean {
  return kinds.every((one) => one === 'number') && TOOK.test(before) && UNIT.test(behind);
}

/** `before`: all of the line in front, each gap as an `x`. */
function saysNothing(gap: NamedGap, before: string): boolean {
  const { kinds, isWord, hole, behind } = gap;
  if (isWord) return false;
  if (isDuration(gap, before)) return true;
  // A template without its last hole matches whatever follows.
  if (hole === '*' && (behind.trim() === '' || !kinds.every((one) => NO_ID.has(one)))) return false;
  if (BEHIND_PREPOSITION.test(before) && !kinds.every((one) => WHO_OR_WHICH.has(one))) return false;
  if (kinds.every((one) => NO_VERDICT.has(one))) return true;
  if (kinds.every((one) => ANYTHING.has(one) || NO_VERDICT.has(one))) return KEYED.test(before);
  return kinds.every((one) => ID_KINDS.has(one)) && IDS.has(hole);
}

/** A box that is not ticked, what goes on, and marks that may deny: `[ ] sent`, `[-] sent`, `!sent`, `-sent`, `sent ...`. */
const MARKED = /[[({<]\W{0,9}[\])}>]|\.\.|[^\w\s#.,;:=()[\]{}<>'"/|-]|(?<!\S)[-/#]+\w|(?<!<x)[=>:,|/-]\s*$/;
/** `for delivered by the server`: nobody stands where somebody should. */
const OF_NOBODY =
  /\b(?:to|for|by|of|from|with|via|through|over|the)(?:[ :,]+(?:was|were|has|have|been|sent|delivered|transmitted|accepted|successfully)\b|[ :,]*$)/i;
/** What an id is marked with. */
const MARK_OF_ID = /[#*@]$/;

/**
 * Whether what differs in lines that tell of a message being sent leaves it at that. A code may be one of failure in some of them, and values are not kept: so each hole must
 * plainly be an id that the template has a name for, a duration, or who or where. `idHole`: the one of the id of the message, by its number, where no word says so.
 */
export function mayBeOfSent(parts: readonly ShapePart[], idHole: number | undefined): boolean {
  const last = parts.at(-1);
  // What somebody wrote has no end but that of the line, and may hold what the client says behind it.
  if (last !== undefined && last.kind !== 'text' && last.kinds.includes('text')) return false;
  const { gaps, tail } = namedGaps(parts, false, idHole);
  if (!gaps.some(({ hole }) => TIES.has(hole))) return false;
  let before = '';
  let isStarred = false;
  const add = (text: string): void => {
    before += isStarred ? text.replace(/^\*/, '') : text;
  };
  for (const gap of gaps) {
    add(gap.before);
    if (!saysNothing(gap, before)) return false;
    isStarred = gap.hole === 'messageId' && before.endsWith('*');
    if (gap.hole === 'messageId') before = before.replace(MARK_OF_ID, '');
    before += 'x';
  }
  add(tail);
  return !MARKED.test(before) && !OF_NOBODY.test(before);
}
