import type { PhraseKind } from '../model/phrase.ts';

interface Rule {
  readonly observes: PhraseKind;
  /** All of them must stand in the text. */
  readonly has: readonly RegExp[];
  readonly hasNot?: readonly RegExp[];
}

const NOT = /\b(?:not|no|never|none|nothing|cannot|without|false)\b|n't\b/;
const FAILED =
  /\b(?:fail\w*|errors?|refus\w*|den(?:ied|ies)|reject\w*|abort\w*|undeliverable|gave up|giving up|given up|unable|could not|couldn't|cannot|unsuccessful\w*)\b/;
/** What is to come, or asked. */
const TO_COME =
  /\b(?:will|would|shall|should|can|could|may|might|must|is to|are to|about to|going to)\b|\bto be\b|\b(?:if|whether|unless|until|before)\b|\?/;
/** A number of messages: a line about all of them, and none about one. */
const SEVERAL =
  /# (?:\w+ ){0,2}(?:messages|msgs|ims|notes|mails|items|drafts|files|timers|requests|calls)\b|\bsince start\b|\bso far\b/;
const MESSAGE = /\b(?:messages?|msgs?|ims?|notes?|mails?)\b/;
const EWS = /\b(?:ews|exchange|soap|web services?|(?:create|send|update)item)\b/;
const DRAFT = /\bdrafts?\b/;
const SPOOL = /\bspool\w*|\.hist\b|\bhistory file/;
const SAVED = /\b(?:saved?|saving|stored?|kept|created?|written|wrote|left|parked|put|placed|landed)\b/;
const GONE = /\b(?:remov\w*|delet\w*|purg\w*|clear\w*|gone|dropped|discarded)\b/;
const TIMER = /\b(?:timers?|deadlines?|watchdogs?|timeouts?|countdowns?)\b/;
const ENDED = /\b(?:expir\w*|fired|elapsed|ran out|timed out|went off|passed|reached|is over|is up|hit)\b/;
const BEGUN = /\b(?:start\w*|armed|arming|set|began|begun|schedul\w*|created|running)\b/;

/** The client has done with it, and Exchange has it: a wrong guess at this would have a stuck message delivered. */
const SURELY_SENT =
  /\b(?:sent|delivered|transmitted|accepted)(?: successfully)? (?:by|to|via|through|over) (?:the )?(?:exchange|ews|server|mail server)\b|\bsuccessfully (?:sent|delivered|transmitted)\b|\b(?:sent|delivered|transmitted) successfully\b|\b(?:delivery|transmission|sending)\b.* succeeded\b|\b(?:was|were|has been|have been) delivered\W*$/;
const PERHAPS_SENT =
  /\b(?:queu\w*|spool\w*|stor(?:e|es|ed|age)|drafts?|cache\w*|disk|local\w*|pending|await\w*|wait\w*|later|when|once|retr(?:y|ied|ies|ying)|again|unsent|undelivered|requests?|calls?|receipts?)\b|\.hist\b/;
const QUEUED =
  /\b(?:enqueu\w*|queu(?:ed|es|ing))\b|\b(?:added|accepted|put|placed|taken|moved|pushed)\b.* (?:to|into|onto) (?:the |its |a |an )?(?:\w+ )?queue\b/;
/** Something was done with the file or the record of a message, not with the message. */
const HANDLED =
  /\b(?:delet\w*|remov\w*|read\w*|load\w*|open\w*|writ\w*|wrote|clean\w*|pars\w*|sav\w*|copy\w*|mov(?:e|ed|es|ing))\b/;
const SOUGHT = /\b(?:look\w*|search\w*|seek\w*|found|finds?|read\w*|load\w*|scan\w*|sync\w*|open\w*)\b/;
const UNANSWERED = /\b(?:missing|lost|wait\w*|await\w*|expect\w*|absent|pending)\b/;

/** In the order of asking: the first that fits. */
const RULES: readonly Rule[] = [
  { observes: 'autodiscover-failed', has: [/\bautodiscover/, /\b(?:not found|no answer|gave up)\b/] },
  { observes: 'autodiscover-failed', has: [/\bautodiscover/, FAILED] },
  {
    observes: 'timer-expired',
    has: [TIMER, ENDED],
    hasNot: [NOT, TO_COME, SEVERAL, /\b(?:cancel\w*|stop\w*|kill\w*|disarm\w*|when)\b/],
  },
  { observes: 'timer-started', has: [TIMER, BEGUN], hasNot: [NOT, TO_COME, SEVERAL, /\b(?:cancel\w*|stop\w*)\b/] },
  { observes: 'spool-removed', has: [SPOOL, GONE], hasNot: [NOT, FAILED, TO_COME, SEVERAL] },
  { observes: 'spool-written', has: [SPOOL, SAVED], hasNot: [NOT, FAILED, TO_COME, SEVERAL] },
  { observes: 'draft-saved', has: [DRAFT, SAVED], hasNot: [NOT, FAILED, TO_COME, SEVERAL, SOUGHT] },
  {
    observes: 'draft-saved',
    has: [/\b(?:to|into|as) (?:the )?(?:a )?drafts?\b/],
    hasNot: [NOT, FAILED, TO_COME, SEVERAL, GONE, SOUGHT],
  },
  { observes: 'ews-failed', has: [EWS, FAILED], hasNot: [SEVERAL] },
  { observes: 'message-failed', has: [MESSAGE, FAILED], hasNot: [SEVERAL, SPOOL, DRAFT, HANDLED] },
  {
    observes: 'message-failed',
    has: [MESSAGE, /\bnot (?:be )?(?:sent|delivered|accepted)\b/],
    hasNot: [SEVERAL, SPOOL, DRAFT, HANDLED, EWS],
  },
  {
    observes: 'message-picked-up',
    has: [/\b(?:pick(?:ed|s|ing)? up|dequeu\w*|taken (?:from|off|out)|takes? up|leav(?:es|ing) the queue)\b/],
    hasNot: [NOT, TO_COME, SEVERAL],
  },
  { observes: 'message-queued', has: [QUEUED], hasNot: [NOT, FAILED, TO_COME, SEVERAL] },
  {
    observes: 'ews-response',
    has: [EWS, /\b(?:respon\w*|repl(?:y|ied)|answer\w*|returned|result|came back|received)\b/],
    hasNot: [NOT, TO_COME, UNANSWERED],
  },
  {
    observes: 'ews-response',
    has: [EWS, /\b(?:requests?|calls?)\b/, /\b(?:ok|succeeded|success)\b/],
    hasNot: [NOT, TO_COME, UNANSWERED],
  },
  {
    observes: 'ews-request',
    has: [EWS, /\b(?:requests?|calling|called|call|posting|posted|sending|issu\w*|invok\w*)\b/],
    hasNot: [NOT, TO_COME, UNANSWERED, /\b(?:respon\w*|ok|done|complet\w*|finish\w*)\b/],
  },
  {
    observes: 'message-sent',
    has: [MESSAGE, SURELY_SENT],
    hasNot: [NOT, FAILED, TO_COME, SEVERAL, PERHAPS_SENT],
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

/** Parts `MoveItem`, `EwsTransport` and `timer_expired` at their seams, makes all letters small, and numbers the same. */
function spelled(text: string): string {
  const parted = text.replace(/([a-z])([A-Z])/g, '$1 $2');
  return (parted === text ? text : `${text} . ${parted}`)
    .replaceAll('_', ' ')
    .replace(/(?<![\w.])\d+(?![\w.])/g, '#')
    .replace(/ {2,}/g, ' ')
    .toLowerCase();
}

/** Words of failure that tell of none: `no failure`, `without any error`, `did not fail`, `error 0`, of which the number is not known. */
const NO_FAILURE =
  /\b(?:no|not|never|without|zero)(?: any| an?)? (?:fail\w*|errors?)|n't fail\w*|# errors?\b|\berrors?(?: code| count)?\s?[:=]?\s?#/g;
/** That it was not sent: what became of it then may stand beside it. */
const NOT_SENT =
  /\b(?:send|sending|delivery|transmission)\b(?: attempt)? (?:has )?failed\b|\b(?:(?:could|was|is) )?not (?:be )?(?:sent|delivered)\b/g;

function isOf({ has, hasNot = [] }: Rule, told: string, all: string): boolean {
  return has.every((one) => one.test(told)) && !hasNot.some((one) => one.test(all));
}

/** What a line of this text most likely tells, where its words allow a guess; `#` stands for a number. */
export function guessKind(text: string): PhraseKind | undefined {
  const all = spelled(text);
  const told = all.replace(NO_FAILURE, ' ');
  const unsent = told.replace(NOT_SENT, ' ');
  // `send failed, saved to Drafts`: the end counts.
  const draft =
    unsent === told ? undefined : RULES.find((rule) => rule.observes === 'draft-saved' && isOf(rule, unsent, unsent));
  return (draft ?? RULES.find((rule) => isOf(rule, told, all)))?.observes;
}

/** Whether words speak against a message of this line having been sent, though they do not say what became of it. */
export function speaksAgainstSent(text: string): boolean {
  const words = spelled(text);
  return [NOT, FAILED, TO_COME, SEVERAL, PERHAPS_SENT].some((one) => one.test(words));
}
