import type { HoleName } from '../model/phrase.ts';
import { type HoleKind, ID_KINDS } from './hole-kind.ts';

/** What stands around a hole. */
export interface HolePlace {
  readonly kinds: readonly HoleKind[];
  /** Kept text in front of it, and behind. */
  readonly before: string;
  readonly behind: string;
  /** Words that vary stand directly in front, and may say anything of it. */
  readonly isBehindWord?: boolean;
}

/** Words in front of an id and what it is then the id of; the nearest word counts. */
const ID_OF: readonly (readonly [RegExp, HoleName])[] = [
  [
    /^(?:req|request|requests|correlation|call|clientrequestid|requestid|reqid|anforderung|anfrage|aufruf|solicitud|richiesta)$/,
    'requestId',
  ],
  [/^(?:conversation|conv|conversationid|convid|unterhaltung|konversation)$/, 'conversationId'],
  [/^(?:item|items|itemid|draft|element|elemento|entwurf)$/, 'itemId'],
  [
    /^(?:message|messages|msg|msgs|im|ims|oim|note|notes|mail|messageid|msgid|noteid|nachricht|offlinenachricht|mitteilung|mensaje|mensagem|messaggio|bericht|メッセージ)$/,
    'messageId',
  ],
];
/** What they are of is told by words alone. */
const TOLD_BY_WORDS: ReadonlySet<HoleKind> = new Set<HoleKind>([...ID_KINDS, 'address', 'address-with-name']);
/** Words in front that are looked at. */
const NEAR_WORDS = 3;
/** A number behind them is how many there are. */
const COUNTED = /^(?:messages|msgs|ims|notes|requests|items|drafts)$/;
/** Words that stand between what a thing is and its id. */
const BETWEEN =
  /^(?:id|ids|no|number|nr|with|the|a|of|is|was|key|der|die|das|mit|nummer|de|del|la|número|offline|hors|connexion|ligne|sin|conexión|connessione)$/;

/** `CBOfflineMessage` is of two words, `OfflineIM` as well. */
function wordsBefore(before: string): readonly string[] {
  return (before.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').match(/[\p{L}]+/gu) ?? [])
    .slice(-NEAR_WORDS)
    .map((word) => word.toLowerCase().replace(/^オフライン(?=.)/, ''));
}

/** The word in front of a hole that says what stands there, in small letters. */
export function wordInFront(before: string): string | undefined {
  return wordsBefore(before.split(/[.;,()]/).at(-1) ?? '')
    .toReversed()
    .find((word) => !BETWEEN.test(word));
}

/** The id of a conversation may be told so; a thread of a program has a short one. */
function guidName(before: string): HoleName | undefined {
  return wordInFront(before) === 'thread' ? 'conversationId' : idName(before);
}

function idName(before: string): HoleName | undefined {
  const near = wordInFront(before);
  return ID_OF.find(([words]) => near !== undefined && words.test(near))?.[1];
}

function isFromSomebody(before: string): boolean {
  return /(?:\bfrom|\bby|sender|\buser|\bowner|\bown|\bof|signed in as|\bas|mailbox)[ :=<("']*(?:sips?:|smtp:|mailto:)?$/i.test(
    before,
  );
}

function numberName({ before, behind }: HolePlace): HoleName | undefined {
  const isStatus = /(?:\bhttp|status|status code|answered|returned|response|response code)[ :=#("]*$/i.test(before);
  if (
    isStatus &&
    !/^(?:[a-z%]| (?:items?|bytes?|records?|messages?|entr|folders?|results?|ms|s|sec)\w*\b)/i.test(behind)
  )
    return 'status';
  if (/^ ?(?:s|secs?|seconds?)(?![a-z])/i.test(behind)) return 'seconds';
  if (/^ ?[a-z%]/i.test(behind) && /^(?:ms|us|k|b|m|%)/i.test(behind)) return undefined;
  if (/(?:\berror|\bhr|hresult|\bcode|\brc|win32)[ :=#("]*$/i.test(before)) return 'errorCode';
  return COUNTED.test(wordInFront(before) ?? '') ? undefined : idName(before);
}

/** The hole that one kind of value fills there; undefined where nothing fits. */
function nameOf(kind: HoleKind, place: HolePlace): HoleName | undefined {
  const { before } = place;
  if (place.isBehindWord === true && TOLD_BY_WORDS.has(kind)) return undefined;
  switch (kind) {
    case 'address':
    case 'address-with-name':
      return isFromSomebody(before) ? undefined : 'recipient';
    case 'number':
      return numberName(place);
    case 'hex':
      return /(?:\berror|\bhr|hresult|\bcode|result|status|failed|with|returned)[ :=("]*$/i.test(before)
        ? 'errorCode'
        : idName(before);
    case 'guid':
      return guidName(before);
    case 'spool-file':
      return 'spoolFile';
    case 'url':
      return 'url';
    case 'version':
      return 'version';
    case 'response-code':
      return 'responseCode';
    case 'operation':
      return 'operation';
    case 'disposition':
      return 'disposition';
    case 'quoted':
    case 'single-quoted':
      return /\bfolder[ :=("']*$/i.test(before) ? 'folder' : undefined;
    default:
      return ID_KINDS.has(kind) ? idName(before) : undefined;
  }
}

/** The name of a hole, guessed by what stands in it and the words around it; undefined where nothing fits all of its lines. */
export function holeName(place: HolePlace): HoleName | undefined {
  const [first, ...more] = place.kinds.map((kind) => nameOf(kind, place));
  return more.every((name) => name === first) ? first : undefined;
}
