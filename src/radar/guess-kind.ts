import type { PhraseKind } from '../model/phrase.ts';
import {
  AS_VALUE,
  ASKED,
  BEGUN,
  DOING,
  DRAFT,
  ENDED,
  EWS,
  FAILED,
  GOES_ON,
  GONE,
  HANDLED,
  LEFT_OVER,
  MESSAGE,
  NOT,
  NOT_LAST,
  NOT_SENT,
  NOT_THERE,
  NOT_TO_SEND,
  OF_CALL,
  OF_NEXT,
  PERHAPS_SENT,
  QUEUED,
  RENEWED,
  SAVED,
  SEVERAL,
  SOUGHT,
  SPOOL,
  SUCCESS,
  SUPPOSED,
  SURELY_SENT,
  TIMER,
  TO_COME,
  UNANSWERED,
  UNDONE,
  UNSURE,
  VARIES,
  WAITS,
  WAS_QUEUED,
} from './kind-words.ts';
import { saysOnlyCall } from './says-only-call.ts';
import { saysOnlyDrafts } from './says-only-drafts.ts';
import { saysOnlyExpired } from './says-only-expired.ts';
import { saysOnlyFailed } from './says-only-failed.ts';
import { saysOnlySent } from './says-only-sent.ts';

interface Rule {
  readonly observes: PhraseKind;
  /** All of them must stand in the text. */
  readonly has: readonly RegExp[];
  readonly hasNot?: readonly RegExp[];
}

const NOT_DONE = [NOT, FAILED, TO_COME, GOES_ON, SEVERAL, AS_VALUE];
const NO_DRAFT = [...NOT_DONE, DOING, GONE, SOUGHT, VARIES, NOT_THERE];
const NO_TIMER = [NOT, TO_COME, GOES_ON, SEVERAL, /\b(?:cancel\w*|stop\w*)\b/];
const NO_END = [UNSURE, SEVERAL, SPOOL, DRAFT, HANDLED, WAITS, SUPPOSED, NOT_LAST, SUCCESS, VARIES];
const NOT_SENT_SURELY = [NOT, FAILED, TO_COME, GOES_ON, SEVERAL, PERHAPS_SENT, OF_CALL, VARIES];

/** In the order of asking: the first that fits. */
const RULES: readonly Rule[] = [
  { observes: 'autodiscover-failed', has: [/\bautodiscover/, /\b(?:not found|no answer|gave up)\b/] },
  { observes: 'autodiscover-failed', has: [/\bautodiscover/, FAILED] },
  {
    observes: 'timer-expired',
    has: [TIMER, ENDED],
    hasNot: [...NO_TIMER, AS_VALUE, VARIES, RENEWED, /\b(?:kill\w*|disarm\w*|when)\b|\bexpires\b/],
  },
  {
    observes: 'timer-started',
    has: [TIMER, BEGUN],
    hasNot: [...NO_TIMER, AS_VALUE],
  },
  { observes: 'spool-removed', has: [SPOOL, GONE], hasNot: NOT_DONE },
  { observes: 'spool-written', has: [SPOOL, SAVED], hasNot: NOT_DONE },
  { observes: 'draft-saved', has: [DRAFT, SAVED], hasNot: NO_DRAFT },
  {
    observes: 'draft-saved',
    has: [/\b(?:to|into|as) (?:the )?(?:a )?drafts?\b/],
    hasNot: NO_DRAFT,
  },
  { observes: 'ews-failed', has: [EWS, FAILED], hasNot: [SEVERAL, SUCCESS, UNSURE] },
  { observes: 'message-failed', has: [MESSAGE, FAILED], hasNot: NO_END },
  {
    observes: 'message-failed',
    // That it was not sent is no error, but beside one.
    has: [MESSAGE, /\bnot (?:be )?(?:sent|delivered|accepted)\b/, /\bresponse code\b/],
    hasNot: [...NO_END, EWS],
  },
  {
    observes: 'message-picked-up',
    has: [/\b(?:pick(?:ed|s|ing)? up|dequeu\w*|taken (?:from|off|out)|takes? up|leav(?:es|ing) the queue)\b/],
    hasNot: [NOT, TO_COME, GOES_ON, SEVERAL, AS_VALUE],
  },
  { observes: 'message-queued', has: [QUEUED], hasNot: [...NOT_DONE, NOT_TO_SEND, WAS_QUEUED] },
  {
    observes: 'ews-response',
    has: [EWS, /\b(?:respon\w*|repl(?:y|ied)|answer\w*|returned|result|came back|received)\b/],
    hasNot: [NOT, TO_COME, UNANSWERED, UNSURE],
  },
  {
    observes: 'ews-response',
    has: [EWS, /\b(?:requests?|calls?)\b/, /\b(?:ok|succeeded|success)\b/],
    hasNot: [NOT, TO_COME, UNANSWERED, UNSURE],
  },
  {
    observes: 'ews-request',
    has: [EWS, /\b(?:requests?|calling|called|call|posting|posted|sending|issu\w*|invok\w*)\b/],
    hasNot: [NOT, TO_COME, UNANSWERED, UNSURE, /\b(?:respon\w*|ok|done|complet\w*|finish\w*)\b/],
  },
  {
    observes: 'ews-request',
    has: [OF_CALL, /\b(?:sent|posted|submitted)\b/],
    hasNot: [NOT, FAILED, TO_COME, UNANSWERED, UNSURE, /\b(?:respon\w*|accepted|status|http|code|hresult)\b/],
  },
  {
    observes: 'message-sent',
    has: [MESSAGE, SURELY_SENT],
    hasNot: NOT_SENT_SURELY,
  },
  {
    observes: 'sign-in',
    has: [/\b(?:signed in|sign-in (?:done|complete\w*|succe\w*)|logged on|logged in)\b/],
    hasNot: [NOT, FAILED],
  },
  {
    observes: 'client-exit',
    has: [/\b(?:client|application|lync|skype)\b/, /\b(?:exit\w*|shut(?:ting)? down|terminat\w*|quit\w*)\b/],
    hasNot: [NOT],
  },
];

/** As `plain` makes it, with `MoveItem` and `EwsTransport` both whole and parted at their seams. */
function spelled(text: string): string {
  const parted = atSeams(text);
  return plain(parted === text ? text : `${text} . ${parted}`);
}

function atSeams(text: string): string {
  return text.replace(/([a-z])([A-Z])/g, '$1 $2');
}

/** Parts `timer_expired`, makes all letters small, and numbers the same. */
function plain(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replace(/(?<![\w.])\d+(?![\w.])/g, '#')
    .replace(/ {2,}/g, ' ')
    .toLowerCase();
}

/** Words of failure that tell of none: `no failure`, `without any error`, `did not fail`, and `error 0`, `failed 0 times`, of which the number is not known. */
const NO_FAILURE =
  /\b(?:no|not|never|without|zero)(?: any| an?)? (?:fail\w*|errors?)|n't fail\w*|# (?:errors?|failures?)\b|\bfail\w*(?: for)? (?:#|zero) (?:times|attempts|tries|recipients)\b|\bfail(?:ed|s|ures?)(?: count)?\s?=\s?#|\bfailures?(?: count)?\s?:\s?#|\berrors?(?: code| count)?\s?[:=]?\s?#/g;

function isOf({ has, hasNot = [] }: Rule, told: string, all: string): boolean {
  return has.every((one) => one.test(told)) && !hasNot.some((one) => one.test(all));
}

/** What a line of this text most likely tells, where its words allow a guess; `#` stands for a number, `…` for words that vary. */
export function guessKind(text: string): PhraseKind | undefined {
  const all = spelled(text);
  const told = all.replace(NO_FAILURE, ' ');
  const unsent = told.replace(NOT_SENT, ' ');
  // `send failed, saved to Drafts`: the end counts.
  const draft =
    unsent === told ? undefined : RULES.find((rule) => rule.observes === 'draft-saved' && isOf(rule, unsent, unsent));
  const found = draft ?? RULES.find((rule) => isOf(rule, told, all));
  return found === undefined || OF_NEXT.test(all) || ASKED.test(all) || !saysOnly(found.observes, plain(atSeams(text)))
    ? undefined
    : found.observes;
}

/** Whether nothing else is said beside what would be worst to guess wrongly. */
function saysOnly(kind: PhraseKind, text: string): boolean {
  switch (kind) {
    case 'message-sent':
      return saysOnlySent(text);
    case 'draft-saved':
      return saysOnlyDrafts(text);
    case 'timer-expired':
      return saysOnlyExpired(text);
    case 'ews-request':
    case 'ews-response':
      return saysOnlyCall(text, kind === 'ews-response');
    case 'message-failed':
    case 'ews-failed':
      return saysOnlyFailed(text, kind === 'ews-failed');
    default:
      return true;
  }
}

/** Whether words speak against a message of this line having been sent, though they do not say what became of it. */
export function speaksAgainstSent(text: string): boolean {
  const words = spelled(text);
  return [...NOT_SENT_SURELY, OF_NEXT, ASKED, UNDONE].some((one) => one.test(words));
}

/** Whether a line that stands behind one of a sending may take it back. */
export function takesBackSent(text: string): boolean {
  const words = spelled(text);
  return [NOT, FAILED, LEFT_OVER].some((one) => one.test(words)) || (DRAFT.test(words) && !GONE.test(words));
}
