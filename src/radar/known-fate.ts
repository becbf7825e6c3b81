import type { Outcome } from '../model/life.ts';

const FATES: readonly (readonly [Outcome, RegExp])[] = [
  ['stuck-in-drafts', /\bdrafts?\b|\bstuck\b/i],
  [
    'timed-out',
    /\btime[ -]?(?:d[ -])?out\b|\btimed out\b|\bexpired\b|\b(?:gave|given|giving) up\b.*\btwo minutes\b|\btwo minutes (?:ran out|passed|elapsed|(?:are|were) (?:over|up))\b/i,
  ],
  ['left-in-spooler', /\bspool\w*|\.hist\b/i],
  ['rejected', /\b(?:reject\w*|refus\w*|denied|bounced|ndr|non-delivery)\b/i],
  ['unreachable', /\b(?:unreachable|connection (?:failed|lost)|network (?:down|error))\b/i],
  ['delivered', /\b(?:delivered|arrived|received|went through|got (?:it|there)|fine|ok|okay)\b/i],
];
/** Told beside another fate, it says no more than that. */
const PENDING = /\b(?:pending|waiting|waits|queued)\b/i;
const FAILED = /\b(?:fail\w*|lost|vanished|missing)\b/i;
/** `no connection` denies no fate. */
const UNREACHABLE = /\bno connection\b|\bnot connected\b/gi;
const LOST_CONNECTION = /\bconnection (?:failed|lost)\b/gi;
/** A denial and what it denies: to the end of the clause. */
const DENIED =
  /(?:\b(?:not|never|no|nothing|nobody)\b|n't\b|\bfail\w* to\b)[^,;.:()]*?(?=[,;.:()]|\b(?:and|but)\b|$)/gi;

/** Denied behind it: `delivered: no`, `delivered;false`, `delivered = 0`. */
const DENIED_BEHIND =
  /\b(?:delivered|arrived|received|fine|ok|okay)["']?\s*[:=;,|\t]\s*["']?(?:no|not|none|never|false|0|n)["']?\s*(?:[,;|.)]|$)/i;
/** Nobody who writes so knows it, or it is yet to come. */
const UNSURE =
  /\?|\b(?:probably|possibly|perhaps|maybe|(?:may|will)(?= (?:be|have)\b)|might|could|should|would|supposed(?:ly)?|presumably|apparently|allegedly|unclear|unsure|unknown|whether|if|unless|to be|only (?:after|by|when))\b/i;

/** What became of a message in somebody's words; nothing where they do not say it. What they deny does not count. */
export function fateIn(text: string): { readonly outcome?: Outcome; readonly problem?: string } {
  const words = text
    .replace(UNREACHABLE, ' unreachable ')
    .replace(LOST_CONNECTION, ' unreachable ')
    .replace(DENIED, ' ');
  const fates = FATES.flatMap(([fate, pattern]) => (pattern.test(words) ? [fate] : []));
  const [outcome, ...others] = fates;
  if (others.length > 0) return { problem: `${[...fates].sort().join(' or ')}? write one fate` };
  if (outcome === 'delivered' && (FAILED.test(words) || DENIED_BEHIND.test(text) || UNSURE.test(text)))
    return { problem: 'did it arrive or not? write one fate' };
  if (outcome !== undefined) return { outcome };
  return PENDING.test(words) ? { outcome: 'pending' } : {};
}
