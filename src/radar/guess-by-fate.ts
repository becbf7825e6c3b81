import type { Outcome } from '../model/life.ts';
import type { PhraseKind } from '../model/phrase.ts';
import type { KnownShare } from '../model/radar-report.ts';
import type { Shape } from './build-shapes.ts';
import { saysWhichCall } from './call-holes.ts';
import { guessKind, speaksAgainstSent } from './guess-kind.ts';
import type { KnownLife } from './known-window.ts';
import { mayBeOfSent } from './sent-holes.ts';

/** A shape with what is known of it. */
export interface Ranked {
  readonly shape: Shape;
  readonly known: KnownShare | undefined;
  /** What all of its lines say. */
  readonly wording: string;
  readonly words: PhraseKind | undefined;
  /** Its words say that a message was sent, and one that it goes with was not. */
  readonly isContradicted: boolean;
  /** What differs in its lines is none of what may say that a message was not sent, and nothing stands behind them. */
  readonly mayBeSent: boolean;
}

const OF_CALLS: ReadonlySet<PhraseKind | undefined> = new Set<PhraseKind>([
  'ews-request',
  'ews-response',
  'ews-failed',
]);

/**
 * A guess by words, unless a message that was sent by them was not: fates are known, and words are guessed at. `idHole`: in which the id of a message stands, by its number, where
 * no word says so.
 */
export function guessByWords(
  shape: Shape,
  wording: string,
  lives: readonly KnownLife[],
  idHole?: number,
): Pick<Ranked, 'words' | 'isContradicted' | 'mayBeSent'> {
  const guess = guessKind(wording);
  const mayBeSent = !shape.isCut && !shape.isOneOfSeveral && mayBeOfSent(shape.parts, idHole);
  const isDoubtful = (kind: PhraseKind | undefined): boolean =>
    (kind === 'message-sent' && !mayBeSent) || (OF_CALLS.has(kind) && !saysWhichCall(shape.parts, shape.isCut, idHole));
  const words = isDoubtful(guess) ? undefined : guess;
  const fates = [...shape.nearTo.keys()].map((number) => lives[number]?.outcome);
  const isContradicted = guess === 'message-sent' && fates.some((fate) => fate !== undefined && fate !== 'delivered');
  return { words: isContradicted ? undefined : words, isContradicted, mayBeSent };
}

/** What a message of this outcome ends with. */
const LAST_OF: Readonly<Partial<Record<Outcome, PhraseKind>>> = {
  delivered: 'message-sent',
  'stuck-in-drafts': 'draft-saved',
  rejected: 'message-failed',
  unreachable: 'ews-failed',
  'timed-out': 'timer-expired',
  'left-in-spooler': 'spool-written',
};
/** Below this a shape goes with the known messages by chance. */
const LEAST_SCORE = 0.5;

/** A list of known messages: how many there are, and of how many of them there is no line in the trace. */
export interface ListCounts {
  readonly messages: number;
  readonly unmet: number;
  /** Those near to which lines tell more ids than there are messages: some line is of a message that nobody told of. */
  readonly crowded?: ReadonlySet<number>;
}

/** A line that does no more than name somebody at that time goes with one message by chance: `Free/busy of bob@contoso.com`. */
function isOfMatter({ shape, known }: Ranked): boolean {
  return (known?.messages ?? 0) > 1 || shape.mentions.some((mention) => mention !== 'known-message');
}

/** Whether each line is one of a known message of its own: one more may be of a message that nobody told of, and that was not sent. */
function isOfKnownAlone({ known }: Ranked): boolean {
  return known !== undefined && known.elsewhere === 0 && known.near <= known.messages;
}

function mayTell(kind: PhraseKind, one: Ranked, { unmet, crowded }: ListCounts): boolean {
  if (kind !== 'message-sent') return true;
  if (crowded !== undefined && [...one.shape.nearTo.keys()].some((number) => crowded.has(number))) return false;
  return unmet === 0 && one.mayBeSent && isOfKnownAlone(one) && !speaksAgainstSent(one.wording);
}

/**
 * Guesses by the fates of known messages, of which there are so many: of the shapes that go with messages of one outcome alone, and whose words tell nothing,
 * the one that comes last tells how they ended; of those that go with all messages the first one tells that they began. `told`: what phrases tell of known messages, so that
 * no other line need tell it. That a message was sent is told only by lines of known messages that were delivered, and where the list goes with the trace.
 */
export function guessesByFate(
  ranked: readonly Ranked[],
  list: ListCounts,
  told: ReadonlySet<PhraseKind> = new Set(),
): ReadonlyMap<Shape, PhraseKind> {
  const guesses = new Map<Shape, PhraseKind>();
  const open = ranked
    .filter(isOfMatter)
    .filter(
      ({ known, words, shape, isContradicted }) =>
        words === undefined && !isContradicted && shape.nearTicks !== undefined && (known?.score ?? 0) >= LEAST_SCORE,
    )
    .toSorted((a, b) => (a.shape.nearTicks ?? 0) - (b.shape.nearTicks ?? 0));
  const isTold = (kind: PhraseKind): boolean =>
    told.has(kind) || ranked.some(({ words, known }) => words === kind && (known?.near ?? 0) > 0);
  for (const [outcome, last] of Object.entries(LAST_OF)) {
    if (isTold(last)) continue;
    const all = open.filter((one) => one.known?.outcome === outcome);
    // Where the last one may go on with anything, those in front of it are no end.
    if (last === 'message-sent' && all.at(-1)?.shape.isOneOfSeveral === true) continue;
    const its = all.filter((one) => mayTell(last, one, list)).at(-1);
    if (its !== undefined) guesses.set(its.shape, last);
  }
  const first = open.find(({ known }) => known?.messages === list.messages);
  if (first !== undefined && !isTold('message-queued') && !guesses.has(first.shape))
    guesses.set(first.shape, 'message-queued');
  return guesses;
}
