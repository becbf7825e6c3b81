import type { HoleName } from '../model/phrase.ts';
import type { HoleKind } from './hole-kind.ts';
import { holeName } from './hole-names.ts';
import type { ShapePart } from './shape-parts.ts';

type Hole = Exclude<ShapePart, { readonly kind: 'text' }>;

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
const OF_SOMEBODY =
  /\b(?:for|from|to|by|of|user|recipient|sender|mailbox|conversation|subject|body|text)(?: id)?[ :=|"'(<[]*$/i;
const MAY_BE_ID: ReadonlySet<HoleKind> = new Set<HoleKind>(['id', 'number', 'hex']);
const IDS: ReadonlySet<HoleName | undefined> = new Set<HoleName>([
  'messageId',
  'conversationId',
  'itemId',
  'requestId',
]);
const TOOK = /\b(?:after|in|within) ?$/i;
const UNIT = /^ ?(?:ms|s|secs?|seconds?)\b/i;

function saysNothing({ kind, kinds }: Hole, before: string, behind: string): boolean {
  if (kind === 'word') return false;
  if (kinds.every((one) => NO_VERDICT.has(one))) return true;
  if (kinds.every((one) => ANYTHING.has(one) || NO_VERDICT.has(one))) return OF_SOMEBODY.test(before);
  if (!kinds.every((one) => MAY_BE_ID.has(one) || one === 'guid')) return false;
  if (kinds.every((one) => one === 'number') && TOOK.test(before) && UNIT.test(behind)) return true;
  return IDS.has(holeName({ kinds, before, behind }));
}

/** A box that is not ticked, what goes on, and marks that may deny: `[ ] sent`, `!sent`, `-sent`, `sent ...`. */
const MARKED = /\[\s*\]|\(\s*\)|\{\s*\}|<\s*>|\.\.|[^\w\s#.,;:=()[\]{}<>'"/|-]|(?<!\S)[-/#]+\w|[=>-]\s*$/;

/**
 * Whether what differs in lines that tell of a message being sent leaves it at that. A code may be one of failure in some of them, and values are not kept: so each hole must
 * plainly be an id, a duration, or who or where. `idHole`: the one of the id of the message, by its number, where no word says so.
 */
export function mayBeOfSent(parts: readonly ShapePart[], idHole: number | undefined): boolean {
  let before = '';
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'text') {
      before += part.text;
      continue;
    }
    const next = parts[i + 1];
    // What somebody wrote has no end but that of the line, and may hold what the client says behind it.
    if (next === undefined && part.kinds.includes('text')) return false;
    const isId = part.kind === 'hole' && part.number !== undefined && part.number === idHole;
    if (!isId && !saysNothing(part, before, next?.kind === 'text' ? next.text : '')) return false;
    before += 'x';
  }
  return !MARKED.test(before);
}
