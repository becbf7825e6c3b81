import type { PhraseKind } from '../model/phrase.ts';

interface Rule {
  readonly observes: PhraseKind;
  /** All of them must stand in the text. */
  readonly has: readonly RegExp[];
  readonly hasNot?: readonly RegExp[];
}

const NOT = /\b(?:not|no|never|cannot|without|isn't|wasn't|couldn't|can't)\b/;
const FAILED =
  /\b(?:fail\w*|errors?|refus\w*|den(?:ied|ies)|reject\w*|abort\w*|undeliver\w*|gave up|giving up|given up|unable|could not|couldn't|cannot|unsuccessful\w*)\b/;
const MESSAGE = /\b(?:messages?|msgs?|ims?|notes?|mails?)\b/;
const EWS = /\b(?:ews|exchange|soap|web services?|(?:create|send|update)item)\b/;
const DRAFT = /\bdrafts?\b/;
const SPOOL = /\bspool\w*|\.hist\b|\bhistory file/;
const SAVED = /\b(?:saved?|saving|stored?|kept|created?|written|wrote|left|parked|put|placed|landed)\b/;
const GONE = /\b(?:remov\w*|delet\w*|purg\w*|clear\w*|gone|dropped|discarded)\b/;
const TIMER = /\b(?:timers?|deadlines?|watchdogs?|timeouts?|countdowns?)\b/;
const ENDED = /\b(?:expir\w*|fired|elapsed|ran out|timed out|went off|passed|reached|is over|is up|hit)\b/;
const BEGUN = /\b(?:start\w*|armed|arming|set|began|begun|schedul\w*|created|running)\b/;

/** In the order of asking: the first that fits. */
const RULES: readonly Rule[] = [
  { observes: 'autodiscover-failed', has: [/\bautodiscover/, /\b(?:not found|no answer|gave up)\b/] },
  { observes: 'autodiscover-failed', has: [/\bautodiscover/, FAILED] },
  { observes: 'timer-expired', has: [TIMER, ENDED], hasNot: [NOT] },
  { observes: 'timer-started', has: [TIMER, BEGUN], hasNot: [NOT, /\b(?:cancel\w*|stop\w*)\b/] },
  { observes: 'spool-removed', has: [SPOOL, GONE], hasNot: [NOT, FAILED] },
  { observes: 'spool-written', has: [SPOOL, SAVED], hasNot: [NOT, FAILED] },
  { observes: 'draft-saved', has: [DRAFT, SAVED], hasNot: [NOT, FAILED] },
  { observes: 'draft-saved', has: [/\b(?:to|in|into|as) (?:the )?(?:a )?drafts?\b/], hasNot: [NOT, FAILED, GONE] },
  { observes: 'ews-failed', has: [EWS, FAILED] },
  { observes: 'message-failed', has: [MESSAGE, FAILED] },
  { observes: 'message-failed', has: [MESSAGE, /\bnot (?:be )?(?:sent|delivered|accepted)\b/] },
  {
    observes: 'message-picked-up',
    has: [/\b(?:pick(?:ed|s|ing)? up|dequeu\w*|taken (?:from|off|out)|takes? up|leav(?:es|ing) the queue)\b/],
    hasNot: [NOT],
  },
  {
    observes: 'message-queued',
    has: [/\b(?:enqueu\w*|queu(?:ed|es|ing)|added to (?:the )?(?:\w+ )?queue)\b/],
    hasNot: [NOT],
  },
  {
    observes: 'ews-response',
    has: [EWS, /\b(?:respon\w*|repl(?:y|ied)|answer\w*|returned|result|came back|received)\b/],
  },
  {
    observes: 'ews-request',
    has: [EWS, /\b(?:requests?|calling|called|call|posting|posted|sending|issu\w*|invok\w*)\b/],
    hasNot: [NOT],
  },
  {
    observes: 'message-sent',
    has: [MESSAGE, /\b(?:sent|delivered|handed over|accepted)\b/],
    hasNot: [NOT, /\bto be (?:sent|delivered)\b/],
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

/** Parts `MoveItem`, `EwsTransport` and `timer_expired` at their seams, and makes all letters small. */
function spelled(text: string): string {
  return `${text} ${text.replace(/([a-z])([A-Z])/g, '$1 $2')}`.replaceAll('_', ' ').toLowerCase();
}

/** What a line of this text most likely tells, where its words allow a guess. */
export function guessKind(text: string): PhraseKind | undefined {
  const words = spelled(text);
  return RULES.find(
    ({ has, hasNot = [] }) => has.every((one) => one.test(words)) && !hasNot.some((one) => one.test(words)),
  )?.observes;
}
